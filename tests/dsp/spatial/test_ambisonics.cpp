// SPDX-License-Identifier: MIT
#include <pya/dsp/spatial/ambisonics.hpp>
#include <pya/dsp/spatial/speakers.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <Eigen/Core>

#include <cmath>
#include <numbers>
#include <vector>

using Catch::Matchers::Contains;
using Eigen::ArrayXXd;
using Eigen::MatrixXd;
using Eigen::Vector3d;
using Eigen::VectorXd;
using pya::dsp::ambisonic_channels;
using pya::dsp::ambisonic_decoder;
using pya::dsp::ambisonic_gains;
using pya::dsp::Direction;
using pya::dsp::Index;
using pya::dsp::Speakers;

namespace {

VectorXd encoded(int order, const Direction& direction) {
    const std::vector<double> gains = ambisonic_gains(order, direction);
    return Eigen::Map<const VectorXd>(gains.data(), std::ssize(gains));
}

Vector3d vector_of(const Direction& d) {
    const double a = d.azimuth * std::numbers::pi / 180, e = d.elevation * std::numbers::pi / 180;
    return {std::cos(e) * std::cos(a), std::cos(e) * std::sin(a), std::sin(e)};
}

// Directions that lie evenly on the sphere, on a spiral.
Speakers spiral(int n) {
    Speakers directions;
    for (int i = 0; i < n; ++i)
        directions.push_back({.azimuth = std::fmod(i * 137.50776405, 360),
                              .elevation = std::asin((2 * i + 1.) / n - 1) * 180 / std::numbers::pi});
    return directions;
}

// The vector of the energy of a sound on loudspeakers: its direction, and how concentrated it is.
Vector3d energy_vector(const Speakers& speakers, const VectorXd& gains) {
    Vector3d sum = Vector3d::Zero();
    for (Index s = 0; s < gains.size(); ++s)
        sum += gains(s) * gains(s) * vector_of(speakers[static_cast<std::size_t>(s)]);
    return sum / gains.squaredNorm();
}

} // namespace

TEST_CASE("the channels are those of AmbiX") {
    // front, left, above: W Y Z X V T R S U Q O M K L N P
    const VectorXd front = encoded(3, {}), left = encoded(3, {.azimuth = 90}),
                   above = encoded(3, {.elevation = 90});
    const double r = std::sqrt(3) / 2, q = std::sqrt(5. / 8), m = -std::sqrt(3. / 8);
    VectorXd wanted(16);
    wanted << 1, 0, 0, 1, 0, 0, -.5, 0, r, 0, 0, 0, 0, m, 0, q;
    CHECK((front - wanted).cwiseAbs().maxCoeff() < 1e-12);
    wanted << 1, 1, 0, 0, 0, 0, -.5, 0, -r, -q, 0, m, 0, 0, 0, 0;
    CHECK((left - wanted).cwiseAbs().maxCoeff() < 1e-12);
    wanted << 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0;
    CHECK((above - wanted).cwiseAbs().maxCoeff() < 1e-12);
}

TEST_CASE("the squares of each degree sum up to 1 in every direction, as SN3D has it") {
    for (const Direction& direction : spiral(50)) {
        const VectorXd gains = encoded(3, direction);
        for (const int degree : {0, 1, 2, 3})
            CHECK(gains.segment(degree * degree, 2 * degree + 1).squaredNorm() == Approx(1));
    }
}

TEST_CASE("the channels are orthogonal over the sphere") {
    const Speakers directions = spiral(20000);
    MatrixXd products = MatrixXd::Zero(16, 16);
    for (const Direction& direction : directions)
        products += encoded(3, direction) * encoded(3, direction).transpose();
    products /= static_cast<double>(directions.size());
    for (Index k = 0; k < 16; ++k) {
        const double degree = std::floor(std::sqrt(static_cast<double>(k) + 0.5));
        CHECK(products(k, k) == Approx(1 / (2 * degree + 1)).margin(1e-3));
        products(k, k) = 0;
    }
    CHECK(products.cwiseAbs().maxCoeff() < 1e-3);
}

TEST_CASE("mode matching reproduces what was encoded") {
    for (const int order : {1, 2, 3}) {
        const Speakers speakers = spiral(24);
        const MatrixXd decoder = ambisonic_decoder(order, speakers, {.max_re = false}).matrix();
        MatrixXd again(ambisonic_channels(order), 24);
        for (Index s = 0; s < 24; ++s) again.col(s) = encoded(order, speakers[static_cast<std::size_t>(s)]);
        CHECK((again * decoder - MatrixXd::Identity(again.rows(), again.rows())).norm() < 1e-9);
    }
}

TEST_CASE("sounds are heard from where they are, on a ring, a cube and a sphere") {
    struct Layout {
        Speakers speakers;
        int order;
        double concentration; // of the energy, by theory
    };
    const Layout layouts[] = {{pya::dsp::speaker_ring(4, 45), 1, std::cos(std::numbers::pi / 4)},
                              {pya::dsp::speaker_ring(8), 3, std::cos(std::numbers::pi / 8)},
                              {pya::dsp::speaker_cube(), 1, std::sqrt(1. / 3)},
                              {spiral(100), 3, 0.861136}};
    for (const Layout& layout : layouts) {
        const MatrixXd decoder = ambisonic_decoder(layout.order, layout.speakers).matrix();
        const bool ring = layout.speakers.front().elevation == 0;
        for (Direction direction : spiral(40)) {
            if (ring) direction.elevation = 0;
            const VectorXd gains = decoder * encoded(layout.order, direction);
            const Vector3d energy = energy_vector(layout.speakers, gains);
            INFO(layout.speakers.size() << " loudspeakers, order " << layout.order);
            CHECK(energy.norm() == Approx(layout.concentration).margin(0.005));
            CHECK(energy.normalized().dot(vector_of(direction)) > 0.9995);
            CHECK(gains.squaredNorm() == Approx(1).margin(0.02));
        }
    }
}

TEST_CASE("a ring ignores what is not level with it, with the same gains on the rest") {
    const ArrayXXd decoder = ambisonic_decoder(2, pya::dsp::speaker_ring(6));
    for (const Index k : {2, 5, 6, 7}) CHECK((decoder.col(k) == 0).all()); // Z T R S
}

TEST_CASE("ambisonics refuse orders that there aren't and loudspeakers that don't do for one") {
    CHECK_THROWS_WITH(ambisonic_channels(0), Contains("1, 2 or 3"));
    CHECK_THROWS_WITH(ambisonic_gains(4, {}), Contains("1, 2 or 3"));
    CHECK_THROWS_WITH(ambisonic_gains(1, {.azimuth = NAN}), Contains("finite"));
    std::vector<double> five(5);
    CHECK_THROWS_AS(pya::dsp::encode_ambisonics({}, five), pya::ArgumentError);
    CHECK_THROWS_WITH(ambisonic_decoder(2, pya::dsp::speaker_ring(4)), Contains("at least 5"));
    CHECK_THROWS_WITH(ambisonic_decoder(2, pya::dsp::speaker_cube()), Contains("at least 9"));
    CHECK_THROWS_WITH(ambisonic_decoder(1, Speakers(4, Direction{.elevation = 10})), Contains("apart"));
    CHECK_THROWS_AS(ambisonic_decoder(1, {}), pya::ArgumentError);
}
