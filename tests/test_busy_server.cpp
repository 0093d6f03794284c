// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include "rt/busy_server.hpp"

#include <pya/backend/dummy.hpp>

TEST_CASE("a busy server and recorder run in real time", "[threads]") {
    CHECK(keep_server_busy(std::make_shared<pya::DummyBackend>()) > 10000);
}
