// SPDX-License-Identifier: MIT
#ifndef __SANITIZE_ADDRESS__ // which keeps memory that was freed
#include <pya/astream.hpp>

#include "bench/memory.hpp"
#include "io/folder.hpp"
#include "stream/support.hpp"

#include <fstream>

using namespace pya;

namespace {

// A WAV file of 16-bit silence that takes no room on the disk.
void write_sparse(const std::string& path, std::uint32_t frames) {
    const std::uint32_t bytes = frames * 2;
    std::ofstream file(path, std::ios::binary);
    const auto word = [&](std::uint32_t value, int size) {
        for (int i = 0; i < size; ++i) file.put(static_cast<char>(value >> 8 * i));
    };
    file << "RIFF", word(36 + bytes, 4), file << "WAVEfmt ", word(16, 4), word(1, 2), word(1, 2);
    word(44100, 4), word(88200, 4), word(2, 2), word(16, 2), file << "data", word(bytes, 4);
    file.seekp(static_cast<std::streamoff>(bytes) + 43);
    file.put(0);
}

} // namespace

TEST_CASE("a long file goes through a chain in little memory") {
    const Folder folder;
    write_sparse(folder / "long.wav", 30'000'000);
    const Astream stream(folder / "long.wav");
    REQUIRE(stream.samples() == 30'000'000);
    bench::reset_peak_memory();
    const double before = bench::peak_memory();
    Index samples = 0;
    stream.iirfilter(500, {.btype = Btype::lowpass})
        .resample(16000, {.kind = Interp::sinc_best})
        .norm(-1_dB)
        .stereo()
        .each([&](const Asig& block) { samples += block.samples(); });
    CHECK(samples == stream.resample(16000).samples());
    CHECK(bench::peak_memory() - before < 32); // MB; the signal has 120
}
#endif
