// SPDX-License-Identifier: MIT
/// @file
/// Frequency response and group delay of digital filters on the unit circle (scipy.signal.freqz, sosfreqz,
/// group_delay). Frequencies are in radians per sample: times sr / 2 pi they are Hz.
#ifndef PYA_DSP_IIR_FREQZ_HPP
#define PYA_DSP_IIR_FREQZ_HPP

#include <pya/export.hpp>

#include <pya/dsp/iir/design.hpp>

namespace pya::dsp {

/// Coefficients or frequencies, read only.
using RealVector = Eigen::Ref<const Eigen::ArrayXd>;
/// Second-order sections, read only.
using SosRef = Eigen::Ref<const Sos>;

/// n frequencies from 0 up to, but without, pi. @throws ArgumentError for n < 0.
PYA_DSP_EXPORT Eigen::ArrayXd freqz_grid(Eigen::Index n);

/// b(z) / a(z) at z = e^{iw}, coefficients in ascending delays, by Horner's rule. Infinite or NaN where a is
/// 0.
/// @throws ArgumentError when b or a is empty.
PYA_DSP_EXPORT Eigen::ArrayXcd freqz(const RealVector& b, const RealVector& a, const RealVector& w);

/// Response of zeros, poles and gain; the most accurate of the three.
PYA_DSP_EXPORT Eigen::ArrayXcd freqz(const FilterDesign& zpk, const RealVector& w);

/// Response of second-order sections: the product of theirs. @throws ArgumentError for no section.
PYA_DSP_EXPORT Eigen::ArrayXcd sosfreqz(const SosRef& sos, const RealVector& w);

/// Group delay in samples, -d(phase)/dw; 0 where it is singular (as scipy). @throws ArgumentError when b or a
/// is empty.
PYA_DSP_EXPORT Eigen::ArrayXd group_delay(const RealVector& b, const RealVector& a, const RealVector& w);

/// Group delay of zeros and poles. A zero on the unit circle counts as half a sample, at its own frequency
/// too.
PYA_DSP_EXPORT Eigen::ArrayXd group_delay(const FilterDesign& zpk, const RealVector& w);

} // namespace pya::dsp

#endif
