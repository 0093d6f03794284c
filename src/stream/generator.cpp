// SPDX-License-Identifier: MIT
// Generators as the sources of streams.
#include <pya/agen/player.hpp>
#include <pya/astream.hpp>

#include "stream/node.hpp"

namespace pya {
namespace {

class PlayerFlow : public detail::Flow {
public:
    PlayerFlow(gen::Player player, std::optional<Index> left) : player_(std::move(player)), left_(left) {}

    bool next(storage::Samples& block) override {
        const Index wanted = detail::block_samples(player_.channels());
        const Index count = left_ ? std::min(wanted, *left_) : wanted;
        if (count == 0) return false;
        block = storage::Samples::uninitialised(count, player_.channels());
        player_.process(block.write());
        if (left_) *left_ -= count;
        return true;
    }

private:
    gen::Player player_;
    std::optional<Index> left_;
};

class GeneratorSource : public detail::StreamNode {
public:
    GeneratorSource(const Agen& generator, const gen::Player& player)
        : StreamNode(Asig(0, {.sr = player.sr(), .channels = player.channels()}), length_of(player), false,
                     !length_of(player)),
          generator_(generator) {}

    detail::FlowPtr open(detail::StreamRun&, Index first) const override {
        return detail::skipped(
            std::make_unique<PlayerFlow>(gen::Player(generator_, {.sr = head().sr()}), length()), first);
    }
    int passes() const override { return 0; }

private:
    static std::optional<Index> length_of(const gen::Player& player) {
        return player.frames() == gen::Player::endless ? std::nullopt : std::optional(player.frames());
    }

    Agen generator_;
};

} // namespace

Astream Astream::from_generator(const Agen& generator, const std::optional<int>& sr) {
    return Astream(std::make_shared<GeneratorSource>(generator, gen::Player(generator, {.sr = sr})));
}

} // namespace pya
