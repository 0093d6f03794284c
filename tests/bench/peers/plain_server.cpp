// SPDX-License-Identifier: MIT
// Plain loops and standard containers: rows 25 and 26 of docs/performance.md.
#include "row.hpp"

#include <algorithm>
#include <map>
#include <queue>
#include <vector>

namespace bench {
namespace {

using Eigen::Index;

constexpr Index block = 256, second = sr;

struct Event {
    Index onset;
    const float* samples;
    bool operator<(const Event& other) const { return onset > other.onset; }
};

// Adds into an array of frames, or of channels first.
auto thousand_voices(bool planar) {
    const Eigen::ArrayXXf source = white(sr + 1000);
    std::vector<std::vector<float>> voices;
    for (Index v = 0; v < 1000; ++v) voices.emplace_back(source.data() + v, source.data() + v + sr);
    return [voices, planar, position = block]() mutable {
        Eigen::Array2Xf out = Eigen::Array2Xf::Zero(2, block);
        Eigen::ArrayX2f planes = Eigen::ArrayX2f::Zero(block, 2);
        const Index until_end = std::min(block, second - position);
        for (std::size_t v = 0; v < voices.size(); ++v) {
            const float *rest = voices[v].data() + position, *again = voices[v].data();
            if (planar) {
                auto to = planes.col(static_cast<Index>(v) % 2);
                to.head(until_end) += Eigen::Map<const Eigen::ArrayXf>(rest, until_end);
                to.tail(block - until_end) += Eigen::Map<const Eigen::ArrayXf>(again, block - until_end);
                continue;
            }
            float* to = out.data() + v % 2;
            for (Index i = 0; i < until_end; ++i) to[2 * i] += rest[i];
            for (Index i = until_end; i < block; ++i) to[2 * i] += again[i - until_end];
        }
        position = (position + block) % sr;
        if (planar) out = planes.transpose();
        return out;
    };
}

template <class Schedule>
void schedule_row(const std::string& name, Index count, Schedule schedule) {
    row(
        name,
        [=] {
            return [=, begins = onsets(count), grain = white(441)] { return schedule(begins, grain.data()); };
        },
        Calls::first);
}

[[maybe_unused]] const bool rows = [] {
    row("25@loop, interleaved", [] { return thousand_voices(false); });
    row("25@loop, planar", [] { return thousand_voices(true); });
    for (const auto& [name, n] : {std::pair("26/10k", 10000), std::pair("26/100k", 100000)}) {
        schedule_row(std::string(name) + "@std::priority_queue", n,
                     [](const auto& begins, const float* grain) {
                         std::priority_queue<Event> queue;
                         for (const Index onset : begins) queue.push({onset, grain});
                         return queue.size();
                     });
        schedule_row(std::string(name) + "@std::multimap", n, [](const auto& begins, const float* grain) {
            std::multimap<Index, const float*> map;
            for (const Index onset : begins) map.emplace(onset, grain);
            return map.size();
        });
    }
    return true;
}();

} // namespace
} // namespace bench
