// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include "agen/blocks.hpp"

#include <pya/agen/envelopes.hpp>
#include <pya/agen/generator.hpp>
#include <pya/agen/mix.hpp>
#include <pya/agen/noise.hpp>
#include <pya/agen/oscillators.hpp>
#include <pya/agen/samples.hpp>
#include <pya/asig.hpp>
#include <pya/ugen.hpp>

#include <cmath>
#include <complex>
#include <numbers>

using namespace pya;
using blocks::rendered;

namespace {

const Asig sound({1.f, 2.f, 3.f, 4.f, 5.f}, {.sr = 1000});

Eigen::ArrayXd first(const Agen& generator, Index n) { return rendered(generator, n, n, 1000).col(0); }

} // namespace

TEST_CASE("a signal is played with its own samples, from any place, to its end", "[agen]") {
    CHECK(gen::play(sound).render({.sr = 1000}) == sound);
    CHECK(gen::play(sound, {.from = 2_ms}).render({.sr = 1000}) == sound(slice(2, 5)));
    CHECK(gen::play(sound, {.rate = 2}).render({.sr = 1000}) == Asig({1.f, 3.f, 5.f}, {.sr = 1000}));
    CHECK(gen::play(sound, {.rate = -1, .from = 5_ms}).render({.sr = 1000}) == sound.reverse());
    CHECK(gen::play(sound, {.rate = -2, .from = 3_ms}).render({.sr = 1000}) ==
          Asig({4.f, 2.f}, {.sr = 1000}));
    CHECK(gen::play(sound).duration() == 0.005);
    CHECK(gen::play(sound, {.rate = 0.5}).render({.sr = 1000}).samples() == 10);
    CHECK(gen::play(Asig(0)).render().samples() == 0);
}

TEST_CASE("a signal of another sampling rate keeps its pitch and its duration", "[agen]") {
    const Asig sine = Ugen::sine({.freq = 100, .dur = 0.5_s, .sr = 8000});
    const Asig y = gen::play(sine).render({.sr = 11025});
    CHECK(std::abs(y.samples() - 5513) <= 1);
    for (Index i = 100; i < 5000; ++i)
        REQUIRE(y.sig()(i, 0) ==
                Approx(std::sin(2 * std::numbers::pi * 100 * static_cast<double>(i) / 11025)).margin(1e-4));
}

TEST_CASE("loop points repeat a part of a signal for ever", "[agen]") {
    const Agen x = gen::play(sound, {.loop = gen::LoopPoints{2_ms, 4_ms}});
    CHECK((first(x, 9) == Eigen::ArrayXd{{1, 2, 3, 4, 3, 4, 3, 4, 3}}).all());
    const Agen back = gen::play(sound, {.rate = -1, .from = 4_ms, .loop = gen::LoopPoints{2_ms, 5_ms}});
    CHECK((first(back, 7) == Eigen::ArrayXd{{5, 4, 3, 5, 4, 3, 5}}).all());
    CHECK(std::isinf(x.duration()));
}

TEST_CASE("a rate that moves scrubs, and stands still at the ends", "[agen]") {
    const Agen there_and_back = gen::steps({1, -1, 0}, 3_ms);
    CHECK((first(gen::play(sound, {.rate = there_and_back}), 8) == Eigen::ArrayXd{{1, 2, 3, 4, 3, 2, 1, 1}})
              .all());
    CHECK((first(gen::play(sound, {.rate = gen::line(1, 1, 1_s)}), 20).tail(15) == 0).all());
}

TEST_CASE("each channel of a signal is played", "[agen]") {
    const Asig stereo(Eigen::ArrayXXf::Random(50, 2), {.sr = 1000});
    CHECK(gen::play(stereo).render({.sr = 1000}) == stereo);
    CHECK(gen::play(sound, {.rate = gen::channels({1, 2})}).channels() == 2);
    CHECK_THROWS_AS(gen::play(stereo, {.rate = gen::channels({1, 1, 1})}), ArgumentError);
}

TEST_CASE("playing refuses places outside of the signal", "[agen]") {
    CHECK_THROWS_AS(gen::play(sound, {.from = 6_ms}), ArgumentError);
    CHECK_THROWS_AS(gen::play(sound, {.from = -1_ms}), ArgumentError);
    CHECK_THROWS_AS(gen::play(sound, {.loop = gen::LoopPoints{2_ms, 2_ms}}), ArgumentError);
    CHECK_THROWS_AS(gen::play(sound, {.loop = gen::LoopPoints{2_ms, 7_ms}}), ArgumentError);
    CHECK_THROWS_AS(gen::play(sound, {.loop = gen::LoopPoints{std::nan(""), 3_ms}}), ArgumentError);
}

TEST_CASE("grains under windows that overlap by half sum up to the signal", "[agen]") {
    const Asig one(Eigen::ArrayXf::Constant(1000, 1), {.sr = 1000});
    const Eigen::ArrayXd y = first(gen::grains(one, {.density = 20, .position = 0.2, .dur = 0.1_s}), 400);
    CHECK(y(0) == Approx(std::pow(std::sin(std::numbers::pi / 200), 2)));
    CHECK(y.tail(340).isApproxToConstant(1, 1e-9));
    CHECK((first(gen::grains(one, {.position = 5}), 300) == 0).all());
}

TEST_CASE("the jitter of grains has its seed", "[agen]") {
    const Asig noise = Ugen::noise({.n_rows = 1000, .sr = 1000, .seed = 1});
    const auto grains = [&](unsigned seed) {
        return first(gen::grains(noise, {.position = 0.5, .jitter = 0.3_s, .seed = seed}), 300);
    };
    CHECK((grains(1) == grains(1)).all());
    CHECK((grains(1) != grains(2)).any());
    CHECK_THROWS_AS(gen::grains(noise, {.density = -1}), ArgumentError);
    CHECK_THROWS_AS(gen::grains(noise, {.dur = 0}), ArgumentError);
    CHECK_THROWS_AS(gen::grains(noise, {.jitter = -1_s}), ArgumentError);
    CHECK_THROWS_AS(gen::grains(noise, {.rate = gen::channels({1, 2})}), ArgumentError);
}

TEST_CASE("a plucked string is in tune and dies away in its time", "[agen]") {
    for (const double freq : {55., 220., 987.7}) {
        INFO(freq << " Hz");
        const Asig y = gen::pluck(freq, {.t60 = 1_s, .seed = 2}).render(1.5_s);
        // Of two spectra a while apart, the phase of the fundamental tells its frequency.
        const auto fundamental = [&](Index from) {
            std::complex<double> sum = 0;
            for (Index i = 0; i < 8192; ++i) {
                const double window = std::pow(std::sin(std::numbers::pi * static_cast<double>(i) / 8192), 2);
                sum += window * y.sig()(from + i, 0) *
                       std::polar(1.0, -2 * std::numbers::pi * freq * static_cast<double>(from + i) / 44100);
            }
            return sum;
        };
        const std::complex<double> early = fundamental(4410), late = fundamental(8820);
        const double off = std::arg(late / early) / (2 * std::numbers::pi * 0.1);
        CHECK(std::fabs(1200 * std::log2(1 + off / freq)) < 3); // cents
        // The low-pass takes its part in each period.
        const double fall = -6 + 0.1 * freq * 20 * std::log10(std::cos(std::numbers::pi * freq / 44100));
        CHECK(20 * std::log10(std::abs(late / early)) == Approx(fall).margin(0.5));
    }
    CHECK_THROWS_AS(gen::pluck(10), ArgumentError);
    CHECK_THROWS_AS(gen::pluck(100, {.t60 = 0}), ArgumentError);
    CHECK_THROWS_AS(gen::pluck(8000).render(1_s), ArgumentError);
}

TEST_CASE("a band-limited sample player moves no frequency beyond half the rate", "[agen]") {
    const auto level = [](const Eigen::ArrayXd& x) {
        return std::sqrt(2 * x.segment(500, 3000).square().mean());
    };
    const auto played = [](double freq, const gen::SampleOptions& options) {
        return rendered(gen::play(Ugen::sine({.freq = freq, .dur = 2_s, .sr = 8000}), options), 4000, 4000,
                        8000);
    };
    const Agen twice = gen::function([](double) { return 2; });
    for (const Agen& rate : {Agen(2), twice}) {
        CHECK(level(played(1000, {.rate = rate, .band_limited = true})) == Approx(1).epsilon(1e-4));
        CHECK(level(played(2500, {.rate = rate, .band_limited = true})) < 3e-5);
        CHECK(level(played(2500, {.rate = rate})) > 0.5); // folded
    }
    CHECK(gen::play(sound, {.band_limited = true}).render({.sr = 1000}) == sound);
    const Eigen::ArrayXd up = played(500, {.rate = 1.3, .band_limited = true});
    for (Index i = 500; i < 3500; ++i)
        REQUIRE(up(i) ==
                Approx(std::sin(2 * std::numbers::pi * 650 * static_cast<double>(i) / 8000)).margin(1e-4));
    const Agen looped = gen::play(sound, {.loop = gen::LoopPoints{2_ms, 4_ms}, .band_limited = true});
    CHECK(first(looped, 9).isApprox(Eigen::ArrayXd{{1, 2, 3, 4, 3, 4, 3, 4, 3}}, 1e-12));
}

TEST_CASE("a signal is scrubbed to and fro", "[agen]") {
    CHECK(first(gen::scrub(sound, gen::line(0, 0.004, 4_ms)), 5)
              .isApprox(Eigen::ArrayXd{{1, 2, 3, 4, 5}}, 1e-12));
    const Agen back = gen::scrub(sound, gen::line(0.004, 0, 4_ms));
    CHECK(first(back, 5).isApprox(Eigen::ArrayXd{{5, 4, 3, 2, 1}}, 1e-12));
    CHECK(std::isinf(back.duration()));
    CHECK(gen::scrub(sound, sound).render().samples() == 5);
    // Far outside it is silent, and where the position is no number the playhead stands still.
    CHECK((first(gen::scrub(sound, 1e300), 3) == 0).all());
    const Agen lost = gen::function([](double t) { return t < 0.0015 ? 0.002 : std::nan(""); });
    CHECK((first(gen::scrub(sound, lost), 4) == 3).all());
    CHECK_THROWS_AS(gen::scrub(Asig(9, {.channels = 2}), gen::noise({.channels = 3})), ArgumentError);
}
