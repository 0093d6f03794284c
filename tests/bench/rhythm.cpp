// SPDX-License-Identifier: MIT
// Rows 29 and 31 of docs/performance.md: spectral features, onsets and beats.
#include "row.hpp"

#include <pya/dsp/feature.hpp>
#include <pya/dsp/rhythm.hpp>

#include <vector>

namespace bench {
namespace {

using namespace pya;

dsp::Block<const float> ten_seconds_of_noise() { return white(ten_seconds); }

[[maybe_unused]] const bool rows = [] {
    const auto features = [](const char* name, std::vector<std::string> names) {
        row(name, [names] {
            return [names, x = ten_seconds_of_noise()] { return dsp::features(x, sr, names).values; };
        });
    };
    features("29a", {"mel"});
    features("29b", {"centroid", "bandwidth", "rolloff", "flatness", "rms", "mfcc"});
    row("31a", [] { return [x = ten_seconds_of_noise()] { return dsp::onset_strength(x, sr); }; });
    row("31b", [] {
        return [x = ten_seconds_of_noise()] {
            std::vector<Eigen::Index> positions;
            for (const dsp::Onset& onset : dsp::find_onsets(x, sr)) positions.push_back(onset.position);
            return positions;
        };
    });
    row("31c", [] {
        return [x = ten_seconds_of_noise()] {
            return dsp::beat_track(dsp::onset_strength(x, sr, {.aggregate = dsp::Aggregate::median}), sr)
                .beats;
        };
    });
    row("31d", [] { return [x = ten_seconds_of_noise()] { return dsp::find_beats(x, sr).times; }; });
    return true;
}();

} // namespace
} // namespace bench
