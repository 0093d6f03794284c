// SPDX-License-Identifier: MIT
#include <pya/dsp/rhythm/beat_track.hpp>
#include <pya/dsp/rhythm/tempo.hpp>
#include <pya/error.hpp>

#include "reference/rhythm.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>

using namespace pya::dsp;

namespace {

constexpr double sr = reference::rhythm_sr, infinite = std::numeric_limits<double>::infinity();
constexpr Index stride = reference::rhythm_stride;
const std::vector<double>& envelope = reference::rhythm_envelope;

} // namespace

TEST_CASE("tempo has the numbers of the reference", "[dsp][rhythm]") {
    CHECK(tempo(envelope, sr, {.stride = stride, .ac_size = 4}) == Approx(reference::rhythm_tempo));
    CHECK(tempo(envelope, sr, {.stride = stride, .start_bpm = 60, .std_bpm = 0.5, .ac_size = 4}) ==
          Approx(reference::rhythm_slow_tempo));
    const std::vector<double> tempi = tempo_of_frames(envelope, sr, {.stride = stride, .ac_size = 4});
    REQUIRE(tempi.size() == envelope.size());
    for (std::size_t t = 0; t < tempi.size(); ++t) {
        CAPTURE(t);
        CHECK(tempi[t] == Approx(reference::rhythm_tempi[t]));
    }
}

TEST_CASE("the tempo of pulses is theirs by mean and by median, below its limit", "[dsp][rhythm]") {
    std::vector<double> pulses(1000);
    for (std::size_t i = 0; i < pulses.size(); i += 25) pulses[i] = 1;
    CHECK(tempo(pulses, 5000, {.stride = 100}) == Approx(120));
    CHECK(tempo(pulses, 5000, {.stride = 100, .aggregate = Aggregate::median}) == Approx(120));
    CHECK(tempo(pulses, 5000, {.stride = 100, .max_tempo = 100}) == Approx(60));
    CHECK(tempo(pulses, 5000, {.stride = 100, .max_tempo = {}}) == Approx(120));
}

TEST_CASE("silence has the tempo that is preferred, and no frames have none", "[dsp][rhythm]") {
    CHECK(tempo(std::vector<double>(100), 5000, {.stride = 100}) == Approx(120));
    CHECK(tempo({}, 5000) == 0);
    CHECK(tempo_of_frames({}, 5000).empty());
}

TEST_CASE("tempo refuses options out of range", "[dsp][rhythm]") {
    const auto refused = [](double rate, const TempoOptions& options) {
        CHECK_THROWS_AS(tempo(envelope, rate, options), pya::ArgumentError);
        CHECK_THROWS_AS(tempo_of_frames(envelope, rate, options), pya::ArgumentError);
    };
    refused(0, {});
    refused(sr, {.stride = 0});
    refused(sr, {.start_bpm = 0});
    refused(sr, {.std_bpm = -1});
    refused(sr, {.ac_size = 0.01});
    refused(sr, {.ac_size = 1e9});
    refused(sr, {.ac_size = infinite});
    refused(sr, {.max_tempo = 0});
}

TEST_CASE("beat_track has the beats of the reference", "[dsp][rhythm]") {
    const auto [found, beats] = beat_track(envelope, sr, {.stride = stride, .bpm = reference::rhythm_tempo});
    CHECK(found == reference::rhythm_tempo);
    CHECK(beats == reference::rhythm_beats);
    CHECK(beat_track(envelope, sr, {.stride = stride, .tightness = 20, .trim = false, .bpm = 60}).beats ==
          reference::rhythm_loose_beats);
    CHECK(beat_track(envelope, sr, {.stride = stride}).tempo == tempo(envelope, sr, {.stride = stride}));
}

TEST_CASE("silence, one frame and no frames have no beats", "[dsp][rhythm]") {
    CHECK(beat_track(std::vector<double>(100), sr).beats.empty());
    CHECK(beat_track(std::vector<double>(100), sr).tempo == 0);
    CHECK(beat_track({}, sr).beats.empty());
    CHECK(beat_track(std::vector{1.}, sr).beats.empty());
    CHECK(beat_track(std::vector<double>(100, 1.), sr).beats.size() < 20);
}

TEST_CASE("beat_track refuses what has no period, and what isn't finite", "[dsp][rhythm]") {
    const auto refused = [](double rate, const BeatTrackOptions& options) {
        CHECK_THROWS_AS(beat_track(envelope, rate, options), pya::ArgumentError);
    };
    refused(0, {});
    refused(sr, {.stride = 0});
    refused(sr, {.start_bpm = -1});
    refused(sr, {.tightness = 0});
    refused(sr, {.bpm = 0});
    refused(sr, {.stride = stride, .bpm = 1e9});
    refused(sr, {.stride = stride, .bpm = 1e-9});
    CHECK_THROWS_AS(beat_track(std::vector<double>{0, 1, infinite}, sr), pya::ArgumentError);
}
