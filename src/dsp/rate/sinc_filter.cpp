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

std::optional<SincFilter> grouped_filter(const RateRatio& ratio, SincPrototype prototype) {
    constexpr Index lanes = SincFilter::lanes;
    if (!ratio.rational()) return std::nullopt;
    const Index up = ratio.up, down = ratio.down;
    const Index period = outputs_per_period(up), groups = (period + lanes - 1) / lanes;
    const Index width = 2 * prototype.half() + ((lanes - 1) * down + up - 1) / up;
    if (groups > largest_bank / (width * lanes)) return std::nullopt;
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
    filter.width = (2 * filter.half + row_unit - 1) / row_unit * row_unit;
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

// The outputs of the first stage that may differ from silence and that the second reaches, in whole periods.
Index early_outputs(const SincFilter& first, const SincFilter& second) {
    const double reached = std::ceil(static_cast<double>(first.half) * first.ratio.value);
    const Index outputs = std::min(second.half - 1, static_cast<Index>(reached));
    return first.grouped() ? (outputs + first.period_out - 1) / first.period_out * first.period_out : outputs;
}

SincStages in_two_stages(const RateRatio& ratio, SincFilter first, SincFilter second) {
    const Index early = early_outputs(first, second);
    return {ratio, std::move(first), std::move(second), early};
}

SincStages build(Interp kind, const RateRatio& ratio) {
    if (ratio.same()) return {ratio, copying_filter(ratio), std::nullopt, 0};
    const Quality q = quality_of(kind);
    const auto narrow = [&](double band) { return SincPrototype(q.attenuation, q.passband * band, band); };
    const double band = std::min(1., ratio.value);
    if (auto filter = grouped_filter(ratio, narrow(band)))
        return {ratio, std::move(*filter), std::nullopt, 0};
    // Passes a band, and stops what would come back into it at a rate of 2 * gap * band. A filter that fills
    // its rows costs no more than one that doesn't, so it attenuates as much as fits.
    const auto wide = [&](double edge, double gap) {
        const double stop = (2 * gap - 1) * edge;
        const double taps = std::ceil(kaiser_length(q.wide, stop - edge) / row_unit) * row_unit;
        return SincPrototype(std::min(kaiser_attenuation(taps - 0.5, stop - edge), 165.), edge, stop);
    };
    // The gaps are those at which both stages together were fastest.
    if (ratio.value >= 1)
        return in_two_stages(ratio, *grouped_filter({4, 3, 4. / 3}, narrow(1)),
                             filter_in_rows(times(ratio, 3, 4), wide(3. / 4, 4. / 3)));
    return in_two_stages(ratio, filter_in_rows(times(ratio, 3, 2), wide(band, 3. / 2)),
                         *grouped_filter({2, 3, 2. / 3}, narrow(2. / 3)));
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
