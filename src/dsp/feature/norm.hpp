// SPDX-License-Identifier: MIT
// Vectors scaled to a norm.
#ifndef PYA_SRC_DSP_FEATURE_NORM_HPP
#define PYA_SRC_DSP_FEATURE_NORM_HPP

#include <pya/dsp/block.hpp>

#include <optional>

namespace pya::dsp::impl {

/// Throws ArgumentError unless the norm is infinity or above 0.
void check_norm(const char* function, const char* option, std::optional<double> norm);

/// Divides n values, `stride` apart, by their p-norm, infinity being the largest magnitude. Without a norm,
/// and where it is 0 or too small to divide by, they stay as they are.
void scale_to_norm(double* x, Index n, Index stride, std::optional<double> norm);

} // namespace pya::dsp::impl

#endif
