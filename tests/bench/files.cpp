// SPDX-License-Identifier: MIT
// Rows 22 and 23 of docs/performance.md: audio files.
#include "signal.hpp"

namespace bench {
namespace {

using namespace pya;

void read_row(const std::string& name, const std::string& file, Index samples, const SaveOptions& options) {
    row(name, [=] {
        const std::string there = path(file);
        if (!std::filesystem::exists(there)) noise(samples, 2).gain(0.25).save(there, options);
        return [there] { return Asig(there); };
    });
}

void write_row(const std::string& name, const std::string& file, const char* dtype) {
    row(name, [=] {
        return [a = noise(ten_minutes, 2), there = path(file), dtype] {
            a.save_wavfile(there, dtype);
            return true;
        };
    });
}

[[maybe_unused]] const bool rows = [] {
    read_row("22a/10s", "10s.wav", ten_seconds, {.dtype = SampleFormat::int16});
    read_row("22a/10min", "10min.wav", ten_minutes, {.dtype = SampleFormat::int16});
    read_row("22b", "float.wav", ten_minutes, {.dtype = SampleFormat::float32});
    write_row("22c/f32", "ours-float32.wav", "float32");
    write_row("22c/int16", "ours-int16.wav", "int16");
    read_row("23", "3min.mp3", 180 * sr, {});
    return true;
}();

} // namespace
} // namespace bench
