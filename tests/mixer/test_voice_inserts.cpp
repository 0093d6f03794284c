// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include <pya/dsp/effect/chain.hpp>
#include <pya/dsp/effect/delay.hpp>
#include <pya/dsp/effect/phaser.hpp>
#include <pya/dsp/loudness/limiter.hpp>
#include <pya/error.hpp>
#include <pya/mixer.hpp>

#include <Eigen/Core>

#include <cstdlib>
#include <memory>

using namespace pya;
using namespace pya::literals;

namespace {

Asig noise(Index n, Index channels = 1) {
    std::srand(8);
    return Asig(Eigen::ArrayXXf::Random(n, channels) * 0.5f, {.sr = 1000});
}

bool same(const Asig& a, const Asig& b) {
    return a.samples() == b.samples() && a.channels() == b.channels() && (a.sig() == b.sig()).all();
}

} // namespace

TEST_CASE("an insert changes its own voice alone, as it changes the signal") {
    const Asig a = noise(700, 2), b = noise(500, 2).reverse();
    const dsp::Phaser phaser(1000, 2, {.freq = 200});
    const Asig out =
        render({{.sig = a, .onset = 70, .insert = phaser}, {.sig = b, .onset = 130}}, {.sr = 1000, .bs = 64});
    const Asig wanted =
        render({{.sig = a.through(phaser), .onset = 70}, {.sig = b, .onset = 130}}, {.sr = 1000});
    CHECK(same(out, wanted));
}

TEST_CASE("a voice with an insert has the same bits for any block size, with its tail, gain and loop") {
    const dsp::Chain echo{dsp::Delay(1000, 1, {.time = 50_ms, .feedback = 0.6})};
    const Ascore score{{.sig = noise(300), .onset = 33, .gain = 0.5, .insert = echo, .tail = 400},
                       {.sig = noise(90), .onset = 5, .out = 1, .loop = true, .insert = echo},
                       {.sig = noise(300), .onset = 33, .out = 1}};
    const RenderOptions options{.sr = 1000, .bs = 256, .frames = 1000};
    const Asig whole = render(score, options);
    CHECK(whole.sig().col(0).segment(500, 233).abs().maxCoeff() > 0.01f);
    CHECK((whole.sig().col(0).tail(1000 - 733) == 0).all());
    CHECK(whole.sig().col(1).tail(100).abs().maxCoeff() > 0.1f);
    for (const Index bs : {1, 7, 100, 300, 1000}) {
        RenderOptions split = options;
        split.bs = bs;
        CHECK(same(render(score, split), whole));
    }
    CHECK(render({{.sig = noise(300), .insert = echo, .tail = 400}}, {.sr = 1000}).samples() == 700);
}

TEST_CASE("the fade of a voice comes after its insert") {
    Mixer mixer({.sr = 1000, .channels = 1});
    const VoiceId voice =
        mixer.play(Acue{.sig = noise(1000), .insert = [](SigMap block) { block = 1.0f; }, .tail = 5000});
    CHECK((mixer.render(100).sig() == 1).all());
    mixer.set_gain(voice, 0.5);
    CHECK((mixer.render(100).sig() == 0.5f).all());
    mixer.stop(voice, 50);
    const Asig end = mixer.render(100);
    CHECK(end.sig()(24, 0) == Approx(0.25));
    CHECK((end.sig().bottomRows(51) == 0).all());
    CHECK(!mixer.is_playing(voice));
}

TEST_CASE("voices of one signal have copies of an insert, which are freed with them") {
    const auto state = std::make_shared<int>(0);
    const Asig sig = noise(100);
    Mixer mixer({.sr = 1000, .channels = 1});
    for (int i = 0; i < 3; ++i)
        mixer.play(Acue{.sig = sig,
                        .insert = [state, n = 0](SigMap block) mutable { block = static_cast<float>(++n); }});
    CHECK(state.use_count() == 4);
    CHECK(mixer.render(50).sig()(0, 0) == 3);
    CHECK(mixer.render(50).sig()(0, 0) == 6);
    mixer.render(1);
    mixer.collect();
    CHECK(state.use_count() == 1);
}

TEST_CASE("an insert that throws ends its voice and no other") {
    Mixer mixer({.sr = 1000, .channels = 2});
    const VoiceId broken = mixer.play(Acue{.sig = noise(500), .insert = [](SigMap) { throw 7; }});
    const VoiceId other = mixer.play(Acue{.sig = noise(500), .out = 1});
    CHECK_THROWS_AS(mixer.render(100), int);
    CHECK(!mixer.is_playing(broken));
    CHECK(mixer.is_playing(other));
    CHECK((mixer.render(10).sig().col(1) == noise(500).sig().col(0).segment(100, 10)).all());
}

TEST_CASE("a voice refuses a tail below 0, and one without an insert has none") {
    Mixer mixer({.sr = 1000});
    CHECK_THROWS_AS(mixer.play(Acue{.sig = noise(10), .tail = -1}), ArgumentError);
    CHECK(mixer.active_voices() == 0);
    CHECK(render({{.sig = noise(10), .tail = 100}}, {.sr = 1000}).samples() == 10);
}
