// SPDX-License-Identifier: MIT
#include <pya/dsp/rhythm/beats.hpp>

#include <pya/error.hpp>

#include "dsp/rhythm/beat_grid.hpp"
#include "dsp/rhythm/beat_path.hpp"

#include <algorithm>
#include <cmath>

namespace pya::dsp {
namespace {

using impl::OnsetBands;

constexpr std::size_t fewest = 4; // beats

void check_beats(double sr, const BeatOptions& o) {
    if (!(sr >= 2000 && sr <= 1e6))
        detail::fail("find_beats: argument sr is ", sr, "; it must be from 2000 to 1e6 Hz");
    if (!(o.likely > 0 && std::isfinite(o.likely)))
        detail::fail("find_beats: likely is ", o.likely, " BPM; it must be positive and finite");
    if (o.tempo && !(*o.tempo >= 30 && *o.tempo <= 300))
        detail::fail("find_beats: tempo is ", *o.tempo, " BPM; it must be from 30 to 300");
}

/// The first and the last frame that has a fair part of the strength of the strongest.
struct Extent {
    explicit Extent(const std::vector<float>& strength) {
        std::vector<float> sorted(strength);
        const auto strong =
            sorted.begin() + static_cast<std::ptrdiff_t>(0.98 * static_cast<double>(sorted.size()));
        std::nth_element(sorted.begin(), strong, sorted.end());
        const auto audible = [&](float s) { return s > 0.15f * *strong; };
        first = std::find_if(strength.begin(), strength.end(), audible) - strength.begin();
        last = strength.rend() - std::find_if(strength.rbegin(), strength.rend(), audible) - 1;
    }

    /// The beats between, and up to half a period beyond.
    std::vector<double> within(const std::vector<double>& beats, double period) const {
        std::vector<double> inside;
        for (const double beat : beats)
            if (beat > static_cast<double>(first) - period / 2 &&
                beat < static_cast<double>(last) + period / 2)
                inside.push_back(beat);
        return inside;
    }

    Index first, last;
};

/// Those in the middle between the beats, and one before and behind.
std::vector<double> off_beats(const std::vector<double>& beats) {
    std::vector<double> off{beats[0] - (beats[1] - beats[0]) / 2};
    for (std::size_t i = 1; i < beats.size(); ++i) off.push_back((beats[i - 1] + beats[i]) / 2);
    off.push_back(2 * beats.back() - off.back());
    return off;
}

/// The beats per minute, as a median over up to eight intervals at a time.
double median_tempo(const std::vector<double>& times) {
    const std::size_t span = std::min<std::size_t>(8, times.size() - 1);
    std::vector<double> tempi;
    for (std::size_t i = span; i < times.size(); ++i)
        tempi.push_back(60 * static_cast<double>(span) / (times[i] - times[i - span]));
    const auto middle = tempi.begin() + std::ssize(tempi) / 2;
    std::nth_element(tempi.begin(), middle, tempi.end());
    return *middle;
}

/// In seconds, with the top of each rise between the frames, where a parabola has it.
std::vector<double> times_of(const std::vector<double>& beats, const std::vector<float>& strength) {
    std::vector<double> times;
    for (const double beat : beats) {
        const auto i = static_cast<std::size_t>(std::max(0.0, std::nearbyint(beat)));
        double shift = 0;
        if (i > 0 && i + 1 < strength.size()) {
            const double bend = static_cast<double>(strength[i - 1]) + strength[i + 1] - 2.0 * strength[i];
            if (bend < 0) shift = (static_cast<double>(strength[i - 1]) - strength[i + 1]) / (2 * bend);
        }
        times.push_back(std::max(0.0, (beat + std::clamp(shift, -0.5, 0.5) + 0.5) / OnsetBands::rate));
    }
    return times;
}

template <class T>
Beats beats(Block<const T> x, double sr, const BeatOptions& options) {
    check_beats(sr, options);
    const OnsetBands bands = impl::onset_bands(x, sr);
    if (static_cast<double>(bands.frames()) < 2 * OnsetBands::rate) return {};
    const impl::Periods periods(bands.total);
    const Extent extent(bands.total);
    double best = 0, sum = 0, regularity = 0;
    std::vector<double> chosen;
    const auto consider = [&](const std::vector<double>& beats, double period) {
        std::vector<double> inside = extent.within(beats, period);
        if (inside.size() < fewest) return;
        const impl::BeatGrid grid(bands, inside, period, extent.first);
        const double plausible = grid.plausibility(periods, options.likely);
        if (chosen.empty() || plausible > best) {
            sum *= std::exp(best - plausible);
            best = plausible;
            regularity = grid.regularity();
            chosen = std::move(inside);
        }
        sum += std::exp(plausible - best);
    };
    for (const double tempo :
         options.tempo ? std::vector<double>{*options.tempo} : periods.tempi(options.likely)) {
        const double period = 60 * OnsetBands::rate / tempo;
        const std::vector<Index> path = impl::beat_path(bands.total, period);
        if (path.size() < 2) continue;
        const std::vector<double> on(path.begin(), path.end());
        consider(on, period);
        consider(off_beats(on), period);
    }
    if (chosen.empty()) return {};
    Beats result{0, times_of(chosen, bands.total), std::max(0.0, regularity) / sum};
    result.tempo = median_tempo(result.times);
    return result;
}

} // namespace

Beats find_beats(Block<const float> x, double sr, const BeatOptions& options) {
    return beats(x, sr, options);
}
Beats find_beats(Block<const double> x, double sr, const BeatOptions& options) {
    return beats(x, sr, options);
}

} // namespace pya::dsp
