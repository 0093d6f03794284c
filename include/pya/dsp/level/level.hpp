// SPDX-License-Identifier: MIT
/// @file
/// Levels of samples, and functions that change them, for float and double. Sums are accumulated in double in
/// a fixed order, so that a result does not depend on the machine. NaN propagates. Functions with an output
/// throw ArgumentError where its shape isn't that of the input.
#ifndef PYA_DSP_LEVEL_LEVEL_HPP
#define PYA_DSP_LEVEL_LEVEL_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

namespace pya::dsp {

/// The largest magnitude in all channels; 0 if there are no samples, NaN if any sample is NaN.
PYA_DSP_EXPORT float peak(Block<const float> x);
PYA_DSP_EXPORT double peak(Block<const double> x);

/// The arithmetic mean of all channels; NaN if there are no samples.
PYA_DSP_EXPORT double mean(Block<const float> x);
PYA_DSP_EXPORT double mean(Block<const double> x);

/// sqrt(mean(x^2)) of all channels; NaN if there are no samples.
PYA_DSP_EXPORT double rms(Block<const float> x);
PYA_DSP_EXPORT double rms(Block<const double> x);

/// out = x * gain, computed in the scalar of the signal. x and out may be the same memory.
PYA_DSP_EXPORT void scale(Block<const float> x, float gain, Block<float> out);
PYA_DSP_EXPORT void scale(Block<const double> x, double gain, Block<double> out);

/// out += x * gain, computed in the scalar of the signal. x and out are the same memory, or don't overlap.
PYA_DSP_EXPORT void add_scaled(Block<const float> x, float gain, Block<float> out);
PYA_DSP_EXPORT void add_scaled(Block<const double> x, double gain, Block<double> out);

/// out = (x - offset) * gain, computed in double and rounded once. x and out may be the same memory.
PYA_DSP_EXPORT void rescale(Block<const float> x, double offset, double gain, Block<float> out);
PYA_DSP_EXPORT void rescale(Block<const double> x, double offset, double gain, Block<double> out);

/// Weighted sums of channels: output d is the sum over s of gains(d, s) * input s, accumulated in double. An
/// input with gain 0 is left out, even if it is NaN. gains is outputs x inputs, and out must not overlap in.
/// Throws ArgumentError where gains or out have another shape.
PYA_DSP_EXPORT void mix_channels(Block<const float> in, const Eigen::Ref<const Eigen::ArrayXXd>& gains,
                                 Block<float> out);
PYA_DSP_EXPORT void mix_channels(Block<const double> in, const Eigen::Ref<const Eigen::ArrayXXd>& gains,
                                 Block<double> out);

} // namespace pya::dsp

#endif
