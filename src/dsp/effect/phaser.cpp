// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/phaser.hpp>

#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace pya::dsp {

Phaser::Phaser(double sr, Index channels, const PhaserOptions& options)
    : Effect("Phaser", sr, channels), freq("Phaser: freq", options.freq, 10, 0.45 * sr),
      octaves("Phaser: octaves", options.octaves, 0, 5), rate("Phaser: rate", options.rate, 0, 20),
      feedback("Phaser: feedback", options.feedback, -0.95, 0.95), mix("Phaser: mix", options.mix, 0, 1),
      stages_(options.stages), last_(static_cast<std::size_t>(channels)), freq_(options.freq, sr),
      octaves_(options.octaves, sr), feedback_(options.feedback, sr), mix_(options.mix, sr),
      swing_(options.rate, sr) {
    if (stages_ < 1 || stages_ > 24) detail::fail("Phaser: stages is ", stages_, "; it must be from 1 to 24");
    states_.resize(static_cast<std::size_t>(stages_ * channels));
    reset();
}

void Phaser::reset() {
    std::fill(states_.begin(), states_.end(), 0);
    std::fill(last_.begin(), last_.end(), 0);
    freq_.reset(freq.get());
    octaves_.reset(octaves.get());
    feedback_.reset(feedback.get());
    mix_.reset(mix.get());
    swing_.reset();
}

void Phaser::run(Block<double> block) {
    freq_.to(freq.get());
    octaves_.to(octaves.get());
    feedback_.to(feedback.get());
    mix_.to(mix.get());
    swing_.set(rate.get(), sr());
    for (Index i = 0; i < block.samples(); ++i) {
        const double middle = freq_.next(), wide = octaves_.next(), turn = swing_.next();
        const double again = feedback_.next(), wet = mix_.next();
        for (Index c = 0; c < channels(); ++c) {
            const double cycles = turn + 0.25 * static_cast<double>(c % 4);
            const double f = middle * std::exp2(wide * std::sin(2 * std::numbers::pi * cycles));
            const double g = std::tan(std::numbers::pi * std::clamp(f / sr(), 1e-5, 0.45)),
                         part = g / (1 + g);
            double& last = last_[static_cast<std::size_t>(c)];
            double y = block(i, c) + again * last;
            for (Index s = 0; s < stages_; ++s) {
                double& state = states_[static_cast<std::size_t>(c * stages_ + s)];
                const double step = part * (y - state), low = state + step;
                state = low + step;
                y = 2 * low - y;
            }
            last = y;
            block(i, c) = (1 - wet) * block(i, c) + wet * y;
        }
    }
}

} // namespace pya::dsp
