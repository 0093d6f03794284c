// SPDX-License-Identifier: MIT
#include <pya/mixer.hpp>

#include "mixer/conversion.hpp"
#include "mixer/generated.hpp"

#include <utility>

namespace pya {

VoiceId Mixer::play(const Acue& cue, std::optional<Index> at_once) {
    const mixer::AtRate samples(cue.sig, cue.gen ? 1 : cue.rate, cue.kind, sr());
    return start(
        {*samples, cue.onset, cue.out, cue.gain, cue.loop, cue.insert, cue.tail, mixer::generated(cue, sr())},
        at_once);
}

std::vector<VoiceId> Mixer::play(const Ascore& cues, std::optional<Index> at_once) {
    return start(mixer::Parts(cues, sr()), 0, at_once);
}

Asig Mixer::render(Index frames) {
    if (frames < 0) detail::fail("Mixer::render: frames is ", frames, "; it must be 0 or more");
    storage::Samples samples = storage::Samples::uninitialised(frames, channels());
    if (frames > 0) {
        SigMap out = samples.write();
        std::vector<float*> planes;
        for (Index c = 0; c < channels(); ++c) planes.push_back(out.col(c).data());
        render(planes.data(), frames);
        if (const std::exception_ptr failure = insert_failure()) std::rethrow_exception(failure);
    }
    return Asig(std::move(samples), {.sr = sr()});
}

} // namespace pya
