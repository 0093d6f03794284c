// SPDX-License-Identifier: MIT
#include <pya/dsp/rate/varispeed.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <vector>

using Eigen::ArrayXd;
using pya::ArgumentError;
using pya::dsp::Index;
using pya::dsp::Interp;

namespace {

constexpr Interp kinds[] = {Interp::samplerate_fastest, Interp::samplerate_medium, Interp::samplerate_best};

// A sine of `cycles` cycles a sample at any position, which band-limited interpolation should give.
ArrayXd sine(double frequency, const ArrayXd& at) { return (2 * std::numbers::pi * frequency * at).sin(); }
ArrayXd sine(double frequency, Index n) {
    return sine(frequency, ArrayXd::LinSpaced(n, 0, static_cast<double>(n - 1)));
}

ArrayXd played(const ArrayXd& in, const ArrayXd& positions, Interp kind) {
    ArrayXd out(positions.size());
    pya::dsp::varispeed<double>(in, {positions.data(), static_cast<std::size_t>(positions.size())}, out,
                                kind);
    return out;
}

// Positions whose distance glides from 1/4 to 4.
ArrayXd glide(Index n, double start) {
    ArrayXd positions(n);
    for (Index i = 0; i < n; ++i, start += std::pow(16, static_cast<double>(i) / static_cast<double>(n)) / 4)
        positions[i] = start;
    return positions;
}

double db(double level) { return 20 * std::log10(level); }

} // namespace

TEST_CASE("what lies above the band of a gliding rate is 90 dB down", "[varispeed]") {
    const Index n = 12'000;
    const ArrayXd forwards = glide(n, 1000);
    const auto samples = static_cast<Index>(forwards[n - 1]) + 1000;
    for (const Interp kind : kinds)
        for (const bool backwards : {false, true})
            for (const double frequency : {0.13, 0.2, 0.31, 0.45}) {
                const ArrayXd positions =
                    backwards ? (static_cast<double>(samples) - 1 - forwards).eval() : forwards;
                const ArrayXd out = played(sine(frequency, samples), positions, kind);
                double loudest = 0;
                for (Index i = 0; i + 1 < n; ++i)
                    if (frequency * (forwards[i + 1] - forwards[i]) > 0.5)
                        loudest = std::max(loudest, std::abs(out[i]));
                CAPTURE(kind, backwards, frequency);
                CHECK(loudest > 0);
                CHECK(db(loudest) < -90);
            }
}

TEST_CASE("what lies in the band of a gliding rate is played at its place", "[varispeed]") {
    const Index n = 12'000;
    const ArrayXd forwards = glide(n, 1000);
    const auto samples = static_cast<Index>(forwards[n - 1]) + 1000;
    for (const auto& [kind, level] : {std::pair{Interp::samplerate_fastest, -80.0},
                                      {Interp::samplerate_medium, -90.0},
                                      {Interp::samplerate_best, -110.0}})
        for (const bool backwards : {false, true}) {
            const double frequency = 0.07; // 0.28 at four times the speed
            const ArrayXd positions =
                backwards ? (static_cast<double>(samples) - 1 - forwards).eval() : forwards;
            const ArrayXd error =
                played(sine(frequency, samples), positions, kind) - sine(frequency, positions);
            CAPTURE(kind, backwards, db(error.abs().maxCoeff()));
            CHECK(db(error.abs().maxCoeff()) < level);
        }
}

TEST_CASE("backwards is the mirror image of forwards, bit for bit", "[varispeed]") {
    const ArrayXd in = ArrayXd::Random(501), mirrored = in.reverse();
    const ArrayXd positions = glide(200, 3.25);
    for (const Interp kind : kinds)
        CHECK((played(in, positions, kind) == played(mirrored, 500 - positions, kind)).all());
}

TEST_CASE("a needle may turn and stand still anywhere without a click", "[varispeed]") {
    // Swings that come to rest twice a period: all speeds from 0 to 3.
    const ArrayXd positions = 1000.3 + 477 * (ArrayXd::LinSpaced(4000, 0, 25)).sin();
    for (const auto& [kind, level] : {std::pair{Interp::samplerate_fastest, -80.0},
                                      {Interp::samplerate_medium, -90.0},
                                      {Interp::samplerate_best, -100.0}}) {
        const double frequency = 0.09;
        const ArrayXd error = played(sine(frequency, 2000), positions, kind) - sine(frequency, positions);
        CAPTURE(kind, db(error.abs().maxCoeff()));
        CHECK(db(error.abs().maxCoeff()) < level);
    }
}

TEST_CASE("between samples 1/256 apart lies a straight line that is 90 dB down", "[varispeed]") {
    const ArrayXd positions = ArrayXd::LinSpaced(3000, 500, 503.1);
    const double frequency = 0.42;
    const ArrayXd error =
        played(sine(frequency, 1000), positions, Interp::samplerate_best) - sine(frequency, positions);
    CHECK(db(error.abs().maxCoeff()) < -90);
    const ArrayXd still = ArrayXd::Constant(50, 500.4);
    const ArrayXd held = played(sine(0.1, 1000), still, Interp::samplerate_best);
    CHECK((held == held[0]).all());
    CHECK(std::abs(held[0] - sine(0.1, still)[0]) < 1e-5);
}

TEST_CASE("beyond its ends a signal is silent, and positions may lie anywhere", "[varispeed]") {
    const ArrayXd in = ArrayXd::Ones(1000);
    for (const double start : {-1e12, -5000.0, 2000.0, 9e11}) {
        const ArrayXd positions = ArrayXd::LinSpaced(5, start, start + 4);
        CHECK((played(in, positions, Interp::samplerate_best) == 0).all());
        CHECK((played(in, positions.reverse(), Interp::samplerate_best) == 0).all());
    }
    CHECK((played(ArrayXd(0), ArrayXd::LinSpaced(5, 0, 4), Interp::samplerate_best) == 0).all());
    CHECK((played(ArrayXd(0), ArrayXd::LinSpaced(5, 0, 4), Interp::cubic) == 0).all());
    CHECK(played(in, ArrayXd(0), Interp::samplerate_best).size() == 0);
    CHECK(played(in, ArrayXd::Constant(1, 500.5), Interp::samplerate_best)[0] == Approx(1).margin(1e-5));
}

TEST_CASE("the interpolating kinds read between samples", "[varispeed]") {
    const ArrayXd in = ArrayXd::Random(20);
    ArrayXd positions(4);
    positions << 3, 2.5, -4, 30;
    const ArrayXd out = played(in, positions, Interp::linear);
    CHECK(out[0] == in[3]);
    CHECK(out[1] == Approx((in[2] + in[3]) / 2));
    CHECK(out[2] == in[0]);
    CHECK(out[3] == in[19]);
    CHECK_THROWS_AS(played(in.head(3), positions, Interp::cubic), ArgumentError);
}

TEST_CASE("positions that can't be played are refused, and out stays as it is", "[varispeed]") {
    const Eigen::ArrayXXd in = Eigen::ArrayXXd::Random(50, 2);
    Eigen::ArrayXXd out = Eigen::ArrayXXd::Constant(3, 2, 7);
    const auto refuses = [&](const std::vector<double>& positions, Interp kind = Interp::samplerate_fastest) {
        CHECK_THROWS_AS(pya::dsp::varispeed<double>(in, positions, out, kind), ArgumentError);
        CHECK((out == 7).all());
    };
    refuses({0, 1});
    refuses({0, 1, 258});
    refuses({0, -257, -258});
    refuses({0, std::numeric_limits<double>::quiet_NaN(), 1});
    refuses({1e13, 1e13, 1e13});
    refuses({0, 1, 2}, Interp::sinc_best);
    Eigen::ArrayXXd narrow = Eigen::ArrayXXd::Zero(3, 1);
    CHECK_THROWS_AS(pya::dsp::varispeed<double>(in, std::vector<double>{0, 1, 2}, narrow), ArgumentError);
}
