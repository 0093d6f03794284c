// SPDX-License-Identifier: MIT
#include <pya/dsp/spatial/speakers.hpp>
#include <pya/dsp/spatial/vbap.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

using Catch::Matchers::Contains;
using pya::dsp::Direction;
using pya::dsp::Index;
using pya::dsp::Speakers;
using pya::dsp::Vbap;

namespace {

struct Vector {
    double x = 0, y = 0, z = 0;
};

Vector vector_of(const Direction& d) {
    const double a = d.azimuth * std::numbers::pi / 180, e = d.elevation * std::numbers::pi / 180;
    return {std::cos(e) * std::cos(a), std::cos(e) * std::sin(a), std::sin(e)};
}

// The angle in degrees between a direction and the sum of the loudspeakers' vectors.
double angle_off(const Speakers& speakers, const std::vector<double>& gains, const Direction& wanted) {
    Vector sum;
    for (std::size_t i = 0; i < gains.size(); ++i) {
        const Vector v = vector_of(speakers[i]);
        sum = {sum.x + gains[i] * v.x, sum.y + gains[i] * v.y, sum.z + gains[i] * v.z};
    }
    const Vector w = vector_of(wanted);
    const double cosine = (sum.x * w.x + sum.y * w.y + sum.z * w.z) / std::hypot(sum.x, sum.y, sum.z);
    return std::acos(std::min(1., cosine)) * 180 / std::numbers::pi;
}

double power(const std::vector<double>& gains) {
    double sum = 0;
    for (const double g : gains) sum += g * g;
    return sum;
}

auto active(const std::vector<double>& gains) {
    return std::count_if(gains.begin(), gains.end(), [](double g) { return g > 1e-12; });
}

// Icosahedron-like: rings below, level and above, and one on top.
Speakers sphere() {
    Speakers speakers = pya::dsp::speaker_ring(8);
    for (const Direction& d : pya::dsp::speaker_ring(5, 20)) {
        speakers.push_back({d.azimuth, 40});
        speakers.push_back({d.azimuth + 10, -35});
    }
    speakers.push_back({0, 90});
    speakers.push_back({0, -90});
    return speakers;
}

} // namespace

TEST_CASE("two neighbours of a ring point to every direction, with a power of 1") {
    for (const Speakers& speakers :
         {pya::dsp::speaker_ring(3), pya::dsp::speaker_ring(8, 22.5), pya::dsp::surround_speakers()}) {
        const Vbap panner(speakers);
        for (double azimuth = -360; azimuth <= 720; azimuth += 0.7) {
            const std::vector<double> gains = panner.gains({.azimuth = azimuth});
            INFO(speakers.size() << " loudspeakers, " << azimuth);
            CHECK(power(gains) == Approx(1));
            CHECK(active(gains) <= 2);
            CHECK(*std::min_element(gains.begin(), gains.end()) >= 0);
            CHECK(angle_off(speakers, gains, {.azimuth = azimuth}) < 1e-4);
        }
    }
}

TEST_CASE("three neighbours on a sphere point to every direction, with a power of 1") {
    for (const Speakers& speakers : {sphere(), pya::dsp::speaker_cube()}) {
        const Vbap panner(speakers);
        std::mt19937 random(3);
        std::uniform_real_distribution<double> turn(-180, 180), height(-1, 1);
        for (int i = 0; i < 2000; ++i) {
            const Direction d{turn(random), std::asin(height(random)) * 180 / std::numbers::pi};
            const std::vector<double> gains = panner.gains(d);
            INFO(speakers.size() << " loudspeakers, " << d.azimuth << ", " << d.elevation);
            CHECK(power(gains) == Approx(1));
            CHECK(active(gains) <= 3);
            CHECK(angle_off(speakers, gains, d) < 1e-4);
        }
    }
}

TEST_CASE("a loudspeaker's own direction is heard from that one alone") {
    const Speakers speakers = sphere();
    const Vbap panner(speakers);
    for (std::size_t i = 0; i < speakers.size(); ++i) {
        const std::vector<double> gains = panner.gains(speakers[i]);
        CHECK(gains[i] == Approx(1));
        CHECK(active(gains) == 1);
    }
}

TEST_CASE("gains move without jumps as a sound moves around and over the listener") {
    const Vbap panner(pya::dsp::speaker_cube());
    std::vector<double> before = panner.gains({0, -90});
    for (double t = 0; t <= 1; t += 1e-4) {
        const std::vector<double> now = panner.gains({3600 * t, -90 + 180 * t});
        for (std::size_t i = 0; i < now.size(); ++i) CHECK(std::abs(now[i] - before[i]) < 0.03);
        before = now;
    }
}

TEST_CASE("stereo panning follows the tangent law, and what is beyond the pair comes from its side") {
    const Vbap stereo(pya::dsp::stereo_speakers());
    for (const double azimuth : {-29., -10., 0., 17.}) {
        const std::vector<double> g = stereo.gains({.azimuth = azimuth});
        const double tangents = std::tan(azimuth * std::numbers::pi / 180) / std::tan(std::numbers::pi / 6);
        CHECK((g[0] - g[1]) / (g[0] + g[1]) == Approx(tangents).margin(1e-12));
    }
    CHECK(stereo.gains({.azimuth = 80})[0] == Approx(1));
    CHECK(stereo.gains({.azimuth = 150})[0] == Approx(1));
    CHECK(stereo.gains({.azimuth = -150})[1] == Approx(1));
    CHECK(power(stereo.gains({.azimuth = 180})) == Approx(1));
}

TEST_CASE("below a dome a sound stays on its rim") {
    Speakers dome = pya::dsp::speaker_ring(6);
    dome.push_back({0, 90});
    const Vbap panner(dome);
    const std::vector<double> gains = panner.gains({.azimuth = 60, .elevation = -40});
    CHECK(gains[1] == Approx(1));
    CHECK(power(panner.gains({.azimuth = 0, .elevation = -90})) == Approx(1));
}

TEST_CASE("Vbap refuses loudspeakers that no sound lies between, and directions that are none") {
    CHECK_THROWS_WITH(Vbap(Speakers{{.azimuth = 0}}), Contains("1 loudspeakers"));
    CHECK_THROWS_WITH(Vbap(Speakers(65)), Contains("65"));
    CHECK_THROWS_WITH(Vbap(Speakers{{.azimuth = 90}, {.azimuth = -90}}), Contains("180"));
    CHECK_THROWS_WITH(Vbap(Speakers{{.azimuth = 10}, {.azimuth = 370}}), Contains("of its own"));
    CHECK_THROWS_WITH(Vbap(Speakers{{.azimuth = 10}, {.azimuth = NAN}}), Contains("finite"));
    CHECK_THROWS_WITH(Vbap(Speakers{{0, 0}, {90, 0}, {45, 30}, {20, INFINITY}}), Contains("finite"));
    const Vbap panner(pya::dsp::stereo_speakers());
    std::vector<double> three(3);
    CHECK_THROWS_AS(panner.gains({}, three), pya::ArgumentError);
    CHECK_THROWS_AS(panner.gains({.azimuth = NAN}), pya::ArgumentError);
    CHECK_THROWS_AS(pya::dsp::speaker_ring(0), pya::ArgumentError);
    CHECK_THROWS_AS(pya::dsp::speaker_ring(4, NAN), pya::ArgumentError);
}
