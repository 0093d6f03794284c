// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/audio_file.hpp>

#include "io/folder.hpp"
#include "support/catch.hpp"

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using Catch::Matchers::Contains;
using Eigen::ArrayXXf;
using pya::SampleFormat;

namespace {

ArrayXXf noise(Eigen::Index frames, Eigen::Index channels) {
    std::srand(2);
    return ArrayXXf::Random(frames, channels);
}

/// Writing beyond size fails with EFBIG, as writing on a full disk does with ENOSPC.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t size) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{size, before_.rlim_max};
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

} // namespace

TEST_CASE("blocks of any size make the same file as the whole", "[io]") {
    const Folder folder;
    const ArrayXXf x = noise(3000, 2);
    const std::string format = GENERATE("wav", "flac", "aiff", "mp3");
    INFO(format);
    pya::save_audio(folder / "whole", x, 44100, {.format = format});
    pya::AudioWriter writer(folder / "blocks", 44100, 2, {.format = format});
    Eigen::Index at = 0;
    for (const Eigen::Index n : {1, 0, 700, 1152, 1147}) {
        writer.write(x.middleRows(at, n));
        at += n;
        CHECK(writer.frames() == at);
    }
    REQUIRE(at == 3000);
    writer.commit();
    CHECK(read_text(folder / "blocks") == read_text(folder / "whole"));
}

TEST_CASE("nothing appears under the name before the commit", "[io]") {
    const Folder folder;
    write_bytes(folder / "a.wav", std::as_bytes(std::span("old", 3)));
    {
        pya::AudioWriter writer(folder / "a.wav", 8000, 1);
        writer.write(noise(100, 1));
        CHECK(read_text(folder / "a.wav") == "old");
    }
    CHECK(read_text(folder / "a.wav") == "old");
    CHECK(folder.names() == std::vector<std::string>{"a.wav"});
    pya::save_audio(folder / "a.wav", noise(100, 1), 8000);
    CHECK(pya::load_audio(folder / "a.wav").sig.rows() == 100);
    CHECK(folder.names() == std::vector<std::string>{"a.wav"});
}

TEST_CASE("a full disk is an IoError and leaves nothing", "[io]") {
    const Folder folder;
    const std::string name = GENERATE("a.wav", "a.flac", "a.ogg", "a.mp3", "a.caf");
    INFO(name);
    write_bytes(folder / name, std::as_bytes(std::span("old", 3)));
    const ArrayXXf x = noise(400000, 1);
    {
        const FileSizeLimit limit(10000);
        CHECK_THROWS_AS(pya::save_audio(folder / name, x, 44100), pya::IoError);
        CHECK_THROWS_WITH(pya::save_audio(folder / name, x, 44100),
                          Contains(name) && Contains("File too large"));
    }
    CHECK(read_text(folder / name) == "old");
    CHECK(folder.names() == std::vector<std::string>{name});
}

TEST_CASE("a writer that failed can't be used any more", "[io]") {
    const Folder folder;
    pya::AudioWriter writer(folder / "a.wav", 44100, 1);
    {
        const FileSizeLimit limit(1000);
        CHECK_THROWS_AS(writer.write(noise(1000, 1)), pya::IoError);
    }
    CHECK_THROWS_AS(writer.write(noise(10, 1)), pya::ArgumentError);
    CHECK_THROWS_AS(writer.commit(), pya::ArgumentError);
}

TEST_CASE("after the commit a writer takes no more", "[io]") {
    const Folder folder;
    pya::AudioWriter writer(folder / "a.wav", 8000, 1);
    writer.write(noise(10, 1));
    writer.commit();
    CHECK_THROWS_AS(writer.write(noise(10, 1)), pya::ArgumentError);
    CHECK_THROWS_AS(writer.commit(), pya::ArgumentError);
    CHECK(pya::load_audio(folder / "a.wav").sig.rows() == 10);
}

TEST_CASE("a writer that was moved from takes nothing", "[io]") {
    const Folder folder;
    pya::AudioWriter moved(folder / "a.wav", 8000, 1);
    moved.write(noise(10, 1));
    pya::AudioWriter writer = std::move(moved);
    CHECK(moved.frames() == 0);
    CHECK_THROWS_AS(moved.write(noise(10, 1)), pya::ArgumentError);
    CHECK_THROWS_AS(moved.commit(), pya::ArgumentError);
    writer.commit();
    CHECK(writer.frames() == 10);
}

TEST_CASE("a target that is not a file is refused and stays", "[io]") {
    const Folder folder;
    const auto refused = [](const std::string& path, const std::string& why) {
        INFO(path);
        CHECK_THROWS_AS(pya::save_audio(path, noise(10, 1), 8000, {.format = "wav"}), pya::IoError);
        CHECK_THROWS_WITH(pya::save_audio(path, noise(10, 1), 8000, {.format = "wav"}),
                          Contains(path) && Contains(why));
    };
    refused(folder / ".", "directory");
    refused(folder / "no/such/folder.wav", "No such file");
    refused("/dev/full", "not a regular file");
    struct stat status;
    REQUIRE(::stat("/dev/full", &status) == 0);
    CHECK(S_ISCHR(status.st_mode));
}

TEST_CASE("a link stays a link and permissions are kept", "[io]") {
    const Folder folder;
    pya::save_audio(folder / "real.wav", noise(10, 1), 8000);
    REQUIRE(::chmod((folder / "real.wav").c_str(), 0640) == 0);
    REQUIRE(::symlink("real.wav", (folder / "link.wav").c_str()) == 0);
    pya::save_audio(folder / "link.wav", noise(20, 1), 8000);
    CHECK(std::filesystem::is_symlink(folder / "link.wav"));
    CHECK(pya::load_audio(folder / "real.wav").sig.rows() == 20);
    struct stat status;
    REQUIRE(::stat((folder / "real.wav").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0640);
}

TEST_CASE("a wav is refused at 4 GiB before anything is written", "[io]") {
    const Folder folder;
    // 2^20 frames of 1024 channels that overlap in memory: 4 GiB on disk, 4 MB here.
    const Eigen::Index frames = 1 << 20, channels = 1024;
    const ArrayXXf memory = ArrayXXf::Zero(frames + channels, 1);
    const Eigen::Map<const ArrayXXf, 0, Eigen::OuterStride<>> huge(memory.data(), frames, channels,
                                                                   Eigen::OuterStride<>(1));
    const std::string format = GENERATE("wav", "aiff", "au");
    INFO(format);
    pya::AudioWriter writer(folder / "a", 44100, 1024, {.format = format});
    writer.write(huge.topRows(10));
    CHECK_THROWS_WITH(writer.write(huge), Contains("4 GiB") && Contains("rf64"));
    CHECK(writer.frames() == 10);
}

TEST_CASE("a wav that is known to pass 4 GiB becomes RF64", "[io]") {
    const Folder folder;
    const ArrayXXf x = noise(100, 2);
    for (const bool large : {false, true}) {
        const Eigen::Index frames = large ? (Eigen::Index{1} << 29) : (Eigen::Index{1} << 28);
        pya::AudioWriter writer(folder / "a.wav", 44100, 2, {.expected_frames = frames});
        writer.write(x);
        writer.commit();
        const auto back = pya::load_audio(folder / "a.wav");
        CHECK(back.info.format == (large ? "rf64" : "wav"));
        CHECK((back.sig == x).all());
    }
}

TEST_CASE("arguments that a format can't take are argument errors", "[io]") {
    const Folder folder;
    const auto open = [&](const std::string& name, int sr, int channels,
                          const pya::SaveOptions& options = {}) {
        pya::AudioWriter(folder / name, sr, channels, options);
    };
    CHECK_THROWS_WITH(open("a.xyz", 44100, 1), Contains("xyz") && Contains("flac"));
    CHECK_THROWS_AS(open("a.xyz", 44100, 1), pya::ArgumentError);
    CHECK_THROWS_AS(open("noextension", 44100, 1), pya::ArgumentError);
    CHECK_THROWS_AS(open("a.wav", 44100, 1, {.format = "m4a"}), pya::ArgumentError);
    CHECK_THROWS_AS(open("a.wav", 0, 1), pya::ArgumentError);
    CHECK_THROWS_AS(open("a.wav", -8000, 1), pya::ArgumentError);
    CHECK_THROWS_AS(open("a.wav", 44100, 0), pya::ArgumentError);
    CHECK_THROWS_AS(open("a.wav", 44100, 5000), pya::ArgumentError);
    CHECK_THROWS_WITH(open("a.opus", 44100, 1), Contains("44100") && Contains("48000"));
    CHECK_THROWS_AS(open("a.opus", 44100, 1), pya::ArgumentError);
    CHECK_THROWS_AS(open("a.mp3", 96000, 1), pya::ArgumentError);
    CHECK_THROWS_AS(open("a.mp3", 44100, 3), pya::ArgumentError);
    CHECK_THROWS_AS(open("a.flac", 44100, 9), pya::ArgumentError);
    CHECK_THROWS_AS(open("a.flac", 44100, 1, {.dtype = SampleFormat::float32}), pya::ArgumentError);
    CHECK_THROWS_AS(open("a.ogg", 44100, 1, {.dtype = SampleFormat::int16}), pya::ArgumentError);
    CHECK_THROWS_AS(open("a.wav", 44100, 1, {.dtype = SampleFormat::encoded}), pya::ArgumentError);
    CHECK_THROWS_AS(open("a.ogg", 44100, 1, {.quality = 1.5}), pya::ArgumentError);
    CHECK_THROWS_AS(open("a.ogg", 44100, 1, {.quality = std::nan("")}), pya::ArgumentError);
    CHECK(folder.names().empty());
    pya::AudioWriter writer(folder / "a.wav", 44100, 2);
    CHECK_THROWS_AS(writer.write(noise(10, 1)), pya::ArgumentError);
    CHECK_NOTHROW(writer.write(noise(10, 2)));
}

TEST_CASE("a link to where nothing is yet is followed, one in a circle refused", "[io]") {
    Folder folder;
    const Eigen::ArrayXXf sig = Eigen::ArrayXXf::Zero(10, 1);
    REQUIRE(::symlink("new.wav", (folder / "link.wav").c_str()) == 0);
    pya::save_audio(folder / "link.wav", sig, 8000);
    CHECK(std::filesystem::is_symlink(folder / "link.wav"));
    CHECK(std::filesystem::is_regular_file(folder / "new.wav"));
    REQUIRE(::symlink("b.wav", (folder / "a.wav").c_str()) == 0);
    REQUIRE(::symlink("a.wav", (folder / "b.wav").c_str()) == 0);
    CHECK_THROWS_AS(pya::save_audio(folder / "a.wav", sig, 8000), pya::IoError);
    CHECK(std::filesystem::is_symlink(folder / "a.wav"));
}

TEST_CASE("a writer that was never committed says so, unless an error ended it", "[io]") {
    Folder folder;
    Warnings warnings;
    const Eigen::ArrayXXf sig = Eigen::ArrayXXf::Zero(10, 1);
    {
        pya::AudioWriter writer(folder / "lost.wav", 8000, 1);
        writer.write(sig);
    }
    CHECK(warnings.seen.size() == 1);
    CHECK(folder.names().empty());
    try {
        pya::AudioWriter writer(folder / "lost.wav", 8000, 1);
        writer.write(sig);
        throw 1;
    } catch (int) {
    }
    { pya::AudioWriter unused(folder / "lost.wav", 8000, 1); }
    CHECK(warnings.seen.size() == 1);
}

TEST_CASE("samples above full scale that a format can't hold are warned of once", "[io]") {
    Folder folder;
    Warnings warnings;
    const Eigen::ArrayXXf sig = Eigen::ArrayXXf::Constant(100, 2, 1.25f);
    pya::save_audio(folder / "float.wav", sig, 8000);
    CHECK(warnings.seen.empty());
    pya::save_audio(folder / "loud.flac", sig, 8000);
    REQUIRE(warnings.seen.size() == 1);
    CHECK(warnings.seen[0].find("1.25") != std::string::npos);
    pya::save_audio(folder / "full.flac", sig / 1.25f, 8000);
    CHECK(warnings.seen.size() == 1);
}
