// SPDX-License-Identifier: MIT
// The cumulative beta distribution.
#ifndef PYA_SRC_DSP_PITCH_BETA_HPP
#define PYA_SRC_DSP_PITCH_BETA_HPP

namespace pya::dsp::impl {

/// The probability that a value of the beta distribution with parameters a and b, both above 0, is at most x.
double beta_cdf(double x, double a, double b);

} // namespace pya::dsp::impl

#endif
