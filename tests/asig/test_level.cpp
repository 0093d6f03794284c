// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>

using namespace pya;

namespace {

Asig noise(Index samples, Index channels) {
    return Asig(Eigen::ArrayXXf::Random(samples, channels), {.sr = 1000, .label = "a"});
}

float peak(const Asig& a, Index c = 0) { return a.sig().col(c).abs().maxCoeff(); }

} // namespace

TEST_CASE("gain multiplies by amplitudes or levels", "[asig]") {
    const Asig a = noise(100, 2);
    CHECK(a.gain() == a);
    CHECK(a.gain(0.5) == 0.5 * a);
    CHECK(a.gain(-6_dB) == dbamp(-6) * a);
    CHECK(a.gain({0.5, -2.0}) == a * std::vector<double>{0.5, -2.0});
    CHECK(a.gain({0_dB, -20_dB}) == a * std::vector<double>{1, dbamp(-20)});
    CHECK(a.gain(0.5).label() == "a_scaled");
    CHECK_THROWS_AS(a.gain(std::vector<double>{0.5}), ArgumentError);
    CHECK_THROWS_AS(a.gain({0.5, 1.0, 2.0}), ArgumentError);
    CHECK_THROWS_AS(a.gain({1_dB, 2_dB, 3_dB}), ArgumentError);
}

TEST_CASE("norm brings the peak of each channel to the level", "[asig]") {
    const Asig a = noise(1000, 3) * std::vector<double>{0.01, 1, 30};
    for (Index c = 0; c < 3; ++c) {
        CHECK(peak(a.norm(), c) == Approx(1).epsilon(1e-6));
        CHECK(peak(a.norm(0.3), c) == Approx(0.3).epsilon(1e-6));
        CHECK(peak(a.norm(-6_dB), c) == Approx(dbamp(-6)).epsilon(1e-6));
        CHECK(peak(a.norm(-6, {.in_db = true}), c) == Approx(dbamp(-6)).epsilon(1e-6));
    }
    CHECK(noise(1, 1).norm().label() == "a_normalised");
}

TEST_CASE("a negative level of norm flips the polarity", "[asig]") {
    const Asig a = noise(100, 1);
    CHECK(a.norm(-0.5) == -a.norm(0.5));
}

TEST_CASE("norm leaves silence silent and full scale as it is", "[asig]") {
    CHECK(Asig(10, {.channels = 2}).norm() == Asig(10, {.channels = 2}));
    CHECK(Asig(0).norm().samples() == 0);
    const Asig full({1.f, -1.f, 0.25f});
    CHECK(full.norm() == full);
    CHECK(Asig({-4.f}).norm() == Asig({-1.f}));
    // Without its mean a constant is 0.
    CHECK(Asig({3.f, 3.f}).norm(1, {.dcflag = true}) == Asig(2));
}

TEST_CASE("norm with dcflag first removes the mean", "[asig]") {
    const Asig a = noise(1000, 2) + 5;
    const Asig normed = a.norm(0.5, {.dcflag = true});
    for (Index c = 0; c < 2; ++c) {
        CHECK(peak(normed, c) == Approx(0.5).epsilon(1e-6));
        CHECK(normed.sig().col(c).cast<double>().mean() == Approx(0).margin(1e-6));
    }
}

TEST_CASE("one NaN spreads over its channel only when normalised", "[asig]") {
    Asig a = noise(50, 2);
    a(7, 0) = std::nan("");
    const Asig normed = a.norm();
    CHECK(normed.sig().col(0).isNaN().all());
    CHECK(peak(normed, 1) == Approx(1).epsilon(1e-6));
}

TEST_CASE("remove_DC leaves no mean", "[asig]") {
    const Asig a = noise(12345, 2) + std::vector<double>{100, -3};
    const Asig free = a.remove_DC();
    CHECK(noise(1, 1).remove_DC().label() == "a_DCfree");
    for (Index c = 0; c < 2; ++c) CHECK(free.sig().col(c).cast<double>().mean() == Approx(0).margin(1e-6));
    CHECK(Asig(0).remove_DC().samples() == 0);
    CHECK(Asig({5.f}).remove_DC() == Asig({0.f}));
}

TEST_CASE("rms is the root of the mean square", "[asig]") {
    const Asig a({3.f, 4.f, 3.f, 4.f});
    CHECK(a.rms()(0) == Approx(std::sqrt(12.5)));
    const Asig wide = noise(1000, 3);
    REQUIRE(wide.rms().size() == 3);
    for (Index c = 0; c < 3; ++c)
        CHECK(wide.rms()(c) ==
              Approx(std::sqrt(wide.sig().col(c).cast<double>().square().mean())).epsilon(1e-12));
    const Eigen::ArrayXd across = wide.rms(1);
    REQUIRE(across.size() == 1000);
    CHECK(across(17) == Approx(std::sqrt(wide.sig().row(17).cast<double>().square().mean())).epsilon(1e-12));
    CHECK(Asig(5, {.channels = 2}).rms()(1) == 0);
    CHECK(std::isnan(Asig(0).rms()(0)));
    CHECK_THROWS_AS(a.rms(2), ArgumentError);
    CHECK_THROWS_AS(a.rms(-1), ArgumentError);
}

TEST_CASE("a signal too long for the caches comes out sample by sample", "[asig]") {
    const Index n = (Index{8} << 20) + 5000;
    const Asig a = noise(n, 1)(slice(3, slice::end)); // does not begin with a cache line
    const Eigen::ArrayXf x = a.sig().col(0);
    CHECK((a.gain(0.3).sig().col(0) == x * 0.3f).all());
    CHECK(((a + a).sig().col(0) == x + x).all());
    CHECK(((1 - a).sig().col(0) == 1 - x).all());
    CHECK((a.norm(-0.5).sig().col(0) == (x.cast<double>() * (-0.5 / peak(a))).cast<float>()).all());
    Asig copy = a;
    copy.write()(0, 0) = 2;
    CHECK((copy.sig().col(0).tail(n - 4) == x.tail(n - 4)).all());
    CHECK((a.sig().col(0) == x).all());
}
