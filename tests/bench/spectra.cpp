// SPDX-License-Identifier: MIT
// Rows 16 to 18: transforms.
#include "signal.hpp"

namespace bench {
namespace {

using namespace pya;

[[maybe_unused]] const bool rows = [] {
    row("16a", [] { return [a = noise(441000)] { return a.to_spec(); }; });
    row("16b", [] { return [a = noise(441000)] { return a.to_spec(); }; })->Iterations(1)->Repetitions(1);
    row("16c/odd", [] { return [a = noise(441001)] { return a.to_spec(); }; });
    row("16c/prime", [] { return [a = noise(441011)] { return a.to_spec(); }; });
    for (const Index nperseg : {256, 1024, 4096}) {
        const std::string size = std::to_string(nperseg);
        row("17a/" + size, [nperseg] {
            return [nperseg, a = noise(ten_seconds)] { return a.to_stft({.nperseg = nperseg}); };
        });
        row("17b/" + size, [nperseg] {
            return [stft = noise(ten_seconds).to_stft({.nperseg = nperseg})] { return stft.to_sig(); };
        });
    }
    row("17c", [] { return [a = noise(ten_seconds)] { return a.spectrogram({.nperseg = 1024}); }; });
    row("18", [] { return [a = noise(ten_seconds)] { return a.to_mfcc(); }; });
    return true;
}();

} // namespace
} // namespace bench
