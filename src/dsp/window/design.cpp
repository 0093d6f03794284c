// SPDX-License-Identifier: MIT
#include "dsp/window/design.hpp"

#include <pya/dsp/fft/fft.hpp>

#include <cmath>
#include <complex>
#include <numbers>

namespace pya::dsp::impl {

using Eigen::ArrayXd;
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

ArrayXd kaiser(Index m, const Params& p) {
    const double c = static_cast<double>(m - 1) / 2;
    const double peak = bessel_i0(p[0]);
    return mirrored(m, [&](double i) {
        const double r = (i - c) / c;
        return bessel_i0(p[0] * std::sqrt(1 - r * r)) / peak;
    });
}

ArrayXd kaiser_bessel_derived(Index m, const Params& p) {
    ArrayXd sums = kaiser(m / 2 + 1, p);
    for (Index i = 1; i < sums.size(); ++i) sums[i] += sums[i - 1];
    return mirrored(m, [&](double i) { return std::sqrt(sums[static_cast<Index>(i)] / sums[m / 2]); });
}

// Dolph-Chebyshev: the spectrum is a Chebyshev polynomial sampled at m points. Its samples in time lie
// between the bins of an m point transform when m is even, so both parities read theirs from one of 2 m
// points.
ArrayXd chebwin(Index m, const Params& p) {
    const double order = static_cast<double>(m - 1);
    const double beta = std::cosh(std::acosh(std::pow(10.0, std::abs(p[0]) / 20)) / order);
    ArrayXd spectrum = ArrayXd::Zero(2 * m);
    for (Index k = 0; k < m; ++k)
        spectrum[k] = chebyshev(order, beta * std::cos(pi * static_cast<double>(k) / static_cast<double>(m)));
    const RealFft<double> fft(2 * m);
    Eigen::ArrayXcd w(fft.bins());
    fft.forward(spectrum.data(), w.data());
    const ArrayXd time = mirrored(m, [&](double i) { return w[m - 1 - 2 * static_cast<Index>(i)].real(); });
    return time / time.maxCoeff();
}

// Carrara, Goodman and Majewski, Spotlight Synthetic Aperture Radar (1995), appendix D.2.
ArrayXd taylor(Index m, const Params& p) {
    const double length = static_cast<double>(m);
    const auto nbar = p.empty() ? Index{4} : static_cast<Index>(p[0]);
    const double level = p.size() > 1 ? p[1] : 30;
    const bool norm = p.size() > 2 ? p[2] != 0 : true;

    const double n = static_cast<double>(nbar);
    const double a = std::acosh(std::pow(10.0, level / 20)) / pi;
    const double s2 = n * n / (a * a + (n - 0.5) * (n - 0.5));
    ArrayXd f(nbar - 1);
    for (Index i = 0; i < f.size(); ++i) {
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
        for (Index k = 0; k < f.size(); ++k)
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
ArrayXd dpss(Index m, const Params& p) {
    const double length = static_cast<double>(m);
    const double cosine = std::cos(2 * pi * p[0] / length);
    ArrayXd diagonal(m);
    ArrayXd beside(m - 1);
    for (Index i = 0; i < m; ++i) {
        const double r = (length - 1) / 2 - static_cast<double>(i);
        diagonal[i] = r * r * cosine;
    }
    for (Index i = 1; i < m; ++i) beside[i - 1] = static_cast<double>(i) * static_cast<double>(m - i) / 2;

    ArrayXd pivot(m);
    const auto factor = [&](double x) {
        pivot[0] = x - diagonal[0];
        for (Index i = 1; i < m; ++i) {
            if (!(pivot[i - 1] > 0)) return false;
            pivot[i] = x - diagonal[i] - beside[i - 1] * beside[i - 1] / pivot[i - 1];
        }
        return pivot[m - 1] > 0;
    };
    double below = diagonal.maxCoeff();
    double above = diagonal.abs().maxCoeff() + 2 * beside.maxCoeff() + 1;
    for (double x = (below + above) / 2; below < x && x < above; x = (below + above) / 2)
        (factor(x) ? above : below) = x;
    factor(above);

    ArrayXd w = ArrayXd::Ones(m);
    for (int round = 0; round < 4; ++round) {
        for (Index i = 1; i < m; ++i) w[i] += beside[i - 1] / pivot[i - 1] * w[i - 1];
        w[m - 1] /= pivot[m - 1];
        for (Index i = m - 2; i >= 0; --i) w[i] = (w[i] + beside[i] * w[i + 1]) / pivot[i];
        w /= w.maxCoeff();
    }
    if (m % 2 == 0) w *= length * length / (length * length + p[0]);
    return w;
}

} // namespace pya::dsp::impl
