// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/audio_file.hpp>

#include "io/folder.hpp"
#include "reference/io_files.hpp"
#include "support/catch.hpp"

#include <atomic>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <sys/stat.h>

using Catch::Matchers::Contains;
using Eigen::ArrayXXf;

namespace {

ArrayXXf noise(Eigen::Index frames, Eigen::Index channels) {
    std::srand(1);
    return ArrayXXf::Random(frames, channels);
}

} // namespace

TEST_CASE("files that other programs wrote are read at full precision", "[io]") {
    for (const auto& file : io_files::files) {
        INFO(file.name);
        const auto loaded = pya::load_audio(std::as_bytes(std::span(file.bytes)));
        CHECK(loaded.sr == io_files::sr);
        REQUIRE(loaded.sig.rows() == io_files::frames);
        REQUIRE(loaded.sig.cols() == io_files::channels);
        const Eigen::Map<const ArrayXXf> want(file.samples.data(), io_files::frames, io_files::channels);
        CHECK((loaded.sig == want).all());
        CHECK(std::string(file.name).starts_with(loaded.info.format));
        if (loaded.info.dtype != pya::SampleFormat::int24) // wav_extensible has 24 bits
            CHECK(std::string(file.name).ends_with(pya::sample_format_name(loaded.info.dtype)));
    }
}

TEST_CASE("any split into blocks reads the same samples", "[io]") {
    const ArrayXXf x = noise(5000, 3) * 0.5f;
    const std::string format = GENERATE("wav", "flac", "ogg", "aiff");
    INFO(format);
    const auto bytes = pya::encode_audio(x, 44100, {.format = format});
    const ArrayXXf whole = pya::load_audio(bytes).sig;
    REQUIRE(whole.rows() == 5000);
    pya::AudioReader reader(bytes);
    ArrayXXf y(5100, 3);
    Eigen::Index at = 0;
    for (const Eigen::Index n : {1, 7, 0, 1024, 999, 4000}) {
        const auto done = reader.read(y.middleRows(at, std::min(n, y.rows() - at)));
        at += done;
        CHECK(reader.position() == at);
    }
    CHECK(at == 5000);
    CHECK((y.topRows(5000) == whole).all());
    CHECK(reader.read(y.topRows(10)) == 0);
}

TEST_CASE("a block smaller than its memory leaves the rest alone", "[io]") {
    const ArrayXXf x = noise(10, 2);
    const auto bytes = pya::encode_audio(x, 8000, {.format = "wav"});
    ArrayXXf y = ArrayXXf::Constant(20, 2, 9.0f);
    pya::AudioReader reader(bytes);
    CHECK(reader.read(y.middleRows(5, 15)) == 10);
    CHECK((y.middleRows(5, 10) == x).all());
    CHECK((y.topRows(5) == 9.0f).all());
    CHECK((y.bottomRows(5) == 9.0f).all());
}

TEST_CASE("seeking goes to the frame exactly", "[io]") {
    const std::string format = GENERATE("wav", "flac", "ogg", "caf", "rf64");
    INFO(format);
    const auto bytes = pya::encode_audio(noise(30000, 2) * 0.3f, 44100, {.format = format});
    const ArrayXXf whole = pya::load_audio(bytes).sig;
    pya::AudioReader reader(bytes);
    ArrayXXf block(100, 2);
    for (const Eigen::Index frame : {20000, 0, 12345, 29950, 30000}) {
        reader.seek(frame);
        const auto n = std::min<Eigen::Index>(100, 30000 - frame);
        CHECK(reader.read(block) == n);
        CHECK((block.topRows(n) == whole.middleRows(frame, n)).all());
    }
    CHECK_THROWS_AS(reader.seek(-1), pya::ArgumentError);
    CHECK_THROWS_AS(reader.seek(30001), pya::ArgumentError);
}

TEST_CASE("a block with the wrong number of channels is an argument error", "[io]") {
    const auto bytes = pya::encode_audio(noise(10, 2), 8000, {.format = "wav"});
    pya::AudioReader reader(bytes);
    ArrayXXf mono(10, 1);
    CHECK_THROWS_AS(reader.read(mono), pya::ArgumentError);
    CHECK(reader.position() == 0);
}

TEST_CASE("what is not a readable sound file is an IoError that names it", "[io]") {
    const Folder folder;
    const auto refused = [&](const std::string& name, const std::string& why) {
        INFO(name);
        CHECK_THROWS_AS(pya::load_audio(folder / name), pya::IoError);
        CHECK_THROWS_WITH(pya::load_audio(folder / name), Contains(folder / name) && Contains(why));
    };
    refused("missing.wav", "No such file");
    refused(".", "directory");
    write_bytes(folder / "empty.wav", {});
    refused("empty.wav", "empty");
    REQUIRE(::mkfifo((folder / "fifo.wav").c_str(), 0600) == 0);
    refused("fifo.wav", "not a regular file");
    for (const std::string name : {"text.wav", "text.au", "text.snd", "text.mp3"}) {
        const std::string text = "This is not a sound, it only has such a name.\n";
        write_bytes(folder / name, std::as_bytes(std::span(text)));
        refused(name, "libsndfile");
    }
    CHECK_THROWS_AS(pya::load_audio(std::span<const std::byte>()), pya::IoError);
}

TEST_CASE("why a file can't be read is said in any number of threads", "[io]") {
    const Folder folder;
    std::ofstream(folder / "bad.wav") << "This is no sound.\n";
    pya::save_audio(folder / "good.wav", ArrayXXf::Zero(10, 1), 8000, {.sync = false});
    const auto reason = [&] {
        try {
            const pya::AudioReader reader(folder / "bad.wav", {.ffmpeg = false});
        } catch (const pya::IoError& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    const std::string alone = reason();
    CHECK(alone.find("not recognised") != std::string::npos);
    std::atomic<int> others = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 300; ++i)
                    if (t < 2)
                        others += reason() != alone;
                    else
                        pya::AudioReader(folder / "good.wav");
            });
    }
    CHECK(others == 0);
}

TEST_CASE("a file that breaks off gives what is there and one warning", "[io]") {
    const std::string format = GENERATE("wav", "aiff", "au", "w64", "rf64", "flac", "mp3");
    INFO(format);
    auto bytes = pya::encode_audio(noise(40000, 1) * 0.3f, 44100, {.format = format});
    const ArrayXXf whole = pya::load_audio(bytes).sig;
    bytes.resize(bytes.size() * 6 / 10);
    const Warnings warnings;
    const auto cut = pya::load_audio(bytes);
    CHECK(cut.sig.rows() > 15000);
    REQUIRE(cut.sig.rows() < 30000);
    REQUIRE(warnings.seen.size() == 1);
    CHECK_THAT(warnings.seen[0], Contains("memory"));
    if (format != "mp3") CHECK((cut.sig == whole.topRows(cut.sig.rows())).all());
}

TEST_CASE("a wav whose length was left open by a pipe is complete", "[io]") {
    auto bytes = pya::encode_audio(noise(100, 1), 8000, {.format = "wav", .dtype = pya::SampleFormat::int16});
    for (std::size_t i = 0; i < 4; ++i) bytes[4 + i] = bytes[40 + i] = std::byte{0xff};
    const Warnings warnings;
    CHECK(pya::load_audio(bytes).sig.rows() == 100);
    CHECK(warnings.seen.empty());
}

TEST_CASE("an ogg file without its last page never asks for its claimed length", "[io]") {
    const std::string format = GENERATE("ogg", "opus");
    INFO(format);
    auto bytes = pya::encode_audio(noise(480000, 1) * 0.3f, 48000, {.format = format});
    bytes.resize(bytes.size() / 2);
    const Warnings warnings;
    try {
        const auto cut = pya::load_audio(bytes);
        CHECK(cut.sig.rows() > 48000);
        CHECK(cut.sig.rows() < 480000);
        CHECK(warnings.seen.size() == 1);
    } catch (const pya::IoError&) {
        SUCCEED("refused");
    }
}

TEST_CASE("a reader moves with its file", "[io]") {
    const ArrayXXf x = noise(100, 1);
    const auto bytes = pya::encode_audio(x, 8000, {.format = "wav"});
    pya::AudioReader first(bytes);
    ArrayXXf y(100, 1);
    first.read(y.topRows(40));
    pya::AudioReader second = std::move(first);
    CHECK(second.read(y.bottomRows(60)) == 60);
    CHECK((y == x).all());
}

TEST_CASE("a reader that was moved from has no frames and reads nothing", "[io]") {
    const auto bytes = pya::encode_audio(noise(100, 1), 8000, {.format = "wav"});
    pya::AudioReader moved(bytes);
    const pya::AudioReader reader = std::move(moved);
    ArrayXXf y(100, 1);
    CHECK(moved.frames() == 0);
    CHECK(moved.position() == 0);
    CHECK_THROWS_AS(moved.read(y), pya::ArgumentError);
    CHECK_THROWS_AS(moved.seek(0), pya::ArgumentError);
    moved = pya::AudioReader(bytes);
    CHECK(moved.read(y) == reader.frames());
}
