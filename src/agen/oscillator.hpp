// SPDX-License-Identifier: MIT
// What every oscillator is: a frequency, a phase, and a wave.
#ifndef PYA_SRC_AGEN_OSCILLATOR_HPP
#define PYA_SRC_AGEN_OSCILLATOR_HPP

#include "agen/phases.hpp"

#include <utility>
#include <vector>

namespace pya::gen::impl {

/// A unit whose first input is a frequency and whose second one a phase. wave(phases, io) writes io.out.
template <class Wave>
class Oscillator : public Unit {
public:
    Oscillator(const Phases& phases, Wave wave) : phases_(phases), wave_(std::move(wave)) {}
    Index process(const Io& io) noexcept override {
        wave_(phases_.advance(io.in[0], io.in[1], io.n), io);
        return io.n;
    }
    void reset() noexcept override { phases_.reset(); }

private:
    Phases phases_;
    Wave wave_;
};

/// A generator of such units. make_wave(sr) gives the wave.
template <class MakeWave>
Agen oscillator(const char* function, const std::vector<Agen>& inputs, MakeWave make_wave) {
    check_range(function, "freq", inputs[0], 0, infinite);
    const std::shared_ptr<Node> node = joined(function, inputs);
    node->make = [function, make_wave, freq = inputs[0].node().get(),
                  phase = inputs[1].node().get()](Index, const Setup& setup) {
        check_below_nyquist(function, *freq, setup.sr);
        auto wave = make_wave(setup.sr);
        return std::make_unique<Oscillator<decltype(wave)>>(Phases(setup.sr, freq->constant, phase->constant),
                                                            std::move(wave));
    };
    return Agen(node);
}

} // namespace pya::gen::impl

#endif
