// SPDX-License-Identifier: MIT
#include <pya/storage/pool.hpp>
#include <pya/storage/samples.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <utility>

using pya::Index;
using pya::storage::Samples;

namespace {

Samples ramp(Index rows, Index cols) {
    Samples s = Samples::uninitialised(rows, cols);
    auto map = s.write();
    for (Index c = 0; c < cols; ++c)
        for (Index i = 0; i < rows; ++i) map(i, c) = static_cast<float>(100 * c + i);
    return s;
}

} // namespace

TEST_CASE("copies share a block until one of them is written", "[storage]") {
    Samples a = ramp(10, 2);
    Samples b = a;
    CHECK(a.shares_with(b));
    b.write()(3, 1) = -1;
    CHECK_FALSE(a.shares_with(b));
    CHECK(a.view()(3, 1) == 103);
    CHECK(b.view()(3, 1) == -1);
}

TEST_CASE("the only owner writes in place", "[storage]") {
    Samples a = ramp(10, 1);
    const float* before = a.channel(0);
    a.write()(0, 0) = 5;
    CHECK(a.channel(0) == before);
}

TEST_CASE("what is pinned never reaches a later copy", "[storage]") {
    Samples a = ramp(4, 1);
    auto map = a.write();
    const Samples::Pin pin(a);
    const Samples b = a;
    const Samples part = a.block(1, 2, 0, 1);
    map(1, 0) = 42;
    CHECK(a.view()(1, 0) == 42);
    CHECK(b.view()(1, 0) == 1);
    CHECK(part.view()(0, 0) == 1);
}

TEST_CASE("a block of rows and columns is shared and reads the right samples", "[storage]") {
    const Samples a = ramp(100, 4);
    const Samples part = a.block(10, 5, 1, 2);
    CHECK(part.shares_with(a));
    CHECK(part.view()(0, 0) == 110);
    CHECK(part.view()(4, 1) == 214);
}

TEST_CASE("each channel of a fresh block starts at a cache line", "[storage]") {
    for (const Index rows : {1, 15, 16, 17, 1024, 4096}) {
        Samples a = Samples::zeros(rows, 3);
        for (Index c = 0; c < 3; ++c) CHECK(reinterpret_cast<std::uintptr_t>(a.channel(c)) % 64 == 0);
    }
}

TEST_CASE("growing keeps the samples and adds zeros, in a shared block too", "[storage]") {
    Samples a = ramp(5, 2);
    const Samples before = a;
    a.resize_rows(9);
    CHECK(a.view()(4, 1) == 104);
    CHECK(a.view()(5, 0) == 0);
    CHECK(a.view()(8, 1) == 0);
    CHECK(before.rows() == 5);
    a.resize_rows(3);
    a.resize_rows(5);
    CHECK(a.view()(2, 0) == 2);
    CHECK(a.view()(3, 0) == 0);
}

TEST_CASE("growing sample by sample asks the pool rarely", "[storage]") {
    Samples a = Samples::zeros(1000, 1);
    const auto before = pya::storage::pool_stats().requests;
    for (Index rows = 1001; rows <= 20'000; ++rows) a.resize_rows(rows);
    CHECK(pya::storage::pool_stats().requests - before < 20);
}

TEST_CASE("a part of a larger block that grows leaves its neighbours alone", "[storage]") {
    Samples a = ramp(10, 2);
    Samples part = a.block(2, 3, 0, 2);
    part.resize_rows(6);
    CHECK(part.view()(3, 0) == 0);
    CHECK(a.view()(5, 0) == 5);
}

TEST_CASE("empty samples can be copied moved written and grown", "[storage]") {
    Samples a = Samples::zeros(0, 2);
    Samples b = a;
    CHECK(b.write().size() == 0);
    Samples c = std::move(b);
    c.resize_rows(2);
    CHECK(c.view()(1, 1) == 0);
    CHECK(Samples().rows() == 0);
}

TEST_CASE("a moved-from object has no samples and one channel", "[storage]") {
    Samples a = ramp(10, 3);
    Samples b = std::move(a);
    CHECK(b.cols() == 3);
    CHECK(a.rows() == 0);
    CHECK(a.cols() == 1);
    b = std::move(a);
    CHECK(b.rows() == 0);
    CHECK(b.cols() == 1);
}
