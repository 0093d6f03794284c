// SPDX-License-Identifier: MIT
/// @file
/// The stages of mel-frequency cepstral coefficients, each on its own, with pya's numbers. The ones before
/// these are signal_to_frame and powspec of frames.hpp; all stages in one go are in mfcc.hpp. Frames are
/// rows. Arithmetic is in double, preemphasis in the scalar of the signal.
#ifndef PYA_DSP_CEPSTRAL_MEL_HPP
#define PYA_DSP_CEPSTRAL_MEL_HPP

#include <pya/export.hpp>

#include <pya/dsp/segment/frames.hpp>

#include <Eigen/Core>

#include <optional>

namespace pya::dsp {

/// y[0] = x[0], y[i] = x[i] - coeff * x[i - 1]. Throws ArgumentError unless coeff is finite.
PYA_DSP_EXPORT Eigen::ArrayXf preemphasis(const Eigen::Ref<const Eigen::ArrayXf>& x, double coeff = 0.97);
PYA_DSP_EXPORT Eigen::ArrayXd preemphasis(const Eigen::Ref<const Eigen::ArrayXd>& x, double coeff = 0.97);

/// Triangular filters, equally spaced in mel between lowfreq and highfreq (sr / 2 rounded down, unless
/// given), over the bins of a transform of nfft samples: nfilters x (nfft / 2 + 1). Their corners lie on
/// whole bins, so narrow filters may be empty. Throws ArgumentError unless sr > 0, nfilters >= 1, nfft >= 1
/// and 0 <= lowfreq < highfreq <= sr / 2.
PYA_DSP_EXPORT FrameArray<double> mel_filterbanks(double sr, Eigen::Index nfilters = 26,
                                                  Eigen::Index nfft = 512, double lowfreq = 0,
                                                  std::optional<double> highfreq = {});

/// The energy of each frame, the sum of its powers; 2.22e-16 in place of 0.
PYA_DSP_EXPORT Eigen::ArrayXd frame_energy(const Eigen::Ref<const FrameArray<double>>& pspec);

/// Natural logarithms of the powers in each filter, 2.22e-16 in place of 0: frames x filters.
/// Throws ArgumentError when the two have different numbers of bins.
PYA_DSP_EXPORT FrameArray<double> log_mel(const Eigen::Ref<const FrameArray<double>>& pspec,
                                          const Eigen::Ref<const FrameArray<double>>& filter_banks);

/// The first `ncep` coefficients of the orthonormal discrete cosine transform (type II) of each row; all of
/// them with ncep = 0. Throws ArgumentError for ncep < 0 or above the length of a row.
PYA_DSP_EXPORT FrameArray<double> dct(const Eigen::Ref<const FrameArray<double>>& x, Eigen::Index ncep = 0);

/// Coefficient k of each row times 1 + L / 2 sin(pi k / L), which raises the higher ones; L = 0 changes
/// nothing. Throws ArgumentError for L < 0.
PYA_DSP_EXPORT FrameArray<double> lifter(const Eigen::Ref<const FrameArray<double>>& cepstra,
                                         Eigen::Index L = 22);

/// Slopes over time of each coefficient, by regression over `width` frames to either side:
/// d[t] = sum over n = 1 ... width of n (c[t + n] - c[t - n]), over 2 sum n^2, the first and last frame
/// repeated beyond the ends (HTK Book 5.9). Delta-deltas are the deltas of the deltas. Throws ArgumentError
/// for width < 1.
PYA_DSP_EXPORT FrameArray<double> deltas(const Eigen::Ref<const FrameArray<double>>& cepstra,
                                         Eigen::Index width = 2);

} // namespace pya::dsp

#endif
