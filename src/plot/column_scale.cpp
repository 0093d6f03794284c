// SPDX-License-Identifier: MIT
#include "plot/column_scale.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace pya::plot {
namespace {

constexpr double most_ticks = 12;
constexpr std::array pitch_classes{"C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};

// Where a frequency lies among those of the rows, which ascend.
double row_of(double hz, const std::vector<double>& freqs) {
    const auto above = std::lower_bound(freqs.begin(), freqs.end(), hz);
    const auto row = static_cast<double>(above - freqs.begin());
    return above == freqs.begin() ? row : row - (*above - hz) / (*above - above[-1]);
}

bool evenly_spaced_notes(const std::vector<double>& freqs) {
    const double step = freqs[1] / freqs[0];
    for (std::size_t k = 1; k < freqs.size(); ++k)
        if (!(std::abs(freqs[k] / freqs[k - 1] - step) < 1e-6)) return false;
    return freqs[0] > 0;
}

} // namespace

bool is_pitch_class(const std::string& name) {
    return std::find(pitch_classes.begin(), pitch_classes.end(), name) != pitch_classes.end();
}

ColumnScale column_scale(const std::string& feature, const std::vector<std::string>& names,
                         const std::vector<double>& freqs) {
    ColumnScale scale{feature.empty() ? "column" : feature};
    if (freqs.size() < 2 || !std::is_sorted(freqs.begin(), freqs.end())) {
        for (std::size_t k = 0; k < names.size(); ++k)
            if (is_pitch_class(names[k]) && names[k].back() != '#')
                scale.ticks.push_back({static_cast<double>(k), names[k]});
        if (!scale.ticks.empty()) scale.label = "pitch class";
        return scale;
    }
    const double apart = static_cast<double>(freqs.size()) / most_ticks;
    const auto add = [&](double hz, std::string text) {
        if (hz < freqs.front() * (1 - 1e-9) || hz > freqs.back()) return;
        const double at = row_of(hz, freqs);
        if (scale.ticks.empty() || at >= scale.ticks.back().at + apart)
            scale.ticks.push_back({at, std::move(text)});
    };
    if (evenly_spaced_notes(freqs)) {
        scale.label = "note";
        for (int octave = -1; octave <= 10; ++octave)
            add(440 * std::exp2(octave - 4 - 9. / 12), std::string("C").append(std::to_string(octave)));
    } else {
        scale.label = "frequency (Hz)";
        for (int power = 0; power <= 6; ++power)
            for (const int digit : {1, 2, 5})
                add(digit * std::pow(10., power), std::to_string(std::lround(digit * std::pow(10., power))));
    }
    return scale;
}

} // namespace pya::plot
