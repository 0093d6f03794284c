// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/spatial.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <Eigen/Core>

#include <cstdlib>
#include <string>
#include <vector>

using namespace pya;
using namespace pya::literals;
using Catch::Matchers::Contains;

namespace {

Asig hiss(Index samples, Index channels = 1) {
    std::srand(6);
    Asig sig(Eigen::ArrayXXf::Random(samples, channels), {.sr = 8000, .label = "hiss"});
    return sig.set_events({{1, 2}});
}

} // namespace

TEST_CASE("a signal is heard from its direction with the gains of dsp::Vbap") {
    const Asig sig = hiss(500);
    const Asig round = sig.pan(dsp::speaker_ring(6), {.azimuth = 100});
    const std::vector<double> gains = dsp::Vbap(dsp::speaker_ring(6)).gains({.azimuth = 100});
    REQUIRE(round.channels() == 6);
    for (Index c = 0; c < 6; ++c)
        CHECK(
            (round.sig().col(c) == sig.sig().col(0) * static_cast<float>(gains[static_cast<std::size_t>(c)]))
                .all());
    CHECK(round.label() == "hiss_panned");
    CHECK(round.sr() == 8000);
    CHECK(round.events().size() == 1);
    CHECK(sig.pan(dsp::speaker_cube(), {.azimuth = 45, .elevation = 90}).channels() == 8);
}

TEST_CASE("a signal moves along curves of azimuth and elevation") {
    const Asig ones(Eigen::ArrayXXf::Ones(8000, 1), {.sr = 8000});
    const Asig round = ones.pan(dsp::speaker_ring(4), {.azimuth = Acurve({{0_s, 0}, {1_s, 360}})});
    for (const double time : {0., 0.125, 0.3, 0.77}) {
        const std::vector<double> gains = dsp::Vbap(dsp::speaker_ring(4)).gains({.azimuth = 360 * time});
        for (Index c = 0; c < 4; ++c)
            CHECK(round.channel(c)[static_cast<std::size_t>(8000 * time)] ==
                  Approx(gains[static_cast<std::size_t>(c)]).margin(2e-3));
    }
    const Asig rising = ones.encode_ambisonics(1, {.elevation = Acurve({{0_s, 0}, {1_s, 90}})});
    CHECK(rising.channel(2)[4000] == Approx(std::sqrt(0.5)).margin(1e-3));
    CHECK((round.sig().bottomRows(7999) - round.sig().topRows(7999)).abs().maxCoeff() < 2e-3f);
}

TEST_CASE("a field goes to loudspeakers with the gains of dsp::ambisonic_decoder") {
    const Asig sig = hiss(300);
    const Asig field = sig.encode_ambisonics(3, {.azimuth = 30, .elevation = 10});
    CHECK(field.cn()[4] == "V");
    CHECK(field.channels() == 16);
    CHECK(sig.encode_ambisonics().cn() == std::vector<std::string>{"W", "Y", "Z", "X"});
    const Asig heard = field.decode_ambisonics(dsp::speaker_ring(8), {.max_re = false});
    const Eigen::ArrayXXd gains =
        dsp::ambisonic_decoder(3, dsp::speaker_ring(8), {.max_re = false}).matrix() *
        Eigen::Map<const Eigen::VectorXd>(dsp::ambisonic_gains(3, {.azimuth = 30, .elevation = 10}).data(),
                                          16);
    REQUIRE(heard.channels() == 8);
    for (Index c = 0; c < 8; ++c)
        CHECK((heard.sig().col(c) - sig.sig().col(0) * static_cast<float>(gains(c, 0))).abs().maxCoeff() <
              1e-6f);
    CHECK(heard.label() == "hiss_encoded_decoded");
}

TEST_CASE("signals without samples are panned, encoded and decoded") {
    const Asig empty(0);
    CHECK(empty.pan(dsp::stereo_speakers()).channels() == 2);
    CHECK(empty.encode_ambisonics(2).decode_ambisonics(dsp::speaker_ring(6)).channels() == 6);
    CHECK(hiss(1).pan(dsp::stereo_speakers(), {.azimuth = Acurve({{0_s, 0}, {1_s, 9}})}).samples() == 1);
}

TEST_CASE("panning refuses several channels, and fields that are none") {
    const Asig two = hiss(10, 2), one = hiss(10);
    CHECK_THROWS_WITH(two.pan(dsp::stereo_speakers()), Contains("Asig::pan") && Contains("2 channels"));
    CHECK_THROWS_WITH(two.encode_ambisonics(), Contains("Asig::encode_ambisonics"));
    CHECK_THROWS_WITH(two.decode_ambisonics(dsp::speaker_ring(4)), Contains("4, 9 or 16"));
    CHECK_THROWS_AS(one.encode_ambisonics(4), ArgumentError);
    CHECK_THROWS_AS(one.pan({}), ArgumentError);
}
