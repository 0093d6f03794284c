// SPDX-License-Identifier: MIT
// Rows 09 and 10 of docs/performance.md: generators and envelopes.
#include "signal.hpp"

namespace bench {
namespace {

using namespace pya;

[[maybe_unused]] const bool rows = [] {
    row("09a", [] { return [] { return Ugen::sine({.freq = 440.3, .dur = 10_s}); }; });
    row("09b/square", [] { return [] { return Ugen::square({.freq = 440.3, .dur = 10_s}); }; });
    row("09b/saw", [] { return [] { return Ugen::sawtooth({.freq = 440.3, .dur = 10_s}); }; });
    row("09c", [] { return [] { return Ugen::noise({.dur = 10_s, .seed = 7}); }; });
    row("09d", [] { return [] { return Ugen::noise({.type = Noise::pink, .dur = 10_s, .seed = 7}); }; });
    row("09e", [] {
        return [] {
            return Ugen::chirp({.f0 = 20, .f1 = 20000, .method = ChirpMethod::logarithmic, .dur = 10_s});
        };
    });
    row("09f", [] { return [] { return Ugen::noise({.type = Noise::gaussian, .dur = 10_s, .seed = 7}); }; });
    row("09g", [] { return [] { return Ugen::noise({.type = Noise::brown, .dur = 10_s, .seed = 7}); }; });
    row("10/envelope", [] {
        return [a = noise(ten_seconds)] { return a.envelope({0, 1, 0.5, 0}, {0, 0.05, 3, 10}); };
    });
    row("10/curve", [] {
        return [a = noise(ten_seconds)] {
            return a.envelope({0, 1, 0.5, 0}, {0, 0.05, 3, 10}, {.curve = 1.5});
        };
    });
    row("10/adsr", [] {
        return [a = noise(ten_seconds)] { return a.adsr({.att = 0.01, .dec = 0.1, .sus = 0.7, .rel = 0.2}); };
    });
    return true;
}();

} // namespace
} // namespace bench
