// SPDX-License-Identifier: MIT
// Row 22: WAV files.
#include "row.hpp"

namespace bench {
namespace {

using namespace pya;

void read_row(const std::string& name, Index samples, const char* dtype) {
    row(name, [=] {
        const std::string file = path("read.wav");
        noise(samples, 2).save_wavfile(file, dtype);
        return [file] { return Asig(file); };
    });
}

void write_row(const std::string& name, const char* dtype) {
    row(name, [=] {
        return [a = noise(ten_minutes, 2), file = path("write.wav"), dtype] {
            a.save_wavfile(file, dtype);
            return true;
        };
    });
}

[[maybe_unused]] const bool rows = [] {
    read_row("22a/10s", ten_seconds, "int16");
    read_row("22a/10min", ten_minutes, "int16");
    read_row("22b", ten_minutes, "float32");
    write_row("22c/f32", "float32");
    write_row("22c/int16", "int16");
    return true;
}();

} // namespace
} // namespace bench
