// SPDX-License-Identifier: MIT
/// @file
/// Mel-frequency cepstral coefficients of whole signals, with pya's numbers.
#ifndef PYA_DSP_CEPSTRAL_MFCC_HPP
#define PYA_DSP_CEPSTRAL_MFCC_HPP

#include <pya/export.hpp>

#include <pya/dsp/segment/frames.hpp>
#include <pya/dsp/window/window.hpp>

#include <Eigen/Core>

#include <optional>
#include <vector>

namespace pya::dsp {

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
    int threads = 1; ///< that may share the work on a whole signal, 1 or more; the bits are the same
};

/// The options with n_per_frame, hopsize and nfft filled in. Throws ArgumentError unless sr > 0, the three
/// are 1 or more, 1 <= ncep <= nfilters, ceplifter >= 0 and preemph is finite.
PYA_DSP_EXPORT MfccOptions resolve(const MfccOptions& options, double sr);

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
PYA_DSP_EXPORT MfccResult mfcc(const Eigen::Ref<const Eigen::ArrayXXf>& sig, double sr,
                               const MfccOptions& options = {});
PYA_DSP_EXPORT MfccResult mfcc(const Eigen::Ref<const Eigen::ArrayXXd>& sig, double sr,
                               const MfccOptions& options = {});

} // namespace pya::dsp

#endif
