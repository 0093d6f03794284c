// SPDX-License-Identifier: MIT
#include <pya/storage/pool.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <cstring>
#include <thread>
#include <vector>

using namespace pya::storage;

TEST_CASE("a block that was given back serves the next request of its size", "[storage]") {
    void* first = allocate(100'000);
    release(first, 100'000);
    const PoolStats before = pool_stats();
    void* second = allocate(100'100);
    CHECK(second == first);
    CHECK(pool_stats().recycled == before.recycled + 1);
    release(second, 100'100);
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

TEST_CASE("the pool keeps no more than its limit", "[storage]") {
    set_pool_limit(0);
    CHECK(pool_stats().cached == 0);
    release(allocate(1 << 20), 1 << 20);
    CHECK(pool_stats().cached == 0);
    set_pool_limit(std::size_t{768} << 20);
    release(allocate(1 << 20), 1 << 20);
    CHECK(pool_stats().cached >= 1 << 20);
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
