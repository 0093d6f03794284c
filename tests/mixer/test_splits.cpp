// SPDX-License-Identifier: MIT
// The output of a mixer has the same bits for every split into blocks, whatever happens to the mixer.
#include "support/catch.hpp"

#include <pya/mixer.hpp>

#include <algorithm>
#include <random>

using namespace pya;

namespace {

constexpr int sr = 1000;
constexpr Index channels = 3;
constexpr Index length = 6000;

class Dice {
public:
    explicit Dice(unsigned seed) : random_(seed) {}
    Index below(Index n) { return static_cast<Index>(random_() % static_cast<unsigned>(n)); }
    bool one_in(Index n) { return below(n) == 0; }
    double level() { return static_cast<double>(below(2001)) / 1000 - 1; }
    template <class T>
    T of(std::initializer_list<T> choices) {
        return choices.begin()[below(static_cast<Index>(choices.size()))];
    }

private:
    std::mt19937 random_;
};

Asig noise(Dice& dice) {
    Eigen::ArrayXXf x(1 + dice.below(800), 1 + dice.below(4));
    for (float& sample : x.reshaped()) sample = static_cast<float>(dice.level());
    return Asig(x, {.sr = dice.of({sr, sr, sr, 441, 1500})});
}

void act(Mixer& mixer, Dice& dice, const std::vector<Asig>& signals, std::vector<VoiceId>& voices) {
    const auto voice = [&] {
        return voices.empty()
                   ? VoiceId{}
                   : voices[static_cast<std::size_t>(dice.below(static_cast<Index>(voices.size())))];
    };
    const auto cue = [&] {
        return Acue{.sig = signals[static_cast<std::size_t>(dice.below(static_cast<Index>(signals.size())))],
                    .onset = std::max<Index>(0, mixer.now() + dice.below(1200) - 100),
                    .out = dice.below(channels + 1),
                    .gain = dice.level(),
                    .rate = dice.of({1.0, 1.0, 1.0, 0.7, 2.0}),
                    .loop = dice.one_in(8),
                    .kind = Interp::linear};
    };
    switch (dice.below(12)) {
    case 0: mixer.stop(voice(), dice.of<Index>({0, 1, 40, 900})); break;
    case 1: mixer.set_gain(voice(), dice.level(), dice.of<Index>({0, 1, 40, 900})); break;
    case 2: mixer.set_gain(dice.level(), dice.of<Index>({0, 1, 300})); break;
    case 3:
        if (dice.one_in(4)) mixer.stop(dice.of<Index>({0, 100}));
        break;
    case 4: {
        const Ascore score{cue(), cue(), cue()};
        const std::vector<VoiceId> started = mixer.play(score);
        voices.insert(voices.end(), started.begin(), started.end());
        break;
    }
    default: voices.push_back(mixer.play(cue()));
    }
}

// Renders n frames into rows [from, from + n) of out, interleaved or not, by chance.
void render(Mixer& mixer, Dice& dice, Eigen::ArrayXXf& out, Index from, Index n) {
    if (dice.one_in(2)) {
        Eigen::Array<float, Eigen::Dynamic, channels, Eigen::RowMajor> block(n, channels);
        mixer.render(block.data(), n);
        out.middleRows(from, n) = block;
    } else {
        std::vector<float*> planes;
        for (Index c = 0; c < channels; ++c) planes.push_back(out.col(c).data() + from);
        mixer.render(planes.data(), n);
    }
}

// The session of a seed, in blocks of at most `longest` frames.
Eigen::ArrayXXf session(unsigned seed, Index longest) {
    Dice dice(seed);
    Dice blocks(seed + static_cast<unsigned>(longest));
    std::vector<Asig> signals;
    for (int i = 0; i < 12; ++i) signals.push_back(noise(dice));
    Mixer mixer({.sr = sr, .channels = channels, .gain = 0.5});
    std::vector<VoiceId> voices;
    Eigen::ArrayXXf out(length, channels);
    for (Index done = 0; done < length;) {
        const Index until = std::min(length, done + dice.below(150));
        for (Index acts = dice.below(4); acts > 0; --acts) act(mixer, dice, signals, voices);
        while (done < until) {
            const Index n = std::min(until - done, 1 + blocks.below(longest));
            render(mixer, blocks, out, done, n);
            done += n;
        }
    }
    return out;
}

} // namespace

TEST_CASE("random sessions sound the same to the bit in random blocks") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const Eigen::ArrayXXf whole = session(seed, 100000);
        REQUIRE((whole != 0).count() > length);
        for (const Index longest : {1, 13, 64, 400}) {
            INFO("seed " << seed << ", blocks of 1 to " << longest);
            CHECK((session(seed, longest) == whole).all());
        }
    }
}
