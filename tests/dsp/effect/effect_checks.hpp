// SPDX-License-Identifier: MIT
/// @file
/// What every effect must keep: the same bits for any split, no clicks, no harm from a storm of parameters.
#ifndef PYA_TESTS_DSP_EFFECT_EFFECT_CHECKS_HPP
#define PYA_TESTS_DSP_EFFECT_EFFECT_CHECKS_HPP

#include <pya/dsp/effect/effect.hpp>
#include <pya/dsp/source/noise.hpp>

#include "support/catch.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <complex>
#include <functional>
#include <numbers>
#include <random>
#include <thread>
#include <vector>

namespace effects {

using pya::dsp::Block;
using pya::dsp::Index;

inline Eigen::ArrayXXf white(Index n, Index channels, float amp) {
    Eigen::ArrayXXf x(n, channels);
    pya::dsp::white_noise(x, 4);
    return x * amp;
}

inline Eigen::ArrayXXd sine(double freq, double sr, Index n, Index channels = 1, double amp = 0.5) {
    Eigen::ArrayXXd x(n, channels);
    for (Index i = 0; i < n; ++i)
        x.row(i) = amp * std::sin(2 * std::numbers::pi * freq / sr * static_cast<double>(i));
    return x;
}

// Any split into blocks gives the same bits, also again after reset(), and in a copy.
template <class Effect>
void check_splits(Effect effect) {
    const Eigen::ArrayXXf x = white(20000, effect.channels(), 0.8f);
    Eigen::ArrayXXf whole(x.rows(), x.cols()), cut(x.rows(), x.cols());
    Effect copy = effect;
    effect.process(x, whole);
    CHECK(whole.isFinite().all());
    effect.reset();
    std::mt19937 random(9);
    for (Index i = 0; i < x.rows();) {
        const Index n = std::min<Index>(1 + random() % 700, x.rows() - i);
        effect.process(Block<const float>(x).part(i, n), Block<float>(cut).part(i, n));
        i += n;
    }
    CHECK((whole == cut).all());
    cut = x;
    copy.process(cut, cut); // in place
    CHECK((whole == cut).all());
}

// The level of the largest line from 5 to 20 kHz, in dB relative to a sine of 1 kHz that plays while `change`
// changes a parameter. A step in the samples gives about -70 dB.
template <class Effect>
double splatter(Effect& effect, const std::function<void()>& change) {
    const double sr = 48000;
    const Index before = 48000, window = 16384, jump = before - window / 4, all = jump + window;
    const Eigen::ArrayXXd x = sine(1000, sr, all, effect.channels());
    Eigen::ArrayXXd y = x;
    effect.process(Block<const double>(x).part(0, before), Block<double>(y).part(0, before));
    change();
    effect.process(Block<const double>(x).part(before, all - before),
                   Block<double>(y).part(before, all - before));
    double largest = 0;
    for (double freq = 5000.5; freq < 20000; freq += 71) {
        std::complex<double> sum = 0;
        for (Index i = 0; i < window; ++i) {
            const double phase = 2 * std::numbers::pi * static_cast<double>(i);
            sum += y(jump + i, 0) * (0.5 - 0.5 * std::cos(phase / static_cast<double>(window))) *
                   std::polar(1., -std::fmod(phase * freq / sr, 2 * std::numbers::pi));
        }
        largest = std::max(largest, std::abs(sum));
    }
    return 20 * std::log10(largest / (0.5 * static_cast<double>(window) / 4));
}

// Threads turn all knobs to random places while another one processes. Each gets the range 0 to 1 of a knob.
// The samples stay within `bound`.
template <class Effect>
void storm(Effect& effect, double bound, const std::vector<std::function<void(double)>>& knobs) {
    std::atomic<bool> over = false;
    std::vector<std::thread> threads;
    for (unsigned t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            std::mt19937 random(t);
            std::uniform_real_distribution<double> place;
            while (!over)
                for (const auto& knob : knobs) knob(place(random));
        });
    const Eigen::ArrayXXf x = white(256, effect.channels(), 0.5f);
    Eigen::ArrayXXf y = x;
    bool fine = true;
    for (int block = 0; block < 400; ++block) {
        effect.process(x, y);
        fine = fine && y.isFinite().all() && (y.abs() < static_cast<float>(bound)).all();
    }
    over = true;
    for (std::thread& thread : threads) thread.join();
    CHECK(fine);
}

} // namespace effects

#endif
