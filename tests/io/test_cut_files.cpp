// SPDX-License-Identifier: MIT
// A file that ends before its samples do is read up to its end, and a warning says so.
#include <pya/error.hpp>
#include <pya/io/audio_file.hpp>

#include "io/folder.hpp"
#include "support/catch.hpp"

#include <cstdint>
#include <string>

namespace {

constexpr int frames = 600;

std::string little(std::uint64_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 0xff);
    return text;
}

std::string big(std::uint64_t value, int bytes) {
    const std::string text = little(value, bytes);
    return {text.rbegin(), text.rend()};
}

std::string zeros(int bytes) { return std::string(static_cast<std::size_t>(bytes), '\0'); }

std::string padded(std::string text, std::size_t bytes, char with = ' ') {
    text.resize(bytes, with);
    return text;
}

// Files of 600 frames of one channel at 8000 Hz, written as the published layouts of their headers say.
struct File {
    std::string name, header;
    int bytes_per_frame;
};

File avr() {
    return {"avr",
            "2BIT" + zeros(8) + big(0, 2) + big(16, 2) + big(0xffff, 2) + big(0, 2) + big(0xffff, 2) +
                big(8000, 4) + big(frames, 4) + zeros(98),
            2};
}

File mpc() {
    return {"mpc",
            little(0x0401, 2) + padded("word", 17) + little(100, 1) + little(0, 2) + little(0, 4) +
                little(frames, 4) + little(frames, 4) + little(frames, 4) + little(0x0100, 2) +
                little(8000, 2),
            2};
}

File wve() {
    return {"wve", padded("ALawSoundFile**", 16, '\0') + big(0x0f10, 2) + big(frames, 4) + zeros(10), 1};
}

File nist() {
    return {
        "nist",
        padded(
            "NIST_1A\n   1024\nchannel_count -i 1\nsample_rate -i 8000\nsample_n_bytes -i 2\n"
            "sample_byte_format -s2 01\nsample_sig_bits -i 16\nsample_coding -s3 pcm\nsample_count -i 600\n"
            "end_head\n",
            1024),
        2};
}

File iff() {
    const std::string head = "8SVXVHDR" + big(20, 4) + big(frames, 4) + zeros(8) + big(8000, 2) +
                             big(0x0100, 2) + big(0xffff, 4) + "BODY" + big(frames, 4);
    return {"iff", "FORM" + big(head.size() + frames, 4) + head, 1};
}

File mat4() {
    const auto matrix = [](int type, int rows, int columns, const std::string& name) {
        return little(type, 4) + little(rows, 4) + little(columns, 4) + little(0, 4) +
               little(name.size() + 1, 4) + name + '\0';
    };
    const std::string rate("\0\0\0\0\0\x40\xbf\x40", 8); // 8000 as a double
    return {"mat", matrix(0, 1, 1, "samplerate") + rate + matrix(30, 1, frames, "wavedata"), 2};
}

File w64() {
    const std::string id("\xf3\xac\xd3\x11\x8c\xd1\x00\xc0\x4f\x8e\xdb\x8a", 12);
    const std::string riff("riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\x00\x00", 16);
    const std::string head = "wave" + id + "fmt " + id + little(40, 8) + little(0x00010001, 4) +
                             little(8000, 4) + little(16000, 4) + little(0x00100002, 4) + "data" + id +
                             little(24 + 2 * frames, 8);
    return {"w64", riff + little(24 + head.size() + 2 * frames, 8) + head, 2};
}

void write_text(const std::string& path, const std::string& text) {
    write_bytes(path, std::as_bytes(std::span(text)));
}

} // namespace

TEST_CASE("a file that is cut says so, whatever its format", "[io]") {
    Folder folder;
    for (const File& file : {avr(), mpc(), wve(), nist(), iff(), mat4(), w64()}) {
        const std::string path = folder / ("word." + file.name),
                          whole = file.header + zeros(frames * file.bytes_per_frame);
        CAPTURE(file.name);
        {
            Warnings warnings;
            write_text(path, whole);
            CHECK(pya::load_audio(path).sig.rows() == frames);
            CHECK(warnings.seen.empty());
        }
        for (const int lost : {2, 100, 500}) {
            Warnings warnings;
            write_text(path,
                       whole.substr(0, whole.size() - static_cast<std::size_t>(lost * file.bytes_per_frame)));
            CAPTURE(lost);
            try {
                CHECK(pya::load_audio(path).sig.rows() <= frames - lost);
                CHECK(warnings.seen.size() == 1);
            } catch (const pya::IoError&) { // libsndfile refuses it
            }
        }
    }
}

TEST_CASE("sizes in a header that no file has are no sizes", "[io]") {
    Folder folder;
    for (const std::uint64_t size :
         {0x7fffffffffffffffull, 0x8000000000000000ull, 0xffffffffffffffffull, 0x17ull}) {
        std::string text = w64().header + zeros(2 * frames);
        text.replace(w64().header.size() - 8, 8, little(size, 8));
        write_text(folder / "word.w64", text);
        Warnings warnings;
        try {
            CHECK(pya::load_audio(folder / "word.w64").sig.rows() <= frames);
        } catch (const pya::IoError&) {
        }
    }
}

TEST_CASE("a list of segments is not followed to other files", "[io]") {
    Folder folder;
    pya::save_audio(folder / "secret.wav", Eigen::ArrayXXf::Constant(100, 1, 0.5f), 8000);
    write_text(folder / "list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nsecret.wav\n");
    write_text(folder / "list.ffconcat", "ffconcat version 1.0\nfile secret.wav\n");
    CHECK_THROWS_AS(pya::load_audio(folder / "list.m3u8"), pya::IoError);
    CHECK_THROWS_AS(pya::load_audio(folder / "list.ffconcat"), pya::IoError);
}
