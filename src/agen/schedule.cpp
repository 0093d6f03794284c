// SPDX-License-Identifier: MIT
#include "agen/schedule.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <unordered_map>

namespace pya::gen::impl {

/// Visits the graph depth first, without recursion.
class Schedule::Plan {
public:
    Plan(Schedule& schedule, const Node& root, const Setup& setup)
        : to_(schedule), root_(root), setup_(setup) {
        setup_.common = &common_;
    }

    Place place(Index channel) {
        std::vector<Visit> path{{Key{&root_, channel}}};
        while (!path.empty()) {
            Visit& visit = path.back();
            const Node& node = *visit.key.node;
            if (places_.contains(visit.key)) {
                path.pop_back();
            } else if (visit.inputs_seen < node.inputs.size()) {
                path.push_back({input(visit.key, visit.inputs_seen++)});
            } else {
                places_.emplace(visit.key, node.constant ? constant(*node.constant) : step(visit.key));
                path.pop_back();
            }
        }
        return places_.at({&root_, channel});
    }

private:
    struct Key {
        const Node* node;
        Index channel;
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const {
            return std::hash<const Node*>()(key.node) + 31 * static_cast<std::size_t>(key.channel);
        }
    };
    struct Visit {
        Key key;
        std::size_t inputs_seen = 0;
    };

    // A node with one channel goes to all channels of those that read it.
    static Key input(const Key& of, std::size_t k) {
        const Node* node = of.node->inputs[k].get();
        return {node, std::min(of.node->channel.value_or(of.channel), node->channels - 1)};
    }

    Place constant(double value) {
        const auto [found, added] =
            constants_.emplace(std::bit_cast<std::uint64_t>(value), static_cast<Place>(constants_.size()));
        if (added) to_.constants_.insert(to_.constants_.end(), static_cast<std::size_t>(block), value);
        return ~found->second;
    }

    Place step(const Key& key) {
        const std::vector<NodePtr>& inputs = key.node->inputs;
        std::unique_ptr<Unit> unit = key.node->make(key.channel, setup_);
        const bool outlives = unit->outlives();
        Step step{std::move(unit), to_.inputs_.size(), static_cast<int>(inputs.size()), outlives};
        Index least = endless, most = 0;
        for (std::size_t k = 0; k < inputs.size(); ++k) {
            const Place place = places_.at(input(key, k));
            to_.inputs_.push_back(place);
            least = std::min(least, to_.frames(place));
            most = std::max(most, to_.frames(place));
        }
        step.frames = step.unit->frames(least, most);
        to_.steps_.push_back(std::move(step));
        return static_cast<Place>(to_.steps_.size()) - 1;
    }

    Schedule& to_;
    const Node& root_;
    Setup setup_;
    std::unordered_map<const Node*, std::shared_ptr<void>> common_;
    std::unordered_map<Key, Place, Hash> places_;
    std::unordered_map<std::uint64_t, Place> constants_;
};

Schedule::Schedule(const Node& root, const Setup& setup)
    : plan_(std::make_unique<Plan>(*this, root, setup)) {}
Schedule::~Schedule() = default;

void Schedule::add(Index channel) {
    outputs_.push_back(plan_->place(channel));
    frames_ = std::min(frames_, frames(outputs_.back()));
}

Index Schedule::ready() {
    plan_.reset();
    std::size_t most = 0;
    Index nested = 0;
    for (const Step& step : steps_) {
        most = std::max(most, static_cast<std::size_t>(step.inputs));
        nested = std::max(nested, step.unit->ready());
    }
    from_.resize(most);
    counts_.resize(most);
    share_buffers();
    return own_ + nested;
}

// A buffer is free again after the last step that reads it.
void Schedule::share_buffers() {
    std::vector<Index> readers(steps_.size()), free;
    const auto is_read = [&](Place place) {
        if (place >= 0) ++readers[static_cast<std::size_t>(place)];
    };
    std::for_each(inputs_.begin(), inputs_.end(), is_read);
    std::for_each(outputs_.begin(), outputs_.end(), is_read);
    for (Step& step : steps_) {
        if (free.empty()) free.push_back(own_++);
        step.buffer = free.back();
        free.pop_back();
        for (std::size_t k = 0; k < static_cast<std::size_t>(step.inputs); ++k) {
            const Place place = inputs_[step.first_input + k];
            if (place >= 0 && --readers[static_cast<std::size_t>(place)] == 0)
                free.push_back(steps_[static_cast<std::size_t>(place)].buffer);
        }
    }
}

Index Schedule::process(double* scratch, Index n) noexcept {
    const auto count = [&](Place place) {
        return place >= 0 ? steps_[static_cast<std::size_t>(place)].filled : n;
    };
    for (Step& step : steps_) {
        step.filled = 0;
        if (step.over) continue;
        Index least = n;
        for (std::size_t k = 0; k < static_cast<std::size_t>(step.inputs); ++k) {
            const Place place = inputs_[step.first_input + k];
            from_[k] = values(place, scratch);
            counts_[k] = count(place);
            least = std::min(least, counts_[k]);
        }
        const Index wanted = step.outlives ? n : least;
        if (wanted > 0)
            step.filled = step.unit->process({from_.data(), counts_.data(), scratch + step.buffer * block,
                                              wanted, scratch + own_ * block});
        step.over = step.filled < n;
    }
    Index least = n;
    for (const Place place : outputs_) least = std::min(least, count(place));
    return least;
}

void Schedule::reset() noexcept {
    for (Step& step : steps_) {
        step.unit->reset();
        step.over = false;
    }
}

} // namespace pya::gen::impl
