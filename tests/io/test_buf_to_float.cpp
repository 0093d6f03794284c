// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/buf_to_float.hpp>

#include "support/catch.hpp"

#include <vector>

namespace {

std::vector<std::byte> bytes(std::initializer_list<int> values) {
    std::vector<std::byte> out;
    for (const int v : values) out.push_back(static_cast<std::byte>(v));
    return out;
}

} // namespace

TEST_CASE("buf_to_float reads signed little-endian integers of every width", "[io]") {
    const auto one = pya::buf_to_float(bytes({0x80, 0xff, 0x00, 0x7f}), 1);
    CHECK(one.size() == 4);
    CHECK(one[0] == -1.0f);
    CHECK(one[1] == -1.0f / 128);
    CHECK(one[2] == 0.0f);
    CHECK(one[3] == 127.0f / 128);

    const auto two = pya::buf_to_float(bytes({0x00, 0x80, 0x34, 0x12}));
    CHECK(two[0] == -1.0f);
    CHECK(two[1] == 0x1234 / 32768.0f);

    const auto three = pya::buf_to_float(bytes({0x00, 0x00, 0x80, 0x56, 0x34, 0x12, 0xff, 0xff, 0xff}), 3);
    CHECK(three[0] == -1.0f);
    CHECK(three[1] == 0x123456 / 8388608.0f);
    CHECK(three[2] == -1 / 8388608.0f);

    const auto four = pya::buf_to_float(bytes({0x00, 0x00, 0x00, 0x80, 0xff, 0xff, 0xff, 0x7f}), 4);
    CHECK(four[0] == -1.0f);
    CHECK(four[1] == 1.0f); // 2^31 - 1 rounds up in float
    CHECK(pya::buf_to_float<double>(bytes({0xff, 0xff, 0xff, 0x7f}), 4)[0] == 2147483647 / 2147483648.0);
}

TEST_CASE("buf_to_float of nothing is empty", "[io]") { CHECK(pya::buf_to_float({}, 4).size() == 0); }

TEST_CASE("buf_to_float refuses other widths and odd ends", "[io]") {
    CHECK_THROWS_AS(pya::buf_to_float(bytes({1, 2, 3}), 2), pya::ArgumentError);
    CHECK_THROWS_AS(pya::buf_to_float(bytes({1, 2, 3}), 0), pya::ArgumentError);
    CHECK_THROWS_AS(pya::buf_to_float(bytes({1, 2, 3, 4, 5}), 5), pya::ArgumentError);
}
