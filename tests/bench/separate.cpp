// SPDX-License-Identifier: MIT
// Row 34c of docs/performance.md: taking apart.
#include "signal.hpp"

#include <pya/dsp/separate.hpp>

namespace bench {
namespace {

using namespace pya;

[[maybe_unused]] const bool rows = [] {
    row("34c", [] { return [a = noise(ten_seconds)] { return a.hpss().harmonic; }; });
    return true;
}();

} // namespace
} // namespace bench
