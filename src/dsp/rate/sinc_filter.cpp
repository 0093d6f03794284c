// SPDX-License-Identifier: MIT
#include "dsp/rate/sinc_filter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <mutex>
#include <numbers>

#include <pya/error.hpp>

#include "simd/run.hpp"

namespace pya::dsp {
namespace {

using Eigen::Index;
using std::numbers::pi;
constexpr double lowest_ratio = 1. / 4096;
constexpr Index largest_bank = 1 << 20; // number of coefficients

struct Quality {
    double attenuation; // dB, of the kaiser window
    double passband;    // as a part of the band; the stopband begins where the band ends
};

Quality quality_of(Interp kind) {
    if (kind == Interp::sinc_fastest) return {100, 0.765};
    return kind == Interp::sinc_medium ? Quality{124, 0.876} : Quality{147, 0.949};
}

// Bessel function I0 of 2 sqrt(z) by its power series; z <= 80 needs fewer than 48 terms.
PYA_INLINE void bessel_i0(const double* z, double* value, std::ptrdiff_t count) {
    std::array<double, 48> inverse{1}; // of squared factorials
    for (std::size_t i = 1; i < inverse.size(); ++i)
        inverse[i] = inverse[i - 1] / (static_cast<double>(i) * static_cast<double>(i));
    for (std::ptrdiff_t k = 0; k < count; ++k) value[k] = 0;
    for (std::size_t i = inverse.size(); i-- > 0;)
        for (std::ptrdiff_t k = 0; k < count; ++k) value[k] = value[k] * z[k] + inverse[i];
}

// The impulse response of the filter at points that are one sample apart.
class Prototype {
public:
    Prototype(Quality quality, double ratio) {
        const double band = std::min(1., ratio); // as a part of the input's band
        const double transition = pi * (1 - quality.passband) * band;
        reach_ = (quality.attenuation - 7.95) / (2.285 * transition) / 2;
        slope_ = pi * band * (1 + quality.passband) / 2;
        const double beta = 0.1102 * (quality.attenuation - 8.7); // Kaiser 1974
        shape_ = beta * beta / 4;
        simd::run<bessel_i0>(&shape_, &peak_, 1);
        half_ = static_cast<Index>(std::ceil(reach_));
        sines_.resize(2 * half_);
        cosines_.resize(2 * half_);
        for (Index k = 0; k < 2 * half_; ++k) {
            sines_[k] = std::sin(slope_ * static_cast<double>(k));
            cosines_[k] = std::cos(slope_ * static_cast<double>(k));
        }
    }

    Index half() const { return half_; }

    /// Taps for an output at a fraction of a sample after tap half - 1.
    const Eigen::ArrayXd& taps(double fraction) {
        const double first = 1 - static_cast<double>(half_) - fraction;
        time_ = Eigen::ArrayXd::LinSpaced(2 * half_, 0, static_cast<double>(2 * half_ - 1)) + first;
        const Eigen::ArrayXd z = (shape_ * (1 - (time_ / reach_).square())).max(0);
        taps_.resize(2 * half_);
        simd::run<bessel_i0>(z.data(), taps_.data(), z.size());
        // sin(slope * (first + k)) by the addition theorem
        const double sine = std::sin(slope_ * first), cosine = std::cos(slope_ * first);
        taps_ *= (sine * cosines_ + cosine * sines_) / (pi * peak_ * time_);
        for (Index k = 0; k < taps_.size(); ++k) {
            if (time_[k] == 0) taps_[k] = slope_ / pi;
            if (std::abs(time_[k]) >= reach_) taps_[k] = 0;
            const double split = taps_[k] * 16777217.; // cuts to 29 bits (Veltkamp)
            taps_[k] = split - (split - taps_[k]);
        }
        return taps_;
    }

private:
    double reach_, slope_, shape_, peak_ = 1;
    Index half_;
    Eigen::ArrayXd sines_, cosines_, time_, taps_;
};

// Takes as many periods of the ratio as fill whole groups, up to an eighth.
Index outputs_per_period(Index up) {
    constexpr Index lanes = SincFilter::lanes;
    for (Index period = up;; period += up)
        if (8 * ((lanes - period % lanes) % lanes) <= period) return period;
}

bool build_groups(SincFilter& filter, Prototype& prototype) {
    constexpr Index lanes = SincFilter::lanes;
    const Index up = filter.ratio.up, down = filter.ratio.down;
    const Index period = outputs_per_period(up), groups = (period + lanes - 1) / lanes;
    const Index width = 2 * filter.half + ((lanes - 1) * down + up - 1) / up;
    if (groups > largest_bank / (width * lanes)) return false;
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
    return true;
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

void build_rows(SincFilter& filter, Prototype& prototype) {
    // cubic interpolation between 128 rows per zero crossing errs by less than -160 dB
    filter.rows_per_sample = static_cast<Index>(std::ceil(128 * std::min(1., filter.ratio.value)));
    filter.width = (2 * filter.half + 15) / 16 * 16;
    const Index rows = filter.rows_per_sample + 3;
    filter.coefficients.assign(static_cast<std::size_t>(rows * filter.width), 0.);
    for (Index row = 0; row < rows; ++row) {
        const auto& taps =
            prototype.taps(static_cast<double>(row - 1) / static_cast<double>(filter.rows_per_sample));
        std::copy(taps.begin(), taps.end(), filter.coefficients.begin() + row * filter.width);
    }
    set_step(filter);
}

// For a step of one sample there is a single tap of exactly 1.
void build_copy(SincFilter& filter) {
    filter.half = 1;
    filter.period_out = filter.period_in = filter.width = SincFilter::lanes;
    filter.base.push_back(0);
    filter.coefficients.assign(static_cast<std::size_t>(filter.width * SincFilter::lanes), 0.);
    for (Index i = 0; i < SincFilter::lanes; ++i)
        filter.coefficients[static_cast<std::size_t>(i * SincFilter::lanes + i)] = 1;
}

std::shared_ptr<const SincFilter> build(Interp quality, const RateRatio& ratio) {
    auto filter = std::make_shared<SincFilter>();
    filter->ratio = ratio;
    if (ratio.same()) {
        build_copy(*filter);
        return filter;
    }
    Prototype prototype(quality_of(quality), ratio.value);
    filter->half = prototype.half();
    if (!ratio.rational() || !build_groups(*filter, prototype)) build_rows(*filter, prototype);
    return filter;
}

} // namespace

std::shared_ptr<const SincFilter> sinc_filter(const char* function, Interp quality, const RateRatio& ratio) {
    if (!is_sinc(quality)) detail::fail(function, ": argument quality must be one of the sinc kinds");
    if (ratio.value < lowest_ratio)
        detail::fail(function, ": the ratio of the rates is ", ratio.value,
                     "; a sinc kind needs at least 1/4096");

    struct Kept {
        Interp quality;
        double ratio;
        std::shared_ptr<const SincFilter> filter;
    };
    static std::mutex mutex;
    static std::deque<Kept> kept;
    const std::lock_guard lock(mutex);
    for (const Kept& entry : kept)
        if (entry.quality == quality && entry.ratio == ratio.value && entry.filter->ratio.up == ratio.up)
            return entry.filter;
    kept.push_front({quality, ratio.value, build(quality, ratio)});
    if (kept.size() > 8) kept.pop_back();
    return kept.front().filter;
}

} // namespace pya::dsp
