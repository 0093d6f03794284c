// SPDX-License-Identifier: MIT
/// @file
/// Frequency response and group delay of digital filters on the unit circle (scipy.signal.freqz, sosfreqz,
/// group_delay). Frequencies are in radians per sample; multiplied by sr / (2 pi) they are in Hz.
#ifndef PYA_DSP_IIR_FREQZ_HPP
#define PYA_DSP_IIR_FREQZ_HPP

#include <pya/dsp/block.hpp>
#include <pya/dsp/iir/design.hpp>
#include <pya/export.hpp>
#include <pya/memory.hpp>

#include <algorithm>
#include <complex>

namespace pya::dsp {

/// Coefficients or frequencies, to be read.
using RealVector = Eigen::Ref<const Eigen::ArrayXd>;
/// Second-order sections, read only.
using SosRef = Eigen::Ref<const Sos>;

namespace impl {

using Numbers = Block<const double>;
using Response = Block<std::complex<double>>;

PYA_DSP_EXPORT void freqz_grid(Index n, double* w);
PYA_DSP_EXPORT void freqz(Numbers b, Numbers a, Numbers w, Response h);
PYA_DSP_EXPORT void freqz(const FilterDesign& zpk, Numbers w, Response h);
PYA_DSP_EXPORT void sosfreqz(const SosRef& sos, Numbers w, Response h);
PYA_DSP_EXPORT void group_delay(Numbers b, Numbers a, Numbers w, Block<double> delay);
PYA_DSP_EXPORT void group_delay(const FilterDesign& zpk, Numbers w, Block<double> delay);

} // namespace impl

/// n frequencies, evenly spaced from 0 up to pi, which is not included. @throws ArgumentError for n < 0.
inline Eigen::ArrayXd freqz_grid(Index n) {
    auto w = detail::within_memory("freqz_grid", [n] { return Eigen::ArrayXd(std::max<Index>(n, 0)); });
    impl::freqz_grid(n, w.data());
    return w;
}

/// b(z) / a(z) at z = e^{iw}, coefficients in ascending delays, by Horner's rule. Infinite or NaN where a is
/// 0.
/// @throws ArgumentError when b or a is empty.
inline Eigen::ArrayXcd freqz(const RealVector& b, const RealVector& a, const RealVector& w) {
    Eigen::ArrayXcd h(w.size());
    impl::freqz(b, a, w, h);
    return h;
}

/// The response of zeros, poles and gain; this is the most accurate of the three functions.
inline Eigen::ArrayXcd freqz(const FilterDesign& zpk, const RealVector& w) {
    Eigen::ArrayXcd h(w.size());
    impl::freqz(zpk, w, h);
    return h;
}

/// The response of second-order sections: the product of their responses. @throws ArgumentError for no
/// section.
inline Eigen::ArrayXcd sosfreqz(const SosRef& sos, const RealVector& w) {
    Eigen::ArrayXcd h(w.size());
    impl::sosfreqz(sos, w, h);
    return h;
}

/// Group delay in samples, -d(phase)/dw; 0 where it is singular (as scipy). @throws ArgumentError when b or a
/// is empty.
inline Eigen::ArrayXd group_delay(const RealVector& b, const RealVector& a, const RealVector& w) {
    Eigen::ArrayXd delay(w.size());
    impl::group_delay(b, a, w, delay);
    return delay;
}

/// Group delay of zeros and poles. A zero on the unit circle counts as half a sample, also at its own
/// frequency.
inline Eigen::ArrayXd group_delay(const FilterDesign& zpk, const RealVector& w) {
    Eigen::ArrayXd delay(w.size());
    impl::group_delay(zpk, w, delay);
    return delay;
}

} // namespace pya::dsp

#endif
