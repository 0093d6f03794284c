// SPDX-License-Identifier: MIT
/// @file
/// Short-time Fourier transform of a stream and back. The whole-signal functions of stft.hpp run these, so
/// the frames and the samples are the same to the last bit whatever the blocks.
#ifndef PYA_DSP_SPECTRAL_STFT_STREAM_HPP
#define PYA_DSP_SPECTRAL_STFT_STREAM_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/channel_count.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/dsp/segment/segmenter.hpp>
#include <pya/dsp/spectral/frame_transform.hpp>
#include <pya/dsp/spectral/stft_options.hpp>
#include <pya/export.hpp>

#include <complex>
#include <cstddef>
#include <memory>
#include <vector>

namespace pya::dsp {

/// An Analyser that turns a stream of samples into frames, as blocks of bins x channels. T is float or
/// double. Unlike in `stft`, the length is not known in advance, so nperseg stays as it is, and a stream that
/// is shorter than a segment gives one frame if padded.
///
///     StftAnalyser<float> analyser({.nperseg = 2048}, 2);
///     analyser.process(block, [](Block<const std::complex<float>> frame) { ... });
///     analyser.finish([](Block<const std::complex<float>> frame) { ... });
template <class T>
class PYA_DSP_EXPORT StftAnalyser {
public:
    /// Throws ArgumentError for what `resolve` refuses, for a window that sums to 0 and for negative
    /// channels.
    explicit StftAnalyser(const StftOptions& options = {}, Index channels = 1);

    const StftOptions& options() const { return options_; } ///< resolved
    Index bins() const { return transform_.bins(); }        ///< of a frame

    /// Takes a block of any size and calls sink(frame) for each frame that it completes. Throws ArgumentError
    /// for another number of channels.
    template <class Sink>
    void process(Block<const T> in, Sink&& sink) {
        segments_.process(in, [&](Block<const T> segment) { sink(transformed(segment)); });
    }

    /// Ends the stream: hands out the frames that reach beyond its end. Afterwards a new stream may begin.
    /// Throws ArgumentError when the stream was too short for an even or odd boundary.
    template <class Sink>
    void finish(Sink&& sink) {
        segments_.finish([&](Block<const T> segment) { sink(transformed(segment)); });
    }

    /// Forgets the stream so far.
    void reset() { segments_.reset(); }

    /// How many samples after its time, which is its centre, a frame is handed out.
    Index latency() const { return segments_.latency(); }
    /// How many samples a frame may reach beyond the end of the stream.
    Index tail() const { return segments_.tail(); }

private:
    Block<const std::complex<T>> transformed(Block<const T> segment);

    StftOptions options_;
    Segmenter<T> segments_;
    FrameTransform<T> transform_;
    AlignedVector<std::complex<T>> frame_; ///< bins x channels
};

/// Turns frames back into a stream of samples: an Analyser of frames, as blocks of bins x channels. T is
/// float or double.
///
///     StftSynthesiser<float> synthesiser({.nperseg = 2048}, 2);
///     synthesiser.process(frame, [](Block<const float> samples) { ... });
///     synthesiser.finish([](Block<const float> samples) { ... });
template <class T>
class PYA_DSP_EXPORT StftSynthesiser {
public:
    /// Throws ArgumentError for what `resolve` refuses, where check_NOLA is false and for negative channels.
    explicit StftSynthesiser(const StftOptions& options = {}, Index channels = 1);

    const StftOptions& options() const { return options_; } ///< resolved
    Index bins() const { return bins_; }                    ///< of a frame

    /// Takes the next frame and calls sink(Block<const T>) with the samples that no later frame changes, at
    /// most a step of them. Throws ArgumentError unless the frame has `bins()` bins and as many channels as
    /// there are.
    template <class Sink>
    void process(Block<const std::complex<T>> frame, Sink&& sink) {
        add(frame);
        emit(step_, sink);
        advance();
    }

    /// Ends the stream: hands out the samples that remain. Afterwards a new stream may begin.
    template <class Sink>
    void finish(Sink&& sink) {
        if (frames_ > 0) {
            weight_end();
            emit(tail(), sink);
        }
        reset();
    }

    /// Forgets the stream so far.
    void reset();

    /// How many samples are held back, because later frames change them, or because they lie before the
    /// signal.
    Index latency() const { return hold_ + trim_; }
    /// How many samples remain after the last frame.
    Index tail() const { return hold_ + options_.nperseg - step_ - trim_; }

private:
    void add(Block<const std::complex<T>> frame);
    void weight_end();
    void advance();
    T gain(Index offset, Index newest, Index oldest) const;
    Block<T> sums() { return {sums_.data(), hold_ + options_.nperseg, channels_}; }

    /// Hands out the first n sums, without those that lie before the signal.
    template <class Sink>
    void emit(Index n, Sink& sink) {
        const Index skipped = skip_ < n ? skip_ : n;
        skip_ -= skipped;
        if (n > skipped) sink(Block<const T>(sums().part(skipped, n - skipped)));
    }

    StftOptions options_;
    impl::ChannelCount channels_;
    AlignedVector<T> window_;     ///< window of the synthesis, which also undoes the scaling of the analysis
    std::vector<double> weights_; ///< the squared window
    std::shared_ptr<const impl::FftPlan<std::complex<T>, T>> plan_;
    AlignedVector<std::byte> scratch_; ///< working memory of the plan
    Index bins_;
    Index step_;
    Index trim_;             ///< samples cut off at either end
    Index hold_;             ///< samples held back because the end may cut them off
    Index frames_ = 0;       ///< how many frames there were
    Index skip_ = 0;         ///< how many samples are still to be left out at the start
    AlignedVector<T> gains_; ///< 1 / sum of the squared windows, in the middle of the stream
    AlignedVector<T> sums_;  ///< of each channel; begins hold_ samples before the newest frame
    AlignedVector<T> time_;
    AlignedVector<std::complex<T>> half_; ///< the one-sided part of a two-sided frame
};

extern template class StftAnalyser<float>;
extern template class StftAnalyser<double>;
extern template class StftSynthesiser<float>;
extern template class StftSynthesiser<double>;

} // namespace pya::dsp

#endif
