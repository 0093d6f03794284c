// SPDX-License-Identifier: MIT
#include "dsp/window/cache.hpp"

#include <algorithm>
#include <array>
#include <mutex>

namespace pya::dsp::impl {

namespace {

constexpr Index longest = 1 << 16; // longer windows are rarely needed twice
constexpr std::size_t kept = 8;

struct Entry {
    Window window;
    std::shared_ptr<const AlignedVector<double>> samples;
};

struct Cache {
    std::mutex mutex;
    std::array<Entry, kept> entries; // the latest one first
};

Cache& cache() {
    static auto& windows = *new Cache; // never destroyed: objects of static lifetime may still need it
    return windows;
}

} // namespace

std::shared_ptr<const AlignedVector<double>> shared_window(const Window& window, Index n) {
    const auto make = [&] {
        return std::make_shared<const AlignedVector<double>>(window_samples(window, n));
    };
    if (n > longest || window.name.empty()) return make();
    Cache& windows = cache();
    const auto first = windows.entries.begin(), last = windows.entries.end();
    {
        const std::lock_guard lock(windows.mutex);
        const auto found = std::find_if(first, last, [&](const Entry& e) {
            return e.samples && e.samples->size() == static_cast<std::size_t>(n) &&
                   e.window.name == window.name && e.window.params == window.params;
        });
        if (found != last) {
            std::rotate(first, found, found + 1);
            return first->samples;
        }
    }
    Entry fresh{window, make()};
    const auto samples = fresh.samples;
    const std::lock_guard lock(windows.mutex);
    std::rotate(first, last - 1, last);
    std::swap(*first, fresh); // the oldest one is freed after the lock is released
    return samples;
}

} // namespace pya::dsp::impl
