// SPDX-License-Identifier: MIT
// Argument checks, frequency transforms of the prototype, bilinear transform. The order of operations in the
// transforms is scipy's, so that ties in the pairing of poles (mirrored bands) are rounded the same way.
#include <pya/dsp/iir/design.hpp>

#include <pya/error.hpp>

#include "dsp/iir/prototype.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace pya::dsp::impl {

namespace {

using Complex = std::complex<double>;

bool takes_band(Btype btype) { return btype == Btype::bandpass || btype == Btype::bandstop; }

void check_ripple(const char* name, const std::optional<double>& value, double limit) {
    if (!value)
        detail::fail("iirfilter: argument ", name, " is missing; this filter type needs it in dB, 0 < ", name,
                     " <= ", limit);
    if (!(*value > 0 && *value <= limit))
        detail::fail("iirfilter: argument ", name, " is ", *value, " dB; it must be in (0, ", limit, "]");
}

void check(std::span<const double> cutoffs, double fs, const IirOptions& o) {
    const int highest = o.ftype == Ftype::bessel ? max_bessel_order : max_iir_order;
    if (o.order < 1 || o.order > highest)
        detail::fail("iirfilter: argument order is ", o.order, "; it must be in 1..", highest);
    if (!(fs > 0 && std::isfinite(fs)))
        detail::fail("iirfilter: argument fs is ", fs, "; it must be a positive sampling rate");
    const std::size_t wanted = takes_band(o.btype) ? 2 : 1;
    if (cutoffs.size() != wanted)
        detail::fail("iirfilter: argument cutoffs has ", cutoffs.size(), " values; ",
                     wanted == 2 ? "bandpass and bandstop take two" : "lowpass and highpass take one");
    for (const double cutoff : cutoffs)
        if (!(cutoff > 0 && cutoff < fs / 2))
            detail::fail("iirfilter: argument cutoffs has ", cutoff,
                         "; it must be above 0 and below the Nyquist frequency ", fs / 2,
                         o.fs ? "" : " (give .fs, the sampling rate, for cutoffs in Hz)");
    if (wanted == 2 && !(cutoffs[0] < cutoffs[1]))
        detail::fail("iirfilter: argument cutoffs is ", cutoffs[0], ", ", cutoffs[1],
                     "; the lower edge must come first");
    if (o.ftype == Ftype::cheby1 || o.ftype == Ftype::ellip) check_ripple("rp", o.rp, 100);
    if (o.ftype == Ftype::cheby2 || o.ftype == Ftype::ellip) check_ripple("rs", o.rs, 1000);
    if (o.ftype == Ftype::ellip && !(*o.rs > *o.rp))
        detail::fail("iirfilter: argument rs is ", *o.rs, " dB; it must be above rp, which is ", *o.rp,
                     " dB");
}

Zpk prototype(const IirOptions& o) {
    switch (o.ftype) {
    case Ftype::butter: return butter_prototype(o.order);
    case Ftype::cheby1: return cheby1_prototype(o.order, *o.rp);
    case Ftype::cheby2: return cheby2_prototype(o.order, *o.rs);
    case Ftype::ellip: return ellip_prototype(o.order, *o.rp, *o.rs);
    case Ftype::bessel: return bessel_prototype(o.order, o.norm);
    }
    detail::fail("iirfilter: argument ftype is ", static_cast<int>(o.ftype),
                 "; it must be one of Ftype's values");
}

/// Smith's complex division.
Complex divide(Complex x, Complex y) {
    if (std::abs(y.real()) >= std::abs(y.imag())) {
        const double ratio = y.imag() / y.real();
        const double scale = 1 / (y.real() + y.imag() * ratio);
        return {(x.real() + x.imag() * ratio) * scale, (x.imag() - x.real() * ratio) * scale};
    }
    const double ratio = y.real() / y.imag();
    const double scale = 1 / (y.imag() + y.real() * ratio);
    return {(x.real() * ratio + x.imag()) * scale, (x.imag() * ratio - x.real()) * scale};
}

/// s -> the two solutions of the lowpass to bandpass map, for each root (already scaled by half the
/// bandwidth).
void split_into_band(Roots& roots, double centre) {
    Roots upper;
    Roots lower;
    for (const Complex s : roots) {
        const Complex root = std::sqrt(s * s - centre * centre);
        upper.push_back(s + root);
        lower.push_back(s - root);
    }
    roots = std::move(upper);
    roots.insert(roots.end(), lower.begin(), lower.end());
}

/// Moves the prototype's cutoff to `warped` (rad/s), and turns it into the wanted kind.
void transform(Zpk& f, Btype btype, std::span<const double> warped) {
    const std::size_t degree = f.p.size() - f.z.size();
    const bool band = takes_band(btype);
    const double width = band ? warped[1] - warped[0] : warped[0];
    const double scale = band ? width / 2 : width;
    const double centre = band ? std::sqrt(warped[0] * warped[1]) : 0;
    if (btype == Btype::lowpass || btype == Btype::bandpass) {
        for (auto* roots : {&f.z, &f.p})
            for (auto& s : *roots) s = band ? Complex{s.real() * width / 2, s.imag() * width / 2} : s * width;
        f.k *= std::pow(static_cast<long double>(width), static_cast<int>(degree));
        if (band) {
            split_into_band(f.z, centre);
            split_into_band(f.p, centre);
            f.z.insert(f.z.end(), degree, 0);
        }
        return;
    }
    f.k *= gain_ratio(f.z, f.p, 0);
    for (auto* roots : {&f.z, &f.p})
        for (auto& s : *roots) s = divide(scale, s);
    if (band) {
        split_into_band(f.z, centre);
        split_into_band(f.p, centre);
        f.z.insert(f.z.end(), degree, Complex{0, centre});
        f.z.insert(f.z.end(), degree, Complex{0, -centre});
    } else {
        f.z.insert(f.z.end(), degree, 0);
    }
}

/// s = 4 (z - 1) / (z + 1); zeros at infinity go to the Nyquist frequency.
void bilinear(Zpk& f) {
    f.k *= gain_ratio(f.z, f.p, 4);
    for (auto* roots : {&f.z, &f.p})
        for (auto& s : *roots) s = divide(4.0 + s, 4.0 - s);
    f.z.resize(f.p.size(), -1);
}

} // namespace

Zpk iirfilter(std::span<const double> cutoffs, const IirOptions& options) {
    const double fs = options.fs.value_or(2);
    check(cutoffs, fs, options);
    Zpk f = prototype(options);
    double warped[2] = {};
    for (std::size_t i = 0; i < cutoffs.size(); ++i)
        warped[i] = 4 * std::tan(std::numbers::pi * (2 * cutoffs[i] / fs) / 2);
    transform(f, options.btype, {warped, cutoffs.size()});
    bilinear(f);

    const auto inside = [](Complex p) { return std::abs(p) < 1; };
    const double k = static_cast<double>(f.k);
    if (!std::all_of(f.p.begin(), f.p.end(), inside) ||
        !(std::abs(k) >= std::numeric_limits<double>::min()) || !std::isfinite(k))
        detail::fail(
            "iirfilter: argument cutoffs is ", cutoffs[0], cutoffs.size() == 2 ? ", " : "",
            cutoffs.size() == 2 ? std::to_string(cutoffs[1]) : "", " at order ", options.order,
            "; it must leave more room to 0, to the Nyquist frequency and between the edges, because ",
            "double precision can't hold this filter");
    return f;
}

} // namespace pya::dsp::impl
