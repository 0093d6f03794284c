// SPDX-License-Identifier: MIT
/// @file
/// How a constant-Q transform is taken. Defaults are librosa's.
#ifndef PYA_DSP_CONSTANT_Q_CONSTANT_Q_OPTIONS_HPP
#define PYA_DSP_CONSTANT_Q_CONSTANT_Q_OPTIONS_HPP

#include <pya/dsp/block.hpp>
#include <pya/dsp/segment/boundary.hpp>
#include <pya/dsp/window/window.hpp>

#include <limits>
#include <optional>

namespace pya::dsp {

/// Parameters of constant_q. With gamma = {} it is librosa's vqt, whose filters are shorter at low
/// frequencies, as those of the ear are.
struct ConstantQOptions {
    double fmin = 32.70319566257483;     ///< of the lowest bin in Hz, above 0; C1
    Index n_bins = 84;                   ///< 1 to 2^12
    Index bins_per_octave = 12;          ///< 1 to 2^10
    Index stride = 512;                  ///< samples from frame to frame, at least 1
    std::optional<double> tuning = 0;    ///< in bins, by which all are higher; {}: estimate_tuning
    double filter_scale = 1;             ///< length of the filters, above 0; less is better in time
    std::optional<double> gamma = 0;     ///< Hz added to the bandwidths, 0 or more; {}: those of the ear
    std::optional<double> norm = 1;      ///< p-norm of a filter; {} for none
    double sparsity = 0.01;              ///< share of a filter's spectrum that is left out, 0 to below 1
    Window window = "hann";              ///< of the filters, by its name
    bool scale = true;                   ///< divided by the root of the filter's length
    Boundary boundary = Boundary::zeros; ///< beyond the ends: zeros, even, odd or constant
};

/// Parameters of constant_q_chroma.
struct ConstantQChromaOptions {
    Index n_chroma = 12;  ///< classes an octave, from C on; must divide bins_per_octave
    double threshold = 0; ///< lesser values count as 0
    std::optional<double> norm = std::numeric_limits<double>::infinity(); ///< p-norm of a frame
};

} // namespace pya::dsp

#endif
