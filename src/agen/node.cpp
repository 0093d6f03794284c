// SPDX-License-Identifier: MIT
#include "agen/node.hpp"

#include <algorithm>
#include <cmath>

namespace pya::gen::impl {

// A node's destructor lets go of its inputs, which come here again. The outermost call deletes all.
void bury(Node* node) noexcept {
    thread_local Node* waiting = nullptr;
    thread_local bool burying = false;
    node->dead = waiting;
    waiting = node;
    if (burying) return;
    burying = true;
    while (waiting != nullptr) {
        const std::unique_ptr<Node> gone(waiting);
        waiting = gone->dead;
    }
    burying = false;
}

std::shared_ptr<Node> joined(const char* function, const std::vector<Agen>& inputs) {
    const std::shared_ptr<Node> node(new Node, bury);
    for (const Agen& input : inputs) {
        const Node& in = *input.node();
        if (in.channels != 1 && node->channels != 1 && in.channels != node->channels)
            detail::fail(function, ": the generators have ", node->channels, " and ", in.channels,
                         " channels; they must have equally many, or one");
        if (in.sr != 0 && node->sr != 0 && in.sr != node->sr)
            detail::fail(function, ": the signals have rates of ", node->sr, " and ", in.sr,
                         " Hz; they must agree: resample() one, or gen::play() it");
        node->channels = std::max(node->channels, in.channels);
        node->sr = std::max(node->sr, in.sr);
        node->duration = std::min(node->duration, in.duration);
        node->depth = std::max(node->depth, in.depth);
        node->inputs.push_back(input.node());
    }
    return node;
}

std::shared_ptr<Node> nested(const char* function, const Agen& inner) {
    constexpr int deepest = 64;
    std::shared_ptr<Node> node = joined(function, {inner});
    node->inputs.clear();
    if (++node->depth > deepest)
        detail::fail(function, ": then(), loop() and lasting() are nested ", node->depth,
                     " deep; they must be at most ", deepest);
    return node;
}

void check_range(const char* function, const char* name, const Agen& parameter, double lo, double hi) {
    const std::optional<double> value = parameter.node()->constant;
    if (value && !(*value >= lo && *value <= hi))
        detail::fail(function, ": ", name, " is ", *value, "; it must be ", lo, " to ", hi);
}

void check_below_nyquist(const char* function, const Node& frequency, int sr) {
    if (frequency.constant && !(*frequency.constant < 0.5 * sr))
        detail::fail(function, ": the frequency is ", *frequency.constant, " Hz; at a rate of ", sr,
                     " Hz it must be below ", 0.5 * sr);
}

} // namespace pya::gen::impl
