// SPDX-License-Identifier: MIT
#include <pya/dsp/leaf/adsr.hpp>

#include "support/catch.hpp"

#include <limits>
#include <vector>

using pya::dsp::leaf::Adsr;

namespace {

std::vector<float> next(Adsr<float>& envelope, int samples) {
    std::vector<float> gains;
    for (int i = 0; i < samples; ++i) gains.push_back(envelope.next());
    return gains;
}

} // namespace

TEST_CASE("each segment of an adsr takes its samples exactly") {
    Adsr<float> envelope({.att = 0.4f, .dec = 0.2f, .sus = 0.5f, .rel = 0.2f}, 10);
    CHECK(next(envelope, 2) == std::vector<float>{0, 0});
    CHECK_FALSE(envelope.active());
    envelope.gate(true);
    CHECK(next(envelope, 9) == std::vector<float>{0, 0.25f, 0.5f, 0.75f, 1, 0.75f, 0.5f, 0.5f, 0.5f});
    envelope.gate(true);
    CHECK(next(envelope, 1) == std::vector<float>{0.5f});
    envelope.gate(false);
    CHECK(envelope.active());
    CHECK(next(envelope, 2) == std::vector<float>{0.5f, 0.25f});
    CHECK_FALSE(envelope.active());
    CHECK(next(envelope, 2) == std::vector<float>{0, 0});
}

TEST_CASE("a long adsr reaches its corners at their samples") {
    Adsr<double> envelope({.att = 0.013, .dec = 0.2, .sus = 0.3, .rel = 0.07}, 44100);
    envelope.gate(true);
    const int attack = 573, decay = 8820, release = 3087;
    std::vector<double> gains;
    for (int i = 0; i < 20000; ++i) gains.push_back(envelope.next());
    envelope.gate(false);
    for (int i = 0; i <= release; ++i) gains.push_back(envelope.next());
    const auto at = [&](int i) { return gains[static_cast<std::size_t>(i)]; };
    CHECK(at(attack) == Approx(1).epsilon(1e-15));
    CHECK(at(attack - 1) < 1);
    CHECK(at(attack + 1) < 1);
    CHECK(at(attack + decay - 1) > 0.3);
    CHECK(at(attack + decay) == 0.3);
    CHECK(at(19999) == 0.3);
    CHECK(at(20000 + release - 1) > 0);
    CHECK(at(20000 + release) == 0);
}

TEST_CASE("a note within the attack or the release goes on from the gain that is there") {
    Adsr<float> envelope({.att = 0.4f, .dec = 0, .sus = 1, .rel = 0.4f}, 10);
    envelope.gate(true);
    next(envelope, 2);
    envelope.gate(false); // at 0.5
    CHECK(next(envelope, 2) == std::vector<float>{0.5f, 0.375f});
    envelope.gate(true); // at 0.25
    CHECK(next(envelope, 5) == std::vector<float>{0.25f, 0.4375f, 0.625f, 0.8125f, 1});
}

TEST_CASE("an attack of 0 begins with 1, and the curve is an exponent") {
    Adsr<float> sudden({.att = 0, .dec = 0.2f, .sus = 0, .rel = 0}, 10);
    sudden.gate(true);
    CHECK(next(sudden, 4) == std::vector<float>{1, 0.5f, 0, 0});
    Adsr<float> curved({.att = 0.4f, .curve = 2}, 10);
    curved.gate(true);
    CHECK(next(curved, 4) == std::vector<float>{0, 0.0625f, 0.25f, 0.5625f});
}

TEST_CASE("parameters of an adsr that are out of range count as the nearest ones within") {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    Adsr<float> envelope({.att = -1, .dec = nan, .sus = 7, .rel = -3}, 44100);
    envelope.gate(true);
    CHECK(next(envelope, 2) == std::vector<float>{1, 1});
    envelope.gate(false);
    CHECK(next(envelope, 1) == std::vector<float>{0});
    envelope.gate(true);
    next(envelope, 1);
    envelope.reset();
    CHECK_FALSE(envelope.active());
    CHECK(next(envelope, 1) == std::vector<float>{0});
}
