// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/equaliser.hpp>
#include <pya/dsp/leaf/biquad.hpp>
#include <pya/error.hpp>

#include "dsp/effect/effect_checks.hpp"
#include "dsp/leaf/response.hpp"

using namespace pya::literals;
using pya::Decibels;
using pya::dsp::Block;
using pya::dsp::EqType;
using pya::dsp::Equaliser;
using pya::dsp::Index;

static_assert(pya::dsp::Processor<Equaliser, float> && pya::dsp::Processor<Equaliser, double>);

namespace {

constexpr double rate = 48000;
using Design = pya::dsp::leaf::BiquadCoefficients<double>;

std::vector<double> response(Equaliser eq) {
    std::vector<double> x(1 << 15), y(x.size());
    x[0] = 1;
    eq.process(Block<const double>(x), Block<double>(y));
    return y;
}

} // namespace

TEST_CASE("the bands of an equaliser are the sections of Bristow-Johnson's cookbook") {
    for (const double freq : {100., 1000., 15000.})
        for (const double gain : {-12., 6.})
            for (const double q : {0.7071, 3.}) {
                const auto agrees = [&](EqType type, const Design& design) {
                    const std::vector<double> y = response(
                        Equaliser(rate, 1, {{.type = type, .freq = freq, .gain = Decibels(gain), .q = q}}));
                    pya::dsp::leaf::Biquad<double> biquad(design);
                    double difference = 0;
                    for (std::size_t i = 0; i < y.size(); ++i)
                        difference = std::max(difference, std::abs(y[i] - biquad(i == 0)));
                    CHECK(difference < 1e-10);
                };
                agrees(EqType::peak, Design::peaking(freq, q, gain, rate));
                agrees(EqType::low_shelf, Design::lowshelf(freq, q, gain, rate));
                agrees(EqType::high_shelf, Design::highshelf(freq, q, gain, rate));
                agrees(EqType::low_pass, Design::lowpass(freq, q, rate));
                agrees(EqType::high_pass, Design::highpass(freq, q, rate));
                agrees(EqType::band_pass, Design::bandpass(freq, q, rate));
                agrees(EqType::notch, Design::notch(freq, q, rate));
            }
}

TEST_CASE("the bands of an equaliser add up, and without bands everything passes") {
    const std::vector<double> y = response(
        Equaliser(rate, 1, {{.freq = 1000, .gain = 6_dB, .q = 4}, {.freq = 1000, .gain = -4_dB, .q = 4}}));
    CHECK(decibels_at(y, 1000 / rate) == Approx(2).margin(1e-6));
    Eigen::ArrayXXf x = effects::white(100, 2, 1), z = x;
    Equaliser(rate, 2, {}).process(x, z);
    CHECK((x == z).all());
}

TEST_CASE("a band of an equaliser has a name, and its knobs turn it") {
    Equaliser eq(rate, 1, {{.freq = 100}, {.freq = 1000, .name = "presence"}});
    Equaliser copy = eq;
    eq.band("presence").gain.set(12_dB);
    eq.band(1).freq.set(2000);
    CHECK(copy.band(1).gain.get().value == 12);
    Eigen::ArrayXXd silence = Eigen::ArrayXXd::Zero(48000, 1);
    eq.process(silence, silence); // while the knobs arrive
    CHECK(decibels_at(response(eq), 2000 / rate) == Approx(12).margin(1e-6));
    CHECK_THROWS_AS(eq.band("bass"), pya::ArgumentError);
    CHECK_THROWS_AS(eq.band(2), pya::ArgumentError);
    CHECK_THROWS_AS(eq.band(-1), pya::ArgumentError);
}

TEST_CASE("any split into blocks gives the same bits of an equaliser") {
    Equaliser eq(rate, 2, {{.type = EqType::low_shelf, .freq = 100, .gain = 6_dB}, {.gain = -6_dB}});
    effects::check_splits(eq);
    effects::check_splits(Equaliser(rate, 1, {{.type = EqType::low_pass}}));
}

TEST_CASE("a jump of a parameter of an equaliser does not click") {
    for (const EqType type : {EqType::peak, EqType::low_shelf, EqType::high_shelf, EqType::low_pass}) {
        Equaliser eq(rate, 1, {{.type = type, .freq = 800, .gain = 6_dB}});
        CHECK(effects::splatter(eq, [] {}) < -120);
        CHECK(effects::splatter(eq, [&] { eq.band(0).gain.set(-12_dB); }) < -90);
        CHECK(effects::splatter(eq, [&] { eq.band(0).freq.set(2000); }) < -90);
        CHECK(effects::splatter(eq, [&] { eq.band(0).q.set(4); }) < -90);
    }
}

TEST_CASE("threads may turn the knobs of an equaliser while it runs", "[threads]") {
    Equaliser eq(rate, 2, {{.type = EqType::low_shelf}, {}, {.type = EqType::high_shelf}});
    std::vector<std::function<void(double)>> knobs;
    for (Index b = 0; b < 3; ++b) {
        knobs.push_back([&, b](double x) { eq.band(b).freq.set(10 + 20000 * x); });
        knobs.push_back([&, b](double x) { eq.band(b).gain.set(Decibels(30 * x - 15)); });
        knobs.push_back([&, b](double x) { eq.band(b).q.set(0.05 + 10 * x); });
    }
    effects::storm(eq, 1e5, knobs);
}

TEST_CASE("an equaliser refuses what can't be") {
    CHECK_THROWS_AS(Equaliser(0, 1, {}), pya::ArgumentError);
    CHECK_THROWS_AS(Equaliser(rate, 0, {}), pya::ArgumentError);
    CHECK_THROWS_AS(Equaliser(rate, 1, {{.freq = 24000}}), pya::ArgumentError);
    CHECK_THROWS_AS(Equaliser(rate, 1, {{.freq = NAN}}), pya::ArgumentError);
    CHECK_THROWS_AS(Equaliser(rate, 1, {{.gain = Decibels(50)}}), pya::ArgumentError);
    CHECK_THROWS_AS(Equaliser(rate, 1, {{.q = 0}}), pya::ArgumentError);
    CHECK_THROWS_AS(Equaliser(rate, 1, {{.name = "a"}, {.name = "a"}}), pya::ArgumentError);
    Equaliser eq(rate, 2, {{.freq = 500}});
    CHECK_THROWS_AS(eq.band(0).freq.set(5), pya::ArgumentError);
    CHECK(eq.band(0).freq.get() == 500);
    Eigen::ArrayXXf x(10, 1), y(10, 2);
    CHECK_THROWS_AS(eq.process(x, y), pya::ArgumentError);
}
