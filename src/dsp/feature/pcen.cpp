// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/pcen.hpp>

#include <pya/error.hpp>

#include "dsp/segment/mirrored_index.hpp"
#include "simd/math.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pya::dsp {

namespace {

void check_option(const char* name, double value, bool right, const char* range) {
    if (!right || !std::isfinite(value))
        detail::fail("Pcen: option ", name, " is ", value, "; it must be ", range);
}

double coefficient(double frames) {
    const double squared = frames * frames;
    return (std::sqrt(1 + 4 * squared) - 1) / (2 * squared);
}

/// The smoothed energies, and what is raised to a power to become the gains of a frame.
PYA_INLINE void smooth_energies(const double* largest, double b, double eps, double* smooth, double* energy,
                                Index n) {
    constexpr double least = std::numeric_limits<double>::min();
    constexpr double no_number = std::numeric_limits<double>::quiet_NaN();
    PYA_INDEPENDENT
    for (Index k = 0; k < n; ++k) {
        smooth[k] = b * largest[k] + (1 - b) * smooth[k];
        const double raised = smooth[k] + eps, above = raised < least ? least : raised;
        energy[k] = raised < 0 ? no_number : above;
    }
}

/// x^-power of what is normal, or NaN.
PYA_INLINE void raise_to_negative(double power, double* x, Index n) {
    PYA_INDEPENDENT
    for (Index k = 0; k < n; ++k) x[k] = simd::exponential(-power * simd::logarithm(x[k]));
}

/// sqrt(x gain + bias) - sqrt(bias), without its cancellation.
PYA_INLINE void compress_by_root(const double* x, const double* gain, double bias, double root, double* y,
                                 Index n) {
    PYA_INDEPENDENT
    for (Index k = 0; k < n; ++k) {
        const double raised = x[k] * gain[k];
        y[k] = raised / (std::sqrt(raised + bias) + root);
    }
}

} // namespace

Pcen::Pcen(double sr, Index stride, Index bands, const PcenOptions& options) : options_(options) {
    if (!(sr > 0 && std::isfinite(sr))) detail::fail("Pcen: argument sr is ", sr, "; it must be above 0 Hz");
    if (stride < 1) detail::fail("Pcen: argument stride is ", stride, "; it must be at least 1");
    if (bands < 1 || bands > Index{1} << 28)
        detail::fail("Pcen: argument bands is ", bands, "; it must lie between 1 and 2^28");
    check_option("gain", options.gain, options.gain >= 0, "0 or more");
    check_option("bias", options.bias, options.bias >= 0, "0 or more");
    check_option("power", options.power, options.power >= 0, "0 or more");
    check_option("time_constant", options.time_constant, options.time_constant > 0, "above 0");
    check_option("eps", options.eps, options.eps > 0, "above 0");
    if (options.b) check_option("b", *options.b, *options.b >= 0 && *options.b <= 1, "between 0 and 1");
    if (options.max_size < 1 || options.max_size > bands)
        detail::fail("Pcen: option max_size is ", options.max_size,
                     "; it must lie between 1 and bands = ", bands);
    b_ = options.b ? *options.b : coefficient(options.time_constant * sr / static_cast<double>(stride));
    largest_.resize(static_cast<std::size_t>(bands));
    smooth_.resize(largest_.size());
    gain_.resize(largest_.size());
}

void Pcen::process(Block<const double> frames, Block<double> out) {
    const Index bands = std::ssize(smooth_);
    if (frames.samples() != bands || out.samples() != bands || out.channels() != frames.channels())
        detail::fail("Pcen::process: frames is ", frames.samples(), " x ", frames.channels(), " and out ",
                     out.samples(), " x ", out.channels(), "; both must be ", bands, " x frames");
    const double bias = options_.bias, power = options_.power;
    for (Index t = 0; t < frames.channels(); ++t) {
        const auto frame = frames.channel(t);
        for (Index k = 0; k < bands; ++k) {
            double& largest = largest_[static_cast<std::size_t>(k)];
            largest = frame[static_cast<std::size_t>(k)];
            const Index first = k - options_.max_size / 2;
            for (Index i = 0; options_.max_size > 1 && i < options_.max_size; ++i)
                largest = std::max(largest,
                                   frame[static_cast<std::size_t>(impl::reflected_index(first + i, bands))]);
        }
        // They begin as if there had been frames of energy 1.
        if (!started_) std::fill(smooth_.begin(), smooth_.end(), 1.);
        simd::run<smooth_energies>(largest_.data(), b_, options_.eps, smooth_.data(), gain_.data(), bands);
        simd::run<raise_to_negative>(options_.gain, gain_.data(), bands);
        started_ = true;
        double* const result = out.channel(t).data();
        if (power == 0.5 && bias >= std::numeric_limits<double>::min()) {
            simd::run<compress_by_root>(frame.data(), gain_.data(), bias, std::sqrt(bias), result, bands);
            continue;
        }
        for (std::size_t k = 0; k < smooth_.size(); ++k) {
            const double x = frame[k], gain = gain_[k];
            double& y = result[k];
            if (power == 0)
                y = std::log1p(x * gain);
            else if (bias == 0)
                y = std::exp(power * (std::log(x) + std::log(gain)));
            else
                y = std::pow(bias, power) * std::expm1(power * std::log1p(x * gain / bias));
        }
    }
}

} // namespace pya::dsp
