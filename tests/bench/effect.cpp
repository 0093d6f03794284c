// SPDX-License-Identifier: MIT
// Rows 33 of docs/performance.md: effects.
#include "signal.hpp"

#include <pya/dsp/effect.hpp>

namespace bench {
namespace {

using namespace pya;

[[maybe_unused]] const bool rows = [] {
    row("33a", [] {
        return [a = noise(ten_seconds, 2)] {
            return a.through(dsp::Compressor(a.sr(), a.channels(), {.threshold = -20_dB, .ratio = 4}));
        };
    });
    row("33b", [] {
        return
            [a = noise(ten_seconds, 2)] { return a.through(dsp::Reverb(a.sr(), a.channels(), {.mix = 1})); };
    });
    return true;
}();

} // namespace
} // namespace bench
