// SPDX-License-Identifier: MIT
#include "dsp/fir/exchange.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pya::dsp::impl {

using Real = long double;
using Places = std::vector<std::size_t>;

Real Interpolation::operator()(Real at) const {
    Real numerator = 0, denominator = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
        const Real distance = at - x[k];
        if (distance == 0) return y[k];
        numerator += weight[k] / distance * y[k];
        denominator += weight[k] / distance;
    }
    return numerator / denominator;
}

Real Interpolation::beyond(Real at) const {
    if (met) return (*this)(at);
    Real sum = 0, product = 1;
    for (std::size_t k = 0; k < x.size(); ++k) {
        const Real distance = at - x[k];
        if (distance == 0) return y[k];
        sum += weight[k] / distance * y[k];
        product *= 2 * distance;
    }
    return sum * product / 2;
}

namespace {

/// The polynomial whose weighted deviations at the places have one size and alternate in sign; and that size.
std::pair<Interpolation, Real> levelled(const ChebyshevProblem& problem, const Places& places) {
    Interpolation p;
    for (const std::size_t place : places) p.x.push_back(problem.x[place]);
    Real numerator = 0, denominator = 0, sign = 1;
    for (std::size_t k = 0; k < p.x.size(); ++k) {
        Real product = 1; // the factor 2 keeps it within its range, whatever the number of points
        for (std::size_t j = 0; j < p.x.size(); ++j)
            if (j != k) product *= 2 * (p.x[k] - p.x[j]);
        p.weight.push_back(1 / product);
        numerator += p.weight[k] * static_cast<Real>(problem.wanted[places[k]]);
        denominator += sign * p.weight[k] / static_cast<Real>(problem.weight[places[k]]);
        sign = -sign;
    }
    const Real level = numerator / denominator;
    sign = 1;
    for (const std::size_t place : places) {
        p.y.push_back(static_cast<Real>(problem.wanted[place]) -
                      sign * level / static_cast<Real>(problem.weight[place]));
        sign = -sign;
    }
    return {std::move(p), std::abs(level)};
}

/// `count` places where the deviation is largest and alternates in sign; fewer if there are no more.
Places largest(const ChebyshevProblem& problem, const std::vector<Real>& deviation, std::size_t count) {
    const auto size = [&](std::size_t place) { return std::abs(deviation[place]); };
    Places places;
    for (const auto& [first, last] : problem.bands)
        for (std::size_t i = first; i < last; ++i) {
            const Real value = deviation[i], sign = value < 0 ? -1 : 1;
            if (i > first && sign * deviation[i - 1] > sign * value) continue;
            if (i + 1 < last && sign * deviation[i + 1] >= sign * value) continue;
            if (places.empty() || (deviation[places.back()] < 0) != (value < 0))
                places.push_back(i);
            else if (size(i) > size(places.back()))
                places.back() = i;
        }
    // What is too much goes where it is smallest: one from an end, or two side by side.
    while (places.size() > count) {
        if (places.size() == count + 1) {
            if (size(places.front()) < size(places.back()))
                places.erase(places.begin());
            else
                places.pop_back();
            continue;
        }
        std::size_t least = 0;
        for (std::size_t k = 1; k + 1 < places.size(); ++k)
            if (std::max(size(places[k]), size(places[k + 1])) <
                std::max(size(places[least]), size(places[least + 1])))
                least = k;
        const auto at = places.begin() + static_cast<std::ptrdiff_t>(least);
        if (least == 0)
            places.erase(places.begin());
        else if (least + 2 == places.size())
            places.pop_back();
        else
            places.erase(at, at + 2);
    }
    return places;
}

} // namespace

std::optional<Interpolation> exchanged(const ChebyshevProblem& problem, std::size_t terms, int maxiter) {
    const std::size_t points = problem.x.size(), count = terms + 1;
    Real scale = 0; // of the weighted values, below whose rounding deviations say nothing
    for (std::size_t i = 0; i < points; ++i)
        scale = std::max(scale, static_cast<Real>(std::abs(problem.wanted[i] * problem.weight[i])));
    const Real rounding = 16 * static_cast<Real>(std::numeric_limits<double>::epsilon()) * scale;

    Places places;
    for (std::size_t k = 0; k < count; ++k) places.push_back(k * (points - 1) / terms);
    std::vector<Real> deviation(points);
    for (int iteration = 0; iteration < maxiter; ++iteration) {
        auto [polynomial, level] = levelled(problem, places);
        Real most = 0;
        for (std::size_t i = 0; i < points; ++i) {
            deviation[i] = static_cast<Real>(problem.weight[i]) *
                           (static_cast<Real>(problem.wanted[i]) - polynomial(problem.x[i]));
            most = std::max(most, std::abs(deviation[i]));
        }
        if (most <= level * (1 + 1e-12L) + rounding) {
            polynomial.met = level <= rounding;
            return std::move(polynomial);
        }
        Places next = largest(problem, deviation, count);
        if (next.size() < count || next == places || !std::isfinite(most)) return {};
        places = std::move(next);
    }
    return {};
}

} // namespace pya::dsp::impl
