// SPDX-License-Identifier: MIT
#include <pya/dsp/rhythm/beats.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

using namespace pya::dsp;
using pya::ArgumentError;

namespace {

// A bass drum on the odd beats, a snare on the even ones, hats on beats and between: where the music begins,
// the tempo, how long a beat's first half is, and how much noise is under it.
struct Groove {
    double bpm = 120, start = 0.5, dur = 12, sr = 22050, first_half = 0.5, noise = 0, last_tempo = bpm;
    int silent_beat = 0; // each so many beats one is left out
};

struct Music {
    std::vector<double> x, beats;
};

Music play(const Groove& g) {
    Music m{std::vector<double>(static_cast<std::size_t>(g.dur * g.sr)), {}};
    std::mt19937 random(5);
    std::normal_distribution<double> white;
    const auto add = [&](double time, double amp, double decay, double freq) {
        for (auto i = static_cast<std::size_t>(std::ceil(time * g.sr)); i < m.x.size(); ++i) {
            const double t = static_cast<double>(i) / g.sr - time;
            if (t > 5 / decay) break;
            m.x[i] += amp * std::exp(-decay * t) * (freq > 0 ? std::sin(2 * M_PI * freq * t) : white(random));
        }
    };
    int beat = 0;
    for (double time = g.start, step = 0; time < g.dur - 0.3; time += step, ++beat) {
        step = 60 / (g.bpm + (g.last_tempo - g.bpm) * time / g.dur);
        m.beats.push_back(time);
        if (g.silent_beat == 0 || beat % g.silent_beat != g.silent_beat - 1) {
            if (beat % 2 == 0) add(time, 0.6, 18, 55);
            if (beat % 2 == 1) add(time, 0.2, 25, 0);
            add(time, 0.06, 80, 0);
        }
        add(time + g.first_half * step, 0.05, 80, 0);
    }
    for (double& v : m.x) v += g.noise * white(random);
    return m;
}

// The part of the beats that are found within 30 ms, or of those found that are none, if that is less.
double share_found(const std::vector<double>& found, const std::vector<double>& beats) {
    const auto near = [](const std::vector<double>& all, double time) {
        return std::any_of(all.begin(), all.end(), [&](double t) { return std::abs(t - time) < 0.03; });
    };
    double right = 0, wanted = 0;
    for (const double t : found) right += near(beats, t);
    for (const double t : beats) wanted += near(found, t);
    return std::min(right / static_cast<double>(found.size()), wanted / static_cast<double>(beats.size()));
}

} // namespace

TEST_CASE("the beats of a groove are found at any usual tempo", "[dsp][rhythm]") {
    for (const double bpm : {76.0, 84.0, 97.0, 111.0, 120.0, 133.0, 150.0, 170.0}) {
        CAPTURE(bpm);
        const Music m = play({.bpm = bpm});
        const Beats beats = find_beats(m.x, 22050);
        CHECK(beats.tempo == Approx(bpm).epsilon(0.01));
        CHECK(share_found(beats.times, m.beats) > 0.9);
        CHECK(beats.confidence > 0.4);
    }
}

TEST_CASE("swing, a drifting tempo, missing beats, noise and a silent start leave the beats where they are",
          "[dsp][rhythm]") {
    for (const Groove& g : {Groove{.bpm = 112, .first_half = 0.65}, Groove{.bpm = 108, .last_tempo = 116},
                            Groove{.bpm = 104, .silent_beat = 7}, Groove{.bpm = 126, .noise = 0.01},
                            Groove{.bpm = 95, .start = 4.3, .dur = 16}}) {
        CAPTURE(g.bpm);
        const Music m = play(g);
        const Beats beats = find_beats(m.x, g.sr);
        CHECK(share_found(beats.times, m.beats) > 0.85);
        CHECK(beats.tempo == Approx(0.5 * (g.bpm + g.last_tempo)).epsilon(0.04));
    }
}

TEST_CASE("a metronome has the tempo of its clicks", "[dsp][rhythm]") {
    for (const double bpm : {62.0, 90.0, 125.0, 174.0}) {
        std::vector<float> x(10 * 22050);
        for (double t = 0.1; t < 9.9; t += 60 / bpm) x[static_cast<std::size_t>(t * 22050)] = 1;
        CHECK(find_beats(x, 22050).tempo == Approx(bpm).epsilon(0.01));
    }
}

TEST_CASE("the rate, the level, further channels and the type change no beat", "[dsp][rhythm]") {
    const Beats expected = find_beats(play({.bpm = 118}).x, 22050);
    for (const double sr : {8000.0, 44100.0, 192000.0}) {
        const Beats beats = find_beats(play({.bpm = 118, .sr = sr}).x, sr);
        CHECK(beats.tempo == Approx(expected.tempo).epsilon(0.01));
        CHECK(std::abs(std::ssize(beats.times) - std::ssize(expected.times)) <= 1);
    }
    Music m = play({.bpm = 118});
    std::vector<float> soft;
    for (const double v : m.x) soft.push_back(static_cast<float>(v * 1e-3));
    CHECK(share_found(find_beats(soft, 22050).times, expected.times) == 1);
    const Index n = std::ssize(m.x);
    for (int c = 1; c < 5; ++c) m.x.insert(m.x.end(), m.x.begin(), m.x.begin() + n);
    const Beats many = find_beats(Block<const double>(m.x.data(), n, 5), 22050);
    CHECK(share_found(many.times, expected.times) == 1);
}

TEST_CASE("where no beat is, none is found", "[dsp][rhythm]") {
    std::vector<double> x(5 * 22050);
    CHECK(find_beats(x, 22050).times.empty());
    CHECK(find_beats(x, 22050).tempo == 0);
    CHECK(find_beats(x, 22050).confidence == 0);
    x[22050] = 1;
    CHECK(find_beats(x, 22050).times.empty());
    CHECK(find_beats(std::vector<double>{}, 22050).times.empty());
    CHECK(find_beats(std::vector<double>{1}, 22050).times.empty());
    CHECK(find_beats(play({.dur = 1.5}).x, 22050).times.empty());
    const std::vector<double> nan(44100, std::numeric_limits<double>::quiet_NaN());
    CHECK(find_beats(nan, 22050).times.empty());
}

TEST_CASE("noise has beats of little confidence at most", "[dsp][rhythm]") {
    std::mt19937 random(3);
    std::normal_distribution<float> white;
    std::vector<float> x(15 * 22050);
    for (float& v : x) v = 0.1f * white(random);
    CHECK(find_beats(x, 22050).confidence < 0.25);
}

TEST_CASE("a NaN hides only the sound around it", "[dsp][rhythm]") {
    Music m = play({.bpm = 118});
    m.x[5 * 22050] = std::numeric_limits<double>::quiet_NaN();
    m.x[7 * 22050] = std::numeric_limits<double>::infinity();
    CHECK(share_found(find_beats(m.x, 22050).times, m.beats) > 0.9);
}

TEST_CASE("a known or likely tempo decides how the beats are counted", "[dsp][rhythm]") {
    const Music m = play({.bpm = 120});
    CHECK(find_beats(m.x, 22050, {.tempo = 60}).tempo == Approx(60).epsilon(0.01));
    CHECK(find_beats(m.x, 22050, {.likely = 400}).tempo == Approx(240).epsilon(0.01));
}

TEST_CASE("bad arguments of find_beats are refused", "[dsp][rhythm]") {
    const std::vector<double> x(100);
    CHECK_THROWS_AS(find_beats(x, 1999), ArgumentError);
    CHECK_THROWS_AS(find_beats(x, std::numeric_limits<double>::quiet_NaN()), ArgumentError);
    CHECK_THROWS_AS(find_beats(x, 44100, {.likely = 0}), ArgumentError);
    CHECK_THROWS_AS(find_beats(x, 44100, {.tempo = 29.9}), ArgumentError);
    CHECK_THROWS_AS(find_beats(x, 44100, {.tempo = 301}), ArgumentError);
}
