// SPDX-License-Identifier: MIT
#include "support/catch.hpp"
#include "support/virtual_server.hpp"

#include <pya/agen/envelopes.hpp>
#include <pya/agen/generator.hpp>
#include <pya/agen/mix.hpp>
#include <pya/agen/oscillators.hpp>
#include <pya/aserver.hpp>

#include <cstddef>
#include <memory>
#include <vector>

using namespace pya;

namespace {

const Agen tone = gen::pan2(gen::sine(90 + 30 * gen::sine(5)) * gen::adsr({.dur = 0.7_s}), gen::sine(3));

Asig mixed(const Acue& cue, Index bs, Index frames = 1500) {
    return render({cue}, {.sr = 1000, .bs = bs, .frames = frames});
}

} // namespace

TEST_CASE("a generator that is played has the bits of the one that is rendered", "[agen]") {
    const Asig whole = tone.render({.sr = 1000});
    for (const Index bs : {1, 7, 64, 100, 255, 256, 300, 1500})
        for (const Index onset : {0, 1, 63, 500}) {
            INFO("blocks of " << bs << ", onset " << onset);
            const Asig out = mixed({.onset = onset, .gen = tone}, bs);
            CHECK((out.sig().topRows(onset) == 0).all());
            CHECK((out.sig().middleRows(onset, 700) == whole.sig()).all());
            CHECK((out.sig().bottomRows(1500 - onset - 700) == 0).all());
        }
}

TEST_CASE("a generator is played as a signal would be", "[agen]") {
    const Asig sig = tone.render({.sr = 1000});
    CHECK(mixed({.gain = 0.3, .gen = tone}, 100) == mixed({.sig = sig, .gain = 0.3}, 100));
    CHECK(mixed({.out = 1, .loop = true, .gen = tone}, 64) ==
          mixed({.sig = sig, .out = 1, .loop = true}, 64));
    Mixer a({.sr = 1000}), b({.sr = 1000});
    const VoiceId x = a.play(Acue{.gen = tone}), y = b.play(Acue{.sig = sig});
    CHECK(a.horizon() == 700);
    CHECK(a.render(100) == b.render(100));
    a.set_gain(x, 0.1, 50);
    b.set_gain(y, 0.1, 50);
    CHECK(a.render(100) == b.render(100));
    a.stop(x, 333);
    b.stop(y, 333);
    CHECK(a.render(332) == b.render(332));
    CHECK(a.is_playing(x));
    CHECK(a.render(10) == b.render(10));
    CHECK_FALSE(a.is_playing(x));
}

TEST_CASE("a generator goes through the effect of its voice as a signal does, and so does one without an end",
          "[agen]") {
    const Insert echo = [line = std::vector<float>(2 * 130), at = std::size_t{0}](SigMap block) mutable {
        for (Index i = 0; i < block.rows(); ++i)
            for (Index c = 0; c < block.cols(); ++c, at = (at + 1) % line.size())
                block(i, c) = line[at] = block(i, c) + 0.5f * line[at];
    };
    const Asig sig = tone.render({.sr = 1000});
    for (const Index bs : {1, 64, 100, 1500}) {
        const Asig out = mixed({.onset = 33, .gain = 0.5, .insert = echo, .tail = 300, .gen = tone}, bs);
        CHECK(out == mixed({.sig = sig, .onset = 33, .gain = 0.5, .insert = echo, .tail = 300}, 1500));
        CHECK((out.sig().middleRows(733, 300).abs() > 0).any());
    }
    CHECK(mixed({.insert = echo, .tail = 300, .gen = tone.then(0)}, 64) ==
          mixed({.sig = sig, .insert = echo, .tail = 800}, 64));
    CHECK(render({{.insert = echo, .tail = 300, .gen = tone}}, {.sr = 1000}).samples() == 1000);
}

TEST_CASE("a score of generators is rendered to the end of the last", "[agen]") {
    const Agen beep = gen::sine(100) * gen::adsr({.dur = 50_ms});
    const Asig out = render({{.onset = 10, .gen = beep}, {.onset = 100, .gen = beep}}, {.sr = 1000});
    CHECK(out.samples() == 150);
    CHECK((out.sig().middleRows(10, 50) == out.sig().middleRows(100, 50)).all());
    CHECK_THROWS_AS(render({{.gen = gen::sine(100)}}, {.sr = 1000}), ArgumentError);
}

TEST_CASE("what a generator holds is freed when its voice is over", "[agen]") {
    const auto held = std::make_shared<int>();
    Mixer mixer({.sr = 1000});
    mixer.play(Acue{.gen = (Agen(1).lasting(10_ms)).apply([held](double x) { return x; })});
    CHECK(held.use_count() > 1);
    mixer.render(20);
    mixer.collect();
    CHECK(held.use_count() == 1);
}

TEST_CASE("a generator without samples is over at once", "[agen]") {
    Mixer mixer({.sr = 1000});
    CHECK_FALSE(mixer.is_playing(mixer.play(Acue{.gen = Agen(1).lasting(0_s)})));
}

TEST_CASE("a server plays generators", "[agen]") {
    const auto backend = virtual_server::virtual_time();
    Aserver s(virtual_server::on(backend));
    CHECK_THROWS_AS(s.play(tone), DeviceError);
    s.boot();
    Aserver::Voice voice = s.play(tone, {.gain = 0.5});
    gen::sine(100).play({.out = 1, .server = &s});
    CHECK(s.active_voices() == 2);
    voice.wait();
    CHECK(s.now() >= 700);
    CHECK(s.active_voices() == 1);
    s.stop();
    s.wait();
    CHECK_THROWS_AS(s.play(tone, {.rate = 2}), ArgumentError);
    CHECK_THROWS_AS(s.play(tone, {.out = 2}), ArgumentError);
    CHECK_THROWS_AS(s.play(gen::sine(500)), ArgumentError);
    CHECK_THROWS_AS(s.play(Agen(Asig(10, {.sr = 2000}))), ArgumentError);
    CHECK(s.active_voices() == 0);
}
