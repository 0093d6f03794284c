// SPDX-License-Identifier: MIT
#include <pya/agen/samples.hpp>
#include <pya/asig.hpp>
#include <pya/dsp/leaf/mersenne.hpp>

#include "agen/node.hpp"
#include "agen/reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>

namespace pya::gen {
namespace {

using namespace impl;

class Grains : public Unit {
public:
    Grains(const Reader& read, int signal_sr, int sr, double dur, double jitter, std::uint32_t seed)
        : read_(read), random_(seed), signal_sr_(signal_sr), sr_(sr),
          length_(std::max(1., std::round(dur * sr))), jitter_(jitter) {}
    Index process(const Io& io) noexcept override {
        for (Index i = 0; i < io.n; ++i) {
            if (phase_ > 1 - rounding) {
                phase_ -= std::floor(phase_ + rounding);
                begin(io.in[1][i], io.in[2][i]);
            }
            const double step = io.in[0][i] / sr_;
            if (step > 0 && step < 1e9) phase_ += step;
            io.out[i] = 0;
            for (std::size_t g = 0; g < count_; ++g) io.out[i] += next(grains_[g]);
            while (count_ > 0 && grains_[0].age >= length_) { // the oldest is the first to end
                std::move(grains_.begin() + 1, grains_.begin() + static_cast<std::ptrdiff_t>(count_),
                          grains_.begin());
                --count_;
            }
        }
        return io.n;
    }
    void reset() noexcept override {
        random_.reset();
        phase_ = 1;
        count_ = 0;
    }

private:
    static constexpr double rounding = 1e-9; // of phases that are added up

    struct Grain {
        double at = 0, step = 0, age = 0;
    };

    void begin(double position, double rate) {
        const double moved = position + (2 * random_.next() - 1) * jitter_;
        if (count_ == grains_.size() || !std::isfinite(moved) || !std::isfinite(rate)) return;
        grains_[count_++] = {std::clamp(moved * signal_sr_, -1e9, 1e9),
                             std::clamp(rate * signal_sr_ / sr_, -1e9, 1e9), 0};
    }
    double next(Grain& grain) const {
        const double window = std::sin(std::numbers::pi * (grain.age + 0.5) / length_);
        const double at = grain.at + grain.step * grain.age++;
        return std::fabs(at) < 1e15 ? window * window * read_(at) : 0;
    }

    Reader read_;
    dsp::leaf::Mersenne random_;
    double signal_sr_, sr_, length_, jitter_;
    double phase_ = 1; // of the grains, in grains; the first one begins at once
    std::array<Grain, 64> grains_;
    std::size_t count_ = 0;
};

} // namespace

Agen grains(const Asig& sig, const GrainOptions& options) {
    const double dur = options.dur.value, jitter = options.jitter.value;
    check_range("gen::grains", "density", options.density, 0, infinite);
    if (!(dur > 0 && dur <= 100))
        detail::fail("gen::grains: dur is ", dur, " s; it must be above 0 and at most 100 s");
    if (!(jitter >= 0 && jitter <= 1e6))
        detail::fail("gen::grains: jitter is ", jitter, " s; it must be 0 to 1e6 s");
    const std::shared_ptr<Node> node =
        joined("gen::grains", {options.density, options.position, options.rate});
    if (node->channels != 1)
        detail::fail("gen::grains: a parameter has ", node->channels, " channels; it must have one");
    node->channels = sig.channels();
    const std::uint32_t seed = options.seed ? *options.seed : std::random_device()();
    node->make = [=, samples = sig.storage(), sr = sig.sr()](Index channel, const Setup& setup) {
        return std::make_unique<Grains>(Reader(samples, channel), sr, setup.sr, dur, jitter, seed);
    };
    return Agen(node);
}

} // namespace pya::gen
