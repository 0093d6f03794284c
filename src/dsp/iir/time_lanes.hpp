// SPDX-License-Identifier: MIT
// One channel past the bound of its recursion: cut into 8 parts, one per SIMD lane. A part starts early, from
// silence, so that its state has settled on the true one by its first sample. At each seam the serial filter
// goes on from the part before, until its samples, rounded to float, are those of the lane; a decay that
// outlives the early start, a NaN or an infinity are so carried over a seam just as in a serial run.
#ifndef PYA_SRC_DSP_IIR_TIME_LANES_HPP
#define PYA_SRC_DSP_IIR_TIME_LANES_HPP

#include "dsp/iir/biquad_lanes.hpp"

#include <algorithm>
#include <array>
#include <type_traits>

namespace pya::dsp::impl {

inline constexpr Eigen::Index parts = max_lanes;

/// [section][delay], a column each, by lane.
using LaneState = Eigen::Array<double, parts, Eigen::Dynamic>;

/// Samples until a cascade forgets its state: for each section in turn, those in which its slowest pole
/// decays to the rounding error of a double. Infinite for an unstable one.
double settling_time(std::span<const Biquad> cascade);

/// The states before the parts of x, of `length` samples each: `state` before the first one.
LaneState settled(std::span<const Biquad> cascade, const Eigen::ArrayXd& state, const float* x,
                  Eigen::Index length, Eigen::Index early);

/// The parts of x, as rows.
template <class Scalar>
std::array<Scalar*, parts> rows_of(Scalar* x, Eigen::Index length) {
    std::array<Scalar*, parts> rows;
    for (Eigen::Index part = 0; part < parts; ++part)
        rows[static_cast<std::size_t>(part)] = x + part * length;
    return rows;
}

/// One row in place.
inline void run_serial(std::span<const Biquad> cascade, Eigen::ArrayXd& state, double* x, Eigen::Index n) {
    const double* const in = x;
    run_lanes(1, cascade, state.data(), &in, &x, n);
}

/// Goes on from `state` over a part of n samples x(i), of which its lane has made y(i), until both agree.
/// True when they do.
template <class In, class Out>
bool mend(std::span<const Biquad> cascade, Eigen::ArrayXd& state, Eigen::Index n, In x, Out y) {
    std::array<double, 128> serial;
    for (Eigen::Index first = 0, count = 0; first < n; first += count) {
        count = std::min<Eigen::Index>(serial.size(), n - first);
        for (Eigen::Index i = 0; i < count; ++i) serial[static_cast<std::size_t>(i)] = x(first + i);
        run_serial(cascade, state, serial.data(), count);
        Eigen::Index equal = 0;
        for (Eigen::Index i = 0; i < count; ++i) {
            auto& made = y(first + i);
            const double right = serial[static_cast<std::size_t>(i)];
            equal += static_cast<float>(made) == static_cast<float>(right);
            made = static_cast<std::remove_reference_t<decltype(made)>>(right);
        }
        if (equal == static_cast<Eigen::Index>(serial.size())) return true;
    }
    return false;
}

} // namespace pya::dsp::impl

#endif
