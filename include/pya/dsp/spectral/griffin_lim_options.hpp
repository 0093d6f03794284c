// SPDX-License-Identifier: MIT
/// @file
/// The parameters of the search for phases.
#ifndef PYA_DSP_SPECTRAL_GRIFFIN_LIM_OPTIONS_HPP
#define PYA_DSP_SPECTRAL_GRIFFIN_LIM_OPTIONS_HPP

#include <pya/dsp/block.hpp>

#include <cstdint>

namespace pya::dsp {

/// The phases with which griffin_lim() begins: random ones, zero, or those of the bins.
enum class FirstPhase { random, zero, own };

/// Parameters of griffin_lim(). Defaults are librosa's.
struct GriffinLimOptions {
    Index iterations = 32;                 ///< how often the phases are improved, 0 or more
    double momentum = 0.99;                ///< 0 or more, and finite; 0 is the method of 1984
    FirstPhase first = FirstPhase::random; ///< with what it begins
    /// Of random phases: those of np.random.seed(seed); 2 pi np.random.rand(bins, frames), in every channel.
    std::uint32_t seed = 0;
};

} // namespace pya::dsp

#endif
