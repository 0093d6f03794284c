// SPDX-License-Identifier: MIT
#include "dsp/iir/time_lanes.hpp"

#include <cmath>

namespace pya::dsp::impl {

double settling_time(std::span<const Biquad> cascade) {
    constexpr double nepers = 36.8; // -ln 2^-53
    double time = 0;
    for (const Biquad& q : cascade) {
        const double discriminant = q.a1 * q.a1 / 4 - q.a2;
        const double radius =
            discriminant < 0 ? std::sqrt(q.a2) : std::abs(q.a1 / 2) + std::sqrt(discriminant);
        if (!(radius < 1)) return HUGE_VAL;
        time += 2 - nepers / std::log(std::max(radius, 1e-9));
    }
    return std::ceil(time);
}

LaneState settled(std::span<const Biquad> cascade, const float* x, Index length, Index early) {
    LaneState lanes = LaneState::Zero(parts, 2 * static_cast<Index>(cascade.size()));
    std::array<const float*, parts> in{x};
    for (Index part = 1; part < parts; ++part) in[static_cast<std::size_t>(part)] = x + part * length - early;
    const std::array<float*, parts> nowhere{};
    run_lanes(parts, cascade, lanes.data(), in.data(), nowhere.data(), early);
    return lanes;
}

} // namespace pya::dsp::impl
