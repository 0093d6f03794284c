// SPDX-License-Identifier: MIT
/// @file
/// Design of FIR filters whose largest deviation is as small as it can be (scipy.signal.remez).
#ifndef PYA_DSP_FIR_REMEZ_HPP
#define PYA_DSP_FIR_REMEZ_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>
#include <pya/memory.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <span>
#include <vector>

namespace pya::dsp {

/// What remez designs: a filter with a constant gain in each band, one whose gain is proportional to the
/// frequency (antisymmetric), or one with a constant gain and a phase of 90 degrees (antisymmetric).
enum class RemezType { bandpass, differentiator, hilbert };

/// How remez designs.
struct RemezOptions {
    /// How much deviations count in each band, above 0; all the same if left out. In a differentiator
    /// deviations count relative to the gain.
    std::vector<double> weight = {};
    RemezType type = RemezType::bandpass; ///< what is designed
    int maxiter = 25;                     ///< the most exchanges, at least 1
    int grid_density = 16;                ///< frequencies of the grid for each tap of a half, at least 1
    double fs = 1; ///< the sampling rate in the unit of the bands: with 1 they end at 0.5
};

namespace impl {
PYA_DSP_EXPORT void remez(Block<double> taps, std::span<const double> bands, std::span<const double> desired,
                          const RemezOptions& options);
} // namespace impl

/// The taps of the filter of linear phase with the smallest largest weighted deviation from the desired gains
/// in the bands (Parks and McClellan, "Chebyshev approximation for nonrecursive digital filters with linear
/// phase", 1972): `bands` has both edges of each band, `desired` one gain for each (differentiator: the gain
/// divided by the frequency, with fs = 1). What is between the bands doesn't count. The exchange works in
/// long double.
///
///     dsp::remez(72, {0, 0.1, 0.2, 0.5}, {1, 0}, {.weight = {1, 10}})
///
/// @throws ArgumentError for numtaps < 2; numtaps^2 grid_density above 2^31; bands that aren't pairs, fall,
/// touch, or leave [0, fs / 2]; desired or weight of another length; values that aren't finite; weights, fs,
/// maxiter and grid_density out of range; a grid of too few frequencies for the taps; and where the exchange
/// has not converged after maxiter.
inline Eigen::ArrayXd remez(Index numtaps, const std::vector<double>& bands,
                            const std::vector<double>& desired, const RemezOptions& options = {}) {
    return detail::within_memory("remez", [&] {
        Eigen::ArrayXd taps(std::max<Index>(numtaps, 0));
        impl::remez(taps, bands, desired, options);
        return taps;
    });
}

} // namespace pya::dsp

#endif
