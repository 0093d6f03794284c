// SPDX-License-Identifier: MIT
#include <pya/sonify/sonify.hpp>

#include <pya/error.hpp>
#include <pya/mapping.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace pya {
namespace {

constexpr double fade = 0.005;  // seconds, where an event is cut
constexpr double lowest = -120; // semitones: ten octaves down and up
constexpr double highest = 120;
constexpr double longest = 86400 * 365; // seconds

// A column with its name and what its values may be.
struct Column {
    const char* name;
    const Eigen::ArrayXd& values;
    double least, most;
    double usual; // if there are no values

    double operator()(Index i) const {
        return values.size() == 0 ? usual : values(values.size() == 1 ? 0 : i);
    }
};

// One event, none of its values is NaN.
struct Happening {
    double onset, pitch, level, pan, dur;
    double rate() const { return std::exp2(pitch / 12); }
};

std::vector<Happening> happenings(const EventColumns& events) {
    const double inf = std::numeric_limits<double>::infinity();
    const Column onset{"onset", events.onset, 0, longest, 0};
    const Column pitch{"pitch", events.pitch, lowest, highest, 0};
    const Column level{"level", events.level, -1000, 1000, 0};
    const Column pan{"pan", events.pan, -1, 1, 0};
    const Column dur{"dur", events.dur, 0, inf, inf};
    if (events.onset.size() == 0) detail::fail("sonify: there are no onsets");
    Index count = 1;
    for (const Column* column : {&onset, &pitch, &level, &pan, &dur})
        count = std::max(count, column->values.size());
    for (const Column* column : {&onset, &pitch, &level, &pan, &dur}) {
        if (const Index size = column->values.size(); size > 1 && size != count)
            detail::fail("sonify: column ", column->name, " has ", size, " values, and another one has ",
                         count);
        for (const double value : column->values)
            if (value < column->least || value > column->most)
                detail::fail("sonify: ", column->name, " is ", value, "; it must be from ", column->least,
                             " to ", column->most);
    }
    std::vector<Happening> result;
    for (Index i = 0; i < count; ++i) {
        const Happening h{onset(i), pitch(i), level(i), pan(i), dur(i)};
        if (!std::isnan(h.onset + h.pitch + h.level + h.pan) && h.dur > 0) result.push_back(h);
    }
    return result;
}

Asig grain_of(const Asig& sound, const Happening& h, int sr, bool panned) {
    Asig grain = sound;
    if (h.pitch != 0 || sound.sr() != sr)
        grain = sound.resample(sr, {.rate = h.rate(), .kind = Interp::sinc_best});
    if (h.dur < grain.dur())
        grain = std::as_const(grain)(slice(0_s, Seconds(h.dur))).fade_out(std::min(fade, h.dur));
    return panned ? grain.pan2(h.pan) : grain;
}

} // namespace

Asig sonify(const Asig& sound, const EventColumns& events, const SonifyOptions& options) {
    if (options.sr < 1) detail::fail("sonify: sr is ", options.sr, "; it must be at least 1");
    if (sound.samples() == 0) detail::fail("sonify: the sound is empty");
    const std::vector<Happening> list = happenings(events);
    const bool panned = events.pan.size() > 0;
    double end = 0;
    for (const Happening& h : list) end = std::max(end, h.onset + std::min(h.dur, sound.dur() / h.rate()));
    const auto frames = static_cast<Index>(std::ceil(end * options.sr - 1e-6)); // but for rounding
    Asig result(frames,
                {.sr = options.sr, .label = "sonification", .channels = panned ? 2 : sound.channels()});
    for (std::size_t i = 0; i < list.size(); ++i) {
        result.add(grain_of(sound, list[i], options.sr, panned),
                   {.onset = list[i].onset, .amp = dbamp(list[i].level)});
        if (options.progress && (i % 64 == 63 || i + 1 == list.size()))
            options.progress(static_cast<double>(i + 1) / static_cast<double>(list.size()));
    }
    return result;
}

} // namespace pya
