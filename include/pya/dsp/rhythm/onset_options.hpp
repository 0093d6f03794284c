// SPDX-License-Identifier: MIT
/// @file
/// What looking for onsets can be told.
#ifndef PYA_DSP_RHYTHM_ONSET_OPTIONS_HPP
#define PYA_DSP_RHYTHM_ONSET_OPTIONS_HPP

#include <pya/units.hpp>

#include <optional>

namespace pya::dsp {

/// What counts as an onset.
struct OnsetOptions {
    double threshold = 1.5;           ///< how far an onset's strength is above the mean around it
    Seconds apart = 0.03;             ///< onsets nearer to the one before are a part of it
    std::optional<double> level = {}; ///< the largest magnitude to expect; of a whole signal it is its own
};

} // namespace pya::dsp

#endif
