// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/level/level.hpp>
#include <pya/memory.hpp>

#include "asig/at_rate.hpp"
#include "asig/moved_events.hpp"
#include "asig/sizes.hpp"

#include <algorithm>
#include <cmath>

namespace pya {

Asig Asig::mix(const std::vector<MixPart>& parts) {
    if (parts.empty()) detail::fail("Asig::mix: there are no parts; there must be at least 1");
    const int sr = parts.front().sig.sr();
    const MixPart* widest = &parts.front();
    for (const MixPart& part : parts)
        if (part.sig.channels() > widest->sig.channels()) widest = &part;
    const Index channels = widest->sig.channels();
    std::vector<Index> onsets;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const MixPart& part = parts[i];
        onsets.push_back(to_samples(part.onset, sr));
        if (onsets.back() < 0 || onsets.back() > detail::most_samples)
            detail::fail("Asig::mix: the onset of part ", i, " is ", part.onset.value,
                         " s; it must be 0 or more");
        if (!std::isfinite(part.gain))
            detail::fail("Asig::mix: the gain of part ", i, " is ", part.gain, "; it must be finite");
        if (part.sig.channels() != 1 && part.sig.channels() != channels)
            detail::fail("Asig::mix: part ", i, " has ", part.sig.channels(), " channels; it must have 1 or ",
                         channels);
    }
    return detail::within_memory("Asig::mix", [&] {
        std::vector<Asig> sigs;
        Index end = 0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            sigs.push_back(detail::at_rate("mix", ("part " + std::to_string(i)).c_str(), parts[i].sig, sr));
            end = std::max(end, onsets[i] + sigs.back().samples());
        }
        storage::Samples sum = storage::Samples::zeros(end, channels);
        const dsp::Block<float> out = sum.write();
        std::vector<dsp::Event> events;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const Index n = sigs[i].samples();
            const dsp::Block<const float> sig = sigs[i].storage().view();
            for (Index c = 0; c < channels; ++c)
                dsp::add_scaled(sig.channels_from(sig.channels() == 1 ? 0 : c, 1),
                                static_cast<float>(parts[i].gain),
                                out.part(onsets[i], n).channels_from(c, 1));
            events = detail::followed(std::move(events), sigs[i].events_, n, onsets[i]);
        }
        std::sort(events.begin(), events.end(),
                  [](const dsp::Event& a, const dsp::Event& b) { return a.begin < b.begin; });
        return Asig(std::move(sum), sr, parts.front().sig.label_ + "_mixed", widest->sig.cn_,
                    std::move(events));
    });
}

} // namespace pya
