// SPDX-License-Identifier: MIT
#include "mixer/conversion.hpp"
#include "mixer/generated.hpp"

#include <pya/dsp/rate/resample.hpp>

#include <cmath>

namespace pya::mixer {

bool has_rate(const Asig& sig, double rate, int sr) {
    if (!(rate > 0) || !std::isfinite(rate))
        detail::fail("Mixer::play: rate is ", rate, "; it must be positive and finite");
    return sig.sr() * rate == sr;
}

AtRate::AtRate(const Asig& sig, double rate, Interp kind, int sr)
    : samples_(has_rate(sig, rate, sr) || sig.samples() == 0 ? sig.storage() : converted_) {
    if (&samples_ != &converted_) return;
    converted_ = storage::Samples::uninitialised(dsp::resampled_length(sig.samples(), sig.sr(), sr, rate),
                                                 sig.channels());
    if (converted_.rows() > 0)
        dsp::resample<float>(sig.storage().view(), converted_.write(), sig.sr(), sr, rate, kind);
}

Parts::Parts(const Ascore& score, int sr) {
    parts_.reserve(score.size());
    for (const Acue& cue : score) {
        const bool fits = cue.gen || has_rate(cue.sig, cue.rate, sr);
        const storage::Samples& samples =
            fits ? cue.sig.storage() : *converted_.emplace_back(cue.sig, cue.rate, cue.kind, sr);
        parts_.push_back(
            {samples, cue.onset, cue.out, cue.gain, cue.loop, cue.insert, cue.tail, generated(cue, sr)});
    }
}

} // namespace pya::mixer
