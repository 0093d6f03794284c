// SPDX-License-Identifier: MIT
/// @file
/// Levels of a run of samples, and what changes them. Sums are accumulated in double in a fixed order, so
/// that a result does not depend on the machine. NaN propagates.
#ifndef PYA_DSP_LEVEL_LEVEL_HPP
#define PYA_DSP_LEVEL_LEVEL_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

#include <span>

namespace pya::dsp {

/// The largest magnitude; 0 of nothing, NaN if any sample is NaN.
PYA_DSP_EXPORT float peak(std::span<const float> x);

/// The arithmetic mean; NaN of nothing.
PYA_DSP_EXPORT double mean(std::span<const float> x);

/// sqrt(mean(x^2)); NaN of nothing.
PYA_DSP_EXPORT double rms(std::span<const float> x);

/// out = x * gain, computed in float32. x and out have one size and may be the same memory.
PYA_DSP_EXPORT void scale(std::span<const float> x, float gain, std::span<float> out);

/// out += x * gain, computed in float32. x and out have one size.
PYA_DSP_EXPORT void add_scaled(std::span<const float> x, float gain, std::span<float> out);

/// out = (x - offset) * gain, computed in double and rounded once. x and out may be the same memory.
PYA_DSP_EXPORT void rescale(std::span<const float> x, double offset, double gain, std::span<float> out);

/// Weighted sums of channels: out.col(d) = sum over s of gains(d, s) * in.col(s), accumulated in double.
/// gains is outputs x inputs, and out must not overlap in.
PYA_DSP_EXPORT void mix_channels(const Eigen::Ref<const Eigen::ArrayXXf>& in,
                                 const Eigen::Ref<const Eigen::ArrayXXd>& gains,
                                 Eigen::Ref<Eigen::ArrayXXf> out);

} // namespace pya::dsp

#endif
