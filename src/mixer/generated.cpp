// SPDX-License-Identifier: MIT
#include "mixer/generated.hpp"

#include <pya/agen/player.hpp>
#include <pya/error.hpp>

#include <utility>

namespace pya::mixer {
namespace {

class Generated : public MixerSource {
public:
    explicit Generated(gen::Player player) : player_(std::move(player)) {}
    Index channels() const override { return player_.channels(); }
    Index frames() const override { return player_.frames(); }
    void process(SigMap block) noexcept override { player_.process(dsp::Block<float>(block)); }

private:
    gen::Player player_;
};

} // namespace

std::shared_ptr<MixerSource> generated(const Agen& generator, double rate, bool loop, int sr) {
    if (rate != 1) detail::fail("Mixer::play: rate is ", rate, "; that of a generator must be 1");
    return std::make_shared<Generated>(gen::Player(loop ? generator.loop() : generator, {.sr = sr}));
}

} // namespace pya::mixer
