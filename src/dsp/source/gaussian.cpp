// SPDX-License-Identifier: MIT
#include <pya/dsp/source/gaussian.hpp>

#include "simd/math.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace pya::dsp {
namespace {

/// Two numbers of each point (x, y) in the unit circle, r from its middle, squared.
PYA_INLINE void scale_pairs(const double* x, const double* y, const double* r, double* numbers, Index n) {
    for (Index i = 0; i < n; ++i) {
        const double scale = std::sqrt(-2 * simd::logarithm(r[i]) / r[i]);
        numbers[2 * i] = scale * y[i];
        numbers[2 * i + 1] = scale * x[i];
    }
}

} // namespace

GaussianNoise::GaussianNoise(std::uint32_t seed, double amp) : uniform_(seed), amp_(amp) {
    if (!std::isfinite(amp)) detail::fail("GaussianNoise: amp is ", amp, "; it must be finite");
}

void GaussianNoise::reset() {
    uniform_.reset();
    count_ = used_ = 0;
}

void GaussianNoise::refill() {
    constexpr std::size_t pairs = std::tuple_size_v<decltype(ready_)> / 2;
    std::array<double, 2 * pairs> uniform;
    std::array<double, pairs> x, y, r;
    std::size_t kept = 0;
    while (kept == 0) {
        uniform_.process(Block<double>(uniform.data(), std::ssize(uniform)));
        for (std::size_t i = 0; i < uniform.size(); i += 2) {
            x[kept] = 2 * uniform[i] - 1;
            y[kept] = 2 * uniform[i + 1] - 1;
            r[kept] = x[kept] * x[kept] + y[kept] * y[kept];
            kept += r[kept] < 1 && r[kept] != 0 ? 1 : 0;
        }
    }
    simd::run<scale_pairs>(x.data(), y.data(), r.data(), ready_.data(), static_cast<Index>(kept));
    count_ = 2 * kept;
    used_ = 0;
}

template <class T>
void GaussianNoise::write(Block<T> out) {
    for (Index i = 0; i < out.samples(); ++i)
        for (Index c = 0; c < out.channels(); ++c) {
            if (used_ == count_) refill();
            out(i, c) = static_cast<T>(amp_ * ready_[used_++]);
        }
}

void GaussianNoise::process(Block<float> out) { write(out); }
void GaussianNoise::process(Block<double> out) { write(out); }

namespace {

template <class T>
void gaussian_noise_into(Block<T> out, std::uint32_t seed, double amp) {
    GaussianNoise noise(seed, amp);
    for (Index c = 0; c < out.channels(); ++c) noise.process(out.channels_from(c, 1));
}

template <class T>
void brown_noise_into(Block<T> out, std::uint32_t seed, double amp) {
    if (!std::isfinite(amp)) detail::fail("brown_noise: amp is ", amp, "; it must be finite");
    white_noise(out, seed);
    for (Index c = 0; c < out.channels() && out.samples() > 0; ++c) {
        double sum = 0, total = 0, low = HUGE_VAL, high = -HUGE_VAL;
        const auto walk = [&](auto step) {
            sum = 0;
            for (T& x : out.channel(c)) step(x, sum += static_cast<double>(x));
        };
        walk([&](T, double at) {
            total += at;
            low = std::min(low, at);
            high = std::max(high, at);
        });
        const double mean = total / static_cast<double>(out.samples());
        const double peak = std::max(high - mean, mean - low);
        walk([&](T& x, double at) { x = peak > 0 ? static_cast<T>((at - mean) * (amp / peak)) : T(0); });
    }
}

} // namespace

void gaussian_noise(Block<float> out, std::uint32_t seed, double amp) { gaussian_noise_into(out, seed, amp); }
void gaussian_noise(Block<double> out, std::uint32_t seed, double amp) {
    gaussian_noise_into(out, seed, amp);
}
void brown_noise(Block<float> out, std::uint32_t seed, double amp) { brown_noise_into(out, seed, amp); }
void brown_noise(Block<double> out, std::uint32_t seed, double amp) { brown_noise_into(out, seed, amp); }

} // namespace pya::dsp
