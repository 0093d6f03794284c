// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/reverb.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <numeric>

namespace pya::dsp {
namespace {

bool is_prime(std::size_t n) {
    for (std::size_t d = 2; d * d <= n; ++d)
        if (n % d == 0) return false;
    return n > 1;
}

// What is not a parameter is checked as one.
double checked_size(const char* name, double value, double least, double largest) {
    return Parameter<>(name, value, least, largest).get();
}

// An element of the Hadamard matrix: a row for each channel.
double hadamard_sign(Index row, std::size_t column) {
    return std::popcount(static_cast<std::size_t>(row) & column) % 2 == 0 ? 1 : -1;
}

// The product of the Hadamard matrix of 16 x 16, of determinant +-1, and a vector.
void hadamard_product(std::array<double, 16>& x) {
    for (std::size_t half = 1; half < x.size(); half *= 2)
        for (std::size_t first = 0; first < x.size(); first += 2 * half)
            for (std::size_t i = first; i < first + half; ++i) {
                const double a = x[i], b = x[i + half];
                x[i] = a + b;
                x[i + half] = a - b;
            }
    for (double& value : x) value *= 0.25;
}

} // namespace

Reverb::Reverb(double sr, Index channels, const ReverbOptions& options)
    : Effect("Reverb", sr, channels), t60("Reverb: t60", options.t60, 0.05, 60),
      t60_low("Reverb: t60_low", options.t60_low, 0.05, 60),
      t60_high("Reverb: t60_high", options.t60_high, 0.05, 60), mix("Reverb: mix", options.mix, 0, 1),
      t60_(options.t60.value, sr), t60_low_(options.t60_low.value, sr), t60_high_(options.t60_high.value, sr),
      mix_(options.mix, sr) {
    const double size = checked_size("Reverb: size", options.size, 0.1, 4);
    set_crossover(low_, checked_size("Reverb: low_freq", options.low_freq, 20, 0.45 * sr), sr);
    set_crossover(high_, checked_size("Reverb: high_freq", options.high_freq, options.low_freq, 0.45 * sr),
                  sr);
    predelay_ = static_cast<std::size_t>(
        std::lround(sr * checked_size("Reverb: predelay", options.predelay.value, 0, 1)));
    early_.assign(static_cast<std::size_t>(channels), leaf::DelayLine<double>(predelay_));
    std::size_t next = 2, all = 0;
    for (std::size_t i = 0; i < lines; ++i) {
        const double seconds = 0.022 * std::pow(3.6, static_cast<double>(i) / (lines - 1)) * size;
        next = std::max(next, static_cast<std::size_t>(seconds * sr));
        while (!is_prime(next)) ++next;
        begin_[i] = all;
        all += length_[i] = next++;
    }
    memory_.resize(all);
    reset();
}

void Reverb::set_crossover(Shelf& shelf, double freq, double sr) {
    shelf.g = std::tan(std::numbers::pi * freq / sr);
    shelf.h = 1 / (1 + shelf.g * (std::numbers::sqrt2 + shelf.g));
}

/// Goes on to the next values of the times. What a delay of n samples keeps in a band is -60 dB for each time
/// of that band.
void Reverb::design() {
    const double middle = t60_.next(), low = t60_low_.next(), high = t60_high_.next();
    std::size_t all = 0;
    for (std::size_t i = 0; i < lines; ++i) {
        const double decades = -3 * static_cast<double>(length_[i]) / sr();
        gain_[i] = std::pow(10, decades / middle);
        low_.root[i] = std::pow(10, (decades / low - decades / middle) / 2);
        high_.root[i] = std::pow(10, (decades / high - decades / middle) / 2);
        all += length_[i];
    }
    // The energy of the room's response, a geometric series over the mean delay, becomes 1.
    const double passes = static_cast<double>(all) / lines / (middle * sr());
    level_ = std::sqrt(-std::expm1(-6 * std::numbers::ln10 * passes)) / 4;
}

void Reverb::reset() {
    std::fill(memory_.begin(), memory_.end(), 0);
    for (leaf::DelayLine<double>& line : early_) line.reset();
    place_.fill(0);
    for (Shelf* shelf : {&low_, &high_}) {
        shelf->first.fill(0);
        shelf->second.fill(0);
    }
    t60_.reset(t60.get().value);
    t60_low_.reset(t60_low.get().value);
    t60_high_.reset(t60_high.get().value);
    mix_.reset(mix.get());
    design();
}

/// A shelf as in Equaliser, whose gain is the square of the root.
void Reverb::filter(Shelf& shelf, Lanes& x, bool low_side) {
    const double g = shelf.g, h = shelf.h, k = std::numbers::sqrt2;
    for (std::size_t i = 0; i < lines; ++i) {
        const double high = h * (x[i] - (k + g) * shelf.first[i] - shelf.second[i]);
        const double band = g * high + shelf.first[i];
        const double low = g * band + shelf.second[i];
        shelf.first[i] = g * high + band;
        shelf.second[i] = g * band + low;
        const double root = shelf.root[i], inside = low_side ? low : high, outside = low_side ? high : low;
        x[i] = root * (root * inside + k * band) + outside;
    }
}

void Reverb::run(Block<double> block) {
    t60_.to(t60.get().value);
    t60_low_.to(t60_low.get().value);
    t60_high_.to(t60_high.get().value);
    mix_.to(mix.get());
    for (Index i = 0; i < block.samples(); ++i) {
        if (!t60_.resting() || !t60_low_.resting() || !t60_high_.resting()) design();
        Lanes out, x;
        for (std::size_t l = 0; l < lines; ++l) {
            out[l] = memory_[begin_[l] + place_[l]];
            x[l] = gain_[l] * out[l];
        }
        filter(low_, x, true);
        filter(high_, x, false);
        hadamard_product(x);
        const double wet = mix_.next();
        for (Index c = 0; c < channels(); ++c) {
            leaf::DelayLine<double>& early = early_[static_cast<std::size_t>(c)];
            early.push(block(i, c));
            const double in = early[predelay_];
            double sum = 0;
            for (std::size_t l = 0; l < lines; ++l) {
                x[l] += hadamard_sign(c, l) * in;
                sum += hadamard_sign(c + 1, l) * out[l];
            }
            block(i, c) = (1 - wet) * block(i, c) + wet * level_ * sum;
        }
        for (std::size_t l = 0; l < lines; ++l) {
            memory_[begin_[l] + place_[l]] = x[l];
            place_[l] = place_[l] + 1 < length_[l] ? place_[l] + 1 : 0;
        }
    }
}

} // namespace pya::dsp
