// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/compressor.hpp>

namespace pya::dsp {

Compressor::Compressor(double sr, Index channels, const CompressorOptions& options)
    : Dynamics("Compressor", sr, channels, options.lookahead, options.hold),
      threshold("Compressor: threshold", options.threshold, Decibels(-120), Decibels(24)),
      ratio("Compressor: ratio", options.ratio, 1, 1000),
      knee("Compressor: knee", options.knee, Decibels(0), Decibels(60)),
      attack("Compressor: attack", options.attack, 0, 10),
      release("Compressor: release", options.release, 0, 10),
      makeup("Compressor: makeup", options.makeup, Decibels(-60), Decibels(60)),
      threshold_(options.threshold.value, sr), ratio_(options.ratio, sr), knee_(options.knee.value, sr),
      makeup_(options.makeup.value, sr) {
    reset();
}

void Compressor::reset() {
    begin_at(0);
    threshold_.reset(threshold.get().value);
    ratio_.reset(ratio.get());
    knee_.reset(knee.get().value);
    makeup_.reset(makeup.get().value);
}

void Compressor::turn() {
    threshold_.to(threshold.get().value);
    ratio_.to(ratio.get());
    knee_.to(knee.get().value);
    makeup_.to(makeup.get().value);
    set_times(attack.get(), release.get());
}

double Compressor::wanted(double level) {
    const double over = level - threshold_.next(), width = knee_.next(), slope = 1 / ratio_.next() - 1;
    if (2 * over <= -width) return 0;
    if (2 * over >= width) return slope * over;
    const double inside = over + width / 2;
    return slope * inside * inside / (2 * width);
}

} // namespace pya::dsp
