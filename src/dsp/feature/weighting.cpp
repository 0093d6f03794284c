// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/weighting.hpp>

#include <algorithm>
#include <cmath>

namespace pya::dsp {

namespace {

constexpr double squared(double x) { return x * x; }

/// log10 of f^2 + pole^2.
double log_pole(double f2, double hz) { return std::log10(f2 + squared(hz)); }

double weight(double f2, Weighting kind) {
    constexpr double low = 20.598997, high = 12194.217;
    const double ends = std::log10(squared(high)) - log_pole(f2, low) - log_pole(f2, high);
    const double level = std::log10(f2);
    switch (kind) {
    case Weighting::A:
        return 2.0 + 20 * (2 * level + ends - log_pole(f2, 107.65265) / 2 - log_pole(f2, 737.86223) / 2);
    case Weighting::B: return 0.17 + 20 * (1.5 * level + ends - log_pole(f2, 158.48932) / 2);
    case Weighting::C: return 0.062 + 20 * (level + ends);
    case Weighting::D: {
        const double zeros = squared(squared(1018.7) - f2) + squared(1039.6) * f2;
        const double poles = squared(squared(3136.5) - f2) + squared(3424.) * f2;
        return 20 * (level / 2 - std::log10(squared(8.3046305e-3)) +
                     (std::log10(zeros) - std::log10(poles) - log_pole(f2, 282.7) - log_pole(f2, 1160)) / 2);
    }
    case Weighting::Z: break;
    }
    return 0;
}

} // namespace

double frequency_weighting(double hz, Weighting kind, std::optional<double> min_db) {
    const double db = weight(squared(hz), kind);
    return min_db && kind != Weighting::Z ? std::max(db, *min_db) : db;
}

} // namespace pya::dsp
