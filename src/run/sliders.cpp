// SPDX-License-Identifier: MIT
#include "run/sliders.hpp"

#include <algorithm>
#include <limits>

namespace pya::detail::live {
namespace {

constexpr std::size_t most_left = 200; // that are remembered

// How it looks may change.
bool is_same_place(const SliderShape& a, const SliderShape& b) {
    return a.name == b.name && a.least == b.least && a.largest == b.largest;
}

// It may have whatever value that of the script has.
gen::Param stand_in(double value) {
    constexpr double most = std::numeric_limits<double>::max();
    return gen::Param(value, {.least = -most, .largest = most});
}

} // namespace

std::optional<double> Sliders::left(const SliderShape& shape) const {
    const std::lock_guard lock(mutex_);
    for (const auto& [other, value] : left_)
        if (is_same_place(other, shape)) return value;
    return std::nullopt;
}

void Sliders::keep(const SliderShape& shape, std::optional<double> value) {
    const std::lock_guard lock(mutex_);
    std::erase_if(left_, [&](const auto& entry) { return is_same_place(entry.first, shape); });
    if (value) left_.emplace_back(shape, *value);
    if (left_.size() > most_left) left_.pop_front();
}

void Sliders::begin(Version& version) {
    for (Shown& shown : shown_) // the version before may have ended
        if (const double value = shown.param.get(); value != shown.known)
            keep(shown.shape, shown.known = value);
    for (const Knob& knob : version.knobs())
        if (const std::optional<double> value = left(knob.shape); value && *value != knob.value)
            version.turn(knob.number, *value);
    show(version.knobs());
}

void Sliders::follow(Version& version) {
    const std::vector<Knob> knobs = version.knobs();
    if (!std::ranges::equal(knobs, shown_, {}, &Knob::shape, &Shown::shape)) show(knobs);
    for (const Knob& knob : knobs) {
        Shown& shown = *find(knob.shape);
        if (const double value = shown.param.get(); value != shown.known) {
            keep(shown.shape, shown.known = value);
            version.turn(knob.number, value);
        } else if (knob.value != shown.known) {
            keep(shown.shape, std::nullopt);
            shown.param.set(shown.known = knob.value);
        }
    }
}

Sliders::Shown* Sliders::find(const SliderShape& shape) {
    const auto found = std::ranges::find(shown_, shape, &Shown::shape);
    return found == shown_.end() ? nullptr : &*found;
}

void Sliders::show(const std::vector<Knob>& knobs) {
    std::vector<Shown> shown;
    for (const Knob& knob : knobs) {
        const Shown* const there = find(knob.shape);
        shown.push_back(there != nullptr ? *there : Shown{knob.shape, stand_in(knob.value), knob.value});
        if (there != nullptr && shown.back().param.get() != shown.back().known) continue; // moved just now
        shown.back().param.set(shown.back().known = knob.value);
    }
    shown_ = std::move(shown);
    std::vector<std::pair<gen::Param, SliderShape>> sliders;
    for (const Shown& slider : shown_) sliders.emplace_back(slider.param, slider.shape);
    page_.set_sliders(sliders);
}

} // namespace pya::detail::live
