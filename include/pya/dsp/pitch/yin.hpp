// SPDX-License-Identifier: MIT
/// @file
/// YIN, with librosa's numbers.
#ifndef PYA_DSP_PITCH_YIN_HPP
#define PYA_DSP_PITCH_YIN_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/fft/fft.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/dsp/pitch/pitch_options.hpp>
#include <pya/dsp/segment/segmenter.hpp>
#include <pya/export.hpp>

#include <complex>
#include <span>
#include <vector>

namespace pya::dsp {

/// The options with win_length and hop_length filled in. Throws ArgumentError unless 0 < fmin < fmax <= sr /
/// 2, 1 <= win_length < frame_length, hop_length >= 1, and at least two periods between fmax and fmin are
/// shorter than frame_length - win_length.
PYA_DSP_EXPORT YinOptions resolve(const YinOptions& options, double sr);

namespace impl {

/// The cumulative mean normalised difference of frames, for periods of [shortest, longest] samples.
class PYA_DSP_EXPORT YinDifference {
public:
    /// Takes resolved options.
    YinDifference(const YinOptions& options, double sr);

    Index shortest() const { return shortest_; }
    /// Of a frame of frame_length samples, one value a period. Never allocates.
    template <class T>
    std::span<const double> operator()(const T* frame);
    /// By how much the period of a trough differs from the whole number that `index` stands for.
    double shift(std::size_t index) const;
    /// Whether there is a trough.
    bool trough(std::size_t index) const;

private:
    Index frame_length_, win_length_, shortest_, longest_;
    RealFft<double> fft_;
    AlignedVector<double> frame_, windowed_, correlation_;
    AlignedVector<std::complex<double>> bins_, window_bins_;
    std::vector<double> difference_, means_; // of the lags from the shortest on; means_: sums
};

} // namespace impl

/// The fundamental frequency of each channel by YIN (A. de Cheveigné, H. Kawahara, "YIN, a fundamental
/// frequency estimator for speech and music", 2002), with the digits of librosa.yin. An Analyser of float or
/// double, which calculates in double:
///
///     YinAnalyser<float> analyser(22050, {.fmin = 65, .fmax = 1000}, 1);
///     analyser.process(block, [](std::span<const double> f0) { show(f0[0]); });
///     analyser.finish([](std::span<const double> f0) { show(f0[0]); });
///
/// The sink gets one frequency in Hz a channel for each frame. What is compared begins with the frame, so the
/// values lead by about a quarter of a frame. There is no voicing: a frame without a trough has the least
/// difference, and silence, or a frame that holds a NaN, the highest frequency. Frames, boundaries and blocks
/// are those of Segmenter.
template <class T>
class PYA_DSP_EXPORT YinAnalyser {
public:
    /// Throws ArgumentError for what `resolve` refuses and for negative channels.
    explicit YinAnalyser(double sr, const YinOptions& options = {}, Index channels = 1);

    const YinOptions& options() const { return options_; } ///< resolved

    /// Takes a block of any size and calls sink(std::span<const double>) for each frame complete with it.
    /// Never allocates. Throws ArgumentError for another number of channels.
    template <class Sink>
    void process(Block<const T> in, Sink&& sink) {
        segments_.process(in, [&](Block<const T> segment) { sink(pitches(segment)); });
    }

    /// Ends the stream: the frames that reach beyond it. Afterwards a new one may begin. Throws ArgumentError
    /// when the stream was too short for an even or odd boundary.
    template <class Sink>
    void finish(Sink&& sink) {
        segments_.finish([&](Block<const T> segment) { sink(pitches(segment)); });
    }

    /// Forgets the stream so far.
    void reset() { segments_.reset(); }

    /// Samples from the centre of a frame until it is handed out.
    Index latency() const { return segments_.latency(); }
    /// The most samples beyond the end of the stream that a frame reaches.
    Index tail() const { return segments_.tail(); }

private:
    std::span<const double> pitches(Block<const T> segment);

    double sr_;
    YinOptions options_;
    Segmenter<T> segments_;
    impl::YinDifference difference_;
    std::vector<double> f0_;
};

extern template class YinAnalyser<float>;
extern template class YinAnalyser<double>;

/// The frequencies of one channel's frames: a run of YinAnalyser. Throws as it does.
PYA_DSP_EXPORT std::vector<double> yin(std::span<const float> x, double sr, const YinOptions& options = {});
PYA_DSP_EXPORT std::vector<double> yin(std::span<const double> x, double sr, const YinOptions& options = {});

} // namespace pya::dsp

#endif
