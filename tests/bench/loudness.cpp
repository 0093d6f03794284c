// SPDX-License-Identifier: MIT
// Rows 28 of docs/performance.md: loudness.
#include "signal.hpp"

#include <pya/dsp/loudness.hpp>

namespace bench {
namespace {

using namespace pya;

[[maybe_unused]] const bool rows = [] {
    row("28a", [] {
        return [a = noise(ten_minutes, 2)] {
            dsp::LoudnessMeter<float> meter(a.sr(), a.channels());
            meter.process(a.sig());
            return std::vector<double>{meter.integrated(), meter.range()};
        };
    });
    row("28b", [] { return [a = noise(ten_minutes, 2)] { return a.true_peak(); }; });
    return true;
}();

} // namespace
} // namespace bench
