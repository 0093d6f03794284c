// SPDX-License-Identifier: MIT
/// @file
/// Overlapping segments of a stream that arrives in blocks of any size, with what lies beyond its two ends.
#ifndef PYA_DSP_SEGMENT_SEGMENTER_HPP
#define PYA_DSP_SEGMENT_SEGMENTER_HPP

#include <pya/dsp/segment/boundary.hpp>
#include <pya/error.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <span>

namespace pya::dsp {

/// Hands out the segments of `nperseg` samples that begin every nperseg - noverlap samples of a stream.
/// The segments are the same whatever the blocks. After construction nothing allocates. A negative noverlap
/// leaves gaps between the segments.
template <class T>
class Segmenter {
public:
    /// `padded`: zeros follow the end, so that every sample lies in a segment; otherwise the samples that
    /// don't fill one are dropped. Needs noverlap < nperseg.
    Segmenter(Eigen::Index nperseg, Eigen::Index noverlap, Boundary boundary, bool padded)
        : nperseg_(nperseg), noverlap_(noverlap), reach_(boundary == Boundary::off ? 0 : nperseg / 2),
          boundary_(boundary), padded_(padded), buffer_(2 * nperseg), beyond_(Eigen::ArrayX<T>::Zero(reach_)),
          edge_(boundary == Boundary::constant                            ? 1
                : boundary == Boundary::even || boundary == Boundary::odd ? reach_ + 1
                                                                          : 0) {
        reset();
    }

    /// Takes the next block and calls sink(const T* segment) for each segment that is complete with it.
    template <class Sink>
    void process(std::span<const T> block, Sink&& sink) {
        const T* x = block.data();
        auto n = static_cast<Eigen::Index>(block.size());
        if (n == 0) return;
        any_ = true;
        if (collected_ < edge_.size()) {
            const Eigen::Index taken = std::min(n, edge_.size() - collected_);
            std::copy_n(x, taken, edge_.data() + collected_);
            collected_ += taken;
            if (collected_ < edge_.size()) return;
            for (Eigen::Index i = 0; i < reach_; ++i)
                beyond_[i] = mirror(edge_[0], [&] { return edge_[reach_ - i]; });
            feed(beyond_.data(), reach_, sink);
            feed(edge_.data(), edge_.size(), sink);
            x += taken;
            n -= taken;
        }
        const Eigen::Index fresh = std::min(n, edge_.size());
        std::copy(edge_.data() + fresh, edge_.data() + edge_.size(), edge_.data());
        std::copy_n(x + n - fresh, fresh, edge_.data() + edge_.size() - fresh);
        feed(x, n, sink);
    }

    /// Ends the stream: hands out the segments that reach beyond it and starts anew. A stream without samples
    /// has no segments. Throws ArgumentError when the stream is too short to be mirrored (even and odd need
    /// nperseg / 2 + 1 samples).
    template <class Sink>
    void flush(Sink&& sink) {
        const bool any = any_;
        const bool short_of_edge = collected_ < edge_.size();
        const Eigen::Index collected = collected_;
        if (any && short_of_edge) {
            reset();
            detail::fail("Segmenter::flush: the signal has ", collected, " samples; this boundary needs ",
                         edge_.size(), " to mirror");
        }
        if (any) {
            const Eigen::Index last = edge_.size() - 1;
            if (boundary_ != Boundary::zeros)
                for (Eigen::Index i = 0; i < reach_; ++i)
                    beyond_[i] = mirror(edge_[last], [&] { return edge_[last - 1 - i]; });
            feed(beyond_.data(), reach_, sink);
            if (padded_ && pending_ > (started_ ? noverlap_ : 0)) {
                const Eigen::Index there = std::max<Eigen::Index>(pending_, 0);
                std::fill_n(buffer_.data() + there, nperseg_ - there, T(0));
                sink(static_cast<const T*>(buffer_.data()));
            }
        }
        reset();
    }

    /// Forgets the stream so far.
    void reset() {
        pending_ = collected_ = 0;
        started_ = any_ = false;
        if (boundary_ == Boundary::zeros) {
            pending_ = reach_;
            std::fill_n(buffer_.data(), reach_, T(0));
        }
    }

private:
    /// The sample beyond `end` whose mirror image is inside().
    template <class Inside>
    T mirror(T end, Inside inside) const {
        return boundary_ == Boundary::constant ? end
               : boundary_ == Boundary::even   ? inside()
                                               : 2 * end - inside();
    }

    /// Segments that begin in the buffered samples are completed there, those that begin in x are read in
    /// place.
    template <class Sink>
    void feed(const T* x, Eigen::Index n, Sink& sink) {
        const Eigen::Index step = nperseg_ - noverlap_;
        if (pending_ < 0) {
            const Eigen::Index skipped = std::min(n, -pending_);
            pending_ += skipped;
            x += skipped;
            n -= skipped;
            if (pending_ < 0) return;
        }
        Eigen::Index start = 0;
        if (pending_ > 0) {
            const Eigen::Index taken = std::min(n, nperseg_);
            std::copy_n(x, taken, buffer_.data() + pending_);
            const Eigen::Index there = pending_ + taken;
            while (start < pending_ && start + nperseg_ <= there) {
                emit(buffer_.data() + start, sink);
                start += step;
            }
            if (start < pending_) {
                std::copy(buffer_.data() + start, buffer_.data() + there, buffer_.data());
                pending_ = there - start;
                return;
            }
            start -= pending_;
        }
        for (; start + nperseg_ <= n; start += step) emit(x + start, sink);
        pending_ = n - start;
        if (pending_ > 0) std::copy_n(x + start, pending_, buffer_.data());
    }

    template <class Sink>
    void emit(const T* segment, Sink& sink) {
        started_ = true;
        sink(segment);
    }

    Eigen::Index nperseg_;
    Eigen::Index noverlap_;
    Eigen::Index reach_; ///< samples beyond each end
    Boundary boundary_;
    bool padded_;
    bool started_ = false;       ///< a segment has been handed out
    bool any_ = false;           ///< a sample has come in
    Eigen::Index pending_ = 0;   ///< samples from the start of the next segment on; < 0: to skip
    Eigen::Index collected_ = 0; ///< samples of the first edge
    Eigen::ArrayX<T> buffer_;    ///< the pending samples and up to nperseg more
    Eigen::ArrayX<T> beyond_;    ///< the samples beyond one end
    Eigen::ArrayX<T> edge_;      ///< the first, later the newest, samples of the stream
};

} // namespace pya::dsp

#endif
