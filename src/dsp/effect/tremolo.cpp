// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/tremolo.hpp>

#include <cmath>
#include <numbers>

namespace pya::dsp {

Tremolo::Tremolo(double sr, Index channels, const TremoloOptions& options)
    : Effect("Tremolo", sr, channels), rate("Tremolo: rate", options.rate, 0, 50),
      depth("Tremolo: depth", options.depth, 0, 1), spread("Tremolo: spread", options.spread, 0, 1),
      depth_(options.depth, sr), spread_(options.spread, sr), swing_(options.rate, sr) {}

void Tremolo::reset() {
    depth_.reset(depth.get());
    spread_.reset(spread.get());
    swing_.reset();
}

void Tremolo::run(Block<double> block) {
    depth_.to(depth.get());
    spread_.to(spread.get());
    swing_.set(rate.get(), sr());
    for (Index i = 0; i < block.samples(); ++i) {
        const double deep = depth_.next(), apart = spread_.next(), turn = swing_.next();
        for (Index c = 0; c < channels(); ++c) {
            const double cycles = turn + apart * static_cast<double>(c);
            block(i, c) *= 1 - deep * (0.5 - 0.5 * std::cos(2 * std::numbers::pi * cycles));
        }
    }
}

RingModulator::RingModulator(double sr, Index channels, const RingOptions& options)
    : Effect("RingModulator", sr, channels), freq("RingModulator: freq", options.freq, 0, sr / 2),
      mix("RingModulator: mix", options.mix, 0, 1), freq_(options.freq, sr), mix_(options.mix, sr),
      wave_(options.freq, sr) {}

void RingModulator::reset() {
    freq_.reset(freq.get());
    mix_.reset(mix.get());
    wave_.reset();
}

void RingModulator::run(Block<double> block) {
    freq_.to(freq.get());
    mix_.to(mix.get());
    for (Index i = 0; i < block.samples(); ++i) {
        wave_.set(freq_.next(), sr());
        const double wet = mix_.next(), factor = std::sin(2 * std::numbers::pi * wave_.next());
        for (Index c = 0; c < channels(); ++c) block(i, c) *= 1 - wet + wet * factor;
    }
}

} // namespace pya::dsp
