// SPDX-License-Identifier: MIT
#include <pya/agen/noise.hpp>
#include <pya/dsp/leaf/mersenne.hpp>
#include <pya/dsp/leaf/one_pole.hpp>
#include <pya/dsp/source/gaussian.hpp>
#include <pya/dsp/source/noise.hpp>

#include "agen/node.hpp"

#include <cmath>
#include <numbers>
#include <random>
#include <utility>

namespace pya::gen {
namespace {

using namespace impl;

constexpr double rms = 0.2;

/// A kernel of dsp/ that makes samples.
template <class Kernel>
class SourceUnit : public Unit {
public:
    explicit SourceUnit(Kernel kernel) : kernel_(std::move(kernel)) {}
    Index process(const Io& io) noexcept override {
        kernel_.process(dsp::Block<double>(io.out, io.n));
        return io.n;
    }
    void reset() noexcept override { kernel_.reset(); }

private:
    Kernel kernel_;
};

template <class Kernel>
std::unique_ptr<Unit> unit_of(Kernel kernel) {
    return std::make_unique<SourceUnit<Kernel>>(std::move(kernel));
}

/// White noise through a pole at 10 Hz.
class Brown : public Unit {
public:
    Brown(std::uint32_t seed, int sr) : white_(seed), pole_(std::exp(-20 * std::numbers::pi / sr)) {
        gain_ = rms * std::sqrt(3 * (1 - pole_ * pole_)); // the square of white noise is 1/3 on average
    }
    Index process(const Io& io) noexcept override {
        white_.process(dsp::Block<double>(io.out, io.n));
        for (Index i = 0; i < io.n; ++i) io.out[i] = y_ = pole_ * y_ + gain_ * io.out[i];
        return io.n;
    }
    void reset() noexcept override {
        white_.reset();
        y_ = 0;
    }

private:
    dsp::WhiteNoise white_;
    double pole_, gain_, y_ = 0;
};

class Dust : public Unit {
public:
    Dust(std::uint32_t seed, int sr) : random_(seed), sr_(sr) {}
    Index process(const Io& io) noexcept override {
        for (Index i = 0; i < io.n; ++i) {
            const double chance = io.in[0][i] / sr_, number = random_.next();
            io.out[i] = number < chance ? number / chance : 0;
        }
        return io.n;
    }
    void reset() noexcept override { random_.reset(); }

private:
    dsp::leaf::Mersenne random_;
    double sr_;
};

std::unique_ptr<Unit> noise_unit(Noise type, std::uint32_t seed, int sr) {
    switch (type) {
    case Noise::pink: return unit_of(dsp::PinkNoise(seed, rms));
    case Noise::gaussian: return unit_of(dsp::GaussianNoise(seed));
    case Noise::brown: return std::make_unique<Brown>(seed, sr);
    default: return unit_of(dsp::WhiteNoise(seed));
    }
}

std::uint32_t seed_of(std::optional<std::uint32_t> seed) { return seed ? *seed : std::random_device()(); }

} // namespace

Agen noise(const NoiseOptions& options) {
    if (options.channels < 1)
        detail::fail("gen::noise: channels is ", options.channels, "; it must be at least 1");
    const std::shared_ptr<Node> node = joined("gen::noise", {});
    node->channels = options.channels;
    node->make = [type = options.type, seed = seed_of(options.seed)](Index channel, const Setup& setup) {
        return noise_unit(type, seed + static_cast<std::uint32_t>(channel), setup.sr);
    };
    return Agen(node);
}

Agen dust(const Agen& density, std::optional<std::uint32_t> seed) {
    check_range("gen::dust", "density", density, 0, infinite);
    const std::shared_ptr<Node> node = joined("gen::dust", {density});
    node->make = [seed = seed_of(seed)](Index channel, const Setup& setup) {
        return std::make_unique<Dust>(seed + static_cast<std::uint32_t>(channel), setup.sr);
    };
    return Agen(node);
}

} // namespace pya::gen
