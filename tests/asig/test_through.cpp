// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/effect.hpp>
#include <pya/dsp/loudness/limiter.hpp>
#include <pya/error.hpp>
#include <pya/mapping.hpp>
#include <pya/mixer.hpp>

#include "support/catch.hpp"

using namespace pya;

namespace {

Asig ramp(Index samples, Index channels) {
    Eigen::ArrayXXf x(samples, channels);
    for (Index c = 0; c < channels; ++c) x.col(c).setLinSpaced(0, 0.5f);
    return Asig(x, {.sr = 48000, .label = "ramp"});
}

} // namespace

TEST_CASE("through a limiter is what limit does") {
    const Asig a = 3 * ramp(5000, 2);
    const Asig limited = a.through(dsp::Limiter<float>(a.sr(), a.channels()));
    CHECK((limited.sig() == a.limit().sig()).all());
    CHECK(limited.label() == a.label() + "_through");
    CHECK(limited.sr() == 48000);
}

TEST_CASE("a signal goes through a chain at its own time, and the chain is as before") {
    const Asig a = ramp(5000, 2);
    const dsp::Chain chain{dsp::Compressor(48000, 2, {.threshold = 0_dB, .knee = 0_dB, .lookahead = 5_ms}),
                           dsp::Limiter<float>(48000, 2)};
    CHECK((a.through(chain).sig() == a.sig()).all());
    CHECK((a.through(chain).sig() == a.through(chain).sig()).all());
}

TEST_CASE("through makes the signal longer by a tail") {
    const Asig a = ramp(100, 1);
    const dsp::Gate gate(48000, 1);
    CHECK(a.through(gate).samples() == 100);
    CHECK(a.through(gate, 0.5).samples() == 24100);
    CHECK(ramp(0, 1).through(gate).samples() == 0);
    CHECK(ramp(1, 1).through(gate).samples() == 1);
}

TEST_CASE("through refuses another rate or number of channels and a bad tail") {
    const Asig a = ramp(100, 2);
    CHECK_THROWS_AS(a.through(dsp::Gate(44100, 2)), ArgumentError);
    CHECK_THROWS_AS(a.through(dsp::Gate(48000, 1)), ArgumentError);
    CHECK_THROWS_AS(a.through(dsp::Gate(48000, 2), -1), ArgumentError);
    CHECK_THROWS_AS(a.through(dsp::Gate(48000, 2), NAN), ArgumentError);
}

TEST_CASE("a chain is an insert, whose knobs are turned from outside") {
    dsp::Chain chain{dsp::Compressor(48000, 2, {.threshold = 0_dB, .knee = 0_dB, .makeup = -6_dB})};
    const Ascore score{{.sig = ramp(1000, 2)}};
    const RenderOptions options{.sr = 48000, .channels = 2, .insert = chain};
    const Asig one = render(score, options);
    CHECK((one.sig() - static_cast<float>(dbamp(-6)) * ramp(1000, 2).sig()).abs().maxCoeff() < 1e-6f);
    CHECK((one.sig() == render(score, options).sig()).all());

    Mixer mixer({.sr = 48000, .channels = 2});
    mixer.set_insert(chain);
    mixer.play({.sig = Asig(Eigen::ArrayXXf::Constant(96000, 2, 0.5f), {.sr = 48000})});
    mixer.render(256);
    chain.at<0>().makeup.set(0_dB);
    mixer.render(48000);
    CHECK(mixer.render(256).sig()(255, 0) == 0.5f);
}
