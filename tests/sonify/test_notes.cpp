// SPDX-License-Identifier: MIT
#include <pya/agen.hpp>
#include <pya/anote.hpp>
#include <pya/aserver.hpp>
#include <pya/error.hpp>
#include <pya/mapping.hpp>
#include <pya/sonify/notes.hpp>

#include "support/catch.hpp"
#include "support/virtual_server.hpp"

#include <cmath>
#include <vector>

using namespace pya;

namespace {

constexpr int sr = 8000;

const std::vector<Anote> tune{{.onset = 0.25, .dur = 0.5, .pitch = 57, .velocity = 0.5},
                              {.onset = 0, .dur = 0.125, .pitch = 69, .velocity = 1, .channel = 9},
                              {.onset = 1, .dur = 0, .pitch = 64.5, .velocity = 0.25}};

Agen organ(const Anote& note) {
    return note.velocity * gen::sine(midicps(note.pitch)) *
           gen::adsr({.att = 0, .dec = 0, .sus = 1, .rel = 0.1});
}

Asig mono(const Ascore& score) { return render(score, {.sr = sr, .channels = 1}); }

} // namespace

TEST_CASE("each note sounds from its onset until its release is over", "[notes]") {
    const Asig whole = mono(to_score(tune, organ, {.sr = sr, .release = 0.1}));
    REQUIRE(whole.samples() == 8800);
    Eigen::ArrayXf expected = Eigen::ArrayXf::Zero(8800);
    for (const std::size_t i : {1, 0, 2}) { // the order of their onsets
        const Asig sound = organ(tune[i]).render(tune[i].dur.value + 0.1, {.sr = sr});
        expected.segment(static_cast<Index>(tune[i].onset.value * sr), sound.samples()) += sound.sig().col(0);
    }
    CHECK((whole.sig().col(0) == expected).all());
    CHECK(mono(to_score({}, organ, {.sr = sr})).samples() == 0);
}

TEST_CASE("an instrument sees all of the note, and what ends sooner ends sooner", "[notes]") {
    std::vector<int> channels;
    const Ascore score = to_score(tune,
                                  [&](const Anote& note) {
                                      channels.push_back(note.channel);
                                      return gen::line(1, 1, 1_s).lasting(0.01);
                                  },
                                  {.sr = sr, .release = 3, .out = 1});
    CHECK(channels == std::vector{0, 9, 0});
    const Asig both = render(score, {.sr = sr});
    CHECK(both.samples() == 8080);
    CHECK((both.sig().col(0) == 0).all());
    CHECK(both.sig().col(1).sum() == 240);
}

TEST_CASE("a sample is played at the pitch of each note, and fades within the release", "[notes]") {
    const Asig sample = gen::sine(440).render(2_s, {.sr = sr});
    const Asig whole = mono(to_score(tune, sample, {.sr = sr, .release = 0.1, .pitch = 69}));
    REQUIRE(whole.samples() == 8800);
    const auto near = [&](double onset, double freq, double gain) {
        const Asig tone = gen::sine(freq).render(0.05, {.sr = sr});
        const auto first = static_cast<Index>(onset * sr);
        const Eigen::ArrayXf difference = whole.sig().col(0).segment(first + 100, 200) -
                                          static_cast<float>(gain) * tone.sig().col(0).segment(100, 200);
        return difference.abs().maxCoeff();
    };
    CHECK(near(0, 440, 1) < 1e-3);
    CHECK(near(0.25, 220, 0.5) < 1e-3);
    CHECK(whole.sig().col(0).segment(1000, 800).abs().maxCoeff() < 1);  // the release of the first one
    CHECK(whole.sig().col(0).segment(1801, 199).abs().maxCoeff() == 0); // the pause after it
    CHECK(whole.sig().col(0).tail(100).abs().maxCoeff() < 0.25f * 100 / 800 + 1e-3f); // the end of the last
}

TEST_CASE("the score of notes has the same bits on a server", "[notes]") {
    const Ascore score = to_score(tune, organ, {.sr = sr, .release = 0.1});
    const auto backend = std::make_shared<DummyBackend>(DummyOptions{.pacing = Pacing::on_call});
    Aserver server({.sr = sr, .bs = 100, .channels = 1, .backend = backend});
    server.boot();
    server.play(score);
    server.wait();
    server.quit();
    const Asig heard = backend->samples_out(), whole = mono(score);
    REQUIRE(heard.samples() >= 8800);
    CHECK((heard.sig().topRows(8800) == whole.sig()).all());
}

TEST_CASE("notes and options that can't be played are refused", "[notes]") {
    const auto refused = [](const Anote& note, const NoteScoreOptions& options = {}) {
        CHECK_THROWS_AS(to_score(std::vector{note}, organ, options), ArgumentError);
    };
    const double inf = HUGE_VAL, nan = std::nan("");
    for (const double wrong : {-1., inf, nan}) {
        refused({.onset = wrong});
        refused({.dur = wrong});
        refused({}, {.release = wrong});
    }
    refused({.velocity = nan});
    refused({.onset = 1e300});
    refused({}, {.sr = 0});
    CHECK_THROWS_AS(to_score(tune, std::function<Agen(const Anote&)>()), ArgumentError);
    CHECK_THROWS_AS(to_score(tune, Asig(), {.sr = sr}), ArgumentError);
    const Asig sample = gen::sine(440).render(0.1_s, {.sr = sr});
    for (const double wrong : {200., nan})
        CHECK_THROWS_AS(to_score(tune, sample, {.pitch = wrong}), ArgumentError);
}
