// SPDX-License-Identifier: MIT
#include "simd/math.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <random>

using namespace pya;

TEST_CASE("logarithms in lanes are those of the library to two units of the last digit") {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> exponents(-300, 300), near_one(0.5, 2);
    constexpr double digit = std::numeric_limits<double>::epsilon();
    double logarithm = 0;
    for (int i = 0; i < 100000; ++i)
        for (const double x : {std::pow(10, exponents(random)), near_one(random)}) {
            const double log = std::log(x);
            logarithm = std::max(logarithm, std::abs(simd::logarithm(x) - log) / std::abs(log));
        }
    CHECK(logarithm <= 2 * digit);
}

TEST_CASE("logarithms in lanes have their special values") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    CHECK(simd::logarithm(1) == 0);
    CHECK(simd::logarithm(infinity) == infinity);
    CHECK(std::isnan(simd::logarithm(NAN)));
}

TEST_CASE("exponentials in lanes are those of the library to two units of the last digit") {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> exponents(-708, 709), small(-1, 1);
    double error = 0;
    for (int i = 0; i < 100000; ++i)
        for (const double x : {exponents(random), small(random), small(random) * 1e-8})
            error = std::max(error, std::abs(simd::exponential(x) / std::exp(x) - 1));
    CHECK(error <= 2 * std::numeric_limits<double>::epsilon());
    constexpr double infinity = std::numeric_limits<double>::infinity();
    CHECK(simd::exponential(0) == 1);
    CHECK(simd::exponential(-709) == 0);
    CHECK(simd::exponential(-infinity) == 0);
    CHECK(simd::exponential(710) == infinity);
    CHECK(simd::exponential(infinity) == infinity);
    CHECK(std::isnan(simd::exponential(NAN)));
    CHECK(std::isnan(simd::exponential(-NAN)));
}

TEST_CASE("exponentials less one in lanes are those of the library to three units of the last digit") {
    std::mt19937 random(8);
    std::uniform_real_distribution<double> exponents(-708, 709), small(-1, 1);
    double error = 0;
    for (int i = 0; i < 100000; ++i)
        for (const double x :
             {exponents(random), small(random), small(random) * 1e-8, small(random) * 1e-200})
            error = std::max(error, std::abs(simd::exponential_less_one(x) / std::expm1(x) - 1));
    CHECK(error <= 3 * std::numeric_limits<double>::epsilon());
    constexpr double infinity = std::numeric_limits<double>::infinity();
    CHECK(simd::exponential_less_one(0) == 0);
    CHECK(simd::exponential_less_one(-709) == -1);
    CHECK(simd::exponential_less_one(-infinity) == -1);
    CHECK(simd::exponential_less_one(710) == infinity);
    CHECK(simd::exponential_less_one(infinity) == infinity);
    CHECK(std::isnan(simd::exponential_less_one(NAN)));
}

TEST_CASE("sines and cosines in lanes are those of the library to 5e-16") {
    std::mt19937 random(6);
    std::uniform_real_distribution<double> cycles(-0.5, 0.5);
    constexpr long double tau = 6.283185307179586476925286766559L;
    double sine = 0, cosine = 0, small = 0;
    for (int i = 0; i < 100000; ++i) {
        const double x = cycles(random), near_zero = x * 1e-9;
        sine = std::max(sine, std::abs(simd::sine(x) - static_cast<double>(std::sin(tau * x))));
        cosine = std::max(cosine, std::abs(simd::cosine(x) - static_cast<double>(std::cos(tau * x))));
        small = std::max(
            small,
            std::abs(simd::quarter_sine(near_zero) / static_cast<double>(std::sin(tau * near_zero)) - 1));
    }
    CHECK(sine <= 5e-16);
    CHECK(cosine <= 5e-16);
    CHECK(small <= 4e-16);
    CHECK(simd::sine(0) == 0);
    CHECK(simd::sine(0.5) == 0);
    CHECK(simd::cosine(0.25) == 0);
    CHECK(std::abs(simd::cosine(0)) <= 1);
    CHECK(std::abs(simd::sine(-0.25)) <= 1);
    CHECK(std::isnan(simd::sine(NAN)));
}
