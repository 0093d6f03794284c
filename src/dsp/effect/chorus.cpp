// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/chorus.hpp>

#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace pya::dsp {

Chorus::Chorus(double sr, Index channels, const ChorusOptions& options)
    : Effect("Chorus", sr, channels), delay("Chorus: delay", options.delay, 0.0005, 0.05),
      depth("Chorus: depth", options.depth, 0, 0.02), rate("Chorus: rate", options.rate, 0, 20),
      feedback("Chorus: feedback", options.feedback, -0.95, 0.95), mix("Chorus: mix", options.mix, 0, 1),
      voices_(options.voices),
      lines_(static_cast<std::size_t>(channels),
             leaf::DelayLine<double>(static_cast<std::size_t>(std::ceil(0.07 * sr)) + 2)),
      delay_(options.delay.value, sr, 0.05), depth_(options.depth.value, sr, 0.05),
      feedback_(options.feedback, sr), mix_(options.mix, sr), swing_(options.rate, sr) {
    if (voices_ < 1 || voices_ > 16) detail::fail("Chorus: voices is ", voices_, "; it must be from 1 to 16");
    reset();
}

void Chorus::reset() {
    for (leaf::DelayLine<double>& line : lines_) line.reset();
    delay_.reset(delay.get().value);
    depth_.reset(depth.get().value);
    feedback_.reset(feedback.get());
    mix_.reset(mix.get());
    swing_.reset();
}

void Chorus::run(Block<double> block) {
    delay_.to(delay.get().value);
    depth_.to(depth.get().value);
    feedback_.to(feedback.get());
    mix_.to(mix.get());
    swing_.set(rate.get(), sr());
    for (Index i = 0; i < block.samples(); ++i) {
        // The newest sample of a line is a sample old, and the cubic needs one more.
        const double middle = std::max(delay_.next() * sr(), 2.) - 1;
        const double wide = std::min(depth_.next() * sr(), middle - 1);
        const double turn = swing_.next(), again = feedback_.next(), wet = mix_.next();
        for (Index c = 0; c < channels(); ++c) {
            leaf::DelayLine<double>& line = lines_[static_cast<std::size_t>(c)];
            double copies = 0;
            for (Index v = 0; v < voices_; ++v) {
                const double cycles = turn + 0.25 * static_cast<double>(c % 4) +
                                      static_cast<double>(v) / static_cast<double>(voices_);
                copies += line.lagrange(middle + wide * std::sin(2 * std::numbers::pi * cycles));
            }
            copies /= static_cast<double>(voices_);
            line.push(block(i, c) + again * copies);
            block(i, c) = (1 - wet) * block(i, c) + wet * copies;
        }
    }
}

} // namespace pya::dsp
