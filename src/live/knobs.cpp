// SPDX-License-Identifier: MIT
#include "live/knobs.hpp"

#include <algorithm>

namespace pya::detail::live {
namespace {

constexpr std::chrono::seconds patience_for_answer(1);

} // namespace

std::uint32_t Knobs::add(const gen::Param& param, const std::string& name) {
    const std::lock_guard lock(mutex_);
    std::erase_if(knobs_, [&](const Knob& other) { return other.name == name; });
    knobs_.push_back({++last_, name, param, finite_value(param)});
    if (knobs_.size() > most_sliders) knobs_.pop_front();
    return last_;
}

void Knobs::wait_for_answer(std::uint32_t number) {
    std::unique_lock lock(mutex_);
    answered_.wait_for(lock, patience_for_answer, [&] {
        const Knob* const knob = find(number);
        return closed_ || knob == nullptr || knob->is_answered;
    });
}

bool Knobs::empty() const {
    const std::lock_guard lock(mutex_);
    return knobs_.empty();
}

Turned Knobs::turn(const Turn& turn) {
    const std::lock_guard lock(mutex_);
    Turned answer{turn.number, 1, turn.value};
    Knob* const knob = find(turn.number);
    if (knob == nullptr) return answer; // another one has taken its place
    if (turn.is_set != 0) {
        knob->param.set(std::clamp(turn.value, knob->param.least(), knob->param.largest()));
        knob->told = finite_value(knob->param);
    }
    answer.value = knob->told;
    knob->is_answered = true;
    answered_.notify_all();
    return answer;
}

std::vector<Turned> Knobs::news() {
    const std::lock_guard lock(mutex_);
    std::vector<Turned> news;
    for (Knob& knob : knobs_) {
        const double value = finite_value(knob.param);
        if (!knob.is_answered || value == knob.told) continue;
        knob.told = value;
        news.push_back({knob.number, 0, value});
    }
    return news;
}

void Knobs::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    answered_.notify_all();
}

Knobs::Knob* Knobs::find(std::uint32_t number) {
    const auto found = std::ranges::find(knobs_, number, &Knob::number);
    return found == knobs_.end() ? nullptr : &*found;
}

} // namespace pya::detail::live
