// SPDX-License-Identifier: MIT
// One value for many.
#ifndef PYA_SRC_DSP_RHYTHM_AGGREGATE_HPP
#define PYA_SRC_DSP_RHYTHM_AGGREGATE_HPP

#include <pya/dsp/rhythm/onset_strength.hpp>

#include <span>

namespace pya::dsp::impl {

/// The mean or the median, NaN if there is one among them. Of the values, of which there must be one, it
/// makes working memory.
double aggregate(std::span<double> values, Aggregate how);

} // namespace pya::dsp::impl

#endif
