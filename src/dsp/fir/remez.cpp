// SPDX-License-Identifier: MIT
#include <pya/dsp/fir/remez.hpp>

#include <pya/error.hpp>

#include "dsp/fir/checks.hpp"
#include "dsp/fir/exchange.hpp"

#include <cmath>
#include <numbers>
#include <optional>
#include <string>

namespace pya::dsp::impl {

namespace {

/// What is to be approximated: A(f) = factor(f) P(cos(2 pi f)), where the symmetry of the taps gives the
/// factor, and P has `terms` coefficients.
struct Shape {
    bool antisymmetric;
    bool odd;
    Index terms;

    double factor(double f) const {
        if (!antisymmetric) return odd ? 1 : std::cos(std::numbers::pi * f);
        return std::sin((odd ? 2 : 1) * std::numbers::pi * f);
    }
};

void check_bands(std::span<const double> bands, std::span<const double> desired,
                 const RemezOptions& options) {
    check_rate("remez", options.fs);
    if (bands.empty() || bands.size() != 2 * desired.size())
        detail::fail("remez: arguments bands and desired have ", bands.size(), " and ", desired.size(),
                     " values; bands must have two edges for each value of desired");
    if (!options.weight.empty() && options.weight.size() != desired.size())
        detail::fail("remez: option weight has ", options.weight.size(), " values; it must have ",
                     desired.size(), ", one for each band");
    check_finite("remez", "desired", desired);
    for (const double weight : options.weight)
        if (!(std::isfinite(weight) && weight > 0))
            detail::fail("remez: option weight has ", weight, "; weights must be finite and above 0");
    for (std::size_t i = 0; i < bands.size(); ++i) {
        if (!(bands[i] >= 0 && bands[i] <= options.fs / 2))
            detail::fail("remez: argument bands has ", bands[i],
                         "; it must be from 0 to fs / 2 = ", options.fs / 2);
        if (i > 0 && (i % 2 == 1 ? bands[i] < bands[i - 1] : bands[i] <= bands[i - 1]))
            detail::fail("remez: argument bands has ", bands[i], " after ", bands[i - 1],
                         "; bands must be rising and must not touch");
    }
    if (options.maxiter < 1)
        detail::fail("remez: option maxiter is ", options.maxiter, "; it must be at least 1");
    if (options.grid_density < 1)
        detail::fail("remez: option grid_density is ", options.grid_density, "; it must be at least 1");
}

/// The grid, evenly spaced in each band and with both of its edges, and what P should be on it.
ChebyshevProblem on_grid(const Shape& shape, std::span<const double> bands, std::span<const double> desired,
                         const RemezOptions& options) {
    const double step = 0.5 / (static_cast<double>(options.grid_density) * static_cast<double>(shape.terms));
    ChebyshevProblem problem;
    std::vector<double> grid;
    std::vector<std::size_t> band_of;
    for (std::size_t band = 0; band < desired.size(); ++band) {
        double f = bands[2 * band] / options.fs;
        const double last = bands[2 * band + 1] / options.fs;
        if (band == 0 && shape.antisymmetric && f < step) f = step; // there is no gain at 0
        const std::size_t first = grid.size();
        do {
            grid.push_back(f);
            f += step;
        } while (f <= last);
        grid.back() = last;
        band_of.resize(grid.size(), band);
        problem.bands.push_back({first, grid.size()});
    }
    if (shape.antisymmetric == shape.odd && grid.back() > 0.5 - step) { // there is no gain at 0.5
        grid.pop_back();
        --problem.bands.back().second;
        if (problem.bands.back().first == problem.bands.back().second) problem.bands.pop_back();
    }
    for (std::size_t i = 0; i < grid.size(); ++i) {
        const double f = grid[i], factor = shape.factor(f);
        double wanted = desired[band_of[i]];
        double weight = options.weight.empty() ? 1 : options.weight[band_of[i]];
        if (options.type == RemezType::differentiator) {
            if (wanted >= 0.0001) weight /= f;
            wanted *= f;
        }
        problem.x.push_back(std::cos(2 * std::numbers::pi_v<long double> * static_cast<long double>(f)));
        problem.wanted.push_back(wanted / factor);
        problem.weight.push_back(weight * factor);
    }
    return problem;
}

} // namespace

void remez(Block<double> taps, std::span<const double> bands, std::span<const double> desired,
           const RemezOptions& options) {
    const Index n = taps.samples();
    if (n < 2) detail::fail("remez: argument numtaps is ", n, "; it must be at least 2");
    check_bands(bands, desired, options);
    if (n > 1 << 15 || n * n * options.grid_density > Index{1} << 31)
        detail::fail("remez: argument numtaps is ", n, " and option grid_density ", options.grid_density,
                     "; numtaps^2 grid_density must be at most 2^31");
    const bool odd = n % 2 == 1, antisymmetric = options.type != RemezType::bandpass;
    const Shape shape{antisymmetric, odd, n / 2 + (odd && !antisymmetric ? 1 : 0)};
    const ChebyshevProblem problem = on_grid(shape, bands, desired, options);
    if (std::ssize(problem.x) <= shape.terms)
        detail::fail("remez: option grid_density is ", options.grid_density, "; it gives ", problem.x.size(),
                     " frequencies in the bands, but ", n, " taps need more than ", shape.terms);
    const std::optional<Interpolation> best =
        exchanged(problem, static_cast<std::size_t>(shape.terms), options.maxiter);
    if (!best)
        detail::fail("remez: argument numtaps is ", n, "; the exchange has not converged after ",
                     options.maxiter, " iterations. Wider transitions, fewer taps or a larger maxiter help");

    // The taps have these n values as their discrete Fourier transform, but for the linear phase.
    std::vector<double> gains(static_cast<std::size_t>(n / 2 + 1));
    for (std::size_t k = 0; k < gains.size(); ++k) {
        const double f = static_cast<double>(k) / static_cast<double>(n);
        const long double x = std::cos(2 * std::numbers::pi_v<long double> * static_cast<long double>(k) /
                                       static_cast<long double>(n));
        const bool at_half = 2 * k == static_cast<std::size_t>(n);
        const bool vanishes = (at_half && !antisymmetric) || (k == 0 && antisymmetric);
        gains[k] = vanishes
                       ? 0
                       : shape.factor(f) * static_cast<double>(best->beyond(x)) * (k == 0 || at_half ? 1 : 2);
    }
    for (Index i = 0; i < (n + 1) / 2; ++i) {
        double sum = 0;
        for (std::size_t k = 0; k < gains.size(); ++k) {
            // The phase 2 pi k (i - (n - 1) / 2) / n in whole numbers of pi / n, less than 2 pi.
            const auto turns = (static_cast<Index>(k) * (n - 1 - 2 * i)) % (2 * n);
            const double phase = std::numbers::pi * static_cast<double>(turns) / static_cast<double>(n);
            sum += gains[k] * (antisymmetric ? std::sin(phase) : std::cos(phase));
        }
        taps(i) = sum / static_cast<double>(n);
        taps(n - 1 - i) = antisymmetric ? -taps(i) : taps(i);
    }
    if (antisymmetric && odd) taps(n / 2) = 0;
}

} // namespace pya::dsp::impl
