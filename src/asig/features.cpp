// SPDX-License-Identifier: MIT
#include <pya/afeature.hpp>
#include <pya/asig.hpp>
#include <pya/dsp/feature/feature_analyser.hpp>
#include <pya/memory.hpp>

#include <algorithm>

namespace pya {

Afeature Asig::features(const std::vector<std::string>& names, const FrameOptions& frames,
                        const FeatureOptions& options) const {
    return detail::within_memory("Asig::features", [&] {
        const FrameOptions used = dsp::resolve(frames);
        const dsp::FeatureTable table = dsp::features(sig(), sr(), names, used, options);
        AfeatureOptions made{.sr = sr(), .hop = used.stride, .label = label()};
        if (used.boundary == dsp::Boundary::off) made.first = static_cast<double>(*used.nfft / 2);
        if (channels() > 1) made.channels = cn();
        made.unit = table.columns.front().unit;
        for (const dsp::FeatureColumn& column : table.columns) {
            made.cn.push_back(column.name);
            if (column.hz > 0) made.freqs.push_back(column.hz);
            if (column.unit != made.unit) made.unit.clear();
        }
        if (made.freqs.size() != made.cn.size()) made.freqs.clear();
        const Index columns = std::ssize(table.columns) * channels();
        return Afeature(Afeature::ConstValues(table.values.data(), table.frames, columns), made);
    });
}

Afeature Asig::to_mel(const MelOptions& mel, const FrameOptions& frames) const {
    return features({"mel"}, frames, {.mel = mel});
}

Afeature Asig::to_chroma(const ChromaOptions& chroma, const FrameOptions& frames) const {
    return features({"chroma"}, frames, {.chroma = chroma});
}

} // namespace pya
