// SPDX-License-Identifier: MIT
#include <pya/mixer.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace pya {

Asig render(const Ascore& score, const RenderOptions& options) {
    if (options.bs < 1) detail::fail("render: bs is ", options.bs, "; it must be at least 1 frame");
    Mixer mixer({.sr = options.sr,
                 .channels = options.channels,
                 .capacity = std::max<Index>(static_cast<Index>(score.size()), 1),
                 .gain = options.gain});
    if (options.insert) mixer.set_insert(options.insert);
    mixer.play(score);
    const bool endless = std::any_of(score.begin(), score.end(), [](const Acue& cue) {
        return cue.loop || (cue.gen && std::isinf(cue.gen->duration()));
    });
    if (options.frames < 0 && endless) detail::fail("render: a cue has no end; frames must say how long");
    const Index frames = options.frames < 0 ? mixer.horizon() : options.frames;
    storage::Samples samples = storage::Samples::uninitialised(frames, options.channels);
    std::vector<float*> planes;
    for (Index done = 0; done < frames; done += options.bs) {
        planes.clear();
        for (Index c = 0; c < options.channels; ++c) planes.push_back(samples.write().col(c).data() + done);
        mixer.render(planes.data(), std::min(options.bs, frames - done));
        if (const std::exception_ptr failure = mixer.insert_failure()) std::rethrow_exception(failure);
    }
    return Asig(std::move(samples), {.sr = options.sr});
}

} // namespace pya
