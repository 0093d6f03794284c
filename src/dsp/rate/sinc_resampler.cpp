// SPDX-License-Identifier: MIT
#include <pya/dsp/rate/sinc_resampler.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <type_traits>

#include <pya/error.hpp>

#include "dsp/rate/sinc_filter.hpp"
#include "dsp/rate/sinc_tile.hpp"
#include "simd/instruction_set.hpp"

namespace pya::dsp {
namespace {

constexpr Index lanes = SincFilter::lanes;
constexpr Index tile_periods = 8;

// True if there are enough registers for the sums of eight periods.
bool has_wide_registers() { return simd::instruction_set == simd::InstructionSet::avx512; }

// Computes one group of lanes in each of tile_periods periods.
template <class Scalar>
void run_tile(const double* x, Index stride, const double* c, Index taps, double* out) {
    constexpr bool exact = std::is_same_v<Scalar, float>;
    if (has_wide_registers()) return impl::sinc_tile<8, exact>(x, stride, c, taps, out);
    for (Index period = 0; period < tile_periods; period += 2)
        impl::sinc_tile<2, exact>(x + period * stride, stride, c, taps, out + period * lanes);
}

// Weights of cubic interpolation (Lagrange) through -1, 0, 1, 2 at t.
std::array<double, 4> cubic_weights(double t) {
    return {-t * (t - 1) * (t - 2) / 6, (t + 1) * (t - 1) * (t - 2) / 2, -(t + 1) * t * (t - 2) / 2,
            (t + 1) * t * (t - 1) / 6};
}

void check_channels(const char* function, const char* name, Index got, Index want) {
    if (got != want)
        detail::fail(function, ": argument ", name, " has ", got, " channels; it must have ", want);
}

} // namespace

template <class Scalar>
SincResampler<Scalar>::SincResampler(double sr, double target_sr, double rate, Interp quality, Index channels)
    : filter_(sinc_filter("SincResampler", quality, rate_ratio("SincResampler", sr, target_sr, rate))),
      channels_("SincResampler", channels),
      capacity_(filter_->width + std::max<Index>(tile_periods * filter_->period_in, 4096)) {
    if (channels < 0)
        detail::fail("SincResampler: argument channels is ", channels, "; it must not be negative");
    buffer_.resize(static_cast<std::size_t>(capacity_ * channels));
    pending_.resize(static_cast<std::size_t>(lanes * channels));
    reset();
}

template <class Scalar>
void SincResampler<Scalar>::reset() {
    if (!filter_) return; // moved from
    filled_ = filter_->half - 1;
    for (Index c = 0; c < channels_; ++c) std::fill_n(buffer().channel(c).begin(), filled_, 0.);
    start_ = group_ = pending_begin_ = pending_end_ = consumed_ = produced_ = 0;
    fraction_ = 0;
}

template <class Scalar>
Index SincResampler<Scalar>::latency() const {
    return filter_ ? filter_->width - filter_->half + 1 : 0;
}

template <class Scalar>
Index SincResampler<Scalar>::max_output(Index inputs) const {
    return static_cast<Index>(std::ceil(static_cast<double>(inputs + 1) * filter_->ratio.value)) + lanes;
}

template <class Scalar>
Progress SincResampler<Scalar>::process(Block<const Scalar> in, Block<Scalar> out) {
    check_channels("SincResampler::process", "in", in.channels(), channels_);
    check_channels("SincResampler::process", "out", out.channels(), channels_);
    const Progress progress = run(&in, in.samples(), out);
    consumed_ += progress.consumed;
    return progress;
}

template <class Scalar>
Index SincResampler<Scalar>::flush(Block<Scalar> out) {
    check_channels("SincResampler::flush", "out", out.channels(), channels_);
    const Index left = filter_->ratio.length(consumed_) - produced_;
    return run(nullptr, std::numeric_limits<Index>::max(), out.part(0, std::min(left, out.samples())))
        .produced;
}

// Without `in` it reads silence.
template <class Scalar>
Progress SincResampler<Scalar>::run(const Block<const Scalar>* in, Index inputs, Block<Scalar> out) {
    Progress progress;
    for (;;) {
        progress.produced +=
            write(out.part(progress.produced, out.samples() - progress.produced), progress.consumed < inputs);
        if (progress.produced == out.samples() || progress.consumed == inputs) break;
        if (filled_ == capacity_) { // move what is still in use to the front
            const Index used = std::min(start_, filled_);
            for (Index c = 0; c < channels_; ++c) {
                const auto column = buffer().channel(c);
                std::copy(column.begin() + used, column.begin() + filled_, column.begin());
            }
            start_ -= used;
            filled_ -= used;
        }
        const Index count = std::min(inputs - progress.consumed, capacity_ - filled_);
        read(in, progress.consumed, count);
        progress.consumed += count;
    }
    produced_ += progress.produced;
    return progress;
}

template <class Scalar>
void SincResampler<Scalar>::read(const Block<const Scalar>* in, Index first, Index count) {
    for (Index c = 0; c < channels_; ++c) {
        const auto to = buffer().channel(c).begin() + filled_;
        if (in != nullptr)
            std::copy_n(in->channel(c).begin() + first, count, to);
        else
            std::fill_n(to, count, 0.);
    }
    filled_ += count;
}

// Makes as many outputs as there are inputs and room for. If more inputs follow, it may wait until there are
// enough to be fast.
template <class Scalar>
Index SincResampler<Scalar>::write(Block<Scalar> out, bool inputs_follow) {
    const Block<const Scalar> pending{pending_.data(), lanes, channels_};
    Index written = 0;
    for (;;) {
        const Index waiting = std::min(pending_end_ - pending_begin_, out.samples() - written);
        for (Index c = 0; c < channels_; ++c)
            std::copy_n(pending.channel(c).begin() + pending_begin_, waiting,
                        out.channel(c).begin() + written);
        pending_begin_ += waiting;
        written += waiting;
        if (written == out.samples()) return written;
        const Block<Scalar> rest = out.part(written, out.samples() - written);
        Index more = 0;
        if (!filter_->grouped())
            more = write_rows(rest);
        else if (more = write_periods(rest); more == 0 && !(inputs_follow && fits_periods(rest.samples())))
            more = write_group(rest);
        written += more;
        if (more == 0 && pending_begin_ == pending_end_) return written;
    }
}

template <class Scalar>
bool SincResampler<Scalar>::fits_periods(Index room) const {
    return group_ == 0 && room >= tile_periods * filter_->period_out;
}

template <class Scalar>
Index SincResampler<Scalar>::write_periods(Block<Scalar> out) {
    const SincFilter& f = *filter_;
    const Index outputs = tile_periods * f.period_out;
    if (!fits_periods(out.samples())) return 0;
    if (start_ + (tile_periods - 1) * f.period_in + f.base.back() + f.width > filled_) return 0;
    std::array<double, tile_periods * lanes> sums;
    for (Index group = 0; group < f.groups(); ++group) {
        const double* coefficients = f.coefficients.data() + group * f.width * lanes;
        const Index used = std::min(lanes, f.period_out - group * lanes);
        for (Index c = 0; c < channels_; ++c) {
            const double* x = buffer().channel(c).data() + start_ + f.base[static_cast<std::size_t>(group)];
            run_tile<Scalar>(x, f.period_in, coefficients, f.width, sums.data());
            Scalar* to = out.channel(c).data() + group * lanes;
            for (Index period = 0; period < tile_periods; ++period, to += f.period_out)
                std::transform(sums.data() + period * lanes, sums.data() + period * lanes + used, to,
                               [](double sum) { return static_cast<Scalar>(sum); });
        }
    }
    start_ += tile_periods * f.period_in;
    return outputs;
}

// What does not fit of a group goes to pending_.
template <class Scalar>
Index SincResampler<Scalar>::write_group(Block<Scalar> out) {
    const SincFilter& f = *filter_;
    const Index window = start_ + f.base[static_cast<std::size_t>(group_)];
    if (window + f.width > filled_) return 0;
    constexpr auto tile = impl::sinc_tile<1, std::is_same_v<Scalar, float>>;
    const Block<Scalar> pending{pending_.data(), lanes, channels_};
    std::array<double, lanes> sums;
    const Index used = std::min(lanes, f.period_out - group_ * lanes), direct = std::min(used, out.samples());
    for (Index c = 0; c < channels_; ++c) {
        tile(buffer().channel(c).data() + window, 0, f.coefficients.data() + group_ * f.width * lanes,
             f.width, sums.data());
        for (Index i = 0; i < direct; ++i) out(i, c) = static_cast<Scalar>(sums[static_cast<std::size_t>(i)]);
        for (Index i = direct; i < used; ++i)
            pending(i, c) = static_cast<Scalar>(sums[static_cast<std::size_t>(i)]);
    }
    pending_begin_ = direct;
    pending_end_ = used;
    if (++group_ == f.groups()) {
        group_ = 0;
        start_ += f.period_in;
    }
    return direct;
}

template <class Scalar>
Index SincResampler<Scalar>::write_rows(Block<Scalar> out) {
    const SincFilter& f = *filter_;
    constexpr auto dot = impl::sinc_rows<std::is_same_v<Scalar, float>>;
    std::array<double, 4> sums;
    Index i = 0;
    for (; i < out.samples() && start_ + f.width <= filled_; ++i) {
        const double phase =
            std::ldexp(static_cast<double>(fraction_ >> 11), -53) * static_cast<double>(f.rows_per_sample);
        const auto row = static_cast<Index>(phase);
        const auto weights = cubic_weights(phase - static_cast<double>(row));
        for (Index c = 0; c < channels_; ++c) {
            dot(buffer().channel(c).data() + start_, f.coefficients.data() + row * f.width, f.width,
                sums.data());
            out(i, c) = static_cast<Scalar>((weights[0] * sums[0] + weights[1] * sums[1]) +
                                            (weights[2] * sums[2] + weights[3] * sums[3]));
        }
        fraction_ += f.step_fraction;
        start_ += f.step + (fraction_ < f.step_fraction);
    }
    return i;
}

template class SincResampler<float>;
template class SincResampler<double>;

} // namespace pya::dsp
