// SPDX-License-Identifier: MIT
#include <pya/log.hpp>

#include "support/catch.hpp"

#include <string>

TEST_CASE("a warning reaches the handler that was set, and the handler before comes back", "[log]") {
    std::string seen;
    auto before = pya::set_log_handler([&](std::string_view text) { seen = text; });
    pya::log_warning("something is odd");
    pya::set_log_handler(std::move(before));
    CHECK(seen == "something is odd");
}
