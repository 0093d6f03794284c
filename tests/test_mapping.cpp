// SPDX-License-Identifier: MIT
#include <pya/mapping.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>

using namespace pya;

TEST_CASE("levels and amplitudes map both ways", "[mapping]") {
    CHECK(ampdb(0.5) == Approx(-6.020599913279624));
    CHECK(dbamp(-20) == Approx(0.1));
    CHECK(dbamp(ampdb(0.3)) == Approx(0.3));
    CHECK(std::isinf(ampdb(0)));
    CHECK(std::isnan(ampdb(-1.0)));
}

TEST_CASE("notes and mels map both ways", "[mapping]") {
    CHECK(midicps(69) == 440.0);
    CHECK(midicps(60) == Approx(261.6255653005986));
    CHECK(cpsmidi(880.0) == Approx(81));
    CHECK(hz2mel(1000) == Approx(999.9855371396244));
    CHECK(mel2hz(hz2mel(3210.0)) == Approx(3210));
}

TEST_CASE("mappings take Eigen expressions and keep their scalar type", "[mapping]") {
    const Eigen::ArrayXf amps = Eigen::ArrayXf::LinSpaced(5, 1, 2);
    const Eigen::ArrayXf db = ampdb(amps * 2);
    CHECK(db(0) == Approx(6.0205999));
    CHECK(midicps(Eigen::Array2d(69, 81))(1) == Approx(880));
}

TEST_CASE("arrays of float are mapped as the numbers in them", "[mapping]") {
    constexpr float none = std::numeric_limits<float>::quiet_NaN(),
                    most = std::numeric_limits<float>::infinity();
    Eigen::ArrayXf values(20011); // a length that is no multiple of anything
    for (Eigen::Index i = 0; i < values.size(); ++i)
        values(i) = static_cast<float>(
            std::ldexp(1 + 0.37 * static_cast<double>(i % 7), static_cast<int>(i % 270) - 145));
    values.tail(4003) = Eigen::ArrayXf::LinSpaced(4003, -400, 400);
    values.head(10) << 0.f, -0.f, -1.f, none, most, -most, std::numeric_limits<float>::denorm_min(), 1.f,
        440.f, 1e38f;
    const auto check = [&](auto map) {
        const Eigen::ArrayXf mapped = map(values);
        for (Eigen::Index i = 0; i < values.size(); ++i) {
            const double exact = map(static_cast<double>(values(i)));
            const auto rounded = static_cast<float>(exact);
            if (std::isnan(exact) ? std::isnan(mapped(i)) : mapped(i) == rounded) continue;
            INFO(values(i) << " gives " << mapped(i) << ", not " << exact);
            CHECK(std::abs(static_cast<double>(mapped(i)) - exact) <= 0x1.0001p-24 * std::abs(exact) + 1e-12);
        }
    };
    check([](const auto& x) { return ampdb(x); });
    check([](const auto& x) { return dbamp(x); });
    check([](const auto& x) { return cpsmidi(x); });
    check([](const auto& x) { return midicps(x); });
    check([](const auto& x) { return hz2mel(x); });
    check([](const auto& x) { return mel2hz(x); });
    CHECK(ampdb(Eigen::ArrayXf()).size() == 0);
    CHECK(midicps(Eigen::ArrayXf::Constant(1, 69.f))(0) == 440);
}

TEST_CASE("linlin maps ranges and holds the ends it is told to", "[mapping]") {
    CHECK(linlin(0.5, 0, 1, 10, 20) == 15.0);
    CHECK(linlin(2, 0, 1, 10, 20) == 30.0);
    CHECK(linlin(2, 0, 1, 10, 20, Clip::minmax) == 20.0);
    CHECK(linlin(2, 0, 1, 10, 20, Clip::min) == 30.0);
    CHECK(linlin(-1, 0, 1, 20, 10, Clip::max) == 20.0);
    CHECK(linlin(-1, 0, 1, 20, 10, Clip::min) == 30.0);
    CHECK_THROWS_AS(linlin(1, 3, 3, 0, 1), ArgumentError);
}

TEST_CASE("clip limits and lets NaN through", "[mapping]") {
    CHECK(clip(5, 0, 1) == 1.0);
    CHECK(clip(-5.0, 0, 1) == 0.0);
    CHECK(clip(0.25) == 0.25);
    CHECK(std::isnan(clip(std::numeric_limits<double>::quiet_NaN(), 0, 1)));
    CHECK(clip(Eigen::Array3d(-1, 0.5, 2), 0, 1).sum() == 1.5);
    CHECK_THROWS_AS(clip(5, 2, 1), ArgumentError);
}
