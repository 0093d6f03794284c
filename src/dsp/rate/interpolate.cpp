// SPDX-License-Identifier: MIT
#include <pya/dsp/rate/interpolate.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <pya/error.hpp>

namespace pya::dsp {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

int spline_degree(Interp kind) {
    if (kind == Interp::quadratic) return 2;
    return kind == Interp::cubic ? 3 : 0;
}

void check(std::span<const double> x, std::span<const double> y, Interp kind) {
    using detail::fail;
    if (is_sinc(kind) || is_samplerate(kind))
        fail("Interpolator: argument kind is a band-limited kind; it must be one of interp1d's kinds");
    if (x.empty()) fail("Interpolator: argument x is empty; it must have at least one point");
    if (y.size() != x.size())
        fail("Interpolator: argument y has ", y.size(), " values; it must have as many as x, ", x.size());
    const int degree = spline_degree(kind);
    if (x.size() > 1 && x.size() <= static_cast<std::size_t>(degree))
        fail("Interpolator: argument x has ", x.size(), " points; a spline of degree ", degree, " needs ",
             degree + 1);
    const bool distinct = degree > 0 || kind == Interp::slinear;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (!std::isfinite(x[i])) fail("Interpolator: x[", i, "] is ", x[i], "; it must be finite");
        if (i > 0 && x[i] < x[i - 1])
            fail("Interpolator: x[", i, "] is ", x[i], "; x must be ascending, and ", x[i - 1],
                 " comes before it");
        if (distinct && i > 0 && x[i] == x[i - 1])
            fail("Interpolator: x[", i, "] is ", x[i], " twice; the points of a spline must be distinct");
    }
}

std::vector<double> spline_knots(const std::vector<double>& x, int degree) {
    std::vector<double> knots(static_cast<std::size_t>(degree + 1), x.front());
    if (degree == 2)
        for (std::size_t i = 1; i + 2 < x.size(); ++i) knots.push_back((x[i] + x[i + 1]) / 2);
    else
        knots.insert(knots.end(), x.begin() + 2, x.end() - 2);
    knots.insert(knots.end(), static_cast<std::size_t>(degree + 1), x.back());
    return knots;
}

using Basis = std::array<double, 4>;

// The degree + 1 B-splines that live on [knot[0], knot[1]), at t (de Boor's recursion).
Basis basis_at(const double* knot, int degree, double t) {
    Basis b{1};
    for (int d = 1; d <= degree; ++d) {
        double carry = 0;
        for (int i = 0; i < d; ++i) {
            const double right = knot[i + 1], left = knot[i + 1 - d];
            const double share = b[static_cast<std::size_t>(i)] / (right - left);
            b[static_cast<std::size_t>(i)] = carry + (right - t) * share;
            carry = (t - left) * share;
        }
        b[static_cast<std::size_t>(d)] = carry;
    }
    return b;
}

// Turns the values at x into B-spline coefficients. The matrix is banded and totally positive, so elimination
// needs no pivoting.
void solve_collocation(const std::vector<double>& x, const std::vector<double>& knots, int degree,
                       std::vector<double>& y) {
    const auto n = static_cast<Index>(x.size());
    const Index width = 2 * degree + 1;
    std::vector<double> band(
        static_cast<std::size_t>(n * width)); // row i has the columns i - degree .. i + degree
    const auto at = [&](Index row, Index col) -> double& {
        return band[static_cast<std::size_t>(row * width + col - row + degree)];
    };
    const auto value = [&](Index row) -> double& { return y[static_cast<std::size_t>(row)]; };
    Index interval = degree;
    for (Index row = 0; row < n; ++row) {
        const double t = x[static_cast<std::size_t>(row)];
        while (interval < n - 1 && knots[static_cast<std::size_t>(interval + 1)] <= t) ++interval;
        const Basis b = basis_at(knots.data() + interval, degree, t);
        for (int i = 0; i <= degree; ++i) {
            const Index col = interval - degree + i;
            if (std::abs(col - row) <= degree) at(row, col) = b[static_cast<std::size_t>(i)];
        }
    }
    for (Index pivot = 0; pivot < n; ++pivot) {
        for (Index row = pivot + 1; row <= std::min(pivot + degree, n - 1); ++row) {
            const double factor = at(row, pivot) / at(pivot, pivot);
            if (factor == 0) continue;
            for (Index col = pivot + 1; col <= std::min(pivot + degree, n - 1); ++col)
                at(row, col) -= factor * at(pivot, col);
            value(row) -= factor * value(pivot);
        }
    }
    for (Index row = n - 1; row >= 0; --row) {
        for (Index col = row + 1; col <= std::min(row + degree, n - 1); ++col)
            value(row) -= at(row, col) * value(col);
        value(row) /= at(row, row);
    }
}

// How many values of the ascending grid are <= t. The search starts at `hint`.
Index count_up_to(const std::vector<double>& grid, double t, Index hint) {
    const auto size = static_cast<Index>(grid.size());
    const auto holds = [&](Index count) {
        return (count == 0 || grid[static_cast<std::size_t>(count - 1)] <= t) &&
               (count == size || t < grid[static_cast<std::size_t>(count)]);
    };
    for (Index count = std::clamp<Index>(hint, 0, size); count <= std::min(hint + 2, size); ++count)
        if (holds(count)) return count;
    return std::upper_bound(grid.begin(), grid.end(), t) - grid.begin();
}

} // namespace

Interpolator::Interpolator(std::span<const double> x, std::span<const double> y, Interp kind)
    : x_(x.begin(), x.end()), y_(y.begin(), y.end()), kind_(kind) {
    check(x, y, kind);
    if (x.size() == 1 || spline_degree(kind) == 0) return;
    degree_ = spline_degree(kind);
    knots_ = spline_knots(x_, degree_);
    solve_collocation(x_, knots_, degree_, y_);
}

double Interpolator::spline(double t, Index interval) const {
    const double* c = y_.data() + interval - degree_;
    const Basis b = basis_at(knots_.data() + interval, degree_, t);
    double sum = 0;
    for (int i = 0; i <= degree_; ++i) sum += c[i] * b[static_cast<std::size_t>(i)];
    return sum;
}

double Interpolator::operator()(double t, Index& hint) const {
    const auto n = static_cast<Index>(x_.size());
    if (std::isnan(t)) return t;
    if (n < 2) return n == 1 ? y_[0] : std::numeric_limits<double>::quiet_NaN(); // moved from
    if (degree_ > 0) {
        const double inside = std::clamp(t, x_.front(), x_.back());
        hint = count_up_to(knots_, inside, hint);
        return spline(inside, std::clamp<Index>(hint - 1, degree_, n - 1));
    }
    const auto x = [&](Index i) { return x_[static_cast<std::size_t>(i)]; };
    const auto y = [&](Index i) { return y_[static_cast<std::size_t>(std::clamp<Index>(i, 0, n - 1))]; };
    const auto middle = [&](Index i) { return x(i) / 2 + x(i + 1) / 2; };
    hint = count_up_to(x_, t, hint);
    Index i = hint; // x(i - 1) <= t < x(i)
    switch (kind_) {
    case Interp::previous:
    case Interp::zero: return y(i - 1);
    case Interp::next: // in scipy a point also counts for times that are later by a rounding step
        while (i > 0 && !(std::nextafter(x(i - 1), infinity) < t)) --i;
        return y(i);
    case Interp::nearest:
        i = std::min(i, n - 1);
        while (i > 0 && !(middle(i - 1) < t)) --i;
        return y(i);
    case Interp::nearest_up:
        i = std::min(i, n - 1);
        while (i > 0 && !(middle(i - 1) <= t)) --i;
        return y(i);
    default:
        if (i == 0 || i == n) return y(i - 1);
        return (y(i) - y(i - 1)) / (x(i) - x(i - 1)) * (t - x(i - 1)) + y(i - 1);
    }
}

double Interpolator::operator()(double t) const {
    Index anywhere = 0;
    return (*this)(t, anywhere);
}

void Interpolator::evaluate(Block<const double> t, Block<double> values) const {
    if (values.samples() != t.samples())
        detail::fail("Interpolator::evaluate: argument values has ", values.samples(),
                     " values; it must have as many as t, ", t.samples());
    Index hint = 0;
    for (Index i = 0; i < t.samples(); ++i) values(i) = (*this)(t(i), hint);
}

} // namespace pya::dsp
