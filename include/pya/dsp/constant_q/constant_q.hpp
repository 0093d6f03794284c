// SPDX-License-Identifier: MIT
/// @file
/// The constant-Q transform and chroma from it, with librosa's numbers.
#ifndef PYA_DSP_CONSTANT_Q_CONSTANT_Q_HPP
#define PYA_DSP_CONSTANT_Q_CONSTANT_Q_HPP

#include <pya/dsp/constant_q/constant_q_options.hpp>
#include <pya/export.hpp>

#include <complex>
#include <vector>

namespace pya::dsp {

/// A spectrum with bins that are evenly spaced in pitch.
struct ConstantQ {
    std::vector<double> freqs = {};              ///< of the bins, in Hz, tuned
    Index frames = 0;                            ///< of each channel
    std::vector<std::complex<double>> bins = {}; ///< channel by channel, frame by frame: a value a bin
};

/// The constant-Q transform of each channel (J. C. Brown 1991, "Calculation of a constant Q spectral
/// transform"; C. Schörkhuber, A. Klapuri 2010, "Constant-Q transform toolbox for music processing"; as
/// librosa.cqt and, with gamma, librosa.vqt). Frame t is centred on sample t * stride. Octave by octave, the
/// signal at half the rate is multiplied with spectra of windowed sines. An empty signal has no frames, a
/// short one is surrounded by zeros; a NaN makes those values NaN whose filters, or the low-passes before
/// them, reach it.
///
///     ConstantQ cqt = dsp::constant_q(x, 22050, {.fmin = 55, .n_bins = 60});
///
/// Throws ArgumentError for an option out of its range, filters that reach beyond sr / 2 or are longer than
/// longest_frame or shorter than two samples, and a window that is given by its samples.
PYA_DSP_EXPORT ConstantQ constant_q(Block<const float> sig, double sr, const ConstantQOptions& options = {});
PYA_DSP_EXPORT ConstantQ constant_q(Block<const double> sig, double sr, const ConstantQOptions& options = {});

/// Magnitudes of bins added up to classes of pitch (librosa.feature.chroma_cqt). Frames are the channels of
/// the blocks: n_bins x frames in, n_chroma x frames out. `transform` says what the bins are. Throws
/// ArgumentError for other shapes and for classes that don't divide bins_per_octave.
PYA_DSP_EXPORT void constant_q_chroma(Block<const double> magnitudes, Block<double> chroma,
                                      const ConstantQOptions& transform,
                                      const ConstantQChromaOptions& options = {});

} // namespace pya::dsp

#endif
