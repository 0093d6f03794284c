// SPDX-License-Identifier: MIT
// The filter that works block by block.
#include <pya/dsp/iir/filter.hpp>

#include <pya/error.hpp>

#include "dsp/iir/biquad_lanes.hpp"
#include "simd/flush_denormals.hpp"

#include <algorithm>
#include <array>

namespace pya::dsp {

using impl::max_lanes;

SosFilter::SosFilter(const Eigen::Ref<const Sos>& sos, Index channels) : channels_("SosFilter", channels) {
    if (channels < 1) detail::fail("SosFilter: argument channels is ", channels, "; it must be at least 1");
    if (sos.rows() < 1) detail::fail("SosFilter: argument sos has no section; it must have at least one");
    if (!sos.isFinite().all()) detail::fail("SosFilter: argument sos has NaN or infinity; it must be finite");
    biquads_.reserve(static_cast<std::size_t>(sos.rows()));
    for (Index s = 0; s < sos.rows(); ++s) {
        const double a0 = sos(s, 3);
        if (a0 == 0) detail::fail("SosFilter: argument sos has a0 = 0 in section ", s, "; it must not be 0");
        biquads_.push_back({sos(s, 0) / a0, sos(s, 1) / a0, sos(s, 2) / a0, sos(s, 4) / a0, sos(s, 5) / a0});
    }
    const auto rest = channels % max_lanes;
    const auto columns = channels - rest + (rest > 0 ? impl::lanes_for(rest) : 0);
    state_.assign(static_cast<std::size_t>(2 * sos.rows() * columns), 0);
}

template <class Scalar>
void SosFilter::run(Block<const Scalar> x, Block<Scalar> y) {
    if (x.channels() != channels_ || y.channels() != channels_ || y.samples() != x.samples())
        detail::fail("SosFilter::process: arguments x and y are ", x.samples(), " x ", x.channels(), " and ",
                     y.samples(), " x ", y.channels(), "; they must be samples x ", channels_);
    const simd::FlushDenormals scope;
    double* state = state_.data();
    for (Index first = 0; first < channels_; first += max_lanes) {
        const auto rows = std::min<Index>(max_lanes, channels_ - first);
        const int lanes = impl::lanes_for(rows);
        std::array<const Scalar*, max_lanes> in{};
        std::array<Scalar*, max_lanes> out{};
        for (int lane = 0; lane < lanes; ++lane) {
            const bool used = lane < rows;
            in[static_cast<std::size_t>(lane)] = x.channel(first + (used ? lane : 0)).data();
            out[static_cast<std::size_t>(lane)] = used ? y.channel(first + lane).data() : nullptr;
        }
        impl::run_lanes(lanes, biquads_, state, in.data(), out.data(), x.samples());
        state += 2 * sections() * lanes;
    }
}

void SosFilter::process(Block<const float> x, Block<float> y) { run(x, y); }
void SosFilter::process(Block<const double> x, Block<double> y) { run(x, y); }

std::size_t SosFilter::state_index(Index row, Index channel) const {
    const auto first = channel - channel % max_lanes;
    const auto lanes = impl::lanes_for(std::min<Index>(max_lanes, channels_ - first));
    return static_cast<std::size_t>(first * 2 * sections() + row * lanes + channel % max_lanes);
}

void SosFilter::check_state(const char* function, Index rows, Index columns) const {
    if (rows != 2 * sections() || columns != channels_)
        detail::fail("SosFilter::", function, ": argument state is ", rows, " x ", columns, "; it must be ",
                     2 * sections(), " x ", channels_);
}

void SosFilter::state_into(Block<double> state) const {
    check_state("state_into", state.samples(), state.channels());
    for (Index channel = 0; channel < channels_; ++channel)
        for (Index row = 0; row < state.samples(); ++row)
            state(row, channel) = state_[state_index(row, channel)];
}

void SosFilter::set_state(const Eigen::Ref<const Eigen::ArrayXXd>& state) {
    check_state("set_state", state.rows(), state.cols());
    for (Index channel = 0; channel < channels_; ++channel)
        for (Index row = 0; row < state.rows(); ++row)
            state_[state_index(row, channel)] = state(row, channel);
}

void SosFilter::reset() { std::fill(state_.begin(), state_.end(), 0); }

} // namespace pya::dsp
