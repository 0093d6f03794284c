// SPDX-License-Identifier: MIT
/// @file
/// Overlapping segments of a stream that comes in blocks of any size, and what they contain beyond its two
/// ends.
#ifndef PYA_DSP_SEGMENT_SEGMENTER_HPP
#define PYA_DSP_SEGMENT_SEGMENTER_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/channel_count.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/dsp/segment/boundary.hpp>
#include <pya/error.hpp>
#include <pya/memory.hpp>

#include <algorithm>

namespace pya::dsp {

/// An Analyser that hands out the segments of `nperseg` samples that begin every nperseg - noverlap samples
/// of a stream, as blocks of nperseg x channels. The segments are the same whatever the blocks. A negative
/// noverlap leaves gaps between the segments.
///
///     Segmenter<float> segmenter(512, 256, Boundary::off, true);
///     segmenter.process(block, [](Block<const float> segment) { ... });
///     segmenter.finish([](Block<const float> segment) { ... });
template <class T>
class Segmenter {
public:
    /// With `padded`, zeros follow the end, so that every sample is in a segment; otherwise samples at the
    /// end that don't fill one are dropped. Throws ArgumentError unless 1 <= nperseg < 2^48, -2^48 < noverlap
    /// < nperseg and channels >= 0.
    Segmenter(Index nperseg, Index noverlap, Boundary boundary, bool padded, Index channels = 1)
        : nperseg_(checked(nperseg, noverlap, channels)), noverlap_(noverlap),
          reach_(boundary == Boundary::off ? 0 : nperseg / 2), boundary_(boundary), padded_(padded),
          channels_("Segmenter", channels),
          edge_(boundary == Boundary::constant                            ? 1
                : boundary == Boundary::even || boundary == Boundary::odd ? reach_ + 1
                                                                          : 0),
          pending_samples_(room(2 * nperseg)), beyond_samples_(room(reach_)), edge_samples_(room(edge_)) {
        reset();
    }

    /// Takes the next block and calls sink(Block<const T> segment) for each segment that it completes. Throws
    /// ArgumentError for another number of channels.
    template <class Sink>
    void process(Block<const T> in, Sink&& sink) {
        if (in.channels() != channels_)
            detail::fail("Segmenter: the block has ", in.channels(), " channels; it must have ", channels_);
        if (in.samples() == 0) return;
        any_ = true;
        if (collected_ < edge_) {
            const Index taken = std::min(in.samples(), edge_ - collected_);
            copy(in.part(0, taken), edge(), collected_);
            collected_ += taken;
            if (collected_ < edge_) return;
            mirror(0, [this](Index i) { return reach_ - i; });
            feed(beyond(), sink);
            feed(edge(), sink);
            in = in.part(taken, in.samples() - taken);
        }
        const Index fresh = std::min(in.samples(), edge_);
        copy(edge().part(fresh, edge_ - fresh), edge(), 0);
        copy(in.part(in.samples() - fresh, fresh), edge(), edge_ - fresh);
        feed(in, sink);
    }

    /// Ends the stream: hands out the segments that reach beyond its end. Afterwards a new stream may begin.
    /// A stream without samples has no segments. Throws ArgumentError when the stream is too short to be
    /// mirrored (even and odd need nperseg / 2 + 1 samples).
    template <class Sink>
    void finish(Sink&& sink) {
        if (any_ && collected_ < edge_) {
            const Index collected = collected_;
            reset();
            detail::fail("Segmenter::finish: the signal has ", collected, " samples; this boundary needs ",
                         edge_, " to mirror");
        }
        if (any_) {
            if (edge_ > 0) mirror(edge_ - 1, [this](Index i) { return reach_ - 1 - i; });
            feed(beyond(), sink);
            if (padded_ && pending_ > (started_ ? noverlap_ : 0)) {
                const Index there = std::max<Index>(pending_, 0);
                for (Index c = 0; c < channels_; ++c)
                    std::fill_n(&pending()(there, c), nperseg_ - there, T(0));
                emit(pending().part(0, nperseg_), sink);
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
            std::fill(pending_samples_.begin(), pending_samples_.end(), T(0));
            std::fill(beyond_samples_.begin(), beyond_samples_.end(), T(0));
        }
    }

    Index channels() const { return channels_; } ///< of the stream

    /// How many samples after its centre a segment is handed out, which is when it ends.
    Index latency() const { return nperseg_ - nperseg_ / 2; }
    /// How many samples a segment may reach beyond the end of the stream.
    Index tail() const { return reach_ + (padded_ ? nperseg_ - 1 : 0); }

private:
    static Index checked(Index nperseg, Index noverlap, Index channels) {
        constexpr Index most = Index{1} << 48;
        if (nperseg < 1 || nperseg >= most)
            detail::fail("Segmenter: nperseg is ", nperseg, "; it must be 1 or more, and below 2^48");
        if (noverlap >= nperseg || noverlap <= -most)
            detail::fail("Segmenter: noverlap is ", noverlap, "; it must be below nperseg = ", nperseg,
                         " and above -2^48");
        if (channels < 0) detail::fail("Segmenter: channels is ", channels, "; it must not be negative");
        return nperseg;
    }

    AlignedVector<T> room(Index samples) {
        return detail::within_memory("Segmenter", [&] {
            if (channels_ > 0 && samples > (Index{1} << 60) / channels_) throw std::bad_alloc();
            return AlignedVector<T>(static_cast<std::size_t>(samples * channels_));
        });
    }
    Block<T> pending() { return {pending_samples_.data(), 2 * nperseg_, channels_}; }
    Block<T> beyond() { return {beyond_samples_.data(), reach_, channels_}; }
    Block<T> edge() { return {edge_samples_.data(), edge_, channels_}; }

    static void copy(Block<const T> from, Block<T> to, Index at) {
        for (Index c = 0; c < from.channels() && from.samples() > 0; ++c)
            std::copy_n(&from(0, c), from.samples(), &to(at, c));
    }

    /// Fills beyond() with what lies beyond an end, where sample i is made of sample inside(i) of edge().
    template <class Inside>
    void mirror(Index end, Inside inside) {
        for (Index c = 0; c < channels_; ++c)
            for (Index i = 0; i < reach_; ++i)
                beyond()(i, c) = boundary_ == Boundary::constant ? edge()(end, c)
                                 : boundary_ == Boundary::even   ? edge()(inside(i), c)
                                                                 : 2 * edge()(end, c) - edge()(inside(i), c);
    }

    /// Segments that begin in the pending samples are completed there. Those that begin in x are read in
    /// place.
    template <class Sink>
    void feed(Block<const T> x, Sink& sink) {
        const Index step = nperseg_ - noverlap_;
        if (pending_ < 0) {
            const Index skipped = std::min(x.samples(), -pending_);
            pending_ += skipped;
            x = x.part(skipped, x.samples() - skipped);
            if (pending_ < 0) return;
        }
        Index start = 0;
        if (pending_ > 0) {
            const Block<T> held = pending();
            const Index taken = std::min(x.samples(), nperseg_);
            copy(x.part(0, taken), held, pending_);
            const Index there = pending_ + taken;
            while (start < pending_ && start + nperseg_ <= there) {
                emit(held.part(start, nperseg_), sink);
                start += step;
            }
            if (start < pending_) {
                pending_ = there - start;
                copy(held.part(start, pending_), held, 0);
                return;
            }
            start -= pending_;
        }
        for (; start + nperseg_ <= x.samples(); start += step) emit(x.part(start, nperseg_), sink);
        pending_ = x.samples() - start;
        if (pending_ > 0) copy(x.part(start, pending_), pending(), 0);
    }

    template <class Sink>
    void emit(Block<const T> segment, Sink& sink) {
        started_ = true;
        sink(segment);
    }

    Index nperseg_;
    Index noverlap_;
    Index reach_; ///< samples beyond each end
    Boundary boundary_;
    bool padded_;
    impl::ChannelCount channels_;
    Index edge_;                       ///< how many samples are kept to be mirrored
    bool started_ = false;             ///< a segment has been handed out
    bool any_ = false;                 ///< a sample has come in
    Index pending_ = 0;                ///< samples from the start of the next segment on; < 0: to skip
    Index collected_ = 0;              ///< how many samples of the first edge there are
    AlignedVector<T> pending_samples_; ///< the pending samples, and up to nperseg more
    AlignedVector<T> beyond_samples_;  ///< what lies beyond one end
    AlignedVector<T> edge_samples_;    ///< the first samples of the stream, later the newest ones
};

} // namespace pya::dsp

#endif
