// SPDX-License-Identifier: MIT
#include <pya/agen/samples.hpp>
#include <pya/dsp/leaf/delay_line.hpp>
#include <pya/dsp/leaf/white_noise.hpp>

#include "agen/node.hpp"

#include <cmath>
#include <random>

namespace pya::gen {
namespace {

using namespace impl;

constexpr double lowest = 20; // Hz

class Pluck : public Unit {
public:
    Pluck(std::uint32_t seed, double t60, int sr)
        : line_(static_cast<std::size_t>(std::ceil(sr / lowest)) + 1), noise_(seed), t60_(t60), sr_(sr) {}
    Index process(const Io& io) noexcept override {
        for (Index i = 0; i < io.n; ++i) {
            const double asked = io.in[0][i]; // what isn't a number is the lowest
            const double freq = std::fmax(std::fmin(asked, sr_ / 8), std::fmin(lowest, sr_ / 8));
            if (freq != freq_) {
                freq_ = freq;
                loss_ = std::pow(10., -3 / (freq * t60_)); // in one period
            }
            // The mean of two samples is late by half a sample, and what is read has been pushed one ago.
            const double period = sr_ / freq, back = line_.lagrange(period - 1.5);
            const double plucked = played_ < period ? noise_.next() : 0;
            played_ += 1;
            io.out[i] = plucked + loss_ * 0.5 * (back + former_);
            former_ = back;
            line_.push(io.out[i]);
        }
        return io.n;
    }
    void reset() noexcept override {
        line_.reset();
        noise_.reset();
        former_ = 0;
        played_ = 0;
    }

private:
    dsp::leaf::DelayLine<double> line_;
    dsp::leaf::WhiteNoise<double> noise_;
    double t60_, sr_, freq_ = 0, loss_ = 0, former_ = 0, played_ = 0;
};

} // namespace

Agen pluck(const Agen& freq, const PluckOptions& options) {
    const double t60 = options.t60.value;
    if (!(t60 > 0 && t60 <= 1e4))
        detail::fail("gen::pluck: t60 is ", t60, " s; it must be above 0 and at most 10000 s");
    check_range("gen::pluck", "freq", freq, lowest, infinite);
    const std::shared_ptr<Node> node = joined("gen::pluck", {freq});
    const std::uint32_t seed = options.seed ? *options.seed : std::random_device()();
    node->make = [=, freq = freq.node().get()](Index, const Setup& setup) {
        if (freq->constant && !(*freq->constant <= setup.sr / 8.))
            detail::fail("gen::pluck: freq is ", *freq->constant, " Hz; at a rate of ", setup.sr,
                         " Hz it must be at most ", setup.sr / 8., " Hz");
        return std::make_unique<Pluck>(seed, t60, setup.sr);
    };
    return Agen(node);
}

} // namespace pya::gen
