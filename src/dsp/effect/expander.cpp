// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/expander.hpp>

#include <algorithm>

namespace pya::dsp {

Expander::Expander(double sr, Index channels, const ExpanderOptions& options)
    : Dynamics("Expander", sr, channels, options.lookahead, options.hold),
      threshold("Expander: threshold", options.threshold, Decibels(-120), Decibels(24)),
      ratio("Expander: ratio", options.ratio, 1, 100),
      range("Expander: range", options.range, Decibels(0), Decibels(120)),
      attack("Expander: attack", options.attack, 0, 10), release("Expander: release", options.release, 0, 10),
      threshold_(options.threshold.value, sr), ratio_(options.ratio, sr), range_(options.range.value, sr) {
    reset();
}

void Expander::reset() {
    threshold_.reset(threshold.get().value);
    ratio_.reset(ratio.get());
    range_.reset(range.get().value);
    begin_at(-range.get().value);
}

void Expander::turn() {
    threshold_.to(threshold.get().value);
    ratio_.to(ratio.get());
    range_.to(range.get().value);
    set_times(release.get(), attack.get());
}

double Expander::wanted(double level) {
    const double under = std::max(threshold_.next() - level, 0.), slope = ratio_.next() - 1;
    return -std::min(slope * under, range_.next());
}

Gate::Gate(double sr, Index channels, const GateOptions& options)
    : Dynamics("Gate", sr, channels, options.lookahead, options.hold),
      threshold("Gate: threshold", options.threshold, Decibels(-120), Decibels(24)),
      hysteresis("Gate: hysteresis", options.hysteresis, Decibels(0), Decibels(60)),
      range("Gate: range", options.range, Decibels(0), Decibels(120)),
      attack("Gate: attack", options.attack, 0, 10), release("Gate: release", options.release, 0, 10),
      threshold_(options.threshold.value, sr), hysteresis_(options.hysteresis.value, sr),
      range_(options.range.value, sr) {
    reset();
}

void Gate::reset() {
    threshold_.reset(threshold.get().value);
    hysteresis_.reset(hysteresis.get().value);
    range_.reset(range.get().value);
    open_ = false;
    begin_at(-range.get().value);
}

void Gate::turn() {
    threshold_.to(threshold.get().value);
    hysteresis_.to(hysteresis.get().value);
    range_.to(range.get().value);
    set_times(release.get(), attack.get());
}

double Gate::wanted(double level) {
    const double opens = threshold_.next(), closes = opens - hysteresis_.next(), down = range_.next();
    open_ = level >= (open_ ? closes : opens);
    return open_ ? 0 : -down;
}

} // namespace pya::dsp
