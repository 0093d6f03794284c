// SPDX-License-Identifier: MIT
#include <pya/dsp/fir/firwin.hpp>

#include <pya/dsp/fft/fft.hpp>
#include <pya/error.hpp>

#include "dsp/fir/checks.hpp"

#include <bit>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

namespace pya::dsp::impl {

using std::numbers::pi;

namespace {

/// sin(pi x) / (pi x).
double sinc(double x) { return x == 0 ? 1 : std::sin(pi * x) / (pi * x); }

const char* name_of(Btype btype) {
    constexpr const char* names[] = {"lowpass", "highpass", "bandpass", "bandstop"};
    return names[static_cast<int>(btype)];
}

/// Whether frequency 0 passes, after checking that the number of cutoffs is right for the Btype.
bool zero_passes(const std::variant<bool, Btype>& pass_zero, std::size_t cutoffs) {
    if (const bool* passes = std::get_if<bool>(&pass_zero)) return *passes;
    const Btype btype = std::get<Btype>(pass_zero);
    const bool one = btype == Btype::lowpass || btype == Btype::highpass;
    if (one ? cutoffs != 1 : cutoffs < 2)
        detail::fail("firwin: argument cutoffs has ", cutoffs, " values; it must have ",
                     one ? "one" : "at least two", " for a ", name_of(btype));
    return btype == Btype::lowpass || btype == Btype::bandstop;
}

/// The window for a transition that is `width` wide (with fs = 2): J. F. Kaiser, "Nonrecursive digital filter
/// design using the I0-sinh window function", 1974.
Window kaiser_for(Index taps, double width) {
    const double attenuation = 2.285 * static_cast<double>(taps - 1) * pi * width + 7.95;
    if (attenuation > 50) return {"kaiser", 0.1102 * (attenuation - 8.7)};
    if (attenuation <= 21) return {"kaiser", 0.};
    return {"kaiser", 0.5842 * std::pow(attenuation - 21, 0.4) + 0.07886 * (attenuation - 21)};
}

/// Where the gain is scaled to 1.
double scaled_at(double left, double right) {
    if (left == 0) return 0;
    return right == 1 ? 1 : (left + right) / 2;
}

} // namespace

void firwin(Block<double> taps, std::span<const double> cutoffs, const FirwinOptions& options) {
    const Index n = taps.samples();
    if (n < 1) detail::fail("firwin: argument numtaps is ", n, "; it must be at least 1");
    check_rate("firwin", options.fs);
    if (cutoffs.empty()) detail::fail("firwin: argument cutoffs is empty; it must have at least one cutoff");
    const bool pass_zero = zero_passes(options.pass_zero, cutoffs.size());
    const bool pass_nyquist = pass_zero == (cutoffs.size() % 2 == 0);
    if (pass_nyquist && n % 2 == 0)
        detail::fail("firwin: argument numtaps is ", n,
                     "; it must be odd, because the filter passes fs / 2, ",
                     "where an even number of taps has no gain");
    std::vector<double> edges;
    if (pass_zero) edges.push_back(0);
    for (std::size_t i = 0; i < cutoffs.size(); ++i) {
        if (!(cutoffs[i] > 0 && cutoffs[i] < options.fs / 2))
            detail::fail("firwin: argument cutoffs has ", cutoffs[i],
                         "; it must be between 0 and fs / 2 = ", options.fs / 2);
        if (i > 0 && cutoffs[i] <= cutoffs[i - 1])
            detail::fail("firwin: argument cutoffs has ", cutoffs[i], " after ", cutoffs[i - 1],
                         "; it must be rising");
        edges.push_back(cutoffs[i] / (options.fs / 2));
    }
    if (pass_nyquist) edges.push_back(1);

    Window window = options.window;
    if (options.width) {
        if (!(std::isfinite(*options.width) && *options.width > 0))
            detail::fail("firwin: option width is ", *options.width, "; it must be finite and above 0");
        window = kaiser_for(n, *options.width / (options.fs / 2));
    }
    const AlignedVector<double> weights = window_samples(window, n, false);
    const double centre = static_cast<double>(n - 1) / 2;
    const double reference = scaled_at(edges[0], edges[1]);
    double gain = 0, sum = 0;
    for (Index i = 0; i < n; ++i) {
        const double m = static_cast<double>(i) - centre;
        double ideal = 0;
        for (std::size_t k = 0; k < edges.size(); k += 2)
            ideal += edges[k + 1] * sinc(edges[k + 1] * m) - edges[k] * sinc(edges[k] * m);
        taps(i) = ideal * weights[static_cast<std::size_t>(i)];
        gain += taps(i) * std::cos(pi * m * reference);
        sum += std::abs(taps(i));
    }
    if (!options.scale) return;
    if (!(std::abs(gain) > 1e-14 * sum))
        detail::fail("firwin: argument numtaps is ", n,
                     "; with these cutoffs and this window the gain can't be scaled to 1, because it is 0");
    for (double& tap : taps.channel(0)) tap /= gain;
}

namespace {

/// The points (freq, gain) of firwin2, checked; equal frequencies are moved apart by a rounding error.
std::vector<double> checked_freq(std::span<const double> freq, std::span<const double> gain, double nyquist) {
    if (freq.size() != gain.size() || freq.size() < 2)
        detail::fail("firwin2: arguments freq and gain have ", freq.size(), " and ", gain.size(),
                     " values; they must have the same number, at least two");
    check_finite("firwin2", "freq", freq);
    check_finite("firwin2", "gain", gain);
    if (freq.front() != 0 || freq.back() != nyquist)
        detail::fail("firwin2: argument freq goes from ", freq.front(), " to ", freq.back(),
                     "; it must go from 0 to fs / 2 = ", nyquist);
    for (std::size_t i = 1; i < freq.size(); ++i) {
        if (freq[i] < freq[i - 1])
            detail::fail("firwin2: argument freq has ", freq[i], " after ", freq[i - 1],
                         "; it must not fall");
        if (i > 1 && freq[i] == freq[i - 2])
            detail::fail("firwin2: argument freq has ", freq[i], " three times; it may have it twice");
    }
    if (freq[1] == 0 || freq[freq.size() - 2] == nyquist)
        detail::fail("firwin2: argument freq has ", freq[1] == 0 ? 0 : nyquist,
                     " twice; its ends must be there once");
    std::vector<double> apart(freq.begin(), freq.end());
    const double least = std::numeric_limits<double>::epsilon() * nyquist;
    bool steps = false;
    for (std::size_t i = 1; i < freq.size(); ++i)
        if (freq[i] == freq[i - 1]) {
            steps = true;
            apart[i - 1] -= least;
            apart[i] += least;
        }
    for (std::size_t i = 1; steps && i < apart.size(); ++i)
        if (apart[i] <= apart[i - 1])
            detail::fail("firwin2: argument freq has ", freq[i], " next to ", freq[i - 1],
                         "; beside a frequency that it has twice there must be more room");
    return apart;
}

void check_symmetry(Index n, std::span<const double> gain, bool antisymmetric) {
    const auto need_zero = [&](double value, const char* where) {
        if (value != 0)
            detail::fail("firwin2: argument gain is ", value, " at ", where, "; it must be 0 there, because ",
                         n, antisymmetric ? " antisymmetric" : " symmetric", " taps have no gain there");
    };
    if (antisymmetric) need_zero(gain.front(), "frequency 0");
    if (antisymmetric == (n % 2 == 1)) need_zero(gain.back(), "fs / 2");
}

} // namespace

void firwin2(Block<double> taps, std::span<const double> freq, std::span<const double> gain,
             const Firwin2Options& options) {
    const Index n = taps.samples();
    if (n < 1) detail::fail("firwin2: argument numtaps is ", n, "; it must be at least 1");
    check_rate("firwin2", options.fs);
    const Index points =
        options.nfreqs.value_or(1 + static_cast<Index>(std::bit_ceil(static_cast<std::size_t>(n))));
    if (points <= n)
        detail::fail("firwin2: option nfreqs is ", points, "; it must be more than numtaps = ", n);
    const double nyquist = options.fs / 2;
    const std::vector<double> knots = checked_freq(freq, gain, nyquist);
    check_symmetry(n, gain, options.antisymmetric);

    std::vector<std::complex<double>> bins(static_cast<std::size_t>(points));
    std::size_t knot = 1;
    for (Index i = 0; i < points; ++i) {
        const double part = static_cast<double>(i) / static_cast<double>(points - 1);
        const double at = part * nyquist;
        while (knot + 1 < knots.size() && knots[knot] <= at) ++knot;
        const double slope = (gain[knot] - gain[knot - 1]) / (knots[knot] - knots[knot - 1]);
        const double wanted = at >= nyquist ? gain.back() : gain[knot - 1] + slope * (at - knots[knot - 1]);
        const double phase = -static_cast<double>(n - 1) / 2 * pi * part;
        bins[static_cast<std::size_t>(i)] = std::polar(1., phase) * wanted;
        if (options.antisymmetric) bins[static_cast<std::size_t>(i)] *= std::complex<double>(0, 1);
    }
    const RealFft<double> fft(2 * (points - 1));
    AlignedVector<double> response(static_cast<std::size_t>(2 * (points - 1)));
    fft.inverse(bins.data(), response.data());
    const AlignedVector<double> weights = window_samples(options.window, n, false);
    for (Index i = 0; i < n; ++i)
        taps(i) = response[static_cast<std::size_t>(i)] * weights[static_cast<std::size_t>(i)];
    if (options.antisymmetric && n % 2 == 1) taps(n / 2) = 0;
}

} // namespace pya::dsp::impl
