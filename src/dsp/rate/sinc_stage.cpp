// SPDX-License-Identifier: MIT
#include <pya/dsp/rate/sinc_stage.hpp>

#include <algorithm>
#include <array>
#include <utility>

#include "dsp/rate/sinc_filter.hpp"
#include "dsp/rate/sinc_rows.hpp"
#include "dsp/rate/sinc_tile.hpp"
#include "simd/instruction_set.hpp"

namespace pya::dsp::impl {
namespace {

constexpr Index group_lanes = SincFilter::lanes;
constexpr Index tile_periods = SincFilter::tile_periods;

// True if there are enough registers for the sums of eight periods.
bool has_wide_registers() { return simd::instruction_set == simd::InstructionSet::avx512; }

// Computes one group of lanes in each of tile_periods periods.
template <bool exact>
void run_tile(const double* x, Index stride, const double* c, Index taps, double* out) {
    if (has_wide_registers()) return sinc_tile<8, exact>(x, stride, c, taps, out);
    for (Index period = 0; period < tile_periods; period += 2)
        sinc_tile<2, exact>(x + period * stride, stride, c, taps, out + period * group_lanes);
}

} // namespace

SincStage::SincStage(std::shared_ptr<const SincFilter> filter, bool exact, Index channels, Index early_inputs,
                     Index early_outputs)
    : filter_(std::move(filter)), exact_(exact), channels_("SincResampler", channels) {
    const auto [inputs, fraction] = filter_->position_before(early_outputs);
    const Index window = inputs - (filter_->half - 1) + early_inputs;
    silence_ = std::max<Index>(0, -window);
    first_start_ = std::max<Index>(0, window);
    first_fraction_ = fraction;
    capacity_ = silence_ + filter_->width + std::max<Index>(tile_periods * filter_->period_in, 4096);
    buffer_.resize(static_cast<std::size_t>(capacity_ * channels));
    pending_.resize(static_cast<std::size_t>(most_pending() * channels));
    if (filter_->spectral()) spectra_.emplace(*filter_);
    reset();
}

void SincStage::reset() {
    if (!filter_) return; // moved from
    filled_ = silence_;
    for (Index c = 0; c < channels_; ++c) std::fill_n(buffer().channel(c).begin(), filled_, 0.);
    start_ = first_start_;
    fraction_ = first_fraction_;
    group_ = pending_begin_ = pending_end_ = 0;
}

template <class In, class Out>
Progress SincStage::run(const Block<const In>* in, Index inputs, Block<Out> out, bool more_follow) {
    Progress progress;
    for (;;) {
        progress.produced += write(out.part(progress.produced, out.samples() - progress.produced),
                                   more_follow || progress.consumed < inputs);
        if (progress.produced == out.samples() || progress.consumed == inputs) return progress;
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
}

template <class In>
void SincStage::read(const Block<const In>* in, Index first, Index count) {
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
template <class Out>
Index SincStage::write(Block<Out> out, bool more_follow) {
    const Block<const double> pending{pending_.data(), most_pending(), channels_};
    Index written = 0;
    for (;;) {
        const Index waiting = std::min(pending_end_ - pending_begin_, out.samples() - written);
        for (Index c = 0; c < channels_; ++c)
            std::transform(pending.channel(c).begin() + pending_begin_,
                           pending.channel(c).begin() + pending_begin_ + waiting,
                           out.channel(c).begin() + written, [](double x) { return static_cast<Out>(x); });
        pending_begin_ += waiting;
        written += waiting;
        if (written == out.samples()) return written;
        const Block<Out> rest = out.part(written, out.samples() - written);
        Index more = 0;
        if (!filter_->grouped())
            more = write_rows(rest);
        else if (more = write_periods(rest); more == 0 && !(more_follow && fits_periods(rest.samples())))
            more = write_group(rest);
        written += more;
        if (more == 0 && pending_begin_ == pending_end_) return written;
    }
}

Index SincStage::most_pending() const { return filter_->spectral() ? filter_->period_out : group_lanes; }

bool SincStage::fits_periods(Index room) const {
    return !filter_->spectral() && group_ == 0 && room >= tile_periods * filter_->period_out;
}

template <class Out>
Index SincStage::write_periods(Block<Out> out) {
    const SincFilter& f = *filter_;
    if (!fits_periods(out.samples())) return 0;
    if (start_ + (tile_periods - 1) * f.period_in + f.base.back() + f.width > filled_) return 0;
    const auto tile = exact_ ? run_tile<true> : run_tile<false>;
    std::array<double, tile_periods * group_lanes> sums;
    for (Index group = 0; group < f.groups(); ++group) {
        const double* coefficients = f.coefficients.data() + group * f.width * group_lanes;
        const Index used = std::min(group_lanes, f.period_out - group * group_lanes);
        for (Index c = 0; c < channels_; ++c) {
            const double* x = buffer().channel(c).data() + start_ + f.base[static_cast<std::size_t>(group)];
            tile(x, f.period_in, coefficients, f.width, sums.data());
            Out* to = out.channel(c).data() + group * group_lanes;
            for (Index period = 0; period < tile_periods; ++period, to += f.period_out)
                std::transform(sums.data() + period * group_lanes, sums.data() + period * group_lanes + used,
                               to, [](double sum) { return static_cast<Out>(sum); });
        }
    }
    start_ += tile_periods * f.period_in;
    return tile_periods * f.period_out;
}

// What does not fit of a group or transform goes to pending_.
template <class Out>
Index SincStage::write_group(Block<Out> out) {
    const SincFilter& f = *filter_;
    const Index window = start_ + f.base[static_cast<std::size_t>(group_)];
    if (window + f.width > filled_) return 0;
    const auto tile = exact_ ? sinc_tile<1, true> : sinc_tile<1, false>;
    const Block<double> pending{pending_.data(), most_pending(), channels_};
    const Index used = std::min(pending.samples(), f.period_out - group_ * group_lanes),
                direct = std::min(used, out.samples());
    for (Index c = 0; c < channels_; ++c) {
        const double* const x = buffer().channel(c).data() + window;
        double* const sums = pending.channel(c).data();
        if (f.spectral())
            spectra_->run(f, x, sums);
        else
            tile(x, 0, f.coefficients.data() + group_ * f.width * group_lanes, f.width, sums);
        for (Index i = 0; i < direct; ++i) out(i, c) = static_cast<Out>(sums[i]);
    }
    pending_begin_ = direct;
    pending_end_ = used;
    if (++group_ == f.groups()) {
        group_ = 0;
        start_ += f.period_in;
    }
    return direct;
}

template <class Out>
Index SincStage::write_rows(Block<Out> out) {
    const SincFilter& f = *filter_;
    const auto rows = exact_ ? sinc_rows<true> : sinc_rows<false>;
    const auto rows_per_sample = static_cast<double>(f.rows_per_sample);
    SincPoints points;
    std::array<double, SincPoints::most> values;
    for (Index written = 0;;) {
        const Index room = std::min(SincPoints::most, out.samples() - written);
        Index i = 0, start = start_;
        std::uint64_t fraction = fraction_;
        for (; i < room && start + f.width <= filled_; ++i) {
            const double phase =
                static_cast<double>(static_cast<std::int64_t>(fraction >> 11)) * 0x1p-53 * rows_per_sample;
            const auto row = static_cast<Index>(phase);
            points.x[i] = start;
            points.row[i] = row * f.width;
            points.t[i] = phase - static_cast<double>(row);
            fraction += f.step_fraction;
            start += f.step + (fraction < f.step_fraction);
        }
        if (i == 0) return written;
        points.count = i;
        start_ = start;
        fraction_ = fraction;
        for (Index c = 0; c < channels_; ++c) {
            rows(buffer().channel(c).data(), f.coefficients.data(), f.width, points, values.data());
            std::transform(values.data(), values.data() + i, out.channel(c).data() + written,
                           [](double value) { return static_cast<Out>(value); });
        }
        written += i;
    }
}

template Progress SincStage::run(const Block<const float>*, Index, Block<float>, bool);
template Progress SincStage::run(const Block<const float>*, Index, Block<double>, bool);
template Progress SincStage::run(const Block<const double>*, Index, Block<float>, bool);
template Progress SincStage::run(const Block<const double>*, Index, Block<double>, bool);

} // namespace pya::dsp::impl
