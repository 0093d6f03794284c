// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include <pya/mixer.hpp>

#include <algorithm>
#include <limits>
#include <random>

using namespace pya;

namespace {

Asig ramp(Index n, Index channels = 1, int sr = 1000) {
    Eigen::ArrayXXf x(n, channels);
    for (Index c = 0; c < channels; ++c)
        x.col(c) = Eigen::ArrayXf::LinSpaced(n, 1.0f, static_cast<float>(n)) * (c % 2 == 0 ? 1 : -1);
    return Asig(x, {.sr = sr});
}

Asig noise(std::mt19937& random, Index n, Index channels) {
    std::uniform_real_distribution<float> level(-1, 1);
    Eigen::ArrayXXf x = Eigen::ArrayXXf::NullaryExpr(n, channels, [&] { return level(random); });
    return Asig(x, {.sr = 1000});
}

Ascore random_score(unsigned seed, std::size_t cues, Index channels) {
    std::mt19937 random(seed);
    const auto below = [&](Index n) { return static_cast<Index>(random() % static_cast<unsigned>(n)); };
    Ascore score;
    for (std::size_t i = 0; i < cues; ++i)
        score.push_back({.sig = noise(random, 1 + below(900), 1 + below(3)),
                         .onset = below(2000),
                         .out = below(channels),
                         .gain = static_cast<double>(below(1000)) / 500 - 1,
                         .loop = below(10) == 0});
    return score;
}

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

} // namespace

TEST_CASE("a voice begins on its frame and ends with its signal") {
    const Index onset = GENERATE(0, 1, 63, 64, 255, 256, 257, 700);
    const Asig out = render({{.sig = ramp(90), .onset = onset}}, {.sr = 1000, .frames = 1000});
    CHECK((out.sig().topRows(onset) == 0).all());
    CHECK((out.sig().col(0).segment(onset, 90) == ramp(90).sig().col(0)).all());
    CHECK((out.sig().bottomRows(1000 - onset - 90) == 0).all());
    CHECK((out.sig().col(1) == 0).all());
}

TEST_CASE("any block size gives the same bits") {
    const Ascore score = random_score(1, 60, 4);
    const RenderOptions whole{.sr = 1000, .channels = 4, .gain = 0.3, .bs = 3000, .frames = 3000};
    const Asig expected = render(score, whole);
    for (const Index bs : {1, 7, 64, 255, 256, 257, 1000}) {
        RenderOptions options = whole;
        options.bs = bs;
        CHECK(render(score, options) == expected);
    }
}

TEST_CASE("the mix is the float32 sum in the order of onset then of play") {
    Ascore score = random_score(2, 40, 2);
    Eigen::ArrayXXf expected = Eigen::ArrayXXf::Zero(3000, 2);
    std::vector<const Acue*> order;
    for (const Acue& cue : score) order.push_back(&cue);
    std::stable_sort(order.begin(), order.end(), [](auto a, auto b) { return a->onset < b->onset; });
    for (const Acue* cue : order)
        for (Index f = cue->onset; f < 3000 && (cue->loop || f < cue->onset + cue->sig.samples()); ++f)
            for (Index c = 0; c < cue->sig.channels() && cue->out + c < 2; ++c) {
                const float x = cue->sig.storage().channel(c)[(f - cue->onset) % cue->sig.samples()];
                const float scaled = static_cast<float>(cue->gain) * x;
                expected(f, cue->out + c) += scaled;
            }
    CHECK((render(score, {.sr = 1000, .frames = 3000}).sig() == expected).all());
}

TEST_CASE("interleaved and planar output agree") {
    Mixer a({.sr = 1000, .channels = 3});
    Mixer b({.sr = 1000, .channels = 3});
    for (Mixer* mixer : {&a, &b}) mixer->play({.sig = ramp(400, 3), .onset = 50});
    std::vector<float> interleaved(3 * 500);
    a.render(interleaved.data(), 500);
    const Asig planar = b.render(500);
    for (Index c = 0; c < 3; ++c)
        for (Index f = 0; f < 500; ++f)
            REQUIRE(interleaved[static_cast<std::size_t>(f * 3 + c)] == planar.storage().channel(c)[f]);
}

TEST_CASE("channels beyond the last are not heard") {
    const Ascore score{{.sig = ramp(10), .out = 2}, {.sig = ramp(10, 3), .out = 1}};
    const Asig out = render(score, {.sr = 1000});
    CHECK((out.sig().col(0) == 0).all());
    CHECK((out.sig().col(1) == ramp(10).sig().col(0)).all());
}

TEST_CASE("a stopped voice fades to zero over the ramp and is over") {
    Mixer mixer({.sr = 1000, .channels = 1});
    const VoiceId voice = mixer.play({.sig = Asig(Eigen::ArrayXXf::Ones(5000, 1), {.sr = 1000})});
    mixer.render(100);
    mixer.stop(voice, 50);
    const Asig tail = mixer.render(300);
    CHECK(tail.storage().channel(0)[0] == Approx(0.98));
    for (Index f = 1; f < 50; ++f)
        CHECK(tail.storage().channel(0)[f - 1] - tail.storage().channel(0)[f] == Approx(0.02).margin(1e-6));
    CHECK((tail.sig().bottomRows(251) == 0).all());
    CHECK_FALSE(mixer.is_playing(voice));
    CHECK(mixer.active_voices() == 0);
}

TEST_CASE("gain changes are ramped and do not depend on the blocks") {
    const auto run = [](Index bs) {
        Mixer mixer({.sr = 1000, .channels = 1});
        const VoiceId voice = mixer.play({.sig = Asig(Eigen::ArrayXXf::Ones(2000, 1), {.sr = 1000})});
        Asig out = mixer.render(100);
        mixer.set_gain(voice, 0.25, 300);
        mixer.set_gain(0.5, 700);
        for (Index f = 0; f < 1000; f += bs) out = out.append(mixer.render(std::min(bs, 1000 - f)));
        return out;
    };
    const Asig whole = run(1000);
    CHECK(run(1) == whole);
    CHECK(run(37) == whole);
    CHECK(whole.storage().channel(0)[99] == 1);
    CHECK(whole.storage().channel(0)[100 + 299] == Approx(0.25 * (1 - 0.5 * 300 / 700)));
    CHECK(whole.storage().channel(0)[1099] == Approx(0.125));
    const ConstSigMap x = whole.sig();
    CHECK((x.topRows(1099) - x.bottomRows(1099)).abs().maxCoeff() < 0.004f);
}

TEST_CASE("a waiting voice that is stopped never sounds") {
    Mixer mixer({.sr = 1000, .channels = 1});
    const VoiceId voice = mixer.play({.sig = ramp(100), .onset = 300});
    mixer.stop(voice, 20);
    CHECK((mixer.render(500).sig() == 0).all());
    CHECK_FALSE(mixer.is_playing(voice));
}

TEST_CASE("stop concerns all voices played before and none after") {
    Mixer mixer({.sr = 1000, .channels = 1});
    mixer.play({.sig = ramp(1000)});
    mixer.play({.sig = ramp(1000), .onset = 400});
    mixer.render(10);
    mixer.stop();
    mixer.play({.sig = ramp(50), .onset = 20});
    const Asig out = mixer.render(500);
    CHECK((out.sig().topRows(10) == 0).all());
    CHECK((out.sig().col(0).segment(10, 50) == ramp(50).sig().col(0)).all());
    CHECK((out.sig().bottomRows(440) == 0).all());
    CHECK(mixer.active_voices() == 0);
}

TEST_CASE("a loop goes on until it is stopped") {
    Mixer mixer({.sr = 1000, .channels = 1});
    const VoiceId voice = mixer.play({.sig = ramp(3), .loop = true});
    const Asig out = mixer.render(1000);
    for (Index f = 0; f < 1000; ++f) REQUIRE(out.storage().channel(0)[f] == static_cast<float>(f % 3 + 1));
    CHECK(mixer.is_playing(voice));
    mixer.stop(voice);
    mixer.render(1);
    CHECK_FALSE(mixer.is_playing(voice));
}

TEST_CASE("a late voice begins at once and is counted") {
    Mixer mixer({.sr = 1000, .channels = 1});
    mixer.render(100);
    mixer.play({.sig = ramp(10), .onset = 40});
    CHECK(mixer.render(10) == ramp(10));
    CHECK(mixer.counts().late == 1);
    mixer.play({.sig = ramp(10), .onset = 110});
    CHECK(mixer.render(10) == ramp(10));
    CHECK(mixer.counts().late == 1);
}

TEST_CASE("a score for now moves as a whole when a block goes by before it is heard of") {
    const Index gone = GENERATE(0, 1, 64, 300);
    Mixer mixer({.sr = 1000, .channels = 1, .capacity = 8});
    Ascore score{{.sig = ramp(900)}, {.sig = ramp(500), .onset = 100}, {.sig = ramp(50), .onset = 20000}};
    const Index now = mixer.now();
    mixer.render(gone);
    mixer.play(score, now);
    const Asig expected = render(score, {.sr = 1000, .channels = 1, .frames = 21000});
    CHECK(mixer.render(21000) == expected);
    CHECK(mixer.counts().late == 0);
}

TEST_CASE("later changes to a signal are not heard") {
    Asig sig = ramp(10);
    Mixer mixer({.sr = 1000, .channels = 1});
    mixer.play({.sig = sig});
    sig.write() = 7;
    CHECK(mixer.render(10) == ramp(10));
    mixer.play({.sig = sig, .onset = 10});
    sig.write() = 8;
    CHECK((mixer.render(10).sig() == 7).all());
}

TEST_CASE("samples beyond full scale are passed on and counted") {
    Mixer mixer({.sr = 1000, .channels = 2});
    const Asig loud({0.8f, -0.8f, 0.2f, static_cast<float>(not_a_number)}, {.sr = 1000});
    mixer.play({.sig = loud});
    mixer.play({.sig = loud});
    const Asig out = mixer.render(8);
    CHECK(out.storage().channel(0)[0] == 1.6f);
    CHECK(mixer.counts().over == 3);
}

TEST_CASE("an insert changes the sum ahead of the gain") {
    const Insert square = [](SigMap block) { block = block.square(); };
    const Asig out = render({{.sig = ramp(600)}}, {.sr = 1000, .channels = 1, .gain = 0.5, .insert = square});
    CHECK((out.sig() == 0.5f * ramp(600).sig().square()).all());
}

TEST_CASE("what an insert throws comes out of a rendering") {
    const Insert wrong = [](SigMap) { throw 42; };
    CHECK_THROWS_AS(render({{.sig = ramp(600)}}, {.sr = 1000, .insert = wrong}), int);
    Mixer mixer({.sr = 1000, .channels = 1});
    mixer.set_insert(wrong);
    CHECK_THROWS_AS(mixer.render(10), int);
    CHECK(mixer.render(10).samples() == 10); // it has been taken out
    CHECK(mixer.insert_failure() == nullptr);
}

TEST_CASE("an insert can be replaced and taken out between blocks") {
    Mixer mixer({.sr = 1000, .channels = 1});
    mixer.play({.sig = ramp(3), .loop = true});
    for (int i = 1; i < 200; ++i) {
        mixer.set_insert([i](SigMap block) { block = static_cast<float>(i); });
        REQUIRE((mixer.render(5).sig() == static_cast<float>(i)).all());
    }
    mixer.set_insert({});
    CHECK(mixer.render(1).storage().channel(0)[0] == 3);
}

TEST_CASE("voices and queue have a capacity and say so") {
    Mixer mixer({.sr = 1000, .channels = 1, .capacity = 3});
    const Ascore four(4, {.sig = ramp(10)});
    CHECK_THROWS_AS(mixer.play(four), Error);
    CHECK(mixer.active_voices() == 0);
    for (int i = 0; i < 3; ++i) mixer.play({.sig = ramp(10)});
    CHECK_THROWS_AS(mixer.play({.sig = ramp(10)}), Error);
    mixer.render(10);
    const VoiceId voice = mixer.play({.sig = ramp(10)});
    const auto flood = [&] {
        for (int i = 0; i < 100000; ++i) mixer.set_gain(voice, 1);
    };
    CHECK_THROWS_AS(flood(), Error);
    CHECK_THROWS_AS(mixer.play({.sig = ramp(10)}), Error);
    CHECK((mixer.render(10).sig() == ramp(10).sig()).all());
}

TEST_CASE("a name of a voice that is over does not reach its successor") {
    Mixer mixer({.sr = 1000, .channels = 1, .capacity = 1});
    const VoiceId first = mixer.play({.sig = ramp(10)});
    mixer.render(10);
    const VoiceId second = mixer.play({.sig = ramp(10), .onset = 10});
    mixer.stop(first);
    CHECK_FALSE(mixer.is_playing(first));
    CHECK(mixer.is_playing(second));
    CHECK(mixer.render(10) == ramp(10));
}

TEST_CASE("a score renders to the end of its last cue") {
    CHECK(render({{.sig = ramp(10), .onset = 5}, {.sig = ramp(3)}}, {.sr = 1000}).samples() == 15);
    CHECK(render(Ascore{}, {}).samples() == 0);
    CHECK(render({{.onset = 100}}, {}).samples() == 0);
    CHECK_THROWS_AS(render({{.sig = ramp(3), .loop = true}}), ArgumentError);
}

TEST_CASE("a signal of another rate or speed keeps its duration in proportion") {
    CHECK(render({{.sig = ramp(500)}}, {.sr = 2000}).samples() == 1000);
    CHECK(render({{.sig = ramp(500), .rate = 2}}, {.sr = 1000}).samples() == 250);
}

TEST_CASE("memory of voices that are over is given back to the control side") {
    Asig sig = ramp(10);
    Mixer mixer({.sr = 1000, .channels = 1});
    mixer.play({.sig = sig});
    mixer.render(20);
    mixer.play(Acue{});
    CHECK(sig.storage().unique());
}

TEST_CASE("bad arguments of the mixer are refused") {
    CHECK_THROWS_AS(Mixer({.sr = 0}), ArgumentError);
    CHECK_THROWS_AS(Mixer({.channels = 0}), ArgumentError);
    CHECK_THROWS_AS(Mixer({.capacity = 0}), ArgumentError);
    CHECK_THROWS_AS(Mixer({.gain = not_a_number}), ArgumentError);
    Mixer mixer;
    CHECK_THROWS_AS(mixer.play({.sig = ramp(3), .onset = -1}), ArgumentError);
    CHECK_THROWS_AS(mixer.play({.sig = ramp(3), .out = -1}), ArgumentError);
    CHECK_THROWS_AS(mixer.play({.sig = ramp(3), .gain = not_a_number}), ArgumentError);
    CHECK_THROWS_AS(mixer.play({.sig = ramp(3), .rate = 0}), ArgumentError);
    CHECK_THROWS_AS(mixer.play({.sig = ramp(3), .rate = -1}), ArgumentError);
    CHECK_THROWS_AS(mixer.play({.sig = ramp(3), .rate = not_a_number}), ArgumentError);
    CHECK_THROWS_AS(mixer.set_gain(not_a_number), ArgumentError);
    CHECK_THROWS_AS(mixer.stop(-1), ArgumentError);
    CHECK_THROWS_AS(mixer.render(-1), ArgumentError);
    CHECK_THROWS_AS(render(Ascore{}, {.bs = 0}), ArgumentError);
    CHECK(mixer.active_voices() == 0);
}

TEST_CASE("a large score far ahead is received bit by bit and sounds on its frames") {
    Ascore score;
    for (Index i = 0; i < 20000; ++i) score.push_back({.sig = ramp(2), .onset = (i * 7919) % 150000});
    const Asig expected = render(score, {.sr = 1000, .channels = 1, .frames = 150010});
    Mixer mixer({.sr = 1000, .channels = 1});
    for (const Acue& cue : score) mixer.play(cue);
    CHECK(mixer.active_voices() == 20000);
    CHECK(mixer.render(150010) == expected);
    CHECK(mixer.counts().late == 0);
    CHECK(expected.sig().sum() == 20000 * 3.0f);
}

TEST_CASE("voices that are far ahead can be stopped at once") {
    Mixer mixer({.sr = 1000, .channels = 1});
    std::vector<VoiceId> voices;
    for (Index i = 0; i < 5000; ++i) voices.push_back(mixer.play({.sig = ramp(2), .onset = 100000 + i}));
    mixer.stop(voices[4000]);
    mixer.set_gain(voices[4001], 2);
    mixer.render(1);
    CHECK_FALSE(mixer.is_playing(voices[4000]));
    const Asig out = mixer.render(105000);
    CHECK(out.sig().sum() == 4999 * 3.0f + 3.0f);
    for (Index i = 0; i < 5000; ++i) mixer.play({.sig = ramp(2), .onset = 300000 + i});
    mixer.stop();
    mixer.play({.sig = ramp(2), .onset = 300000});
    CHECK(mixer.render(300000).sig().sum() == 3.0f);
    CHECK(mixer.active_voices() == 0);
}

TEST_CASE("stopping a voice again does not prolong its fade") {
    Mixer mixer({.sr = 1000, .channels = 1});
    const VoiceId voice = mixer.play({.sig = ramp(10), .loop = true});
    for (int i = 0; i < 10; ++i) {
        mixer.stop(voice, 100);
        mixer.render(10);
    }
    CHECK_FALSE(mixer.is_playing(voice));
    const VoiceId other = mixer.play({.sig = ramp(10), .onset = 100, .loop = true});
    mixer.render(10);
    mixer.stop(other, 1000);
    mixer.stop(other);
    mixer.render(1);
    CHECK_FALSE(mixer.is_playing(other));
}
