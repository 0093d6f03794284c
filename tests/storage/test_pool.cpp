// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/storage/pool.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <cstring>
#include <set>
#include <thread>
#include <vector>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#endif

using namespace pya::storage;

TEST_CASE("a block may be given back by another thread than the one that asked for it",
          "[storage][threads]") {
    std::vector<void*> blocks(64);
    for (void*& block : blocks) block = allocate(300);
    std::thread([&] {
        for (void* block : blocks) release(block, 300);
        for (int i = 0; i < 64; ++i) release(allocate(300), 300);
    }).join();
    std::set<void*> seen;
    for (void*& block : blocks) seen.insert(block = allocate(300));
    CHECK(seen.size() == blocks.size());
    for (void* block : blocks) release(block, 300);
}

TEST_CASE("a limit of 0 turns recycling off", "[storage]") {
    set_pool_limit(0);
    const auto before = pool_stats().recycled;
    for (int i = 0; i < 3; ++i) release(allocate(700), 700);
    CHECK(pool_stats().recycled == before);
    set_pool_limit(std::size_t{768} << 20);
}

TEST_CASE("the bytes in use are counted", "[storage]") {
    const std::size_t before = pool_stats().live;
    void* small = allocate(1000);
    CHECK(pool_stats().live == before + 1024);
    void* large = allocate(5'000'000);
    CHECK(pool_stats().live == before + 1024 + (std::size_t{5} << 20));
    release(small, 1000);
    release(large, 5'000'000);
    CHECK(pool_stats().live == before);
}

TEST_CASE("blocks of every size are aligned and as large as asked for", "[storage]") {
    for (const std::size_t bytes : {std::size_t{1}, std::size_t{256}, std::size_t{257}, std::size_t{4095},
                                    std::size_t{65536}, std::size_t{5'000'001}, std::size_t{9'999'999}}) {
        void* block = allocate(bytes);
        CHECK(reinterpret_cast<std::uintptr_t>(block) % alignment == 0);
        std::memset(block, 1, bytes);
        release(block, bytes);
    }
}

TEST_CASE("threads that allocate and release at once never get the same block", "[storage][threads]") {
    std::vector<std::thread> threads;
    std::vector<int> clean(4, 1);
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([t, &clean] {
            for (int i = 0; i < 500; ++i) {
                const std::size_t bytes = 1000 + 37 * static_cast<std::size_t>(i);
                auto* block = static_cast<unsigned char*>(allocate(bytes));
                std::memset(block, t, bytes);
                for (std::size_t k = 0; k < bytes; ++k)
                    if (block[k] != t) clean[static_cast<std::size_t>(t)] = 0;
                release(block, bytes);
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(clean == std::vector<int>(4, 1));
}

#ifdef __SANITIZE_ADDRESS__ // for which the pool keeps nothing
TEST_CASE("under the address sanitizer a block ends where it says, and ends with its release", "[storage]") {
    for (const std::size_t bytes :
         {std::size_t{1}, std::size_t{255}, std::size_t{4097}, std::size_t{5'000'001}}) {
        auto* block = static_cast<unsigned char*>(allocate(bytes));
        CHECK(__asan_address_is_poisoned(block + bytes - 1) == 0);
        CHECK(__asan_address_is_poisoned(block + bytes) == 1);
        release(block, bytes);
        CHECK(__asan_address_is_poisoned(block) == 1);
    }
}
#else
TEST_CASE("where there is no memory for a block nothing is counted as in use", "[storage]") {
    const std::size_t before = pool_stats().live;
    CHECK_THROWS_AS(allocate(std::size_t{1} << 60), pya::MemoryError);
    CHECK_THROWS_AS(allocate(~std::size_t{0}), pya::MemoryError);
    CHECK(pool_stats().live == before);
}

TEST_CASE("a block that was given back serves the next request of its size", "[storage]") {
    void* first = allocate(100'000);
    release(first, 100'000);
    const PoolStats before = pool_stats();
    void* second = allocate(100'100);
    CHECK(second == first);
    CHECK(pool_stats().recycled == before.recycled + 1);
    release(second, 100'100);
}

TEST_CASE("a small block that was given back serves the next request of its thread", "[storage]") {
    void* first = allocate(1000);
    release(first, 1000);
    const PoolStats before = pool_stats();
    CHECK(before.cached >= 1024);
    void* second = allocate(1001);
    CHECK(second == first);
    const PoolStats after = pool_stats();
    CHECK(after.requests == before.requests + 1);
    CHECK(after.recycled == before.recycled + 1);
    CHECK(after.cached == before.cached - 1024);
    release(second, 1001);
}

TEST_CASE("a thread that ends keeps nothing and forgets nothing", "[storage][threads]") {
    set_pool_limit(0);
    set_pool_limit(std::size_t{768} << 20);
    const PoolStats before = pool_stats();
    std::thread([] {
        for (int i = 0; i < 10; ++i) release(allocate(500), 500);
    }).join();
    const PoolStats after = pool_stats();
    CHECK(after.requests == before.requests + 10);
    CHECK(after.recycled == before.recycled + 9);
    CHECK(after.cached == before.cached);
    CHECK(after.live == before.live);
}

TEST_CASE("the pool keeps no more than its limit", "[storage]") {
    set_pool_limit(0);
    CHECK(pool_stats().cached == 0);
    release(allocate(1 << 20), 1 << 20);
    CHECK(pool_stats().cached == 0);
    set_pool_limit(std::size_t{768} << 20);
    release(allocate(1 << 20), 1 << 20);
    CHECK(pool_stats().cached >= 1 << 20);
    CHECK(pool_stats().limit == std::size_t{768} << 20);
}

TEST_CASE("a large block takes the place of a larger one where the pool is full", "[storage]") {
    constexpr std::size_t large = 40'000'000, larger = 60'000'000;
    set_pool_limit(0);
    set_pool_limit(80'000'000);
    release(allocate(larger), larger);
    release(allocate(large), large);
    CHECK(pool_stats().cached <= 80'000'000);
    const auto before = pool_stats().recycled;
    release(allocate(large), large);
    CHECK(pool_stats().recycled == before + 1);
    set_pool_limit(std::size_t{768} << 20);
}
#endif
