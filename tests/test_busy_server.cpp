// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include "rt/busy_server.hpp"
#include "rt/parameter_storm.hpp"

#include <pya/backend/dummy.hpp>

TEST_CASE("a busy server and recorder run in real time", "[threads]") {
    CHECK(keep_server_busy(std::make_shared<pya::DummyBackend>()) > 10000);
}

TEST_CASE("eight threads turn the knobs of all effects while a server plays through them", "[threads]") {
    const storm::Result result = storm::turn_all_knobs(std::make_shared<pya::DummyBackend>(), 20000);
    CHECK(result.frames >= 20000);
    CHECK(result.fine);
    // A step of a tenth of the sine is 0.01, the sine itself bends by 0.00002.
    CHECK(result.bend < 0.002f);
}
