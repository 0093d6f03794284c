// SPDX-License-Identifier: MIT
#ifndef PYA_SRC_DSP_LOUDNESS_K_WEIGHTING_HPP
#define PYA_SRC_DSP_LOUDNESS_K_WEIGHTING_HPP

#include <pya/dsp/iir/design.hpp>

namespace pya::dsp::impl {

/// The two sections of BS.1770's K filter at any rate: a shelf of 4 dB above 1.7 kHz and a high-pass at 38
/// Hz. The standard prints coefficients for 48 kHz; these are bilinear transforms of the analogue filters
/// that have them.
inline Sos k_weighting(double sr) {
    constexpr double pi = 3.141592653589793238;
    const auto section = [&](double f0, double q) {
        const double k = std::tan(pi * f0 / sr);
        Eigen::Array<double, 1, 6> s;
        const double a0 = 1 + k / q + k * k;
        s << 1, -2, 1, 1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0;
        return std::pair(s, k);
    };
    constexpr double shelf_q = 0.7071752369554196;
    auto [shelf, k] = section(1681.974450955533, shelf_q);
    const double high = std::pow(10.0, 3.999843853973347 / 20), middle = std::pow(high, 0.4996667741545416);
    const double a0 = 1 + k / shelf_q + k * k;
    shelf.head<3>() << (high + middle * k / shelf_q + k * k) / a0, 2 * (k * k - high) / a0,
        (high - middle * k / shelf_q + k * k) / a0;
    Sos sos(2, 6);
    sos.row(0) = shelf;
    sos.row(1) = section(38.13547087602444, 0.5003270373238773).first;
    return sos;
}

} // namespace pya::dsp::impl

#endif
