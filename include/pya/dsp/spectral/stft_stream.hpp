// SPDX-License-Identifier: MIT
/// @file
/// Short-time Fourier transform of a stream and back. The whole-signal functions of stft.hpp run these, so
/// the frames and the samples are the same to the last bit whatever the blocks.
#ifndef PYA_DSP_SPECTRAL_STFT_STREAM_HPP
#define PYA_DSP_SPECTRAL_STFT_STREAM_HPP

#include <pya/export.hpp>

#include <pya/dsp/segment/segmenter.hpp>
#include <pya/dsp/spectral/frame_transform.hpp>
#include <pya/dsp/spectral/stft.hpp>

#include <Eigen/Core>

#include <complex>
#include <cstddef>
#include <memory>
#include <span>

namespace pya::dsp {

/// Turns a stream of samples into frames. T is float or double. After construction nothing allocates.
/// Unlike in `stft`, the length is not known in advance: nperseg is never held down, and a stream shorter
/// than a segment gives one frame when padded.
template <class T>
class PYA_DSP_EXPORT StftAnalyser {
public:
    using Frame = typename FrameTransform<T>::Frame; ///< the bins of one frame

    /// Throws ArgumentError for what `resolve` refuses and for a window that sums to 0.
    explicit StftAnalyser(const StftOptions& options = {});

    const StftOptions& options() const { return options_; } ///< resolved
    Eigen::Index bins() const { return transform_.bins(); } ///< of a frame

    /// Takes a block of any size and calls sink(const Frame&) for each frame that is complete with it.
    template <class Sink>
    void process(std::span<const T> block, Sink&& sink) {
        segments_.process(block, [&](const T* segment) { sink(transform_(segment)); });
    }

    /// The same, but writes the bins() bins of each frame to where next() points.
    template <class Next>
    void process_to(std::span<const T> block, Next&& next) {
        segments_.process(block, [&](const T* segment) { transform_(segment, next()); });
    }

    /// Ends the stream: the frames that reach beyond it. Afterwards a new one may begin.
    /// Throws ArgumentError when the stream was too short for an even or odd boundary.
    template <class Sink>
    void flush(Sink&& sink) {
        segments_.flush([&](const T* segment) { sink(transform_(segment)); });
    }

    /// The same, writing as process_to does.
    template <class Next>
    void flush_to(Next&& next) {
        segments_.flush([&](const T* segment) { transform_(segment, next()); });
    }

    /// Forgets the stream so far.
    void reset() { segments_.reset(); }

private:
    StftOptions options_;
    Segmenter<T> segments_;
    FrameTransform<T> transform_;
};

/// Turns frames back into a stream of samples. T is float or double. After construction nothing allocates.
template <class T>
class PYA_DSP_EXPORT StftSynthesiser {
public:
    using Frame = typename FrameTransform<T>::Frame; ///< the bins of one frame

    /// Throws ArgumentError for what `resolve` refuses and where check_NOLA is false.
    explicit StftSynthesiser(const StftOptions& options = {});

    const StftOptions& options() const { return options_; } ///< resolved
    Eigen::Index bins() const { return bins_; }             ///< of a frame

    /// Takes the next frame and calls sink(std::span<const T>) with the samples that are final with it, at
    /// most a step of them. Throws ArgumentError unless the frame has `bins()` bins.
    template <class Sink>
    void process(const Eigen::Ref<const Frame>& frame, Sink&& sink) {
        add(frame);
        emit(step_, sink);
        advance();
    }

    /// Ends the stream: the samples that remain. Afterwards a new one may begin.
    template <class Sink>
    void flush(Sink&& sink) {
        if (frames_ > 0) {
            const Eigen::Index rest = hold_ + options_.nperseg - step_ - trim_;
            weight_end(rest);
            emit(rest, sink);
        }
        reset();
    }

    /// Forgets the stream so far.
    void reset();

private:
    void add(const Eigen::Ref<const Frame>& frame);
    void weight_end(Eigen::Index rest);
    void advance();
    T gain(Eigen::Index offset, Eigen::Index newest, Eigen::Index oldest) const;

    /// Hands out the first n sums but those that lie before the signal.
    template <class Sink>
    void emit(Eigen::Index n, Sink& sink) {
        const Eigen::Index skipped = skip_ < n ? skip_ : n;
        skip_ -= skipped;
        if (n > skipped)
            sink(std::span<const T>(sums_.data() + skipped, static_cast<std::size_t>(n - skipped)));
    }

    StftOptions options_;
    AlignedVector<T> window_; ///< of the synthesis: includes what undoes the scaling of the analysis
    Eigen::ArrayXd weights_;  ///< the squared window
    std::shared_ptr<const impl::FftPlan<std::complex<T>, T>> plan_;
    AlignedVector<std::byte> scratch_; ///< of the plan
    Eigen::Index bins_;
    Eigen::Index step_;
    Eigen::Index trim_;       ///< samples cut off at either end
    Eigen::Index hold_;       ///< samples held back because the end may cut them off
    Eigen::Index frames_ = 0; ///< so far
    Eigen::Index skip_ = 0;   ///< samples yet to be left out at the start
    AlignedVector<T> gains_;  ///< 1 / sum of the squared windows, in the middle of the stream
    AlignedVector<T> sums_;   ///< begins hold_ samples before the newest frame
    AlignedVector<T> time_;
    Frame half_; ///< the one-sided part of a two-sided frame
};

extern template class StftAnalyser<float>;
extern template class StftAnalyser<double>;
extern template class StftSynthesiser<float>;
extern template class StftSynthesiser<double>;

} // namespace pya::dsp

#endif
