// SPDX-License-Identifier: MIT
/// @file
/// The parameters of the separation of harmonic and percussive sound.
#ifndef PYA_DSP_SEPARATE_HPSS_OPTIONS_HPP
#define PYA_DSP_SEPARATE_HPSS_OPTIONS_HPP

#include <pya/dsp/block.hpp>

namespace pya::dsp {

/// Parameters of hpss(). Defaults are librosa's.
struct HpssOptions {
    Index harmonic_width = 31;   ///< frames of the median along time, 1 to widest_median
    Index percussive_width = 31; ///< bins of the median along frequency, 1 to widest_median
    /// By how much a harmonic bin must surpass the percussive estimate, 1 or more. Above 1 there are sounds
    /// that belong to neither part: the residual.
    double harmonic_margin = 1;
    double percussive_margin = 1; ///< the same for a percussive bin
    /// The masks are made of the estimates raised to this power, above 0. An infinite one gives masks of 0
    /// and 1.
    double power = 2;
};

/// The widest median.
inline constexpr Index widest_median = 4095;

/// What hpss() takes a sound apart into: auto [harmonic, percussive] = word.hpss();
template <class Part>
struct Hpss {
    Part harmonic;   ///< what goes on: tones
    Part percussive; ///< what begins and ends: attacks, noise
};

} // namespace pya::dsp

#endif
