// SPDX-License-Identifier: MIT
// The tuning of frames that are measured anyway.
#ifndef PYA_SRC_DSP_FEATURE_TUNING_HPP
#define PYA_SRC_DSP_FEATURE_TUNING_HPP

#include <pya/dsp/feature/piptrack.hpp>

#include "dsp/feature/feature.hpp"

#include <functional>

namespace pya::dsp::impl {

using WithFrame = std::function<void(const FeatureFrame&)>;

/// estimate_tuning of frames of nfft samples, about `count` of them, of which for_each_frame calls its
/// argument with each. They must have powers, or magnitudes where the options say so.
double tuning_of(double sr, Index nfft, Index count, const TuningOptions& options,
                 const std::function<void(const WithFrame&)>& for_each_frame);

} // namespace pya::dsp::impl

#endif
