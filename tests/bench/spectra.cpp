// SPDX-License-Identifier: MIT
// Rows 16 to 18 of docs/performance.md: transforms.
#include "signal.hpp"

namespace bench {
namespace {

using namespace pya;

[[maybe_unused]] const bool rows = [] {
    row("16a", [] { return [a = noise(441000)] { return a.to_spec(); }; });
    row(
        "16b", [] { return [a = noise(441000)] { return a.to_spec(); }; }, Calls::first)
        ->Repetitions(1);
    row("16c/odd", [] { return [a = noise(441001)] { return a.to_spec(); }; });
    row("16c/prime", [] { return [a = noise(441011)] { return a.to_spec(); }; });
    row("16d", [] { return [a = noise(ten_minutes)] { return a.to_spec(); }; });
    row("17d", [] { return [a = noise(ten_minutes)] { return a.to_stft({.nperseg = 1024}); }; });
    row("17e", [] { return [a = noise(ten_minutes)] { return a.spectrogram({.nperseg = 1024}); }; });
    for (const Index nperseg : {256, 1024, 4096}) {
        const std::string size = std::to_string(nperseg);
        rows_of_threads("17a/" + size, [nperseg](int threads) {
            return
                [=, a = noise(ten_seconds)] { return a.to_stft({.nperseg = nperseg, .threads = threads}); };
        });
        rows_of_threads("17b/" + size, [nperseg](int threads) {
            return [stft = noise(ten_seconds).to_stft({.nperseg = nperseg, .threads = threads})] {
                return stft.to_sig();
            };
        });
    }
    rows_of_threads("17c", [](int threads) {
        return [threads, a = noise(ten_seconds)] {
            return a.spectrogram({.nperseg = 1024, .threads = threads});
        };
    });
    rows_of_threads("18", [](int threads) {
        return [threads, a = noise(ten_seconds)] { return a.to_mfcc({.threads = threads}); };
    });
    return true;
}();

} // namespace
} // namespace bench
