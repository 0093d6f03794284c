// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/delay.hpp>

#include <cmath>
#include <cstddef>
#include <numbers>

namespace pya::dsp {
namespace {

constexpr double deepest_swing = 0.01; // seconds

// The sizes of memory are checked as parameters are.
double checked_longest(Seconds longest) {
    return Parameter<Seconds>("Delay: longest", longest, 0.001, 60).get().value;
}

} // namespace

Delay::Delay(double sr, Index channels, const DelayOptions& options)
    : Effect("Delay", sr, channels),
      time("Delay: time", options.time, 0.001, checked_longest(options.longest)),
      feedback("Delay: feedback", options.feedback, -0.99, 0.99),
      ping_pong("Delay: ping_pong", options.ping_pong, 0, 1), mix("Delay: mix", options.mix, 0, 1),
      depth("Delay: depth", options.depth, 0, deepest_swing), rate("Delay: rate", options.rate, 0, 20),
      lines_(static_cast<std::size_t>(channels),
             leaf::DelayLine<double>(
                 static_cast<std::size_t>(std::ceil((options.longest.value + deepest_swing) * sr)) + 2)),
      echoes_(static_cast<std::size_t>(channels)), feedback_(options.feedback, sr),
      ping_pong_(options.ping_pong, sr), mix_(options.mix, sr), depth_(options.depth.value, sr),
      swing_(options.rate, sr), fade_(static_cast<Index>(std::ceil(0.05 * sr))) {
    reset();
}

void Delay::reset() {
    for (leaf::DelayLine<double>& line : lines_) line.reset();
    feedback_.reset(feedback.get());
    ping_pong_.reset(ping_pong.get());
    mix_.reset(mix.get());
    depth_.reset(depth.get().value);
    swing_.reset();
    time_ = former_time_ = time.get().value * sr();
    fading_ = 0;
}

/// The echo of one channel, where `fresh` is the weight of the present time against the former one. The
/// newest sample of the line is a sample old.
double Delay::read(const leaf::DelayLine<double>& line, double swing, double fresh) const {
    const double now = line.lagrange(time_ + swing - 1);
    return fresh < 1 ? fresh * now + (1 - fresh) * line.lagrange(former_time_ + swing - 1) : now;
}

void Delay::run(Block<double> block) {
    const double wanted = time.get().value * sr();
    feedback_.to(feedback.get());
    ping_pong_.to(ping_pong.get());
    mix_.to(mix.get());
    depth_.to(depth.get().value);
    swing_.set(rate.get(), sr());
    for (Index i = 0; i < block.samples(); ++i) {
        if (fading_ == 0 && time_ != wanted) {
            former_time_ = time_;
            time_ = wanted;
            fading_ = fade_;
        }
        const double left = static_cast<double>(fading_) / static_cast<double>(fade_);
        const double fresh = 0.5 + 0.5 * std::cos(std::numbers::pi * left);
        if (fading_ > 0) --fading_;
        const double swing = depth_.next() * sr() * std::sin(2 * std::numbers::pi * swing_.next());
        const double around = ping_pong_.next(), again = feedback_.next(), wet = mix_.next();
        double mean = 0;
        for (Index c = 0; c < channels(); ++c) {
            mean += block(i, c) / static_cast<double>(channels());
            echoes_[static_cast<std::size_t>(c)] = read(lines_[static_cast<std::size_t>(c)], swing, fresh);
        }
        for (Index c = 0; c < channels(); ++c) {
            const double x = block(i, c), echo = echoes_[static_cast<std::size_t>(c)];
            const double before = echoes_[static_cast<std::size_t>(c > 0 ? c - 1 : channels() - 1)];
            const double in = (1 - around) * x + (c == 0 ? around * mean : 0);
            lines_[static_cast<std::size_t>(c)].push(in + again * ((1 - around) * echo + around * before));
            block(i, c) = (1 - wet) * x + wet * echo;
        }
    }
}

} // namespace pya::dsp
