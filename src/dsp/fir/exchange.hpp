// SPDX-License-Identifier: MIT
// The polynomial that deviates least, in the largest weighted deviation, from given values on a grid.
#ifndef PYA_SRC_DSP_FIR_EXCHANGE_HPP
#define PYA_SRC_DSP_FIR_EXCHANGE_HPP

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace pya::dsp::impl {

/// A grid of points in bands, with what is wanted there. Values are in the order of falling x.
struct ChebyshevProblem {
    std::vector<long double> x;
    std::vector<double> wanted;
    std::vector<double> weight;
    std::vector<std::pair<std::size_t, std::size_t>> bands; ///< where each begins, and behind its end
};

/// A polynomial by its values at some points, in the barycentric form.
struct Interpolation {
    std::vector<long double> x;
    std::vector<long double> y;
    std::vector<long double> weight;
    bool met = false; ///< whether all that is wanted is met but for rounding

    /// Between the points, by the second form of the formula, which is exact for constants.
    long double operator()(long double at) const;

    /// The same by the first form, which is as exact beyond the points, where the polynomial may be many
    /// times as large as at them (N. Higham 2004). The weights are 1 over products of 2 (x_k - x_j).
    long double beyond(long double at) const;
};

/// The polynomial of `terms` coefficients, by the exchange of Remez; nothing if it doesn't converge. The grid
/// has more than `terms` points.
std::optional<Interpolation> exchanged(const ChebyshevProblem& problem, std::size_t terms, int maxiter);

} // namespace pya::dsp::impl

#endif
