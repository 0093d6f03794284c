// SPDX-License-Identifier: MIT
#include <pya/dsp/source/impulses.hpp>

#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace pya::dsp;

static_assert(Source<Impulses, float> && Source<Impulses, double>);

namespace {

std::vector<Eigen::Index> struck(Eigen::Index n, const Impulses& impulses, float amp = 1) {
    const Eigen::ArrayXf x = generate(n, impulses);
    std::vector<Eigen::Index> at;
    for (Eigen::Index i = 0; i < n; ++i)
        if (x(i) != 0) {
            CHECK(x(i) == amp);
            at.push_back(i);
        }
    return at;
}

} // namespace

TEST_CASE("a train has an impulse at the first sample of each period") {
    using At = std::vector<Eigen::Index>;
    CHECK(struck(10, Impulses({.freq = 300, .amp = 0.5, .sr = 1000}), 0.5f) == At{0, 4, 7});
    CHECK(struck(12, Impulses({.freq = 250, .sr = 1000})) == At{0, 4, 8});
    CHECK(struck(12, Impulses({.freq = 250, .sr = 1000}, 0.5)) == At{2, 6, 10});
    CHECK(struck(12, Impulses({.freq = 250, .sr = 1000}, -1.25)) == At{1, 5, 9});
    CHECK(struck(3, Impulses({.freq = 8, .sr = 8})) == At{0, 1, 2});
    CHECK(struck(2000, Impulses({.freq = 0, .sr = 8}, 0.3)) == At{0});
}

TEST_CASE("a train neither loses nor doubles an impulse") {
    for (const double freq : {1. / 3, 7., 97.3, 441.7, 11025., 43999.}) {
        const auto at = struck(44100, Impulses({.freq = freq}));
        CHECK(at.size() == static_cast<std::size_t>(std::ceil(freq)));
    }
}

TEST_CASE("a train of the lowest rate has one impulse") {
    std::vector<float> x(1000);
    Impulses({.freq = 1e-300, .amp = 1, .sr = 48000}).process(x);
    CHECK(x[0] == 1);
    CHECK(std::count(x.begin(), x.end(), 0.f) == 999);
}

TEST_CASE("any split into blocks gives the same impulses in all channels") {
    Impulses impulses({.freq = 97.3, .sr = 1000}, 0.25);
    const Eigen::ArrayXf whole = generate(1000, impulses);
    Eigen::ArrayXXf out(1000, 2);
    for (Eigen::Index i = 0, n = 1; i < 1000; i += n, n = n * 3 % 101) {
        n = std::min(n, 1000 - i);
        impulses.process(Block<float>(out).part(i, n));
    }
    CHECK((out.col(0) == whole).all());
    CHECK((out.col(1) == whole).all());
    impulses.reset();
    impulses.process(Block<float>(out).part(0, 100));
    CHECK((out.col(0) == whole).all());
}

TEST_CASE("trains refuse rates that can't be") {
    CHECK_THROWS_AS(Impulses({.freq = -1}), pya::ArgumentError);
    CHECK_THROWS_AS(Impulses({.freq = 44101}), pya::ArgumentError);
    CHECK_THROWS_AS(Impulses({.freq = 1, .sr = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(Impulses({.freq = 1, .amp = HUGE_VAL}), pya::ArgumentError);
    CHECK_THROWS_AS(Impulses({.freq = 1}, std::numeric_limits<double>::quiet_NaN()), pya::ArgumentError);
}
