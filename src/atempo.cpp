// SPDX-License-Identifier: MIT
#include <pya/atempo.hpp>

#include <pya/error.hpp>

#include <algorithm>
#include <cmath>

namespace pya {
namespace {

constexpr double last_place = 0x1p50; // up to which quarter notes are counted

void check_bpm(const char* function, double bpm) {
    if (!(bpm > 0 && std::isfinite(bpm)))
        detail::fail(function, ": bpm is ", bpm, "; it must be finite and above 0");
}

void check_bars(const char* function, const Atempo::Bars& bars) {
    if (bars.beats < 1 || bars.beats > 1000 || bars.unit < 1 || bars.unit > 1024)
        detail::fail(function, ": the bars are ", bars.beats, "/", bars.unit,
                     "; it must be 1 to 1000 beats, and a unit of 1 to 1024");
}

void check_place(const char* function, const char* argument, double quarters) {
    if (!(quarters >= 0 && quarters <= last_place))
        detail::fail(function, ": ", argument, " is ", quarters, "; it must be 0 to 2^50 quarter notes");
}

double in_quarters(const Atempo::Bars& bars, double beats) { return 4 * beats / bars.unit; }

/// The last one that begins at a place or before it.
template <class List>
auto in_force(List& list, double quarters) {
    return std::prev(std::upper_bound(list.begin(), list.end(), quarters,
                                      [](double place, const auto& entry) { return place < entry.from; }));
}

/// Inserts an entry after all that begin before it, instead of one that begins there. Returns where it is.
template <class List>
auto insert_in_order(List& list, const typename List::value_type& entry) {
    const auto before = in_force(list, entry.from);
    if (before->from < entry.from) return list.insert(before + 1, entry);
    *before = entry;
    return before;
}

} // namespace

Atempo::Atempo(double bpm, const Atempo::Bars& bars) : paces_{{0, bpm, 0}}, stretches_{{0, bars, 1}} {
    check_bpm("Atempo", bpm);
    check_bars("Atempo", bars);
}

void Atempo::set_bpm(double bpm, double from) {
    check_bpm("Atempo::set_bpm", bpm);
    check_place("Atempo::set_bpm", "from", from);
    for (auto p = insert_in_order(paces_, {from, bpm, 0}); p != paces_.end(); ++p)
        if (p != paces_.begin()) {
            const Pace& before = *std::prev(p);
            p->seconds = before.seconds + (p->from - before.from) * 60 / before.bpm;
        }
}

void Atempo::set_bars(const Atempo::Bars& bars, double from) {
    check_bars("Atempo::set_bars", bars);
    check_place("Atempo::set_bars", "from", from);
    for (auto p = insert_in_order(stretches_, {from, bars, 1}); p != stretches_.end(); ++p)
        if (p != stretches_.begin()) {
            const Stretch& before = *std::prev(p);
            const double bar = in_quarters(before.bars, before.bars.beats);
            // A bar that is cut short counts; one that lacks or exceeds it by rounding does not.
            p->number = before.number + static_cast<Index>(std::ceil((p->from - before.from) / bar - 1e-9));
        }
}

double Atempo::bpm(double quarters) const {
    check_place("Atempo::bpm", "quarters", quarters);
    return in_force(paces_, quarters)->bpm;
}

Atempo::Bars Atempo::bars(double quarters) const {
    check_place("Atempo::bars", "quarters", quarters);
    return in_force(stretches_, quarters)->bars;
}

Seconds Atempo::time(double quarters) const {
    check_place("Atempo::time", "quarters", quarters);
    const auto pace = in_force(paces_, quarters);
    return pace->seconds + (quarters - pace->from) * 60 / pace->bpm;
}

double Atempo::quarters(Index bar, double beat) const {
    if (bar < 1) detail::fail("Atempo::quarters: bar is ", bar, "; the first one is 1");
    if (!(beat >= 1 && std::isfinite(beat)))
        detail::fail("Atempo::quarters: beat is ", beat, "; it must be finite, and the first one is 1");
    const auto found =
        std::prev(std::upper_bound(stretches_.begin(), stretches_.end(), bar,
                                   [](Index b, const Stretch& stretch) { return b < stretch.number; }));
    const double beats = static_cast<double>(bar - found->number) * found->bars.beats + (beat - 1);
    return found->from + in_quarters(found->bars, beats);
}

} // namespace pya
