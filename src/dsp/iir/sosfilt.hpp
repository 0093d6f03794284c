// SPDX-License-Identifier: MIT
// Second-order sections over a whole signal.
#ifndef PYA_SRC_DSP_IIR_SOSFILT_HPP
#define PYA_SRC_DSP_IIR_SOSFILT_HPP

#include <pya/dsp/iir/filter.hpp>

#include <span>

namespace pya::dsp::impl {

/// Filters a signal; one of doubles exactly to the last bit. A long channel of floats may be cut into parts;
/// its samples are then right after rounding. `state` is SosFilter::state() before, and afterwards that after
/// the signal.
template <class Scalar>
void run_sos(const Eigen::Ref<const Sos>& sos, Block<const Scalar> x, Block<Scalar> y, Block<double> state,
             int threads = 1);

/// How many channels, of that many samples and through that many sections, are worth a thread.
inline Index least_channels(Index samples, Index sections) {
    return (Index{1} << 18) / (samples * sections + 1) + 1;
}

/// sosfiltfilt of one channel, cut into parts, with `padlen` < n samples of padding. Returns false, and does
/// nothing, if the channel can't be cut. zi is the steady state. y may be x.
bool sosfiltfilt_in_parts(std::span<const Biquad> cascade, const Eigen::ArrayXd& zi, const float* x, float* y,
                          Index n, Index padlen);

} // namespace pya::dsp::impl

#endif
