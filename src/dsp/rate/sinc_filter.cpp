// SPDX-License-Identifier: MIT
#include "dsp/rate/sinc_filter.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <mutex>
#include <numeric>

#include <pya/error.hpp>

#include "dsp/rate/sinc_prototype.hpp"

namespace pya::dsp {
namespace {

using Eigen::Index;
constexpr double lowest_ratio = 1. / 4096;
constexpr double least_gain = 1.3;      // by which two stages must be faster than one
constexpr Index row_unit = 8;           // rows are a multiple of it long
constexpr Index largest_bank = 1 << 20; // number of coefficients

struct Quality {
    double attenuation; // dB, of the kaiser window
    double wide; // the same for the filter with the wide transition, which alone stops images of low tones
    double passband; // as a part of the band; the stopband begins where the band ends
};

Quality quality_of(Interp kind) {
    if (kind == Interp::sinc_fastest) return {100, 120, 0.765};
    return kind == Interp::sinc_medium ? Quality{124, 144, 0.876} : Quality{147, 151, 0.949};
}

// Takes as many periods of the ratio as fill whole groups, up to an eighth.
Index outputs_per_period(Index up) {
    constexpr Index lanes = SincFilter::lanes;
    for (Index period = up;; period += up)
        if (8 * ((lanes - period % lanes) % lanes) <= period) return period;
}

// How a filter in groups is laid out.
struct Layout {
    Index period, groups, width;

    Layout(const RateRatio& ratio, Index half)
        : period(outputs_per_period(ratio.up)), groups((period + SincFilter::lanes - 1) / SincFilter::lanes),
          width(2 * half + ((SincFilter::lanes - 1) * ratio.down + ratio.up - 1) / ratio.up) {}

    bool small() const { return groups <= largest_bank / (width * SincFilter::lanes); }
};

Index row_width(Index half) { return (2 * half + row_unit - 1) / row_unit * row_unit; }

bool groups_fit(const RateRatio& ratio, const SincPrototype& prototype) {
    return ratio.rational() && Layout(ratio, prototype.half()).small();
}

// How long an output takes, in multiplications of groups. Those of rows take twice as long.
double work(const RateRatio& ratio, const SincPrototype& prototype) {
    if (!groups_fit(ratio, prototype)) return 8. * static_cast<double>(row_width(prototype.half()));
    const Layout layout(ratio, prototype.half());
    return static_cast<double>(layout.groups * SincFilter::lanes * layout.width) /
           static_cast<double>(layout.period);
}

SincFilter filter_in_groups(const RateRatio& ratio, SincPrototype prototype) {
    constexpr Index lanes = SincFilter::lanes;
    const auto [period, groups, width] = Layout(ratio, prototype.half());
    const Index up = ratio.up, down = ratio.down;
    SincFilter filter;
    filter.ratio = ratio;
    filter.half = prototype.half();
    filter.period_out = period;
    filter.period_in = period / up * down;
    filter.width = width;
    filter.coefficients.assign(static_cast<std::size_t>(groups * width * lanes), 0.);
    for (Index i = 0; i < period; ++i) {
        const Index group = i / lanes, position = i * down / up;
        if (i % lanes == 0) filter.base.push_back(position);
        const auto& taps = prototype.taps(static_cast<double>(i * down % up) / static_cast<double>(up));
        const Index first = group * width + position - filter.base.back();
        for (Index k = 0; k < taps.size(); ++k)
            filter.coefficients[static_cast<std::size_t>((first + k) * lanes + i % lanes)] = taps[k];
    }
    return filter;
}

void set_step(SincFilter& filter) {
    if (!filter.ratio.rational()) {
        const double step = 1 / filter.ratio.value, whole = std::floor(step);
        filter.step = static_cast<std::int64_t>(whole);
        filter.step_fraction = static_cast<std::uint64_t>(std::ldexp(step - whole, 64));
        return;
    }
    filter.step = filter.ratio.down / filter.ratio.up;
    std::int64_t rest = filter.ratio.down % filter.ratio.up;
    for (int bit = 0; bit < 64; ++bit) { // long division
        rest *= 2;
        filter.step_fraction = 2 * filter.step_fraction + (rest >= filter.ratio.up);
        rest %= filter.ratio.up;
    }
}

SincFilter filter_in_rows(const RateRatio& ratio, SincPrototype prototype) {
    SincFilter filter;
    filter.ratio = ratio;
    filter.half = prototype.half();
    // cubic interpolation between 128 rows per zero crossing errs by less than -160 dB
    filter.rows_per_sample = static_cast<Index>(std::ceil(128 * prototype.cutoff()));
    filter.width = row_width(filter.half);
    const Index rows = filter.rows_per_sample + 3;
    filter.coefficients.assign(static_cast<std::size_t>(rows * filter.width), 0.);
    for (Index row = 0; row < rows; ++row) {
        const auto& taps =
            prototype.taps(static_cast<double>(row - 1) / static_cast<double>(filter.rows_per_sample));
        std::copy(taps.begin(), taps.end(), filter.coefficients.begin() + row * filter.width);
    }
    set_step(filter);
    return filter;
}

// For a step of one sample there is a single tap of exactly 1.
SincFilter copying_filter(const RateRatio& ratio) {
    SincFilter filter;
    filter.ratio = ratio;
    filter.half = 1;
    filter.period_out = filter.period_in = filter.width = SincFilter::lanes;
    filter.base.push_back(0);
    filter.coefficients.assign(static_cast<std::size_t>(filter.width * SincFilter::lanes), 0.);
    for (Index i = 0; i < SincFilter::lanes; ++i)
        filter.coefficients[static_cast<std::size_t>(i * SincFilter::lanes + i)] = 1;
    return filter;
}

RateRatio times(const RateRatio& ratio, std::int64_t up, std::int64_t down) {
    RateRatio product;
    product.value = ratio.value * (static_cast<double>(up) / static_cast<double>(down));
    if (!ratio.rational()) return product;
    const std::int64_t divisor = std::gcd(ratio.up * up, ratio.down * down);
    product.up = ratio.up * up / divisor;
    product.down = ratio.down * down / divisor;
    return product;
}

SincFilter filter_for(const RateRatio& ratio, const SincPrototype& prototype) {
    return groups_fit(ratio, prototype) ? filter_in_groups(ratio, prototype)
                                        : filter_in_rows(ratio, prototype);
}

SincStages in_one_stage(const RateRatio& ratio, SincFilter filter) {
    SincStages stages;
    stages.ratio = ratio;
    stages.period_in = filter.period_in;
    stages.period_out = filter.period_out;
    stages.reach = filter.width;
    stages.first = std::move(filter);
    return stages;
}

SincStages in_two_stages(const RateRatio& ratio, SincFilter first, SincFilter second) {
    SincStages stages;
    stages.ratio = ratio;
    if (first.grouped() && second.grouped()) {
        const Index between = std::lcm(first.period_out, second.period_in);
        stages.period_in = between / first.period_out * first.period_in;
        stages.period_out = between / second.period_in * second.period_out;
    }
    const auto inputs = [&](Index between) { // of the first stage
        return static_cast<Index>(std::ceil(static_cast<double>(between) / first.ratio.value));
    };
    stages.reach = first.width + inputs(second.width);
    // Outputs that reach the first input, in whole periods
    const double reached = std::ceil(static_cast<double>(first.half) * first.ratio.value);
    stages.early = std::min(second.half - 1, static_cast<Index>(reached));
    if (first.grouped())
        stages.early = (stages.early + first.period_out - 1) / first.period_out * first.period_out;
    const Index tile = SincFilter::tile_periods * std::max<Index>(first.period_out, 1);
    stages.between = (1023 / tile + 1) * tile;
    stages.first = std::move(first);
    stages.second = std::move(second);
    return stages;
}

SincStages build(Interp kind, const RateRatio& ratio) {
    if (ratio.same()) return in_one_stage(ratio, copying_filter(ratio));
    const Quality q = quality_of(kind);
    const auto narrow = [&](double band) { return SincPrototype(q.attenuation, q.passband * band, band); };
    // Passes a band, and stops what would come back into it at a rate of 2 * gap * band. A filter that fills
    // its rows costs no more than one that doesn't, so it attenuates as much as fits.
    const auto wide = [&](double edge, double gap) {
        const double stop = (2 * gap - 1) * edge;
        const double taps = std::ceil(kaiser_length(q.wide, stop - edge) / row_unit) * row_unit;
        return SincPrototype(std::min(kaiser_attenuation(taps - 0.5, stop - edge), 165.), edge, stop);
    };
    // The gaps are those at which both stages together are fastest.
    const bool up = ratio.value >= 1;
    const RateRatio steep = up ? RateRatio{4, 3, 4. / 3} : RateRatio{2, 3, 2. / 3};
    const RateRatio rest = up ? times(ratio, 3, 4) : times(ratio, 3, 2);
    const SincPrototype alone = narrow(std::min(1., ratio.value)), sharp = narrow(std::min(1., steep.value)),
                        soft = up ? wide(3. / 4, 4. / 3) : wide(ratio.value, 3. / 2);
    const double both = up ? work(steep, sharp) / rest.value + work(rest, soft)
                           : work(steep, sharp) + work(rest, soft) / steep.value;
    if (groups_fit(ratio, alone) && work(ratio, alone) < least_gain * both)
        return in_one_stage(ratio, filter_in_groups(ratio, alone));
    if (up) return in_two_stages(ratio, filter_in_groups(steep, sharp), filter_for(rest, soft));
    return in_two_stages(ratio, filter_for(rest, soft), filter_in_groups(steep, sharp));
}

} // namespace

SincFilter::Position SincFilter::position_before(Index outputs) const {
    if (grouped()) return {-outputs / period_out * period_in, 0};
    Position position;
    for (; outputs > 0; --outputs) {
        position.inputs -= step + (position.fraction < step_fraction);
        position.fraction -= step_fraction;
    }
    return position;
}

std::shared_ptr<const SincStages> sinc_stages(const char* function, Interp quality, const RateRatio& ratio) {
    if (!is_sinc(quality)) detail::fail(function, ": argument quality must be one of the sinc kinds");
    if (ratio.value < lowest_ratio)
        detail::fail(function, ": the ratio of the rates is ", ratio.value,
                     "; a sinc kind needs at least 1/4096");

    struct Kept {
        Interp quality;
        std::shared_ptr<const SincStages> stages;
    };
    static std::mutex mutex;
    static std::deque<Kept> kept;
    const std::lock_guard lock(mutex);
    for (const Kept& entry : kept)
        if (entry.quality == quality && entry.stages->ratio.value == ratio.value &&
            entry.stages->ratio.up == ratio.up)
            return entry.stages;
    kept.push_front({quality, std::make_shared<const SincStages>(build(quality, ratio))});
    if (kept.size() > 8) kept.pop_back();
    return kept.front().stages;
}

} // namespace pya::dsp
