// SPDX-License-Identifier: MIT
#include <pya/dsp/source/impulses.hpp>

#include <algorithm>
#include <cmath>

namespace pya::dsp {

Impulses::Impulses(const Tone& tone, double phase)
    : freq_(tone.freq), sr_(tone.sr), amp_(tone.amp), phase_(Phase(tone, phase).at(0)) {
    if (!(freq_ >= 0 && freq_ <= sr_))
        detail::fail("Impulses: freq is ", freq_, "; it must be between 0 and sr, ", sr_);
}

/// The first sample of a period.
Index Impulses::sample_of(Index period) const {
    const double sample = std::ceil((static_cast<double>(period) - phase_) * (sr_ / freq_) - 1e-6);
    return static_cast<Index>(std::min(sample, 0x1p62));
}

template <class T>
void Impulses::write(Block<T> out) {
    const Index first = position_, last = first + out.samples();
    position_ = last;
    for (Index c = 0; c < out.channels(); ++c) std::ranges::fill(out.channel(c), T(0));
    const auto strike = [&](Index sample) {
        if (sample < first) return;
        for (Index c = 0; c < out.channels(); ++c) out(sample - first, c) = static_cast<T>(amp_);
    };
    if (freq_ == 0) {
        if (first == 0 && last > 0) strike(0);
        return;
    }
    // The first one may lie a period early, where rounding leaves it in doubt.
    const double begun = std::floor(static_cast<double>(first) * (freq_ / sr_) + phase_);
    for (auto period = std::max<Index>(0, static_cast<Index>(begun) - 1); sample_of(period) < last; ++period)
        strike(sample_of(period));
}

void Impulses::process(Block<float> out) { write(out); }
void Impulses::process(Block<double> out) { write(out); }

} // namespace pya::dsp
