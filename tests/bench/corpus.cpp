// SPDX-License-Identifier: MIT
// Rows 39 of docs/performance.md: a function over many files, in a loop and as a corpus.
#include "signal.hpp"

#include <iostream>

namespace bench {
namespace {

using namespace pya;

constexpr int clips = 1000;

std::string clip(int i) { return path("clips/" + std::to_string(i) + ".wav"); }

void write_clips() {
    std::filesystem::create_directories(path("clips"));
    if (std::filesystem::exists(clip(clips - 1))) return;
    const Asig sound = noise(ten_seconds, 1).gain(0.25);
    for (int i = 0; i < clips; ++i)
        sound(slice(100 * i, 100 * i + 22050)).save(clip(i), {.dtype = SampleFormat::int16, .sync = false});
}

Row measured(const Asig& a) {
    return {{"lufs", a.loudness().integrated}, {"centroid", a.features({"centroid"}).mean()(0)}};
}

[[maybe_unused]] const bool rows = [] {
    row("39a", [] {
        write_clips();
        return [] {
            double sum = 0;
            for (int i = 0; i < clips; ++i) sum += measured(Asig(clip(i))).values()[0].number;
            return sum < 0;
        };
    });
    row("39b", [] {
        write_clips();
        return [] {
            std::filesystem::remove_all(path("corpus"));
            std::clog.setstate(std::ios::failbit); // how many rows there are is known
            const int status =
                Corpus({"--threads", "1", "--out", path("corpus"), path("clips")}).run(measured);
            std::clog.clear();
            return status == 0;
        };
    });
    return true;
}();

} // namespace
} // namespace bench
