// SPDX-License-Identifier: MIT
// Analog lowpass prototypes with their cutoff at 1 rad/s, before any frequency or bilinear transform.
#ifndef PYA_SRC_DSP_IIR_PROTOTYPE_HPP
#define PYA_SRC_DSP_IIR_PROTOTYPE_HPP

#include <pya/dsp/iir/design.hpp>

namespace pya::dsp::impl {

Zpk butter_prototype(int order);
Zpk cheby1_prototype(int order, double rp);
Zpk cheby2_prototype(int order, double rs);
Zpk ellip_prototype(int order, double rp, double rs);
Zpk bessel_prototype(int order, BesselNorm norm);

/// Real part of prod(shift - zeros) / prod(shift - poles).
long double gain_ratio(const Roots& zeros, const Roots& poles, double shift);

} // namespace pya::dsp::impl

#endif
