// SPDX-License-Identifier: MIT
#include "dsp/window/design.hpp"

#include <pya/dsp/fft/fft.hpp>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace pya::dsp::impl {

using std::numbers::pi;

namespace {

/// Modified Bessel function of order 0 by its power series, whose terms are all positive.
double bessel_i0(double x) {
    const double q = x * x / 4;
    double sum = 1;
    double term = 1;
    for (double k = 1; term > sum * 1e-17; ++k) {
        term *= q / (k * k);
        sum += term;
    }
    return sum;
}

/// Chebyshev polynomial of the given order at x, from its trigonometric forms.
double chebyshev(double order, double x) {
    if (std::abs(x) <= 1) return std::cos(order * std::acos(x));
    const double y = std::cosh(order * std::acosh(std::abs(x)));
    return x < 0 && std::fmod(order, 2) == 1 ? -y : y;
}

} // namespace

Samples kaiser(Index m, const Params& p) {
    const double c = static_cast<double>(m - 1) / 2;
    const double peak = bessel_i0(p[0]);
    return mirrored(m, [&](double i) {
        const double r = (i - c) / c;
        return bessel_i0(p[0] * std::sqrt(1 - r * r)) / peak;
    });
}

Samples kaiser_bessel_derived(Index m, const Params& p) {
    Samples sums = kaiser(m / 2 + 1, p);
    for (std::size_t i = 1; i < sums.size(); ++i) sums[i] += sums[i - 1];
    return mirrored(m, [&](double i) { return std::sqrt(sums[static_cast<std::size_t>(i)] / sums.back()); });
}

// Dolph-Chebyshev: the spectrum is a Chebyshev polynomial sampled at m points. If m is even, its samples in
// time lie between those of a transform of m points, so for even and odd m a transform of 2 m points is used.
Samples chebwin(Index m, const Params& p) {
    const double order = static_cast<double>(m - 1);
    const double beta = std::cosh(std::acosh(std::pow(10.0, std::abs(p[0]) / 20)) / order);
    Samples spectrum(static_cast<std::size_t>(2 * m));
    for (Index k = 0; k < m; ++k)
        spectrum[static_cast<std::size_t>(k)] =
            chebyshev(order, beta * std::cos(pi * static_cast<double>(k) / static_cast<double>(m)));
    const RealFft<double> fft(2 * m);
    std::vector<std::complex<double>> bins(static_cast<std::size_t>(fft.bins()));
    fft.forward(spectrum.data(), bins.data());
    Samples w = mirrored(m, [&](double i) {
        return bins[static_cast<std::size_t>(m - 1) - 2 * static_cast<std::size_t>(i)].real();
    });
    const double peak = *std::max_element(w.begin(), w.end());
    for (double& value : w) value /= peak;
    return w;
}

// Carrara, Goodman and Majewski, Spotlight Synthetic Aperture Radar (1995), appendix D.2.
Samples taylor(Index m, const Params& p) {
    const double length = static_cast<double>(m);
    const auto nbar = p.empty() ? Index{4} : static_cast<Index>(p[0]);
    const double level = p.size() > 1 ? p[1] : 30;
    const bool norm = p.size() > 2 ? p[2] != 0 : true;

    const double n = static_cast<double>(nbar);
    const double a = std::acosh(std::pow(10.0, level / 20)) / pi;
    const double s2 = n * n / (a * a + (n - 0.5) * (n - 0.5));
    std::vector<double> f(static_cast<std::size_t>(nbar - 1));
    for (std::size_t i = 0; i < f.size(); ++i) {
        const double r = static_cast<double>(i + 1);
        double numerator = i % 2 ? -1 : 1;
        double denominator = 2;
        for (double j = 1; j < n; ++j) {
            numerator *= 1 - r * r / s2 / (a * a + (j - 0.5) * (j - 0.5));
            if (j != r) denominator *= 1 - r * r / (j * j);
        }
        f[i] = numerator / denominator;
    }
    const auto at = [&](double i) {
        double sum = 0;
        for (std::size_t k = 0; k < f.size(); ++k)
            sum += f[k] * std::cos(2 * pi * static_cast<double>(k + 1) * (i - length / 2 + 0.5) / length);
        return 1 + 2 * sum;
    };
    const double peak = norm ? at((length - 1) / 2) : 1;
    return mirrored(m, [&](double i) { return at(i) / peak; });
}

// The first Slepian sequence is the eigenvector to the largest eigenvalue of a tridiagonal matrix B (Percival
// and Walden, Spectral Analysis for Physical Applications, 1993, section 8.3). The eigenvalue is found by
// bisection: x I - B is positive definite, so that all pivots are positive, exactly when x lies above it.
// Inverse iteration from there gives the vector.
Samples dpss(Index m, const Params& p) {
    const auto n = static_cast<std::size_t>(m);
    const double length = static_cast<double>(m);
    const double cosine = std::cos(2 * pi * p[0] / length);
    std::vector<double> diagonal(n), beside(n - 1), pivot(n);
    double largest = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double r = (length - 1) / 2 - static_cast<double>(i);
        diagonal[i] = r * r * cosine;
        largest = std::max(largest, std::abs(diagonal[i]));
    }
    for (std::size_t i = 1; i < n; ++i)
        beside[i - 1] = static_cast<double>(i) * static_cast<double>(n - i) / 2;

    const auto factor = [&](double x) {
        pivot[0] = x - diagonal[0];
        for (std::size_t i = 1; i < n; ++i) {
            if (!(pivot[i - 1] > 0)) return false;
            pivot[i] = x - diagonal[i] - beside[i - 1] * beside[i - 1] / pivot[i - 1];
        }
        return pivot[n - 1] > 0;
    };
    double below = *std::max_element(diagonal.begin(), diagonal.end());
    double above = largest + 2 * *std::max_element(beside.begin(), beside.end()) + 1;
    for (double x = (below + above) / 2; below < x && x < above; x = (below + above) / 2)
        (factor(x) ? above : below) = x;
    factor(above);

    Samples w(n, 1.0);
    for (int round = 0; round < 4; ++round) {
        for (std::size_t i = 1; i < n; ++i) w[i] += beside[i - 1] / pivot[i - 1] * w[i - 1];
        w[n - 1] /= pivot[n - 1];
        for (std::size_t i = n - 1; i-- > 0;) w[i] = (w[i] + beside[i] * w[i + 1]) / pivot[i];
        const double peak = *std::max_element(w.begin(), w.end());
        for (double& value : w) value /= peak;
    }
    if (m % 2 == 0)
        for (double& value : w) value *= length * length / (length * length + p[0]);
    return w;
}

} // namespace pya::dsp::impl
