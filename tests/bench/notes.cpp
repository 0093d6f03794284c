// SPDX-License-Identifier: MIT
// Rows 37 of docs/performance.md: notes.
#include "signal.hpp"

#include <fstream>

namespace bench {
namespace {

using namespace pya;

/// A file with 100,000 notes of four keys, written as briefly as the format allows.
std::string big_file() {
    const std::string there = path("big.mid");
    std::string track("\0\x90\x3c\x40", 4);
    for (int i = 0; i < 100000; ++i) {
        const char key = static_cast<char>(60 + i % 4);
        track.append({'\x0a', key, '\0', '\0', static_cast<char>(60 + (i + 1) % 4), '\x40'});
    }
    std::string file("MThd\0\0\0\6\0\0\0\1\0\x60MTrk", 18);
    for (int shift = 24; shift >= 0; shift -= 8) file += static_cast<char>(track.size() >> shift & 255);
    std::ofstream(there, std::ios::binary) << file << track;
    return there;
}

[[maybe_unused]] const bool rows = [] {
    row("37a", [] { return [there = big_file()] { return io::load_midi(there).notes.size(); }; });
    row("37b", [] {
        std::vector<Anote> notes;
        for (int i = 0; i < 100; ++i) notes.push_back({.onset = 0.1 * i, .dur = 0.2, .pitch = 40. + i % 40});
        return [=, tone = gen::sine(220).render(2_s)] {
            return render(to_score(notes, tone, {.release = 50_ms, .pitch = 57}));
        };
    });
    return true;
}();

} // namespace
} // namespace bench
