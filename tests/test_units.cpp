// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/units.hpp>

#include "support/catch.hpp"

#include <concepts>

using namespace pya;

namespace {

template <class A, class B>
concept Multiplies = requires(A a, B b) {
    a* b;
};
static_assert(!Multiplies<Seconds, Seconds>); // no time
static_assert(std::same_as<decltype(1_s / 2_s), double>);
static_assert(std::same_as<decltype(2 * 1_s), Seconds>);

} // namespace

TEST_CASE("times are added, compared, and multiplied with numbers", "[units]") {
    STATIC_REQUIRE((2 * 1_s).value == 2);
    STATIC_REQUIRE((1_s * 0.5).value == 0.5);
    STATIC_REQUIRE((1_s + 500_ms).value == 1.5);
    STATIC_REQUIRE((1_s - 250_ms).value == 0.75);
    STATIC_REQUIRE((0.5 + 1_s).value == 1.5);
    STATIC_REQUIRE((1_s / 4).value == 0.25);
    STATIC_REQUIRE(3_s / 2_s == 1.5);
    STATIC_REQUIRE(1_s == 1000_ms);
    STATIC_REQUIRE(-1_s < 0_s);
    STATIC_REQUIRE(1_s > 0.5);
    STATIC_REQUIRE(1_s != 2_s);
    Seconds time = 1_s;
    time += 500_ms;
    time *= 4;
    time -= 2_s;
    time /= 8;
    CHECK(time == 500_ms);
}

TEST_CASE("a sum of times selects what lies between them", "[units]") {
    const Asig a(Eigen::ArrayXf::LinSpaced(10, 0, 9), {.sr = 10});
    const Seconds begin = 200_ms;
    CHECK(a(slice(begin, begin + 3 * 100_ms)) == a(slice(2, 5)));
}
