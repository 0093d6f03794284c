// SPDX-License-Identifier: MIT
// Second-order sections over a whole signal.
#ifndef PYA_SRC_DSP_SOSFILT_HPP
#define PYA_SRC_DSP_SOSFILT_HPP

#include <pya/dsp/iir_filter.hpp>

namespace pya::dsp::detail {

/// May a channel be cut in time? Then its samples are right after rounding to float; otherwise to the last
/// bit.
enum class Precision { exact, rounded_to_float };

/// state: SosFilter::state() before, and after.
template <class Scalar>
void run_sos(const Eigen::Ref<const Sos>& sos, const SignalIn<Scalar>& x, SignalOut<Scalar> y,
             Eigen::ArrayXXd& state, Precision precision);

} // namespace pya::dsp::detail

#endif
