// SPDX-License-Identifier: MIT
#include <pya/error.hpp>

#include "storage/block_pool.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

using namespace pya::storage;

#ifndef __SANITIZE_ADDRESS__ // for which the pool keeps nothing
namespace {

constexpr std::size_t signal = 211'680'064; // ten minutes in stereo
constexpr std::size_t megabyte = std::size_t{1} << 20;

/// A pool whose periods a test begins. The blocks' pages are never touched, so they cost nothing.
class TimedPool {
public:
    explicit TimedPool(std::size_t limit = std::size_t{8} << 30) : pool_(limit, [] { return period; }) {}
    ~TimedPool() {
        pool_.set_limit(0);
        period = 0;
    }

    void* allocate(std::size_t bytes) { return pool_.allocate(bytes, size_class(bytes)); }
    void release(void* block, std::size_t bytes) { pool_.release(block, size_class(bytes)); }
    void use(std::size_t bytes, std::size_t count = 1) {
        std::vector<void*> blocks(count);
        for (void*& block : blocks) block = allocate(bytes);
        for (void* block : blocks) release(block, bytes);
    }
    void pass(std::int64_t periods) { period += periods; }
    PoolStats stats() { return pool_.stats(); }

private:
    static inline std::int64_t period = 0;
    BlockPool pool_;
};

} // namespace

TEST_CASE("what a program frees for good goes back to the system at once", "[storage]") {
    TimedPool large, small;
    large.use(signal, 20);
    CHECK(large.stats().cached == 0);
    CHECK(large.stats().live == 0);
    small.use(2'000'000, 200);
    CHECK(small.stats().cached <= 64 * megabyte);
    CHECK(small.stats().cached > 60 * megabyte);
}

TEST_CASE("what a program asks for again and again is kept", "[storage]") {
    TimedPool pool;
    for (int step = 0; step < 8; ++step) {
        const PoolStats before = pool.stats();
        pool.use(signal, 4);
        CHECK(pool.stats().recycled - before.recycled == (step < 2 ? 0 : 4));
        pool.pass(step % 2);
    }
    CHECK(pool.stats().cached == 4 * size_class(signal).bytes);
}

TEST_CASE("growth with temporary blocks on the way does not count as asking again", "[storage]") {
    TimedPool pool;
    std::vector<void*> signals(20);
    for (void*& block : signals) {
        pool.use(10'000'000);
        block = pool.allocate(signal);
    }
    for (void* block : signals) pool.release(block, signal);
    CHECK(pool.stats().cached <= 64 * megabyte);
}

TEST_CASE("idle blocks go back after one to two periods", "[storage]") {
    TimedPool pool;
    pool.use(20'000'000, 2);
    pool.use(1'000'000, 2);
    const std::size_t both = pool.stats().cached;
    pool.pass(1);
    pool.use(20'000'000);
    CHECK(pool.stats().cached == both);
    SECTION("by a large block") {
        pool.pass(1);
        pool.use(20'000'000); // one of two, as in the period before
        CHECK(pool.stats().cached == size_class(20'000'000).bytes);
    }
    SECTION("by many smaller ones") {
        pool.pass(1);
        for (int i = 0; i < 64; ++i) pool.use(20'000);
        CHECK(pool.stats().cached == size_class(20'000'000).bytes + size_class(20'000).bytes);
    }
    SECTION("after a pause") {
        pool.pass(100);
        pool.use(5'000'000);
        CHECK(pool.stats().cached == size_class(5'000'000).bytes);
    }
}

TEST_CASE("a clock that goes back does no harm", "[storage]") {
    TimedPool pool;
    pool.use(20'000'000);
    pool.pass(-5);
    pool.use(20'000'000);
    CHECK(pool.stats().recycled == 1);
}

TEST_CASE("random sizes do not pile up", "[storage]") {
    TimedPool pool;
    std::mt19937 random(7);
    struct Sound {
        void* block = nullptr;
        std::size_t bytes = 0;
    };
    std::vector<Sound> sounds(20);
    std::size_t highest = 0, highest_before = 0, beyond = 0;
    for (int step = 0; step < 20'000; ++step) {
        if (step % 2000 == 0) {
            pool.pass(1);
            pool.use(5'000'000); // the pool sees the time
            highest_before = std::exchange(highest, pool.stats().live);
        }
        Sound& sound = sounds[random() % sounds.size()];
        if (sound.block != nullptr) pool.release(sound.block, sound.bytes);
        sound.bytes = static_cast<std::size_t>(std::exp2(13 + 13 * std::ldexp(random(), -32))); // to 64 MiB
        sound.block = pool.allocate(sound.bytes);
        const PoolStats now = pool.stats();
        highest = std::max(highest, now.live);
        const std::size_t lately = std::max(highest, highest_before);
        if (now.cached > std::max(64 * megabyte, 2 * lately)) ++beyond;
    }
    CHECK(beyond == 0);
    const PoolStats end = pool.stats();
    CHECK(static_cast<double>(end.recycled) > 0.5 * static_cast<double>(end.requests));
    for (const Sound& sound : sounds)
        if (sound.block != nullptr) pool.release(sound.block, sound.bytes);
    CHECK(pool.stats().live == 0);
}

TEST_CASE("the sizes that nobody has asked for the longest go first", "[storage]") {
    TimedPool pool;
    for (const std::size_t bytes : {20'000'000, 24'000'000, 28'000'000}) pool.use(bytes); // 78 MiB by class
    const PoolStats before = pool.stats();
    pool.use(24'000'000);
    pool.use(28'000'000);
    CHECK(pool.stats().recycled == before.recycled + 2);
    pool.use(20'000'000);
    CHECK(pool.stats().recycled == before.recycled + 2);
}

TEST_CASE("nothing is kept where the system has no memory", "[storage]") {
    TimedPool pool;
    pool.use(20'000'000);
    CHECK(pool.stats().cached > 0);
    CHECK_THROWS_AS(pool.allocate(std::size_t{1} << 60), pya::MemoryError);
    CHECK(pool.stats().cached == 0);
    CHECK(pool.stats().live == 0);
}

TEST_CASE("a small limit goes before everything else", "[storage]") {
    TimedPool pool(10 * megabyte);
    for (int step = 0; step < 4; ++step) {
        pool.use(signal, 2);
        pool.use(1'000'000, 30);
        CHECK(pool.stats().cached <= 10 * megabyte);
    }
}
#endif
