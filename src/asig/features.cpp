// SPDX-License-Identifier: MIT
#include <pya/afeature.hpp>
#include <pya/asig.hpp>
#include <pya/dsp/feature/feature_analyser.hpp>
#include <pya/memory.hpp>

#include "asig/feature_options.hpp"

#include <iterator>

namespace pya {

Afeature Asig::features(const std::vector<std::string>& names, const FrameOptions& frames,
                        const FeatureOptions& options) const {
    return detail::within_memory("Asig::features", [&] {
        const FrameOptions used = dsp::resolve(frames);
        const dsp::FeatureTable table = dsp::features(sig(), sr(), names, used, options);
        const Index columns = std::ssize(table.columns) * channels();
        return Afeature(Afeature::ConstValues(table.values.data(), table.frames, columns),
                        detail::feature_options(*this, used, table.columns));
    });
}

Afeature Asig::to_mel(const MelOptions& mel, const FrameOptions& frames) const {
    return features({"mel"}, frames, {.mel = mel});
}

Afeature Asig::to_chroma(const ChromaOptions& chroma, const FrameOptions& frames) const {
    return features({"chroma"}, frames, {.chroma = chroma});
}

} // namespace pya
