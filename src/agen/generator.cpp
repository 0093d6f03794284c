// SPDX-License-Identifier: MIT
#include <pya/agen/generator.hpp>
#include <pya/agen/player.hpp>
#include <pya/asig.hpp>

#include "agen/node.hpp"
#include "asig/sizes.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace pya {

using gen::impl::Node;

Agen::Agen(std::shared_ptr<const Node> node) : node_(std::move(node)) {}

namespace {

std::shared_ptr<const Node> constant(double value) {
    std::shared_ptr<Node> node(new Node, gen::impl::bury);
    node->constant = value;
    return node;
}

/// The values that parameters have when nobody says otherwise are made once.
std::shared_ptr<const Node> shared_constant(double value) {
    static const auto& zero = *new const auto(constant(0));
    static const auto& one = *new const auto(constant(1));
    return value == 1 ? one : value == 0 && !std::signbit(value) ? zero : constant(value);
}

} // namespace

Agen::Agen(double value) {
    if (!std::isfinite(value)) detail::fail("Agen: the value is ", value, "; it must be finite");
    node_ = shared_constant(value);
}

double Agen::duration() const { return node_->duration; }
Index Agen::channels() const { return node_->channels; }

namespace {

gen::Player player_at(const Agen& generator, Seconds from, const gen::PlayerOptions& options) {
    gen::Player player(generator, options);
    if (from.value != 0) player.seek(from);
    return player;
}

Asig rendered(gen::Player& player, Index frames) {
    if (frames > detail::most_samples / player.channels())
        detail::fail("Agen::render: ", frames, " samples of ", player.channels(),
                     " channels are more than memory can hold");
    storage::Samples samples = storage::Samples::uninitialised(frames, player.channels());
    player.process(samples.write());
    return Asig(std::move(samples), {.sr = player.sr()});
}

} // namespace

Asig Agen::render(Seconds dur, const AgenOptions& options) const {
    if (!(dur.value >= 0)) detail::fail("Agen::render: dur is ", dur.value, " s; it must be 0 or more");
    gen::Player player =
        player_at(*this, options.from, {.sr = options.sr, .dur = options.from.value + dur.value});
    return rendered(player, to_samples(dur, player.sr()));
}

Asig Agen::render(const AgenOptions& options) const {
    if (std::isinf(duration()))
        detail::fail("Agen::render: the generator is endless; say how long, as in render(2_s)");
    gen::Player player = player_at(*this, options.from, {.sr = options.sr});
    const Index frames = player.frames() - std::min(to_samples(options.from, player.sr()), player.frames());
    return rendered(player, frames);
}

} // namespace pya
