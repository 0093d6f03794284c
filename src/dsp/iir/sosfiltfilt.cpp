// SPDX-License-Identifier: MIT
// Filters one channel forward and backward in parts. The forward pass leaves its samples as its lanes make
// them, side by side, because the lanes of the backward pass read them in that order.
#include "dsp/iir/sosfilt.hpp"
#include "dsp/iir/time_lanes.hpp"
#include "simd/flush_denormals.hpp"

#include <pya/storage/pool.hpp>

#include <array>
#include <cstddef>

namespace pya::dsp::impl {

bool sosfiltfilt_in_parts(std::span<const Biquad> cascade, const Eigen::ArrayXd& zi, const float* x, float* y,
                          Index n, Index padlen) {
    const Index length = n / parts, body = parts * length;
    const double settling = settling_time(cascade);
    if (length == 0 || settling > static_cast<double>(length)) return false;
    const auto early = static_cast<Index>(settling);
    const simd::FlushDenormals scope;

    // The padding, and the samples that are not in a part.
    const Eigen::Map<const Eigen::ArrayXf> signal(x, n);
    Eigen::ArrayXd head = 2. * x[0] - signal.segment(1, padlen).reverse().cast<double>();
    Eigen::ArrayXd tail(n - body + padlen);
    tail << signal.tail(n - body).cast<double>(),
        2. * x[n - 1] - signal.segment(n - 1 - padlen, padlen).reverse().cast<double>();

    Eigen::ArrayXd state = zi * (padlen > 0 ? head[0] : x[0]);
    run_serial(cascade, state, head.data(), padlen);
    const storage::Temporary<double> room(static_cast<std::size_t>(body + 1));
    double* const forward = room.data(); // sample i of part p is at i * parts + p
    LaneState lanes = settled(cascade, x, length, early);
    run_parts(
        cascade, state, lanes, length, Direction::forward,
        [&] { run_lanes_forward(cascade, lanes.data(), rows_of(x, length).data(), forward, length); },
        [&](Index part, Index i) { return x[part * length + i]; },
        [&](Index part, Index i) -> double& { return forward[i * parts + part]; });
    run_serial(cascade, state, tail.data(), tail.size());

    state = zi * (tail.size() > 0 ? tail[tail.size() - 1] : forward[body - 1]);
    tail.reverseInPlace();
    run_serial(cascade, state, tail.data(), tail.size());
    Eigen::Map<Eigen::ArrayXf>(y, n).tail(n - body) = tail.tail(n - body).reverse().cast<float>();
    // One double further on, each lane reads the part after its own, in which it starts; the last lane need
    // not.
    forward[body] = 0;
    lanes.setZero();
    const std::array<float*, parts> nowhere{};
    run_lanes_backward(cascade, lanes.data(), forward + 1, nowhere.data(), early);
    run_parts(
        cascade, state, lanes, length, Direction::backward,
        [&] { run_lanes_backward(cascade, lanes.data(), forward, rows_of(y, length).data(), length); },
        [&](Index part, Index i) { return forward[(length - 1 - i) * parts + part]; },
        [&](Index part, Index i) -> float& { return y[part * length + length - 1 - i]; });
    return true;
}

} // namespace pya::dsp::impl
