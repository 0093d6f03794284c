// SPDX-License-Identifier: MIT
/// @file
/// Design of digital IIR filters by the bilinear transform of a classical analog prototype. A design consists
/// of zeros, poles and gain. Second-order sections and polynomials are made of these in the last step, so
/// that no step before loses digits. Reference: scipy.signal.iirfilter, scipy.signal.zpk2sos (pairing
/// 'nearest').
#ifndef PYA_DSP_IIR_DESIGN_HPP
#define PYA_DSP_IIR_DESIGN_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <complex>
#include <cstddef>
#include <iterator>
#include <optional>
#include <span>
#include <vector>

namespace pya::dsp {

/// Which band a filter passes.
enum class Btype { lowpass, highpass, bandpass, bandstop };

/// The family of the analog prototype: Butterworth, Chebyshev I and II, elliptic (Cauer), Bessel-Thomson.
enum class Ftype { butter, cheby1, cheby2, ellip, bessel };

/// What the cutoff of a Bessel filter means: the frequency at which the phase has gone half of its way
/// (phase), a group delay of 1 / cutoff in the passband (delay), or the -3 dB point (mag).
enum class BesselNorm { phase, delay, mag };

/// Second-order sections, one in each row: b0 b1 b2 a0 a1 a2 (a0 = 1). They run from the first row to the
/// last.
using Sos = Eigen::Array<double, Eigen::Dynamic, 6, Eigen::RowMajor>;

/// A digital filter as zeros, poles and gain: H(z) = k prod(z - z_i) / prod(z - p_i).
struct FilterDesign {
    Eigen::ArrayXcd z; ///< zeros
    Eigen::ArrayXcd p; ///< poles
    double k = 1;      ///< gain

    /// The form for filtering, which is accurate at every order and cutoff.
    Sos sos() const;
    /// Numerator in descending powers of z (ascending delays). It is there to be read and plotted: from about
    /// order 6 on, at low cutoffs or in narrow bands, a polynomial in double precision can't represent the
    /// filter any more.
    Eigen::ArrayXd b() const;
    /// Denominator in descending powers of z; a[0] = 1.
    Eigen::ArrayXd a() const;
};

/// The highest order that iirfilter designs. (A bandpass or bandstop has twice as many poles.)
inline constexpr int max_iir_order = 50;
/// The highest order of a Bessel filter; up to it the poles are known to 9 digits.
inline constexpr int max_bessel_order = 20;

/// How a filter runs: once (lfilter, sosfilt), or forward and backward, without a phase shift (filtfilt with
/// the padding of pya, sosfiltfilt with that of scipy). All of them run second-order sections.
enum class FilterMethod { lfilter, filtfilt, sosfilt, sosfiltfilt };

/// What to design, and for Asig::iirfilter also how to run it, which a design alone does not look at.
/// Families ignore the ripples that they don't need.
struct IirOptions {
    Btype btype = Btype::bandpass;               ///< which band passes
    Ftype ftype = Ftype::butter;                 ///< family of the prototype
    int order = 4;                               ///< of the prototype; bands have twice as many poles
    FilterMethod filter = FilterMethod::lfilter; ///< how it runs
    std::optional<double> rp = std::nullopt;     ///< passband ripple of cheby1 and ellip in dB, 0 < rp <= 100
    /// Stopband attenuation of cheby2 and ellip in dB, 0 < rs <= 1000, and above rp.
    std::optional<double> rs = std::nullopt;
    /// The sampling rate in the unit of the cutoffs: with 2 they are fractions of the Nyquist frequency. If
    /// left out it is the signal's, so that cutoffs are in Hz, and 2 where there is no signal.
    std::optional<double> fs = std::nullopt;
    BesselNorm norm = BesselNorm::phase; ///< for bessel
    int threads =
        1; ///< how many threads may share the channels of a signal, 1 or more; the bits are the same

    bool operator==(const IirOptions&) const = default; ///< all are the same
};

namespace impl {

using Roots = std::vector<std::complex<double>>;

/// Zeros, poles and gain on the way to a design. The gain has the range of long double, because W^order can
/// leave that of double.
struct Zpk {
    Roots z;
    Roots p;
    long double k = 1;
};

PYA_DSP_EXPORT Zpk iirfilter(std::span<const double> cutoffs, const IirOptions& options);
/// Writes the rows of a Sos.
PYA_DSP_EXPORT void zpk2sos(Block<const std::complex<double>> z, Block<const std::complex<double>> p,
                            double k, double* sos, Index sections);
PYA_DSP_EXPORT void poly(Block<const std::complex<double>> roots, Block<double> coefficients);

} // namespace impl

/// Designs a filter with one cutoff (lowpass, highpass) or two (bandpass, bandstop; lower edge first).
/// @throws ArgumentError for the wrong number of cutoffs; cutoffs that aren't ordered or not inside (0, fs /
/// 2); order outside 1..max_iir_order (bessel: max_bessel_order); a missing or out-of-range ripple; NaN
/// anywhere; and for a band so narrow or close to an end that double precision can't hold its poles inside
/// the unit circle.
inline FilterDesign iirfilter(std::span<const double> cutoffs, const IirOptions& options = {}) {
    const impl::Zpk zpk = impl::iirfilter(cutoffs, options);
    const auto array = [](const impl::Roots& roots) {
        Eigen::ArrayXcd values(std::ssize(roots));
        for (Index i = 0; i < values.size(); ++i) values[i] = roots[static_cast<std::size_t>(i)];
        return values;
    };
    return {array(zpk.z), array(zpk.p), static_cast<double>(zpk.k)};
}

/// Second-order sections of any real digital filter; complex zeros and poles come in conjugate pairs.
/// Sections with poles near the unit circle come last, each with the zeros nearest to them (scipy's pairing
/// 'nearest').
/// @throws ArgumentError when a complex root has no conjugate, or a value isn't finite.
inline Sos zpk2sos(const FilterDesign& zpk) {
    Sos sos(std::max<Index>((std::max(zpk.z.size(), zpk.p.size()) + 1) / 2, 1), 6);
    impl::zpk2sos(zpk.z, zpk.p, zpk.k, sos.data(), sos.rows());
    return sos;
}

/// The monic real polynomial with the given roots, highest power first (numpy.poly), summed in long double.
inline Eigen::ArrayXd poly(const Eigen::Ref<const Eigen::ArrayXcd>& roots) {
    Eigen::ArrayXd coefficients(roots.size() + 1);
    impl::poly(roots, coefficients);
    return coefficients;
}

inline Sos FilterDesign::sos() const { return zpk2sos(*this); }
inline Eigen::ArrayXd FilterDesign::b() const {
    Eigen::ArrayXd coefficients(z.size() + 1);
    impl::poly(z, coefficients);
    for (Index i = 0; i < coefficients.size(); ++i) coefficients[i] *= k;
    return coefficients;
}
inline Eigen::ArrayXd FilterDesign::a() const {
    Eigen::ArrayXd coefficients(p.size() + 1);
    impl::poly(p, coefficients);
    return coefficients;
}

} // namespace pya::dsp

#endif
