// SPDX-License-Identifier: MIT
/// @file
/// Generators that go from value to value: lines, steps, envelopes, functions of time.
#ifndef PYA_AGEN_ENVELOPES_HPP
#define PYA_AGEN_ENVELOPES_HPP

#include <pya/export.hpp>

#include <pya/acurve.hpp>
#include <pya/agen/generator.hpp>

#include <functional>
#include <optional>
#include <vector>

namespace pya::gen {

/// From one value to another by equal differences; the last one holds.
PYA_EXPORT Agen line(double from, double to, Seconds dur);

/// From one value to another by equal ratios; the last one holds. Throws ArgumentError unless both have the
/// same sign.
PYA_EXPORT Agen exponential(double from, double to, Seconds dur);

/// Values that are held for `each` seconds, the last one for ever.
PYA_EXPORT Agen steps(const std::vector<double>& values, Seconds each);

/// A curve that ends at its last point, and with it what it is multiplied with.
///
///     gen::sine(220) * gen::envelope({{{0_s, 0}, {0.01_s, 1}, {1_s, 0}}})
PYA_EXPORT Agen envelope(const Acurve& curve);

/// A function of the time in seconds, which must give the same for the same time, and must not throw,
/// allocate or wait, because it is called by the audio callback. It has no end.
///
///     gen::sine(gen::function([](double t) { return 300 + 100 * std::sin(t * t); }))
PYA_EXPORT Agen function(std::function<double(double)> f);

/// The segments of gen::adsr().
struct AdsrOptions {
    Seconds att = 0.01; ///< from silence to 1, 0 or more
    Seconds dec = 0.1;  ///< from 1 to `sus`, 0 or more
    double sus = 0.7;   ///< the gain that is held, 0 to 1
    Seconds rel = 0.1;  ///< from the present gain to silence, 0 or more
    double curve = 1;   ///< exponent of the gain, 0.01 to 100
    /// Length of all of it, with the release at its end. If it is left out, it is that of render() or
    /// lasting(); if these say none, the gain is held for ever.
    std::optional<Seconds> dur = {};
    /// Opens the envelope while it is above 0, as often as it likes, instead of at the start and until the
    /// release. Then it has no end.
    std::optional<Agen> gate = {};
};

/// The gain of a note, dsp::leaf::Adsr. Throws ArgumentError for a number out of its range, and for `dur`
/// with `gate`.
PYA_EXPORT Agen adsr(const AdsrOptions& options = {});

} // namespace pya::gen

#endif
