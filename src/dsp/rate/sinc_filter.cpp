// SPDX-License-Identifier: MIT
#include "dsp/rate/sinc_filter.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <complex>
#include <numeric>

#include <pya/dsp/fft/fft.hpp>

namespace pya::dsp {
namespace {

using Eigen::Index;
constexpr Index largest_bank = 1 << 20; // number of coefficients

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

Index row_width(Index half) {
    return (2 * half + SincFilter::row_unit - 1) / SincFilter::row_unit * SincFilter::row_unit;
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

// The sizes of a filter in spectra.
struct SpectralSizes {
    bool up;
    Index taps;      // of the even and of the odd outputs or inputs, of which
    Index transform; // so many are transformed at once
    Index whole;     // and so many come out whole

    SpectralSizes(const RateRatio& ratio, Index half)
        : up(ratio.up == 2), taps(up ? 2 * half : half),
          transform(static_cast<Index>(std::bit_ceil(static_cast<std::size_t>(12 * taps / 5)))),
          whole(transform - taps + 1) {}

    // As many as may come out whole, or a few less.
    Index hop(Index beside) const {
        Index best = whole;
        for (Index i = whole; 16 * i >= 15 * whole; --i)
            if (std::lcm(2 * i, beside) < std::lcm(2 * best, beside)) best = i;
        return best;
    }
};

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

bool sinc_groups_fit(const RateRatio& ratio, const SincPrototype& prototype) {
    return ratio.rational() && Layout(ratio, prototype.half()).small();
}

double sinc_work(const RateRatio& ratio, const SincPrototype& prototype) {
    if (!sinc_groups_fit(ratio, prototype)) return 8. * static_cast<double>(row_width(prototype.half()));
    const Layout layout(ratio, prototype.half());
    return static_cast<double>(layout.groups * SincFilter::lanes * layout.width) /
           static_cast<double>(layout.period);
}

SincFilter sinc_filter(const RateRatio& ratio, const SincPrototype& prototype) {
    return sinc_groups_fit(ratio, prototype) ? filter_in_groups(ratio, prototype)
                                             : filter_in_rows(ratio, prototype);
}

SincFilter spectral_filter(const RateRatio& ratio, SincPrototype prototype, Index beside) {
    const SpectralSizes sizes(ratio, prototype.half());
    const bool up = sizes.up;
    const Index taps = sizes.taps, transform = sizes.transform, hop = sizes.hop(beside);
    SincFilter filter;
    filter.ratio = ratio;
    filter.half = prototype.half();
    filter.transform = transform;
    filter.period_out = up ? 2 * hop : hop;
    filter.period_in = up ? hop : 2 * hop;
    filter.width = up ? transform : 2 * transform;
    filter.base.push_back(0);
    // Spectra of the taps for even and odd samples at the higher rate. The taps are in the inputs' order, so
    // the spectra must be conjugated.
    const RealFft<double> fft(transform);
    std::vector<double> time(static_cast<std::size_t>(transform));
    std::array<std::vector<std::complex<double>>, 2> spectra;
    for (Index odd = 0; odd < 2; ++odd) {
        const Eigen::ArrayXd& all = prototype.taps(up ? static_cast<double>(odd) / 2 : 0.);
        for (Index k = 0; k < taps; ++k) time[static_cast<std::size_t>(k)] = all[up ? k : 2 * k + odd];
        auto& spectrum = spectra[static_cast<std::size_t>(odd)];
        spectrum.resize(static_cast<std::size_t>(fft.bins()));
        fft.forward(time.data(), spectrum.data());
    }
    const double scale = up ? 1 / static_cast<double>(transform) : 0.5;
    for (const double sign : {-1., 1.})
        for (std::size_t k = 0; k < spectra[0].size(); ++k) {
            const std::complex<double> even = std::conj(spectra[0][k]), odd = std::conj(spectra[1][k]);
            std::complex<double> both = scale * (even + sign * std::complex<double>(0, 1) * odd);
            if (up && sign < 0) both = std::conj(both);
            filter.coefficients.insert(filter.coefficients.end(), {both.real(), both.imag()});
        }
    return filter;
}

double spectral_work(const RateRatio& ratio, const SincPrototype& prototype) {
    const SpectralSizes spectra(ratio, prototype.half());
    const auto size = static_cast<double>(spectra.transform);
    return size * (8 * std::log2(size) + 14) /
           static_cast<double>(spectra.up ? 2 * spectra.whole : spectra.whole);
}

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

} // namespace pya::dsp
