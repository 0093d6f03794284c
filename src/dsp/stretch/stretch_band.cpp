// SPDX-License-Identifier: MIT
#include "dsp/stretch/stretch_band.hpp"

#include "dsp/fft/pairs.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pya::dsp::impl {
namespace {

constexpr Index neighbours = std::ssize(StretchBand::Coefficients{}.ramp);

// From 0 to 1 while the bin goes from `from` to `to`.
double faded_in(Index bin, Index from, Index to) {
    if (bin >= to) return 1;
    const double way = static_cast<double>(bin - from) / static_cast<double>(to - from);
    return 0.5 - 0.5 * std::cos(std::numbers::pi * std::max(way, 0.));
}

struct Values {
    double *re, *im;
};

struct Sums {
    double *power, *moment, *excess, *back_re, *back_im;
};

PYA_INLINE void rotate_bins(Index count, double* re, double* im, const double* turn_re,
                            const double* turn_im) {
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) {
        const double x = re[i] * turn_re[i] - im[i] * turn_im[i];
        im[i] = re[i] * turn_im[i] + im[i] * turn_re[i];
        re[i] = x;
    }
}

// The windowed bins from those without a window, and what is measured of them.
PYA_INLINE void measure_bins(Index count, Values bins, Values before, Values now, Sums sums,
                             const StretchBand::Coefficients& coefficients, double outside) {
    const StretchBand::Coefficients c = coefficients;
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) {
        double re = c.window[0] * bins.re[i], im = c.window[0] * bins.im[i];
        double ramp_re = 0, ramp_im = 0, slope_re = 0, slope_im = outside;
#pragma GCC unroll 6
        for (Index h = 1; h <= neighbours; ++h) {
            const double low_re = bins.re[i - h], low_im = bins.im[i - h];
            const double high_re = bins.re[i + h], high_im = bins.im[i + h];
            if (h <= 2) {
                re += c.window[h] * (low_re + high_re);
                im += c.window[h] * (low_im + high_im);
                slope_re += c.slope[h - 1] * (low_re - high_re);
                slope_im += c.slope[h - 1] * (low_im - high_im);
            }
            ramp_re += c.ramp[h - 1] * (low_re - high_re);
            ramp_im += c.ramp[h - 1] * (low_im - high_im);
        }
        now.re[i] = re;
        now.im[i] = im;
        sums.power[i] += re * re + im * im;
        sums.moment[i] += ramp_im * re - ramp_re * im;
        sums.excess[i] += slope_re * re + slope_im * im;
        sums.back_re[i] += before.re[i] * re + before.im[i] * im;
        sums.back_im[i] += before.im[i] * re - before.re[i] * im;
    }
}

PYA_INLINE void turn_bins(Index count, const double* re, const double* im, const double* turn_re,
                          const double* turn_im, const double* share, double* out) {
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) {
        out[2 * i] = (re[i] * turn_re[i] - im[i] * turn_im[i]) * share[i];
        out[2 * i + 1] = (re[i] * turn_im[i] + im[i] * turn_re[i]) * share[i];
    }
}

PYA_INLINE void add_windowed(Index count, const double* segment, const double* window, double* sums) {
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) sums[i] += segment[i] * window[i];
}

} // namespace

StretchBand::StretchBand(Index frame, Index hop, Index decimation, Index channels, const Range& range,
                         const Weights& weights)
    : frame_(frame), hop_(hop), decimation_(decimation), range_(range), fft_(frame) {
    const auto samples = static_cast<std::size_t>(frame), count = static_cast<std::size_t>(bins());
    const double length = static_cast<double>(frame);
    window_.resize(samples);
    segment_.resize(samples);
    double squares = 0;
    for (std::size_t i = 0; i < samples; ++i) {
        const double angle = 2 * std::numbers::pi * static_cast<double>(i) / length;
        for (std::size_t h = 0; h < weights.size(); ++h)
            window_[i] += weights[h] * std::cos(static_cast<double>(h) * angle);
        squares += window_[i] * window_[i];
        for (Index h = 1; h <= neighbours; ++h) // a Fourier series
            coefficients_.ramp[h - 1] += window_[i] * (static_cast<double>(i) / length - 0.5) *
                                         std::sin(static_cast<double>(h) * angle);
    }
    coefficients_.window[0] = weights[0];
    for (std::size_t h = 1; h < weights.size(); ++h) {
        coefficients_.window[h] = weights[h] / 2;
        coefficients_.slope[h - 1] =
            weights[h] / -2 * std::sin(2 * std::numbers::pi * static_cast<double>(h) / length);
    }
    // The squares of the windows over each output add up to squares / hop.
    share_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        const Index bin = range.first + static_cast<Index>(i);
        share_[i] = faded_in(bin, range.first, range.full) * (1 - faded_in(bin, range.fading, range.end)) *
                    static_cast<double>(hop) / squares;
    }
    if (decimation > 1)
        for (Index later = -decimation / 2; later <= decimation / 2; ++later)
            for (Index bin = 0; bin < range.end + neighbours; ++bin) {
                const double angle = 2 * std::numbers::pi * static_cast<double>(bin * later) /
                                     (length * static_cast<double>(decimation));
                later_re_.push_back(std::cos(angle));
                later_im_.push_back(std::sin(angle));
            }
    spectrum_.resize(static_cast<std::size_t>(fft_.bins()));
    turned_.resize(spectrum_.size());
    spectrum_re_.resize(spectrum_.size() + 2 * static_cast<std::size_t>(neighbours));
    spectrum_im_.resize(spectrum_re_.size());
    for (Frames* frames : {&now_, &before_})
        for (AlignedVector<double>* values : {&frames->re, &frames->im})
            values->resize(count * static_cast<std::size_t>(channels));
    for (AlignedVector<double>* values : {&measures_.power, &measures_.moment, &measures_.excess,
                                          &measures_.back_re, &measures_.back_im, &power_before_})
        values->resize(count);
}

void StretchBand::reset() {
    next();
    for (AlignedVector<double>* values : {&before_.re, &before_.im, &power_before_})
        std::fill(values->begin(), values->end(), 0.);
}

void StretchBand::analyse(Index channel, const double* middle, Index later) {
    fft_.forward(middle - frame_ / 2, spectrum_.data());
    const Index last = fft_.bins() - 1;
    double* const re = spectrum_re_.data() + neighbours;
    double* const im = spectrum_im_.data() + neighbours;
    simd::run<take_apart<double>>(fft_.bins(), reals(spectrum_.data()), re, im);
    if (decimation_ > 1) {
        // The ends of the frame, which this joins, are where the window is 0.
        const Index count = range_.end + neighbours, first = (later + decimation_ / 2) * count;
        simd::run<rotate_bins>(count, re, im, later_re_.data() + first, later_im_.data() + first);
    }
    for (Index h = 1; h <= neighbours; ++h) {
        re[-h] = re[h], im[-h] = -im[h];
        re[last + h] = re[last - h], im[last + h] = -im[last - h];
    }
    // The window a sample later holds the sample after the frame instead of the first one.
    const double outside = (middle[-frame_ / 2] - middle[frame_ / 2]) * window_.back() / 2;
    const Index at = channel * bins();
    simd::run<measure_bins>(bins(), Values{re + range_.first, im + range_.first},
                            Values{before_.re.data() + at, before_.im.data() + at},
                            Values{now_.re.data() + at, now_.im.data() + at},
                            Sums{measures_.power.data(), measures_.moment.data(), measures_.excess.data(),
                                 measures_.back_re.data(), measures_.back_im.data()},
                            coefficients_, outside);
}

void StretchBand::synthesise(Index channel, const double* re, const double* im, double* sums) {
    const Index at = channel * bins();
    simd::run<turn_bins>(bins(), now_.re.data() + at, now_.im.data() + at, re, im, share_.data(),
                         reals(turned_.data() + range_.first));
    fft_.inverse(turned_.data(), segment_.data());
    simd::run<add_windowed>(frame_, segment_.data(), window_.data(), sums);
}

void StretchBand::next() {
    std::swap(now_, before_);
    std::swap(measures_.power, power_before_);
    for (AlignedVector<double>* values :
         {&measures_.power, &measures_.moment, &measures_.excess, &measures_.back_re, &measures_.back_im})
        std::fill(values->begin(), values->end(), 0.);
}

} // namespace pya::dsp::impl
