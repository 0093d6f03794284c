// SPDX-License-Identifier: MIT
#include "dsp/iir/sosfilt.hpp"

#include <pya/error.hpp>
#include <pya/storage/pool.hpp>

#include "dsp/array_of.hpp"
#include "dsp/iir/time_lanes.hpp"
#include "dsp/threads.hpp"
#include "simd/flush_denormals.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <type_traits>

namespace pya::dsp::impl {

namespace {

/// Filters one channel of n samples, y apart from x; `state` is [section][2].
void run_in_parts(std::span<const Biquad> cascade, Eigen::ArrayXd& state, const float* x, float* y, Index n,
                  Index early) {
    const Index length = n / parts, done = parts * length;
    LaneState lanes = settled(cascade, x, length, early);
    run_parts(
        cascade, state, lanes, length, Direction::forward,
        [&] {
            run_lanes(parts, cascade, lanes.data(), rows_of(x, length).data(), rows_of(y, length).data(),
                      length);
        },
        [&](Index part, Index i) { return x[part * length + i]; },
        [&](Index part, Index i) -> float& { return y[part * length + i]; });
    const float* const rest_in = x + done;
    float* const rest_out = y + done;
    run_lanes(1, cascade, state.data(), &rest_in, &rest_out, n - done);
}

} // namespace

template <class Scalar>
void run_sos(const Eigen::Ref<const Sos>& sos, Block<const Scalar> x, Block<Scalar> y, Block<double> state,
             int threads) {
    // How long the filter settles takes longer to say than shorter parts would gain.
    constexpr Index least_part = 16;
    SosFilter settings(sos);
    const Index n = x.samples();
    const bool may_cut = std::is_same_v<Scalar, float> && n >= least_part * parts;
    const double early = may_cut ? settling_time(settings.biquads()) : 0;
    const bool cut = may_cut && early <= static_cast<double>(n / parts);
    // Eight channels side by side also fill the lanes, and the result is exact.
    const Index beside = cut ? x.channels() - x.channels() % max_lanes : x.channels();
    const auto run = [&](SosFilter& filter, Index first, Index count) {
        const Block<double> delays = state.channels_from(first, count);
        filter.set_state(array_of(delays));
        filter.process(x.channels_from(first, count), y.channels_from(first, count));
        filter.state_into(delays);
    };
    if (beside == 1)
        run(settings, 0, 1);
    else
        share(threads, 1, (beside + max_lanes - 1) / max_lanes, least_channels(max_lanes * n, sos.rows()), 0,
              [&](int, Index, Index from, Index to) {
                  const Index first = from * max_lanes, count = std::min(beside, to * max_lanes) - first;
                  SosFilter filter(sos, count);
                  run(filter, first, count);
              });
    if constexpr (std::is_same_v<Scalar, float>)
        share(threads, 1, x.channels() - beside, least_channels(n, sos.rows()), 0,
              [&](int, Index, Index from, Index to) {
                  const simd::FlushDenormals scope;
                  for (Index c = beside + from; c < beside + to; ++c) {
                      std::optional<storage::Temporary<float>> copy;
                      const float* in = x.channel(c).data();
                      float* const out = y.channel(c).data();
                      if (in == out) {
                          copy.emplace(static_cast<std::size_t>(n));
                          in = std::copy_n(in, n, copy->data()) - n;
                      }
                      Eigen::ArrayXd channel = array_of(state).col(c);
                      run_in_parts(settings.biquads(), channel, in, out, n, static_cast<Index>(early));
                      array_of(state).col(c) = channel;
                  }
              });
}

template <class Scalar>
void sosfilt(const Eigen::Ref<const Sos>& sos, Block<const Scalar> x, Block<Scalar> y, FilterState state,
             int threads) {
    check_threads("sosfilt", threads);
    if (y.samples() != x.samples() || y.channels() != x.channels())
        detail::fail("sosfilt: argument y is ", y.samples(), " x ", y.channels(), "; it must be as x, ",
                     x.samples(), " x ", x.channels());
    if (state && (state->samples() != 2 * sos.rows() || state->channels() != x.channels()))
        detail::fail("sosfilt: argument state is ", state->samples(), " x ", state->channels(),
                     "; it must be ", 2 * sos.rows(), " x ", x.channels());
    Eigen::ArrayXXd from_silence;
    if (!state) from_silence = Eigen::ArrayXXd::Zero(2 * sos.rows(), x.channels());
    run_sos(sos, x, y, state.value_or(from_silence), threads);
}

template void run_sos(const Eigen::Ref<const Sos>&, Block<const float>, Block<float>, Block<double>, int);
template void run_sos(const Eigen::Ref<const Sos>&, Block<const double>, Block<double>, Block<double>, int);
template void sosfilt(const Eigen::Ref<const Sos>&, Block<const float>, Block<float>, FilterState, int);
template void sosfilt(const Eigen::Ref<const Sos>&, Block<const double>, Block<double>, FilterState, int);

} // namespace pya::dsp::impl
