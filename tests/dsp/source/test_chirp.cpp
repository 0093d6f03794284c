// SPDX-License-Identifier: MIT
#include <pya/dsp/source/chirp.hpp>
#include <pya/dsp/source/oscillator.hpp>

#include "reference/generators.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <numbers>

using namespace pya::dsp;

static_assert(Source<Chirp, float> && Source<Chirp, double>);

namespace {

void check(const ChirpCourse& course, const std::vector<double>& want, double phase = 0) {
    const auto n = static_cast<Eigen::Index>(want.size());
    const Eigen::ArrayXd got = generate<double>(n, Chirp(course, 1000, 1, phase));
    for (Eigen::Index i = 0; i < n; ++i)
        CHECK(got(i) == Approx(want[static_cast<std::size_t>(i)]).margin(2e-11));
}

} // namespace

TEST_CASE("chirps have the numbers of scipy.signal.chirp") {
    check({.f0 = 20, .f1 = 300, .t1 = 0.15}, reference::chirp_linear, 30. / 360);
    check({.f0 = 300, .f1 = 20, .t1 = 0.15, .method = ChirpMethod::quadratic}, reference::chirp_quadratic);
    check({.f0 = 300, .f1 = 20, .t1 = 0.15, .method = ChirpMethod::quadratic, .vertex_zero = false},
          reference::chirp_vertex);
    check({.f0 = 20, .f1 = 300, .t1 = 0.15, .method = ChirpMethod::logarithmic},
          reference::chirp_logarithmic);
    check({.f0 = 300, .f1 = 20, .t1 = 0.2, .method = ChirpMethod::hyperbolic}, reference::chirp_hyperbolic);
}

TEST_CASE("a chirp between equal frequencies is a cosine, whatever its law") {
    for (const ChirpMethod method :
         {ChirpMethod::linear, ChirpMethod::quadratic, ChirpMethod::logarithmic, ChirpMethod::hyperbolic}) {
        const Eigen::ArrayXd chirp =
            generate<double>(500, Chirp({.f0 = 100, .f1 = 100, .method = method}, 8000));
        CHECK((chirp - generate<double>(500, Cosine({.freq = 100, .sr = 8000}))).abs().maxCoeff() < 1e-12);
    }
}

TEST_CASE("long chirps have the phases of the C library") {
    constexpr double sr = 44100, f0 = 20, f1 = 20000, t1 = 10;
    const auto check_phases = [&](const ChirpCourse& course, auto turns, double most) {
        const Eigen::ArrayXd got = generate<double>(441000, Chirp(course, sr));
        double error = 0;
        for (Eigen::Index i = 0; i < got.size(); ++i) {
            const long double cycles = turns(static_cast<long double>(i) / 44100);
            const long double part = cycles - std::floor(cycles);
            error = std::max(
                error,
                std::abs(got(i) - static_cast<double>(std::cos(2 * std::numbers::pi_v<long double> * part))));
        }
        CHECK(error < most);
    };
    check_phases(
        {f0, f1, t1}, [](long double t) { return t * (20 + 999.0L * t); }, 5e-10);
    const long double growth = std::log(1000.0L) / 10, pole = 20000.0L * 10 / 19980;
    check_phases(
        {f0, f1, t1, ChirpMethod::logarithmic},
        [=](long double t) { return 20 / growth * std::expm1(growth * t); }, 5e-10);
    check_phases(
        {f0, f1, t1, ChirpMethod::hyperbolic},
        [=](long double t) { return -pole * 20 * std::log(std::fabs(1 - t / pole)); }, 5e-10);
    check_phases(
        {f1, f0, t1, ChirpMethod::quadratic, false},
        [](long double t) { return 20 * t + 66.6L * ((t - 10) * (t - 10) * (t - 10) + 1000); }, 1e-9);
}

TEST_CASE("a chirp goes on after frequencies that are infinite, and where its phase has no digits left") {
    // The pole is at 2 s, the frequency infinite there and negative after it.
    const Eigen::ArrayXd beyond =
        generate<double>(30, Chirp({.f0 = 1, .f1 = 2, .t1 = 1, .method = ChirpMethod::hyperbolic}, 10));
    CHECK(std::isnan(beyond(20)));
    CHECK(beyond.tail(9).isFinite().all());
    const Eigen::ArrayXd fast = generate<double>(100, Chirp({.f0 = 0, .f1 = 1e18, .t1 = 1}, 10));
    CHECK((fast.abs() <= 1).all());
}

TEST_CASE("any split into blocks gives the same bits of a chirp, and all channels are alike") {
    Chirp chirp({.f0 = 100, .f1 = 3000, .method = ChirpMethod::logarithmic}, 8000, 0.5);
    const Eigen::ArrayXf whole = generate(1000, chirp);
    Eigen::ArrayXXf out(1000, 2);
    for (Eigen::Index i = 0, n = 1; i < 1000; i += n, n = n * 3 % 101) {
        n = std::min(n, 1000 - i);
        chirp.process(Block<float>(out).part(i, n));
    }
    CHECK((out.col(0) == whole).all());
    CHECK((out.col(1) == whole).all());
    chirp.reset();
    chirp.process(Block<float>(out).part(0, 10));
    CHECK((out.col(0) == whole).all());
}

TEST_CASE("chirps refuse courses that can't be") {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(Chirp({.t1 = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(Chirp({.f0 = nan}), pya::ArgumentError);
    CHECK_THROWS_AS(Chirp({.f1 = HUGE_VAL}), pya::ArgumentError);
    CHECK_THROWS_AS(Chirp({}, 0), pya::ArgumentError);
    CHECK_THROWS_AS(Chirp({}, 44100, nan), pya::ArgumentError);
    CHECK_THROWS_AS(Chirp({}, 44100, 1, nan), pya::ArgumentError);
    CHECK_THROWS_AS(Chirp({.f0 = 0, .method = ChirpMethod::logarithmic}), pya::ArgumentError);
    CHECK_THROWS_AS(Chirp({.f0 = -1, .f1 = 1, .method = ChirpMethod::hyperbolic}), pya::ArgumentError);
    CHECK_NOTHROW(Chirp({.f0 = -1, .f1 = -9, .method = ChirpMethod::hyperbolic}));
}
