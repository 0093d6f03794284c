// SPDX-License-Identifier: MIT
// Rows 25 and 26 of docs/performance.md: the audio callback and the scheduler.
#include "signal.hpp"

#include <memory>

namespace bench {
namespace {

using namespace pya;

constexpr Index block = 256;

/// The second block of a thousand loops of one second, each with memory of its own, alternately left and
/// right.
auto thousand_voices() {
    auto mixer = std::make_shared<Mixer>();
    const Asig& source = noise(sr + 1000);
    for (Index voice = 0; voice < 1000; ++voice)
        mixer->play({.sig = Asig(source.sig().middleRows(voice, sr)), .out = voice % 2, .loop = true});
    Eigen::Array2Xf out(2, block);
    mixer->render(out.data(), block);
    return [mixer, out]() mutable {
        mixer->render(out.data(), block);
        return out;
    };
}

/// Plays a grain at each of many onsets, and renders a block, in which the mixer receives all of them.
auto schedule(Index count) {
    auto mixer = std::make_shared<Mixer>();
    return [mixer, grain = noise(441), begins = onsets(count), out = Eigen::Array2Xf(2, block)]() mutable {
        for (const Index onset : begins) mixer->play({.sig = grain, .onset = onset});
        mixer->render(out.data(), block);
        return mixer->active_voices();
    };
}

[[maybe_unused]] const bool rows = [] {
    row("25", thousand_voices);
    row(
        "26/10k", [] { return schedule(10000); }, Calls::first);
    row(
        "26/100k", [] { return schedule(100000); }, Calls::first);
    return true;
}();

} // namespace
} // namespace bench
