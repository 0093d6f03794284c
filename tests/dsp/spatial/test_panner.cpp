// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/chain.hpp>
#include <pya/dsp/run_whole.hpp>
#include <pya/dsp/spatial.hpp>
#include <pya/dsp/spatial/moving_sound.hpp>
#include <pya/error.hpp>

#include "dsp/effect/effect_checks.hpp"

#include <cmath>
#include <vector>

using namespace pya::dsp;

static_assert(Processor<Panner, float> && Processor<Panner, double>);
static_assert(Processor<AmbisonicEncoder, float> && Processor<AmbisonicEncoder, double>);
static_assert(Processor<AmbisonicDecoder, float> && Processor<AmbisonicDecoder, double>);

namespace {

// One sound in the second of several channels.
Eigen::ArrayXXd one_of(Index channels) {
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Zero(20000, channels);
    x.col(1) = effects::sine(440, 48000, 20000).col(0);
    return x;
}

void check_gains(const Eigen::ArrayXXd& y, const Eigen::ArrayXXd& x, const std::vector<double>& gains) {
    for (Index c = 0; c < y.cols(); ++c) {
        CAPTURE(c);
        CHECK((y.col(c) - gains[static_cast<std::size_t>(c)] * x.col(1)).abs().maxCoeff() < 1e-7);
    }
}

} // namespace

TEST_CASE("a panner has the gains of Vbap, at first and after the way to a new direction") {
    const Eigen::ArrayXXd x = one_of(8);
    Eigen::ArrayXXd y = x;
    Panner panner(48000, speaker_ring(8), {.azimuth = 100});
    panner.process(x, y);
    check_gains(y, x, Vbap(speaker_ring(8)).gains({.azimuth = 100}));
    panner.azimuth.set(-30);
    panner.process(x, y);
    check_gains(y.bottomRows(15000), x.bottomRows(15000), Vbap(speaker_ring(8)).gains({.azimuth = -30}));
    panner.azimuth.set(720);
    panner.reset();
    panner.process(x, y);
    check_gains(y, x, Vbap(speaker_ring(8)).gains({.azimuth = 0}));
    Panner above(48000, speaker_cube(), {.azimuth = 20, .elevation = 30});
    above.process(x, y);
    check_gains(y, x, Vbap(speaker_cube()).gains({.azimuth = 20, .elevation = 30}));
}

TEST_CASE("an encoder has the gains of its order, at first and after the way to a new direction") {
    for (const int order : {1, 2, 3}) {
        const Eigen::ArrayXXd x = one_of(ambisonic_channels(order));
        Eigen::ArrayXXd y = x;
        AmbisonicEncoder encoder(48000, order, {.azimuth = 70, .elevation = -20});
        encoder.process(x, y);
        check_gains(y, x, ambisonic_gains(order, {.azimuth = 70, .elevation = -20}));
        encoder.elevation.set(45);
        encoder.process(x, y);
        check_gains(y.bottomRows(15000), x.bottomRows(15000),
                    ambisonic_gains(order, {.azimuth = 70, .elevation = 45}));
    }
}

TEST_CASE("a decoder multiplies by its matrix, and the channels that are left over are silent") {
    const Speakers ring = speaker_ring(5), cube = speaker_cube();
    const Eigen::ArrayXXd field = effects::white(1000, 9, 0.5f).cast<double>();
    Eigen::ArrayXXd y(1000, 9);
    AmbisonicDecoder(48000, 2, ring).process(field, y);
    const Eigen::MatrixXd matrix = ambisonic_decoder(2, ring).matrix();
    CHECK((y.leftCols(5).matrix() - field.matrix() * matrix.transpose()).cwiseAbs().maxCoeff() < 1e-12);
    CHECK((y.rightCols(4) == 0).all());
    Eigen::ArrayXXd eight = effects::white(1000, 8, 0.5f).cast<double>(), out(1000, 8);
    AmbisonicDecoder(48000, 1, cube, {.max_re = false}).process(eight, out);
    const Eigen::MatrixXd plain = ambisonic_decoder(1, cube, {.max_re = false}).matrix();
    CHECK((out.matrix() - eight.leftCols(4).matrix() * plain.transpose()).cwiseAbs().maxCoeff() < 1e-12);
}

TEST_CASE("a chain encodes and decodes") {
    Chain chain{AmbisonicEncoder(48000, 1, {.azimuth = 90}), AmbisonicDecoder(48000, 1, speaker_ring(4))};
    const Eigen::ArrayXXd x = one_of(4);
    Eigen::ArrayXXd y = x;
    chain.process(x, y);
    const Eigen::ArrayXd level = y.square().colwise().sum().transpose();
    CHECK(level(1) > 5 * level(3)); // left, and right
    CHECK(level(0) == Approx(level(2)));
}

TEST_CASE("any split into blocks gives the same bits of a panner, an encoder and a decoder") {
    effects::check_splits(Panner(48000, surround_speakers(), {.azimuth = 12}));
    effects::check_splits(AmbisonicEncoder(48000, 3, {.azimuth = 12, .elevation = 5}));
    effects::check_splits(AmbisonicDecoder(48000, 3, speaker_ring(8)));
}

TEST_CASE("a jump of the direction of a panner and an encoder does not click") {
    Panner panner(48000, speaker_ring(6), {.azimuth = 10});
    CHECK(effects::splatter(panner, [&] { panner.azimuth.set(-150); }) < -90);
    AmbisonicEncoder encoder(48000, 2, {.azimuth = 90});
    CHECK(effects::splatter(encoder, [&] {
              encoder.azimuth.set(-90);
              encoder.elevation.set(80);
          }) < -90);
}

TEST_CASE("threads may move the sound of a panner and an encoder while they run", "[threads]") {
    Panner panner(48000, speaker_cube());
    effects::storm(panner, 8 * 3,
                   {[&](double x) { panner.azimuth.set(1000 * x); },
                    [&](double x) { panner.elevation.set(180 * x - 90); }});
    AmbisonicEncoder encoder(48000, 3);
    effects::storm(encoder, 16 * 3,
                   {[&](double x) { encoder.azimuth.set(1000 * x); },
                    [&](double x) { encoder.elevation.set(180 * x - 90); }});
}

TEST_CASE("a panner, an encoder and a decoder refuse what can't be") {
    CHECK_THROWS_AS(Panner(0), pya::ArgumentError);
    CHECK_THROWS_AS(Panner(48000, speaker_ring(1)), pya::ArgumentError);
    CHECK_THROWS_AS(Panner(48000, {}), pya::ArgumentError);
    CHECK_THROWS_AS(Panner(48000, speaker_ring(65)), pya::ArgumentError);
    CHECK_THROWS_AS(Panner(48000, speaker_ring(4), {.azimuth = NAN}), pya::ArgumentError);
    CHECK_THROWS_AS(Panner(48000, speaker_ring(4), {.elevation = 91}), pya::ArgumentError);
    CHECK_THROWS_AS(AmbisonicEncoder(48000, 4), pya::ArgumentError);
    CHECK_THROWS_AS(AmbisonicEncoder(48000, 0), pya::ArgumentError);
    CHECK_THROWS_AS(AmbisonicEncoder(48000, 1, {.azimuth = INFINITY}), pya::ArgumentError);
    CHECK_THROWS_AS(AmbisonicDecoder(48000, 3, speaker_ring(6)), pya::ArgumentError);
    CHECK_THROWS_AS(AmbisonicDecoder(-1, 1, speaker_ring(6)), pya::ArgumentError);
    Panner panner(48000);
    CHECK_THROWS_AS(panner.azimuth.set(1e6), pya::ArgumentError);
    CHECK_THROWS_AS(panner.elevation.set(-100), pya::ArgumentError);
    CHECK(panner.azimuth.get() == 0);
    Eigen::ArrayXXf x(10, 3);
    CHECK_THROWS_AS(panner.process(x, x), pya::ArgumentError);
}
