// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/running_max.hpp>

#include "support/catch.hpp"

#include <algorithm>
#include <cstddef>
#include <random>
#include <vector>

using pya::dsp::impl::RunningMax;

TEST_CASE("the running maximum is the largest of the latest values, at every width", "[dsp][effect]") {
    std::mt19937 random(3);
    std::vector<double> x(200);
    for (double& value : x) value = static_cast<double>(random() % 7); // equal ones among them
    for (const std::size_t width : {1, 2, 3, 17, 300}) {
        RunningMax largest(width);
        for (std::size_t i = 0; i < x.size(); ++i) {
            const std::size_t first = i + 1 > width ? i + 1 - width : 0;
            const double wanted = *std::max_element(x.begin() + static_cast<std::ptrdiff_t>(first),
                                                    x.begin() + static_cast<std::ptrdiff_t>(i + 1));
            REQUIRE(largest(x[i]) == wanted);
        }
    }
}

TEST_CASE("a running maximum that is reset has forgotten all values", "[dsp][effect]") {
    RunningMax largest(10);
    largest(5);
    largest.reset();
    CHECK(largest(1) == 1);
}
