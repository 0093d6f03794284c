// SPDX-License-Identifier: MIT
/// @file
/// Mel-frequency cepstral coefficients of a stream. The whole-signal function of mfcc.hpp runs this.
#ifndef PYA_DSP_CEPSTRAL_MFCC_STREAM_HPP
#define PYA_DSP_CEPSTRAL_MFCC_STREAM_HPP

#include <pya/export.hpp>

#include <pya/dsp/cepstral/mfcc.hpp>
#include <pya/dsp/fft/fft.hpp>
#include <pya/dsp/segment/segmenter.hpp>

#include <Eigen/Core>

#include <span>
#include <vector>

namespace pya::dsp {

/// Turns a stream of samples into cepstra. T, the scalar of the signal, is float or double; all after the
/// preemphasis is in double. After construction nothing allocates. Any blocks give the same bits.
template <class T>
class PYA_DSP_EXPORT MfccAnalyser {
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

} // namespace pya::dsp

#endif
