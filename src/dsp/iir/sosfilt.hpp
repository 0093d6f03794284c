// SPDX-License-Identifier: MIT
// Second-order sections over a whole signal.
#ifndef PYA_SRC_DSP_IIR_SOSFILT_HPP
#define PYA_SRC_DSP_IIR_SOSFILT_HPP

#include <pya/dsp/iir/filter.hpp>

#include <span>

namespace pya::dsp::impl {

/// A double signal to the last bit. A long float channel may be cut in time; then its samples are right after
/// rounding. state: SosFilter::state() before, and after.
template <class Scalar>
void run_sos(const Eigen::Ref<const Sos>& sos, Block<const Scalar> x, Block<Scalar> y, Block<double> state,
             int threads = 1);

/// Channels of so many samples that are worth a thread, which pass through so many sections.
inline Index least_channels(Index samples, Index sections) {
    return (Index{1} << 18) / (samples * sections + 1) + 1;
}

/// sosfiltfilt with `padlen` < n samples of padding of one channel that may be cut in time, if it can be:
/// false if not. zi is the steady state. y may be x.
bool sosfiltfilt_in_parts(std::span<const Biquad> cascade, const Eigen::ArrayXd& zi, const float* x, float* y,
                          Index n, Index padlen);

} // namespace pya::dsp::impl

#endif
