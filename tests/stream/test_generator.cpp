// SPDX-License-Identifier: MIT
#include <pya/afeature.hpp>
#include <pya/agen.hpp>
#include <pya/astream.hpp>
#include <pya/error.hpp>

#include "stream/support.hpp"

using namespace pya;

TEST_CASE("a stream of a generator has the bits of what it renders") {
    const Agen tone =
        (gen::sine(400 + 30 * gen::sine(5)) * gen::adsr({.att = 0.01, .rel = 0.2})).lasting(2_s);
    const Astream stream = Astream::from_generator(tone, 48000);
    CHECK(stream.samples() == 96000);
    streams::check_same(stream.to_asig(), tone.render({.sr = 48000}));
    streams::check_same(stream(slice(1_s, none)).norm().to_asig(),
                        tone.render({.sr = 48000})(slice(1_s, none)).norm());
    CHECK(Astream::from_generator(tone).sr() == 44100);
    CHECK(Astream::from_generator(Asig(10, {.sr = 8000})).sr() == 8000);
}

TEST_CASE("a stream of an endless generator has no length until it gets one") {
    const Astream stream = Astream::from_generator(gen::sine(440));
    CHECK(!stream.samples());
    CHECK_THROWS_AS(stream.fade_out(), ArgumentError);
    const Astream second = stream(slice(0_s, 1_s));
    CHECK(second.samples() == 44100);
    streams::check_same(second.fade_out().to_asig(), gen::sine(440).render(1_s).fade_out());
}

TEST_CASE("what needs the end of a stream is refused where there is none") {
    const Astream noise = Astream::from_generator(gen::noise());
    const Astream quiet = noise.append(Astream(Asig(10))).gain(0.5)(slice(10, none)).resample(22050);
    for (const Astream& stream : {noise, quiet, quiet.time_stretch(2).limit(-1_dB)}) {
        CHECK_THROWS_AS(stream.to_asig(), ArgumentError);
        CHECK_THROWS_AS(stream.norm(), ArgumentError);
        CHECK_THROWS_AS(stream.find_events(), ArgumentError);
        CHECK_THROWS_AS(stream.features({"rms"}), ArgumentError);
        CHECK(stream(slice(0, 100)).to_asig().samples() == 100);
    }
}

TEST_CASE("a stream that can't fit into memory is refused before it runs") {
    int reports = 0;
    const auto report = [&](const StreamProgress&) { return ++reports > 0; };
    const Astream week = Astream::from_generator(gen::sine(440).lasting(1e6)).resample(44100, {.rate = 1e-3});
    CHECK_THROWS_AS(week.to_asig({.progress = report}), MemoryError);
    CHECK(reports == 0);
    Astream twice = week;
    const auto double_it = [&] {
        for (int i = 0; i < 64; ++i) twice = twice.append(twice);
    };
    CHECK_THROWS_AS(double_it(), ArgumentError);
}

TEST_CASE("a generator that can't be rendered is no source of a stream") {
    CHECK_THROWS_AS(Astream::from_generator(gen::sine(30000)), ArgumentError);
    CHECK_THROWS_AS(Astream::from_generator(gen::sine(440), 0), ArgumentError);
    CHECK_THROWS_AS(Astream::from_generator(Asig(10, {.sr = 8000}), 16000), ArgumentError);
}
