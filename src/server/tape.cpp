// SPDX-License-Identifier: MIT
#include "server/tape.hpp"

#include <algorithm>
#include <cmath>

namespace pya {
namespace {

constexpr Index piece_frames = 1024;
constexpr auto relaxed = std::memory_order_relaxed;

void add(std::atomic<std::uint64_t>& counter, std::uint64_t n) {
    counter.store(counter.load(relaxed) + n, relaxed);
}

} // namespace

Tape::Tape(Index channels, Index frames)
    : channels_(channels), ring_(static_cast<std::size_t>(channels * frames)),
      piece_(static_cast<std::size_t>(channels * piece_frames)), peaks_(static_cast<std::size_t>(channels)) {}

void Tape::write(const StreamBlock& block, const std::function<void()>& make_room) noexcept {
    if (block.xrun) add(xruns, 1);
    for (Index c = 0; c < channels_; ++c) {
        std::atomic<float>& peak = peaks_[static_cast<std::size_t>(c)];
        float highest = peak.load(relaxed);
        for (Index f = 0; f < block.frames; ++f)
            highest = std::max(highest, std::abs(block.input[f * channels_ + c]));
        peak.store(highest, relaxed);
    }
    const Gate::Pass recording(gate);
    if (!recording) return;
    // Only whole frames go in, so that channels never get mixed up.
    const float* next = block.input;
    for (Index left = block.frames; left > 0;) {
        const auto room = static_cast<Index>(ring_.write_available()) / channels_;
        const Index n = std::min(left, room);
        ring_.push(next, static_cast<std::size_t>(n * channels_));
        next += n * channels_;
        left -= n;
        if (left > 0 && !block.may_wait) return add(overruns, static_cast<std::uint64_t>(left));
        if (left > 0) make_room();
    }
}

std::vector<double> Tape::take_levels() {
    std::vector<double> levels;
    for (std::atomic<float>& peak : peaks_) levels.push_back(peak.exchange(0, relaxed));
    return levels;
}

} // namespace pya
