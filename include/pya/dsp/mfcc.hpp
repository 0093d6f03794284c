// SPDX-License-Identifier: MIT
/// @file
/// Mel-frequency cepstral coefficients of streams and whole signals, with pya's numbers.
#ifndef PYA_DSP_MFCC_HPP
#define PYA_DSP_MFCC_HPP

#include <pya/dsp/fft.hpp>
#include <pya/dsp/frames.hpp>
#include <pya/dsp/segments.hpp>
#include <pya/dsp/window.hpp>

#include <Eigen/Core>

#include <optional>
#include <span>
#include <vector>

namespace pya {

/// Parameters of the cepstral coefficients. Defaults are pya's.
struct MfccOptions {
    std::optional<Eigen::Index> n_per_frame = {}; ///< samples a frame; 25 ms
    std::optional<Eigen::Index> hopsize = {};     ///< samples from frame to frame; 10 ms
    std::optional<Eigen::Index> nfft = {}; ///< of the transform; the next power of 2. Longer frames are cut
    Window window = "hann";                ///< of a frame, periodic
    Eigen::Index nfilters = 26;            ///< mel filters between 0 Hz and sr / 2
    Eigen::Index ncep = 13;                ///< coefficients, at most nfilters
    Eigen::Index ceplifter = 22;           ///< L of the lifter; 0 for none
    double preemph = 0.95;                 ///< coefficient of the preemphasis
    bool append_energy = true;             ///< the log energy of the frame in place of coefficient 0
};

namespace dsp {

/// The options with n_per_frame, hopsize and nfft filled in. Throws ArgumentError unless sr > 0, the three
/// are 1 or more, 1 <= ncep <= nfilters, ceplifter >= 0 and preemph is finite.
MfccOptions resolve(const MfccOptions& options, double sr);

/// Turns a stream of samples into cepstra. T, the scalar of the signal, is float or double; all after the
/// preemphasis is in double. After construction nothing allocates. Any blocks give the same bits.
template <class T>
class MfccAnalyser {
public:
    /// Throws ArgumentError for what `resolve` refuses.
    explicit MfccAnalyser(double sr, const MfccOptions& options = {});

    const MfccOptions& options() const { return options_; } ///< resolved

    /// Takes a block of any size and calls sink(const Eigen::ArrayXd& cepstrum) for each frame complete with
    /// it.
    template <class Sink>
    void process(std::span<const T> block, Sink&& sink) {
        while (!block.empty())
            segments_.process(emphasise(block), [&](const T* segment) { sink(cepstrum(segment)); });
    }

    /// Ends the stream: the frame that reaches beyond it, filled up with zeros. Afterwards a new one may
    /// begin.
    template <class Sink>
    void flush(Sink&& sink) {
        segments_.flush([&](const T* segment) { sink(cepstrum(segment)); });
        before_ = 0;
    }

    /// Forgets the stream so far.
    void reset() {
        segments_.reset();
        before_ = 0;
    }

private:
    /// The bins that a filter covers.
    struct Filter {
        Eigen::Index first;
        Eigen::ArrayXd weights;
    };

    std::span<const T> emphasise(std::span<const T>& block);
    const Eigen::ArrayXd& cepstrum(const T* segment);

    MfccOptions options_;
    Segmenter<T> segments_;
    T before_ = 0; ///< the newest sample
    Eigen::ArrayX<T> emphasised_;
    Eigen::ArrayXd window_;
    RealFft<double> fft_;
    std::vector<Filter> filters_;
    Eigen::MatrixXd dct_; ///< with the lifter in it
    Eigen::ArrayXd time_;
    Eigen::ArrayXcd bins_;
    Eigen::ArrayXd power_;
    Eigen::VectorXd log_mel_;
    Eigen::ArrayXd cepstrum_;
};

extern template class MfccAnalyser<float>;
extern template class MfccAnalyser<double>;

/// Cepstra of a signal.
struct MfccResult {
    std::vector<FrameArray<double>> channels; ///< frames x coefficients each
    Eigen::ArrayXd
        timestamp; ///< of the frames as pya has them: evenly from 0 to the end of the signal, in seconds
    Eigen::ArrayXd times; ///< of the frames' starts, in seconds
    MfccOptions options;  ///< as used
};

/// The cepstra of every channel (column) of a signal of samples x channels. A signal of no more than a frame
/// gives one frame, an empty one none. Silent frames have the energy 2.22e-16. A NaN or infinity makes the
/// frames that hold it NaN. Throws ArgumentError for what `resolve` refuses.
MfccResult mfcc(const Eigen::Ref<const Eigen::ArrayXXf>& sig, double sr, const MfccOptions& options = {});
MfccResult mfcc(const Eigen::Ref<const Eigen::ArrayXXd>& sig, double sr, const MfccOptions& options = {});

} // namespace dsp
} // namespace pya

#endif
