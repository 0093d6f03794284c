// SPDX-License-Identifier: MIT
#include <pya/mixer/core.hpp>

#include <pya/error.hpp>

#include "support/catch.hpp"

#include <limits>
#include <vector>

using namespace pya;

namespace {

storage::Samples counting(Index n, float first) {
    storage::Samples samples = storage::Samples::uninitialised(n, 1);
    for (Index i = 0; i < n; ++i) samples.write()(i, 0) = first + static_cast<float>(i);
    return samples;
}

std::vector<float> rendered(MixerCore& core, Index frames) {
    std::vector<float> out(static_cast<std::size_t>(frames * core.channels()));
    core.render(out.data(), frames);
    return out;
}

} // namespace

TEST_CASE("the core mixes samples without signals") {
    MixerCore core({.sr = 1000, .channels = 1});
    const storage::Samples one = counting(3, 1), two = counting(2, 10);
    core.start({.samples = one, .onset = 1, .gain = 2});
    core.start({.samples = two, .onset = 2});
    CHECK(rendered(core, 5) == std::vector<float>{0, 2, 14, 17, 0});
    CHECK(core.active_voices() == 0);
}

TEST_CASE("the core shares samples that end before they have sounded") {
    MixerCore core({.sr = 1000, .channels = 1});
    {
        const storage::Samples gone = counting(2, 5);
        core.start({.samples = gone});
    }
    CHECK(rendered(core, 3) == std::vector<float>{5, 6, 0});
}

TEST_CASE("parts that are one thing move together where their first onset has passed") {
    MixerCore core({.sr = 1000, .channels = 1});
    rendered(core, 4);
    const storage::Samples one = counting(1, 1);
    core.start(std::vector<MixerCore::Part>{{.samples = one}, {.samples = one, .onset = 2}}, 0, 0);
    CHECK(rendered(core, 4) == std::vector<float>{1, 0, 1, 0});
    CHECK(core.counts().late == 0);
}

TEST_CASE("a part with a bad onset, output or gain is refused, and nothing of its score sounds") {
    MixerCore core({.sr = 1000, .channels = 1});
    const storage::Samples one = counting(1, 1);
    for (const MixerCore::Part& bad :
         std::vector<MixerCore::Part>{{.samples = one, .onset = -1},
                                      {.samples = one, .onset = MixerCore::latest_onset + 1},
                                      {.samples = one, .out = -1},
                                      {.samples = one, .gain = std::numeric_limits<double>::infinity()}}) {
        CHECK_THROWS_AS(core.start(std::vector<MixerCore::Part>{{.samples = one}, bad}), ArgumentError);
        CHECK_THROWS_AS(core.start(bad), ArgumentError);
    }
    CHECK(rendered(core, 2) == std::vector<float>{0, 0});
}
