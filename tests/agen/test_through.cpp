// SPDX-License-Identifier: MIT
// Effects and other processors on generators.
#include "support/catch.hpp"

#include "agen/blocks.hpp"

#include <pya/agen.hpp>
#include <pya/agen/through.hpp>
#include <pya/asig.hpp>
#include <pya/dsp/effect.hpp>
#include <pya/dsp/leaf/one_pole.hpp>
#include <pya/dsp/per_channel.hpp>

#include <cmath>
#include <memory>
#include <numbers>

using namespace pya;
using blocks::rendered;

namespace {

constexpr int sr = 8000;

Asig hiss(Index channels = 1) {
    return gen::noise({.seed = 3, .channels = channels}).render(0.2_s, {.sr = sr});
}

/// Only float, and late by three samples.
class Late {
public:
    void process(dsp::Block<const float> in, dsp::Block<float> out) {
        for (Index i = 0; i < in.samples(); ++i) {
            const float x = in(i);
            out(i) = past_[at_];
            past_[at_] = x;
            at_ = (at_ + 1) % 3;
        }
    }
    void reset() { *this = Late(); }
    static Index latency() { return 3; }
    static Index tail() { return 0; }

private:
    float past_[3] = {};
    int at_ = 0;
};

/// Counts the samples that it has been given, in all copies.
class Counter {
public:
    void process(dsp::Block<const double> in, dsp::Block<double> out) {
        *samples_ += in.samples();
        for (Index c = 0; c < in.channels(); ++c)
            for (Index i = 0; i < in.samples(); ++i) out(i, c) = static_cast<double>(c + 1) * in(i, c);
    }
    void reset() {}
    static Index channels() { return 2; }
    static Index latency() { return 0; }
    static Index tail() { return 0; }
    Index samples() const { return *samples_; }

private:
    std::shared_ptr<Index> samples_ = std::make_shared<Index>(0);
};

template <class Effect>
void check_effect(const char* name, const Effect& effect, Index channels) {
    INFO(name);
    const Asig in = hiss(channels);
    const Asig made = gen::through(in, effect).render();
    REQUIRE(made.channels() == channels);
    REQUIRE(made.samples() == in.samples());
    const Index late = effect.latency();
    CHECK(
        (made.sig().bottomRows(in.samples() - late) == in.through(effect).sig().topRows(in.samples() - late))
            .all());
}

} // namespace

TEST_CASE("every effect is a node with the samples that it gives to a signal", "[agen]") {
    check_effect("delay", dsp::Delay(sr, 2, {.time = 20_ms, .ping_pong = 0.5}), 2);
    check_effect("reverb", dsp::Reverb(sr, 2, {.high_freq = 3000}), 2);
    check_effect("compressor", dsp::Compressor(sr, 2), 2);
    check_effect("expander", dsp::Expander(sr, 1), 1);
    check_effect("chorus", dsp::Chorus(sr, 2), 2);
    check_effect("phaser", dsp::Phaser(sr, 1), 1);
    check_effect("equaliser", dsp::Equaliser(sr, 1, {{.freq = 500, .gain = 9_dB}}), 1);
    check_effect("waveshaper", dsp::Waveshaper(sr, 1), 1);
    check_effect("tremolo", dsp::Tremolo(sr, 2, {.spread = 0.5}), 2);
    check_effect("ring modulator", dsp::RingModulator(sr, 1), 1);
    check_effect("width", dsp::StereoWidth(sr), 2);
    check_effect("leaf", dsp::PerChannel(dsp::leaf::OnePole<double>(), 2), 2);
}

TEST_CASE("a chain on a generator gives the same bits in all blocks, and after a reset", "[agen]") {
    const dsp::Chain chain{dsp::Delay(sr, 2, {.time = 7_ms}), dsp::Reverb(sr, 2, {.high_freq = 3000})};
    const Agen x = gen::through(gen::noise({.seed = 1, .channels = 2}).lasting(50_ms), chain, 50_ms).loop() +
                   gen::through(gen::saw(110), Late());
    const Eigen::ArrayXXd whole = rendered(x, 3000, 3000, sr);
    for (const Index size : {1, 64, -64, -500}) CHECK((rendered(x, 3000, size, sr) == whole).all());
    gen::Player player(x, {.sr = sr});
    Eigen::ArrayXXd again(3000, 2);
    player.process(dsp::Block<double>(again.topRows(1111)));
    player.reset();
    player.process(again);
    CHECK((again == whole).all());
}

TEST_CASE("an effect is computed once for all channels, wherever it stands", "[agen]") {
    const auto computed = [](auto generator) {
        const Counter counter;
        const Agen x = generator(gen::through(gen::line(0, 1, 10_ms), counter));
        const Eigen::ArrayXXd both = rendered(x, 800, 800, sr);
        CHECK((both.col(1) == 2 * both.col(0)).all());
        for (const Index size : {1, 64, -64, -500}) CHECK((rendered(x, 800, size, sr) == both).all());
        return counter.samples() / 5;
    };
    CHECK(computed([](const Agen& x) { return x; }) == 800);
    CHECK(computed([](const Agen& x) { return x.lasting(50_ms); }) == 400);
    CHECK(computed([](const Agen& x) { return x.lasting(10_ms).loop(); }) == 800);
    CHECK(computed([](const Agen& x) { return x.lasting(10_ms).then(x); }) == 800);
    CHECK(computed([](const Agen& x) { return x.lasting(10_ms).then(x).lasting(60_ms).loop(); }) == 800);
    CHECK(computed([](const Agen& x) {
              return gen::channels({gen::channel(x.lasting(50_ms), 0), gen::channel(x.lasting(50_ms), 1)});
          }) == 800);
}

TEST_CASE("the tail of an effect follows the end of the generator", "[agen]") {
    const dsp::Delay echo(sr, 1, {.time = 10_ms, .feedback = 0, .mix = 1});
    const Asig click = Asig({1.f, 0.f}, {.sr = sr});
    const Agen x = gen::through(click, echo, 20_ms);
    CHECK(x.duration() == Approx(0.02025));
    const Asig y = x.render();
    CHECK(y.samples() == 162);
    CHECK(y.sig()(80, 0) == Approx(1));
    CHECK(gen::through(click, echo).render().samples() == 2);
    CHECK(std::isinf(gen::through(gen::sine(9), echo, 1_s).duration()));
    CHECK((gen::through(x.lasting(15_ms), echo).render().samples()) == 120);
}

TEST_CASE("voices have pasts of their own and the parameters in common", "[agen]") {
    const dsp::Delay echo(sr, 1, {.time = 1_ms, .feedback = 0, .mix = 1});
    dsp::Delay knob = echo;
    const Agen x = gen::through(gen::sine(440), echo);
    gen::Player a(x, {.sr = sr}), b(x, {.sr = sr});
    Eigen::ArrayXXf first(100, 1), second(100, 1);
    a.process(first);
    b.process(second);
    CHECK((second.topRows(8) == 0).all()); // nothing of the past of a
    CHECK((second == first).all());
    knob.mix.set(0);
    gen::Player c(x, {.sr = sr});
    c.process(second);
    CHECK(second(3) == Approx(std::sin(2 * std::numbers::pi * 440 * 3 / sr)));
}

TEST_CASE("a channel goes to all channels of an effect, and a channel comes out again", "[agen]") {
    const Agen wide =
        gen::through(gen::sine(100), dsp::Tremolo(sr, 2, {.rate = 20, .depth = 1, .spread = 0.5}));
    CHECK(wide.channels() == 2);
    const Eigen::ArrayXXd both = rendered(wide, 1000, 1000, sr);
    CHECK((both.col(0) != both.col(1)).any());
    for (const Index c : {0, 1})
        CHECK((rendered(gen::channel(wide, c), 1000, 100, sr).col(0) == both.col(c)).all());
    const Eigen::ArrayXXd swapped =
        rendered(gen::channels({gen::channel(wide, 1), gen::channel(wide, 0)}), 1000, 100, sr);
    CHECK((swapped.col(0) == both.col(1) && swapped.col(1) == both.col(0)).all());
    CHECK_THROWS_AS(gen::channel(wide, 2), ArgumentError);
    CHECK_THROWS_AS(gen::channel(wide, -1), ArgumentError);
}

TEST_CASE("through refuses what does not fit", "[agen]") {
    const Agen three = gen::noise({.channels = 3});
    CHECK_THROWS_AS(gen::through(three, dsp::Reverb(sr, 2, {.high_freq = 3000})), ArgumentError);
    CHECK_THROWS_AS(gen::through(Asig(9, {.sr = 44100}), dsp::Reverb(sr, 1, {.high_freq = 3000})),
                    ArgumentError);
    CHECK_THROWS_AS(
        gen::through(gen::sine(9), dsp::Reverb(sr, 1, {.high_freq = 3000})).render(1_s, {.sr = 44100}),
        ArgumentError);
    CHECK_THROWS_AS(gen::through(gen::sine(9), dsp::Reverb(8000.5, 1)), ArgumentError);
    CHECK_THROWS_AS(gen::through(gen::sine(9), Late(), -1_s), ArgumentError);
    CHECK_THROWS_AS(gen::through(gen::sine(9), Late(), std::nan("")), ArgumentError);
    CHECK(gen::through(gen::sine(9), dsp::Reverb(sr, 1, {.high_freq = 3000})).render(1_s).sr() == sr);
}
