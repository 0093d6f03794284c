// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include "agen/blocks.hpp"

#include <pya/agen/envelopes.hpp>
#include <pya/agen/generator.hpp>
#include <pya/asig.hpp>

#include <cmath>

using namespace pya;
using blocks::rendered;

namespace {
Eigen::ArrayXd first(const Agen& generator, Index n) { return rendered(generator, n, 100, 1000).col(0); }
} // namespace

TEST_CASE("lines, exponentials and steps go from value to value and hold the last", "[agen]") {
    CHECK((first(gen::line(0, 4, 4_ms), 6) == Eigen::ArrayXd{{0, 1, 2, 3, 4, 4}}).all());
    CHECK(first(gen::exponential(1, 16, 4_ms), 6).isApprox(Eigen::ArrayXd{{1, 2, 4, 8, 16, 16}}));
    CHECK((first(gen::steps({3, 1, 2}, 2_ms), 7) == Eigen::ArrayXd{{3, 3, 1, 1, 2, 2, 2}}).all());
    CHECK_THROWS_AS(gen::exponential(1, -1, 1_s), ArgumentError);
    CHECK_THROWS_AS(gen::line(0, 1, -1_s), ArgumentError);
    CHECK_THROWS_AS(gen::steps({}, 1_s), ArgumentError);
}

TEST_CASE("an envelope ends at its last point", "[agen]") {
    const Agen x = gen::envelope({{{0_s, 1}, {2_ms, 3}, {4_ms, 1}}});
    CHECK(x.duration() == 0.004);
    CHECK(x.render({.sr = 1000}) == Asig({1.f, 2.f, 3.f, 2.f}, {.sr = 1000}));
}

TEST_CASE("an adsr is released in time for the end of what is rendered", "[agen]") {
    const Agen x = gen::adsr({.att = 2_ms, .dec = 2_ms, .sus = 0.5, .rel = 2_ms});
    const Eigen::ArrayXf note{{0, 0.5f, 1, 0.75f, 0.5f, 0.5f, 0.5f, 0.25f}};
    CHECK((x.render(8_ms, {.sr = 1000}).sig() == note).all());
    CHECK((x.lasting(8_ms).render({.sr = 1000}).sig() == note).all());
    CHECK((x.render(20_ms, {.sr = 1000}).sig().bottomRows(3) == Eigen::ArrayXf{{0.5f, 0.5f, 0.25f}}).all());
    CHECK((first(x, 100).tail(90) == 0.5).all());
    CHECK(std::isinf(x.duration()));
    CHECK(gen::adsr({.dur = 8_ms}).duration() == 0.008);
    CHECK(x.render(1_ms, {.sr = 1000}).samples() == 1);
}

TEST_CASE("a gate opens and closes an adsr as often as it likes", "[agen]") {
    const Agen x =
        gen::adsr({.att = 1_ms, .dec = 0, .sus = 1, .rel = 2_ms, .gate = gen::steps({0, 1, 0, 1}, 3_ms)});
    CHECK((first(x, 11) == Eigen::ArrayXd{{0, 0, 0, 0, 1, 1, 1, 0.5, 0, 0, 1}}).all());
}

TEST_CASE("an adsr refuses segments out of range", "[agen]") {
    CHECK_THROWS_AS(gen::adsr({.att = -1_s}), ArgumentError);
    CHECK_THROWS_AS(gen::adsr({.dec = std::nan("")}), ArgumentError);
    CHECK_THROWS_AS(gen::adsr({.sus = 2}), ArgumentError);
    CHECK_THROWS_AS(gen::adsr({.rel = 1e9}), ArgumentError);
    CHECK_THROWS_AS(gen::adsr({.curve = 0}), ArgumentError);
    CHECK_THROWS_AS(gen::adsr({.dur = -1_s}), ArgumentError);
    CHECK_THROWS_AS(gen::adsr({.dur = 1_s, .gate = Agen(1)}), ArgumentError);
}
