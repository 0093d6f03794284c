// SPDX-License-Identifier: MIT
// Filters one channel faster than its recursion allows: the channel is cut into 8 parts, one for each SIMD
// lane. A part starts early, from silence, so that at its first sample its state has become the true one.
// After each cut the serial filter goes on from the part before, until its samples, rounded to float, are
// those of the lane. So a decay that is longer than the early start, a NaN or an infinity goes over the cut
// as in a serial filter.
#ifndef PYA_SRC_DSP_IIR_TIME_LANES_HPP
#define PYA_SRC_DSP_IIR_TIME_LANES_HPP

#include "dsp/iir/biquad_lanes.hpp"

#include <algorithm>
#include <array>
#include <type_traits>

namespace pya::dsp::impl {

inline constexpr Index parts = max_lanes;

/// [section][delay], with a column for each, and a row for each lane.
using LaneState = Eigen::Array<double, parts, Eigen::Dynamic>;

/// After how many samples a cascade has forgotten its state: the sum over its sections of the samples in
/// which the slowest pole decays to the rounding error of a double. Infinite if it is unstable.
double settling_time(std::span<const Biquad> cascade);

/// The states before all parts of x except the first one. Each part has `length` samples.
LaneState settled(std::span<const Biquad> cascade, const float* x, Index length, Index early);

/// The parts of x, as rows.
template <class Scalar>
std::array<Scalar*, parts> rows_of(Scalar* x, Index length) {
    std::array<Scalar*, parts> rows;
    for (Index part = 0; part < parts; ++part) rows[static_cast<std::size_t>(part)] = x + part * length;
    return rows;
}

/// Filters one row in place.
inline void run_serial(std::span<const Biquad> cascade, Eigen::ArrayXd& state, double* x, Index n) {
    const double* const in = x;
    run_lanes(1, cascade, state.data(), &in, &x, n);
}

/// Goes on from `state` over a part of n samples x(i), of which a lane has made y(i), until both agree.
/// Returns true if they do.
template <class In, class Out>
bool mend(std::span<const Biquad> cascade, Eigen::ArrayXd& state, Index n, In x, Out y) {
    std::array<double, 128> serial;
    for (Index first = 0, count = 0; first < n; first += count) {
        count = std::min<Index>(serial.size(), n - first);
        for (Index i = 0; i < count; ++i) serial[static_cast<std::size_t>(i)] = x(first + i);
        run_serial(cascade, state, serial.data(), count);
        Index equal = 0;
        for (Index i = 0; i < count; ++i) {
            auto& made = y(first + i);
            const double right = serial[static_cast<std::size_t>(i)];
            equal += static_cast<float>(made) == static_cast<float>(right);
            made = static_cast<std::remove_reference_t<decltype(made)>>(right);
        }
        if (equal == static_cast<Index>(serial.size())) return true;
    }
    return false;
}

/// The direction in which a filter goes through a signal.
enum class Direction { forward, backward };

/// Filters all parts of a channel, of `length` samples each. `run()` filters them side by side from the
/// states in `lanes`. Then the samples after each cut are corrected, in the direction of the filter; x(part,
/// i) and y(part, i) are sample i of a part, counted in this direction. `state` is that before the first
/// part, and afterwards that after the last one.
template <class Run, class In, class Out>
void run_parts(std::span<const Biquad> cascade, Eigen::ArrayXd& state, LaneState& lanes, Index length,
               Direction direction, Run run, In x, Out y) {
    const Index first = direction == Direction::forward ? 0 : parts - 1;
    const Index step = direction == Direction::forward ? 1 : -1;
    lanes.row(first) = state.transpose();
    run();
    state = lanes.row(first).transpose();
    for (Index part = first + step; part >= 0 && part < parts; part += step)
        if (mend(
                cascade, state, length,
                [&](Index i) { return x(part, i); }, [&](Index i) -> auto& { return y(part, i); }))
            state = lanes.row(part).transpose();
}

} // namespace pya::dsp::impl

#endif
