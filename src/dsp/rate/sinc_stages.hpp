// SPDX-License-Identifier: MIT
// Of which filters a band-limited resampler is made.
#ifndef PYA_SRC_DSP_RATE_SINC_STAGES_HPP
#define PYA_SRC_DSP_RATE_SINC_STAGES_HPP

#include <memory>
#include <optional>
#include <pya/dsp/rate/interpolate.hpp>

#include "dsp/rate/sinc_filter.hpp"

namespace pya::dsp {

/// The stages of a resampler, which follow each other.
///
/// Rates that are not too far apart, and whose ratio has few groups, need a single stage. In two stages, the
/// filter with the narrow transition works at a fixed ratio, between the lower of both rates and a rate a
/// little above it. The other filter works between that rate and the higher of both. It is short, because its
/// transition may be as wide as the gap between the bands, which nothing of the signal is in before (upwards)
/// or after (downwards) it.
struct SincStages {
    RateRatio ratio;
    SincFilter first;
    std::optional<SincFilter> second;
    /// Inputs and outputs of both stages after which all weights repeat; 0 with rows.
    Eigen::Index period_in = 0;
    Eigen::Index period_out = 0;
    /// An output depends on no inputs that are farther from it.
    Eigen::Index reach = 0;
    /// The first stage begins with so many outputs before time 0, because the filter of the second reaches
    /// back to them.
    Eigen::Index early = 0;
    /// How many samples there may be between the stages: as many as the first makes at once, or more.
    Eigen::Index between = 0;
};

/// The stages for a quality and ratio. The last few are kept and shared.
std::shared_ptr<const SincStages> sinc_stages(const char* function, Interp quality, const RateRatio& ratio);

} // namespace pya::dsp

#endif
