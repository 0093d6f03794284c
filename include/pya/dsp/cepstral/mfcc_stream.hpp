// SPDX-License-Identifier: MIT
/// @file
/// Mel-frequency cepstral coefficients of a stream. The whole-signal function of mfcc.hpp runs this.
#ifndef PYA_DSP_CEPSTRAL_MFCC_STREAM_HPP
#define PYA_DSP_CEPSTRAL_MFCC_STREAM_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/cepstral/mfcc.hpp>
#include <pya/dsp/channel_count.hpp>
#include <pya/dsp/fft/fft.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/dsp/segment/segmenter.hpp>
#include <pya/export.hpp>

#include <complex>
#include <vector>

namespace pya::dsp {

/// An Analyser that turns a stream of samples into cepstra, as blocks of coefficients x channels. T is the
/// scalar type of the signal, float or double; everything after the preemphasis is computed in double.
///
///     MfccAnalyser<float> analyser(48000);
///     analyser.process(block, [](Block<const double> cepstrum) { ... });
///     analyser.finish([](Block<const double> cepstrum) { ... });
template <class T>
class PYA_DSP_EXPORT MfccAnalyser {
public:
    /// Throws ArgumentError for what `resolve` refuses and for negative channels.
    explicit MfccAnalyser(double sr, const MfccOptions& options = {}, Index channels = 1);

    const MfccOptions& options() const { return options_; } ///< resolved

    /// Takes a block of any size and calls sink(cepstrum) for each frame that it completes. Throws
    /// ArgumentError for another number of channels.
    template <class Sink>
    void process(Block<const T> in, Sink&& sink) {
        for (Index first = 0; first < in.samples();)
            segments_.process(emphasised(in, first), [&](Block<const T> segment) { sink(cepstra(segment)); });
    }

    /// Ends the stream: hands out the frame that reaches beyond its end, filled up with zeros. Afterwards a
    /// new stream may begin.
    template <class Sink>
    void finish(Sink&& sink) {
        segments_.finish([&](Block<const T> segment) { sink(cepstra(segment)); });
        reset();
    }

    /// Forgets the stream so far.
    void reset();

    /// How many samples after its centre a frame is handed out.
    Index latency() const { return segments_.latency(); }
    /// The largest number of zeros that fill up the last frame.
    Index tail() const { return segments_.tail(); }

private:
    /// The bins that a filter covers.
    struct Filter {
        Index first;
        AlignedVector<double> weights;
    };

    Block<const T> emphasised(Block<const T> in, Index& first);
    Block<const double> cepstra(Block<const T> segment);
    void cepstrum(const T* segment, double* to);

    MfccOptions options_;
    impl::ChannelCount channels_;
    Segmenter<T> segments_;
    std::vector<T> before_; ///< the newest sample of each channel
    AlignedVector<T> emphasised_;
    AlignedVector<double> window_;
    RealFft<double> fft_;
    std::vector<Filter> filters_;
    AlignedVector<double>
        dct_; ///< the cosine transform and the lifter in one, ncep x nfilters, column by column
    AlignedVector<double> time_;
    AlignedVector<std::complex<double>> bins_;
    AlignedVector<double> power_;
    AlignedVector<double> log_mel_;
    AlignedVector<double> cepstra_; ///< ncep x channels
};

extern template class MfccAnalyser<float>;
extern template class MfccAnalyser<double>;

} // namespace pya::dsp

#endif
