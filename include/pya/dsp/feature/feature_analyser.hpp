// SPDX-License-Identifier: MIT
/// @file
/// Any set of spectral features of a stream or a signal from one transform, with librosa's numbers.
#ifndef PYA_DSP_FEATURE_FEATURE_ANALYSER_HPP
#define PYA_DSP_FEATURE_FEATURE_ANALYSER_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/feature/feature_options.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/dsp/segment/segmenter.hpp>
#include <pya/export.hpp>

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace pya::dsp {

namespace impl {
template <class T>
class FeatureSet;
}

/// A column of features.
struct FeatureColumn {
    std::string name = {}; ///< of the feature, with a number where it has several columns: "contrast3"
    double hz = 0;         ///< the frequency at its centre; 0 for none
    std::string unit = {}; ///< "Hz", "dB", "power" or "amplitude"; empty for none of them
};

/// An Analyser that turns a stream of samples into features, as blocks of columns x channels. T, the scalar
/// of the signal, is float or double; the arithmetic is in double. S are the magnitudes of a frame's bins.
///
/// | feature | columns | of a frame |
/// |---|---|---|
/// | centroid | 1 | mean frequency in Hz, weighted by S; 0 in silence |
/// | bandwidth | 1 | p-th root of the mean p-th power of the distance to the centroid, in Hz |
/// | rolloff | 1 | the frequency of the bin that holds, with those below, roll_percent of the sum of S |
/// | flatness | 1 | geometric over arithmetic mean of S^2: 1 for noise, near 0 for tones, 1 in silence |
/// | contrast | n_bands + 1 | decibels from the weakest to the strongest bins of a band |
/// | flux | 1 | mean increase of S since the frame before; 0 at first |
/// | rms | 1 | root mean square of the samples |
/// | zero_crossing_rate | 1 | share of the samples at which the sign changes |
/// | mel | n_mels | sums of S^power under mel filters |
/// | mfcc | n_mfcc | cosine transform of the decibels of mel |
/// | chroma | n_chroma | sums of S^2 under chroma filters, scaled to a norm |
///
///     FeatureAnalyser<float> analyser(48000, {"centroid", "rms"}, {.stride = 480});
///     analyser.process(block, [](Block<const double> row) { show(row(0), row(1)); });
///     analyser.finish([](Block<const double> row) { show(row(0), row(1)); });
///
/// Silence gives numbers. A NaN or infinity makes the frames that hold it NaN, except zero_crossing_rate.
template <class T>
class PYA_DSP_EXPORT FeatureAnalyser {
public:
    /// Throws ArgumentError for no or an unknown feature, an option outside of its range, sr <= 0, negative
    /// channels, a contrast whose bands don't fit below sr / 2 or hold no bin, and what needs the whole
    /// signal: the top_db of mfcc and contrast and an estimated tuning of chroma have to be set, {} for no
    /// top_db.
    FeatureAnalyser(double sr, const std::vector<std::string>& features, const FrameOptions& frames = {},
                    const FeatureOptions& options = {}, Index channels = 1);
    FeatureAnalyser(FeatureAnalyser&&) noexcept;            ///< moves
    FeatureAnalyser& operator=(FeatureAnalyser&&) noexcept; ///< moves
    ~FeatureAnalyser();

    const FrameOptions& frames() const { return frames_; }                 ///< resolved
    const std::vector<FeatureColumn>& columns() const { return columns_; } ///< of a row

    /// Takes a block of any size and calls sink(row) for each frame that is complete with it. Throws
    /// ArgumentError for another number of channels.
    template <class Sink>
    void process(Block<const T> in, Sink&& sink) {
        segments_.process(in, [&](Block<const T> segment) { sink(row(segment)); });
        samples_ += in.samples();
    }

    /// Ends the stream: the frames that reach beyond it. Afterwards a new one may begin. Throws ArgumentError
    /// when the stream was too short for an even or odd boundary.
    template <class Sink>
    void finish(Sink&& sink) {
        ended_ = true;
        try {
            segments_.finish([&](Block<const T> segment) { sink(row(segment)); });
        } catch (...) {
            reset();
            throw;
        }
        reset();
    }

    /// Forgets the stream so far.
    void reset();

    /// Samples from the centre of a frame until it is handed out.
    Index latency() const { return segments_.latency(); }
    /// The most samples beyond the end of the stream that a frame reaches.
    Index tail() const { return segments_.tail(); }

private:
    Block<const double> row(Block<const T> segment);

    FrameOptions frames_;
    std::unique_ptr<impl::FeatureSet<T>> set_;
    std::vector<FeatureColumn> columns_;
    Segmenter<T> segments_;
    AlignedVector<double> raw_; ///< what a frame gives before the last step of each feature
    AlignedVector<double> row_; ///< columns x channels
    Index begin_;               ///< where the next frame begins in the stream
    Index samples_ = 0;         ///< of the stream before the block in hand
    bool ended_ = false;        ///< frames reach beyond the stream
};

extern template class FeatureAnalyser<float>;
extern template class FeatureAnalyser<double>;

/// Features of a whole signal.
struct FeatureTable {
    std::vector<FeatureColumn> columns = {}; ///< of one channel
    Index frames = 0;                        ///< how many
    std::vector<double> values = {};         ///< frame by frame, in each channel by channel: columns
};

/// The features of every channel of a signal, with the bits of a FeatureAnalyser that is given all of it.
/// top_db is below the loudest of all channels and frames, and where chroma has no tuning, estimate_tuning
/// finds it from the powers of all channels. Throws ArgumentError as the analyser does, and as frame_count.
///
///     FeatureTable table = dsp::features(x, 22050, {"centroid", "mfcc"});
PYA_DSP_EXPORT FeatureTable features(Block<const float> sig, double sr, const std::vector<std::string>& names,
                                     const FrameOptions& frames = {}, const FeatureOptions& options = {});
PYA_DSP_EXPORT FeatureTable features(Block<const double> sig, double sr,
                                     const std::vector<std::string>& names, const FrameOptions& frames = {},
                                     const FeatureOptions& options = {});

/// The root mean square of a frame by its magnitudes, nfft / 2 + 1 of them. Throws ArgumentError for another
/// number.
PYA_DSP_EXPORT double rms_of_spectrum(std::span<const double> magnitudes, Index nfft);

} // namespace pya::dsp

#endif
