// SPDX-License-Identifier: MIT
#include "mixer/conversion.hpp"

#include <pya/dsp/resample.hpp>

namespace pya::mixer {

storage::Samples at_rate(const Cue& cue, int sr) {
    const Asig& sig = cue.sig;
    if (sig.sr() * cue.rate == sr || sig.samples() == 0) return sig.storage();
    storage::Samples result = storage::Samples::uninitialised(
        dsp::resampled_length(sig.samples(), sig.sr(), sr, cue.rate), sig.channels());
    if (result.rows() > 0)
        dsp::resample<float>(sig.storage().view(), result.write(), sig.sr(), sr, cue.rate, cue.kind);
    return result;
}

} // namespace pya::mixer
