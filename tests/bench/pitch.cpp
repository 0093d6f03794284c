// SPDX-License-Identifier: MIT
// Rows 30 of docs/performance.md: pitch.
#include "row.hpp"

#include <pya/dsp/pitch.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace bench {
namespace {

using namespace pya;

std::span<const float> ten_seconds_of_noise() {
    return {white(ten_seconds).data(), static_cast<std::size_t>(ten_seconds)};
}

[[maybe_unused]] const bool rows = [] {
    row("30a", [] {
        return [x = ten_seconds_of_noise()] {
            std::vector<double> f0;
            for (const dsp::PitchFrame& frame : dsp::pitch(x, sr)) f0.push_back(frame.f0);
            return f0;
        };
    });
    row("30b", [] { return [x = ten_seconds_of_noise()] { return dsp::yin(x, sr); }; });
    row("30c", [] {
        return [x = ten_seconds_of_noise()] {
            std::vector<double> probability;
            for (const dsp::PyinFrame& frame : dsp::pyin(x, sr)) probability.push_back(frame.probability);
            return probability;
        };
    });
    return true;
}();

} // namespace
} // namespace bench
