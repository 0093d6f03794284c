// SPDX-License-Identifier: MIT
#include "dsp/iir/sosfilt.hpp"

#include <pya/error.hpp>

#include "dsp/iir/flush_denormals.hpp"
#include "dsp/iir/time_lanes.hpp"
#include "dsp/threads.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <type_traits>

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

LaneState settled(std::span<const Biquad> cascade, const Eigen::ArrayXd& state, const float* x,
                  Eigen::Index length, Eigen::Index early) {
    LaneState lanes = LaneState::Zero(parts, state.size());
    std::array<const float*, parts> in{x};
    for (Eigen::Index part = 1; part < parts; ++part)
        in[static_cast<std::size_t>(part)] = x + part * length - early;
    const std::array<float*, parts> nowhere{};
    run_lanes(parts, cascade, lanes.data(), in.data(), nowhere.data(), early);
    lanes.row(0) = state.transpose();
    return lanes;
}

namespace {

/// Filters one channel of n samples, y apart from x; `state` is [section][2].
void run_in_parts(std::span<const Biquad> cascade, Eigen::ArrayXd& state, const float* x, float* y,
                  Eigen::Index n, Eigen::Index early) {
    const Eigen::Index length = n / parts, done = parts * length;
    LaneState lanes = settled(cascade, state, x, length, early);
    run_lanes(parts, cascade, lanes.data(), rows_of(x, length).data(), rows_of(y, length).data(), length);
    state = lanes.row(0).transpose();
    for (Eigen::Index part = 1; part < parts; ++part) {
        const Eigen::Index first = part * length;
        if (mend(
                cascade, state, length, [&](Eigen::Index i) { return x[first + i]; },
                [&](Eigen::Index i) -> float& { return y[first + i]; }))
            state = lanes.row(part).transpose();
    }
    const float* const rest_in = x + done;
    float* const rest_out = y + done;
    run_lanes(1, cascade, state.data(), &rest_in, &rest_out, n - done);
}

} // namespace

template <class Scalar>
void run_sos(const Eigen::Ref<const Sos>& sos, const SignalIn<Scalar>& x, SignalOut<Scalar> y,
             Eigen::ArrayXXd& state, int threads) {
    SosFilter settings(sos);
    const double early = settling_time(settings.biquads());
    const bool cut = std::is_same_v<Scalar, float> && early <= static_cast<double>(x.rows() / parts);
    // Eight channels side by side fill the lanes as well, and exactly.
    const Eigen::Index beside = cut ? x.cols() - x.cols() % max_lanes : x.cols();
    share(threads, 1, (beside + max_lanes - 1) / max_lanes, least_channels(max_lanes * x.rows(), sos.rows()),
          0, [&](int, Eigen::Index, Eigen::Index from, Eigen::Index to) {
              const Eigen::Index first = from * max_lanes, count = std::min(beside, to * max_lanes) - first;
              SosFilter filter(sos, count);
              filter.set_state(state.middleCols(first, count));
              filter.process(x.middleCols(first, count), y.middleCols(first, count));
              state.middleCols(first, count) = filter.state();
          });
    if constexpr (std::is_same_v<Scalar, float>)
        share(threads, 1, x.cols() - beside, least_channels(x.rows(), sos.rows()), 0,
              [&](int, Eigen::Index, Eigen::Index from, Eigen::Index to) {
                  const FlushDenormals scope;
                  for (Eigen::Index c = beside + from; c < beside + to; ++c) {
                      Eigen::ArrayXf copy;
                      const float* in = x.data() + c * x.outerStride();
                      float* const out = y.data() + c * y.outerStride();
                      if (in == out) {
                          copy = x.col(c);
                          in = copy.data();
                      }
                      Eigen::ArrayXd channel = state.col(c);
                      run_in_parts(settings.biquads(), channel, in, out, x.rows(),
                                   static_cast<Eigen::Index>(early));
                      state.col(c) = channel;
                  }
              });
}

template <class Scalar>
void sosfilt(const Eigen::Ref<const Sos>& sos, const SignalIn<Scalar>& x, SignalOut<Scalar> y,
             Eigen::ArrayXXd* state, int threads) {
    check_threads("sosfilt", threads);
    if (y.rows() != x.rows() || y.cols() != x.cols())
        detail::fail("sosfilt: argument y is ", y.rows(), " x ", y.cols(), "; it must be as x, ", x.rows(),
                     " x ", x.cols());
    if (state && (state->rows() != 2 * sos.rows() || state->cols() != x.cols()))
        detail::fail("sosfilt: argument state is ", state->rows(), " x ", state->cols(), "; it must be ",
                     2 * sos.rows(), " x ", x.cols());
    Eigen::ArrayXXd from_silence;
    if (!state) from_silence = Eigen::ArrayXXd::Zero(2 * sos.rows(), x.cols());
    run_sos<Scalar>(sos, x, y, state ? *state : from_silence, threads);
}

template void run_sos<float>(const Eigen::Ref<const Sos>&, const SignalIn<float>&, SignalOut<float>,
                             Eigen::ArrayXXd&, int);
template void run_sos<double>(const Eigen::Ref<const Sos>&, const SignalIn<double>&, SignalOut<double>,
                              Eigen::ArrayXXd&, int);
template void sosfilt<float>(const Eigen::Ref<const Sos>&, const SignalIn<float>&, SignalOut<float>,
                             Eigen::ArrayXXd*, int);
template void sosfilt<double>(const Eigen::Ref<const Sos>&, const SignalIn<double>&, SignalOut<double>,
                              Eigen::ArrayXXd*, int);

} // namespace pya::dsp::impl
