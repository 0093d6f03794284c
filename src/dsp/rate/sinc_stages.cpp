// SPDX-License-Identifier: MIT
#include "dsp/rate/sinc_stages.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <mutex>
#include <numeric>
#include <utility>

#include <pya/error.hpp>

namespace pya::dsp {
namespace {

using Eigen::Index;
constexpr double lowest_ratio = 1. / 4096;
constexpr double least_gain = 1.3;        // by which two stages must be faster than one
constexpr double least_spectral_gain = 2; // the same of transforms, which make outputs late

struct Quality {
    double attenuation; // dB, of the kaiser window
    double wide; // the same for the filter with the wide transition, which alone stops images of low tones
    double passband; // as a part of the band; the stopband begins where the band ends
};

Quality quality_of(Interp kind) {
    if (kind == Interp::sinc_fastest) return {100, 120, 0.765};
    return kind == Interp::sinc_medium ? Quality{124, 144, 0.876} : Quality{147, 155, 0.949};
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
    const Index tile =
        (first.spectral() ? 1 : SincFilter::tile_periods) * std::max<Index>(first.period_out, 1);
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
        const double taps =
            std::ceil(kaiser_length(q.wide, stop - edge) / SincFilter::row_unit) * SincFilter::row_unit;
        return SincPrototype(std::min(kaiser_attenuation(taps - 0.5, stop - edge), 165.), edge, stop);
    };
    // Two stages. The steep one comes first, and makes a rate `high` / `low` of the input's, or it comes
    // last, from that rate of the output's.
    struct Pair {
        bool steep_first;
        RateRatio steep, rest;
        SincPrototype sharp, soft;
    };
    const double band = std::min(1., ratio.value);
    const auto pair = [&](std::int64_t high, std::int64_t low, bool steep_first) {
        const double gap = static_cast<double>(high) / static_cast<double>(low);
        if (!steep_first)
            return Pair{
                false, {low, high, 1 / gap}, times(ratio, high, low), narrow(1 / gap), wide(band, gap)};
        return Pair{
            true, {high, low, gap}, times(ratio, low, high), narrow(band), wide(band / gap, gap / band)};
    };
    const auto work = [](const Pair& both, double sharp) { // of an output
        const double soft = both.rest.same() ? 0 : sinc_work(both.rest, both.soft);
        return both.steep_first ? sharp / both.rest.value + soft : sharp + soft / both.steep.value;
    };
    const auto in_stages = [&](const Pair& both, const SincFilter& sharp, const SincFilter& soft) {
        return both.steep_first ? in_two_stages(ratio, sharp, soft) : in_two_stages(ratio, soft, sharp);
    };
    const auto by_spectra = [&](const Pair& both) {
        if (both.rest.same()) return in_one_stage(ratio, spectral_filter(both.steep, both.sharp, 1));
        const SincFilter soft = sinc_filter(both.rest, both.soft);
        const Index beside = both.steep_first ? soft.period_in : soft.period_out;
        return in_stages(both, spectral_filter(both.steep, both.sharp, std::max<Index>(beside, 1)), soft);
    };

    const SincPrototype alone = narrow(band);
    const Pair near = ratio.value >= 1 ? pair(4, 3, true) : pair(3, 2, false); // fastest with taps
    const Pair twice = pair(2, 1, ratio.value > 0.5);                          // and with transforms
    const double one = sinc_groups_fit(ratio, alone) ? sinc_work(ratio, alone) : HUGE_VAL;
    const double two = work(near, sinc_work(near.steep, near.sharp));
    const double spectral = work(twice, spectral_work(twice.steep, twice.sharp));
    if (least_spectral_gain * spectral < std::min(one, two)) return by_spectra(twice);
    if (one < least_gain * two) return in_one_stage(ratio, sinc_filter(ratio, alone));
    return in_stages(near, sinc_filter(near.steep, near.sharp), sinc_filter(near.rest, near.soft));
}

} // namespace

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
