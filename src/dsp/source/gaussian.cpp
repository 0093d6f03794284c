// SPDX-License-Identifier: MIT
#include <pya/dsp/source/gaussian.hpp>

#include <algorithm>
#include <cmath>

namespace pya::dsp {

GaussianNoise::GaussianNoise(std::uint32_t seed, double amp) : uniform_(seed), amp_(amp) {
    if (!std::isfinite(amp)) detail::fail("GaussianNoise: amp is ", amp, "; it must be finite");
}

void GaussianNoise::reset() {
    uniform_.reset();
    used_ = ready_.size();
    has_spare_ = false;
}

double GaussianNoise::uniform() {
    if (used_ == ready_.size()) {
        uniform_.process(Block<double>(ready_.data(), std::ssize(ready_)));
        used_ = 0;
    }
    return ready_[used_++];
}

double GaussianNoise::next() {
    if (has_spare_) {
        has_spare_ = false;
        return spare_;
    }
    double x = 0, y = 0, r = 0;
    do {
        x = 2 * uniform() - 1;
        y = 2 * uniform() - 1;
        r = x * x + y * y;
    } while (r >= 1 || r == 0);
    const double scale = std::sqrt(-2 * std::log(r) / r);
    spare_ = scale * x;
    has_spare_ = true;
    return scale * y;
}

template <class T>
void GaussianNoise::write(Block<T> out) {
    for (Index i = 0; i < out.samples(); ++i)
        for (Index c = 0; c < out.channels(); ++c) out(i, c) = static_cast<T>(amp_ * next());
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
