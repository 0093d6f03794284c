// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/waveshaper.hpp>

#include <pya/dsp/leaf/soft_clip.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace pya::dsp {
namespace {

// The modified Bessel function of order 0, by its power series.
double kaiser_bessel(double x) {
    double term = 1, sum = 1;
    for (int k = 1; term > 1e-17 * sum; ++k) {
        term *= x * x / (4. * k * k);
        sum += term;
    }
    return sum;
}

double factor_of(double decibels) { return std::pow(10, decibels / 20); }

} // namespace

void impl::write_oversampling_taps(double* taps, std::size_t factor, std::size_t width) {
    const double beta = 0.1102 * (100 - 8.7); // J. F. Kaiser's, for 100 dB
    const double half = static_cast<double>(factor * width) / 2;
    for (std::size_t i = 0; i < factor * width; ++i) {
        const double t = static_cast<double>(i) - half,
                     x = std::numbers::pi * t / static_cast<double>(factor);
        const double place = t / half;
        taps[i] = (t == 0 ? 1 : std::sin(x) / x) * kaiser_bessel(beta * std::sqrt(1 - place * place));
    }
    for (std::size_t p = 0; p < factor; ++p) {
        double sum = 0;
        for (std::size_t i = p; i < factor * width; i += factor) sum += taps[i];
        for (std::size_t i = p; i < factor * width; i += factor) taps[i] /= sum;
    }
}

Waveshaper::Waveshaper(double sr, Index channels, const WaveshaperOptions& options)
    : Effect("Waveshaper", sr, channels),
      drive("Waveshaper: drive", options.drive, Decibels(-24), Decibels(36)),
      gain("Waveshaper: gain", options.gain, Decibels(-60), Decibels(24)),
      mix("Waveshaper: mix", options.mix, 0, 1), curve_(options.curve),
      channels_(static_cast<std::size_t>(channels)), drive_(options.drive.value, sr),
      gain_(options.gain.value, sr), mix_(options.mix, sr) {}

void Waveshaper::reset() {
    for (Channel& channel : channels_) {
        channel.outer.reset();
        channel.inner.reset();
        channel.dry.reset();
    }
    drive_.reset(drive.get().value);
    gain_.reset(gain.get().value);
    mix_.reset(mix.get());
}

template <class Curve>
void Waveshaper::bend(Block<double> block, Curve curve) {
    for (Index i = 0; i < block.samples(); ++i) {
        const double before = factor_of(drive_.next()), behind = factor_of(gain_.next()), wet = mix_.next();
        for (Index c = 0; c < block.channels(); ++c) {
            Channel& channel = channels_[static_cast<std::size_t>(c)];
            channel.dry.push(block(i, c));
            std::array<double, 2> twofold = channel.outer.up(before * block(i, c));
            for (double& x : twofold) {
                std::array<double, 4> eightfold = channel.inner.up(x);
                for (double& y : eightfold) y = curve(y);
                x = channel.inner.down(eightfold);
            }
            block(i, c) = (1 - wet) * channel.dry[delay] + wet * behind * channel.outer.down(twofold);
        }
    }
}

void Waveshaper::run(Block<double> block) {
    drive_.to(drive.get().value);
    gain_.to(gain.get().value);
    mix_.to(mix.get());
    switch (curve_) {
    case ShaperCurve::tanh: return bend(block, [](double x) { return leaf::clip_tanh(x); });
    case ShaperCurve::algebraic: return bend(block, [](double x) { return leaf::clip_algebraic(x); });
    case ShaperCurve::cubic: return bend(block, [](double x) { return leaf::clip_cubic(x); });
    }
}

} // namespace pya::dsp
