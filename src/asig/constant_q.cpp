// SPDX-License-Identifier: MIT
#include <pya/afeature.hpp>
#include <pya/asig.hpp>
#include <pya/dsp/constant_q/constant_q.hpp>
#include <pya/memory.hpp>

#include <cmath>

namespace pya {

Afeature Asig::to_cqt(const ConstantQOptions& options) const {
    return detail::within_memory("Asig::to_cqt", [&] {
        const dsp::ConstantQ cqt = dsp::constant_q(sig(), sr(), options);
        AfeatureOptions made{
            .sr = sr(), .hop = options.stride, .freqs = cqt.freqs, .unit = "amplitude", .label = label()};
        const Index bins = std::ssize(cqt.freqs);
        for (Index k = 0; k < bins; ++k) made.cn.push_back("cqt" + std::to_string(k));
        if (channels() > 1) made.channels = cn();
        Afeature::Frames values(cqt.frames, bins * channels());
        for (Index c = 0; c < channels(); ++c)
            for (Index t = 0; t < cqt.frames; ++t)
                for (Index k = 0; k < bins; ++k)
                    values(t, c * bins + k) =
                        std::abs(cqt.bins[static_cast<std::size_t>((c * cqt.frames + t) * bins + k)]);
        return Afeature(values, made);
    });
}

Afeature Asig::to_chroma_cqt(const ConstantQChromaOptions& chroma, const ConstantQOptions& transform) const {
    return detail::within_memory("Asig::to_chroma_cqt", [&] {
        const Afeature cqt = to_cqt(transform);
        const Index bins = transform.n_bins, classes = chroma.n_chroma;
        AfeatureOptions made{.sr = sr(), .hop = transform.stride, .label = label()};
        constexpr const char* notes[] = {"C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};
        for (Index k = 0; k < classes; ++k)
            made.cn.push_back(classes == 12 ? notes[k] : "chroma" + std::to_string(k));
        if (channels() > 1) made.channels = cn();
        // A channel of a frame is a column of the blocks.
        Afeature::Frames values(cqt.frames(), std::max<Index>(classes, 0) * channels());
        dsp::constant_q_chroma({cqt.values().data(), bins, cqt.frames() * channels()},
                               {values.data(), classes, cqt.frames() * channels()}, transform, chroma);
        return Afeature(values, made);
    });
}

} // namespace pya
