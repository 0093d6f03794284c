// SPDX-License-Identifier: MIT
/// @file
/// A higher rate for what makes harmonics.
#ifndef PYA_DSP_EFFECT_OVERSAMPLER_HPP
#define PYA_DSP_EFFECT_OVERSAMPLER_HPP

#include <pya/export.hpp>

#include <array>
#include <cstddef>

namespace pya::dsp::impl {

/// The taps of a low-pass that cuts at the rate before it was raised: a sinc in a Kaiser window, which is 100
/// dB down in the stopband. Each of its `factor` phases sums up to 1.
PYA_DSP_EXPORT void write_oversampling_taps(double* taps, std::size_t factor, std::size_t width);

/// Raises the rate of one channel by a factor and takes it down again. Both together are late by `width`
/// samples.
template <std::size_t factor, std::size_t width>
class Oversampler {
public:
    Oversampler() {
        write_oversampling_taps(taps_.data(), factor, width);
        reset();
    }

    /// The next `factor` samples of the higher rate.
    std::array<double, factor> up(double x) {
        in_at_ = in_at_ > 0 ? in_at_ - 1 : width - 1;
        in_[in_at_] = in_[in_at_ + width] = x;
        std::array<double, factor> sum{};
        for (std::size_t k = 0; k < width; ++k)
            for (std::size_t p = 0; p < factor; ++p) sum[p] += taps_[factor * k + p] * in_[in_at_ + k];
        return sum;
    }

    /// The next sample of the lower rate.
    double down(const std::array<double, factor>& x) {
        constexpr std::size_t size = factor * width;
        // The first of them is the newest that the filter reads; the others are for the next call.
        out_at_ = out_at_ > 0 ? out_at_ - factor : size - factor;
        std::array<double, factor> sum{};
        put(out_at_ + factor - 1, x[0]);
        for (std::size_t k = 0; k < width; ++k)
            for (std::size_t p = 0; p < factor; ++p)
                sum[p] += taps_[factor * k + p] * out_[out_at_ + factor - 1 + factor * k + p];
        for (std::size_t p = 1; p < factor; ++p) put(out_at_ + factor - 1 - p, x[p]);
        double all = 0;
        for (const double part : sum) all += part;
        return all / factor;
    }

    /// Back to silence.
    void reset() {
        in_.fill(0);
        out_.fill(0);
        in_at_ = out_at_ = 0;
    }

private:
    // A ring that is written twice, so that what is read lies in one piece, newest first.
    void put(std::size_t at, double x) { out_[at] = out_[at + factor * width] = x; }

    std::array<double, factor * width> taps_;
    std::array<double, 2 * width> in_;
    std::array<double, 2 * factor * width> out_;
    std::size_t in_at_ = 0, out_at_ = 0;
};

} // namespace pya::dsp::impl

#endif
