// SPDX-License-Identifier: MIT
#include <pya/astream.hpp>
#include <pya/error.hpp>

#include "io/folder.hpp"
#include "stream/support.hpp"

#include <cstdio>
#include <fcntl.h>
#include <optional>
#include <unistd.h>

using namespace pya;

namespace {

// An open file, which is read and written as a pipe is.
struct Open {
    explicit Open(const std::string& path) : descriptor(::open(path.c_str(), O_RDWR | O_CREAT, 0600)) {}
    ~Open() { ::close(descriptor); }
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;
    int descriptor;
};

Asig through_pipe(const std::string& path, const std::optional<PcmFormat>& raw = {}) {
    const Open file(path);
    return Astream::from_pipe(file.descriptor, raw).to_asig();
}

} // namespace

TEST_CASE("a stream goes through a pipe and back") {
    const Folder folder;
    const Asig sig = streams::noise(50000);
    {
        const Open file(folder / "a");
        Astream(sig).to_pipe(file.descriptor);
    }
    streams::check_same(Asig(folder / "a"), sig);
    streams::check_same(through_pipe(folder / "a"), sig);
    {
        const Open file(folder / "raw");
        Astream(sig).to_pipe(file.descriptor, {.raw = true});
    }
    const PcmFormat format{.channels = 2, .dtype = SampleFormat::float32};
    streams::check_same(through_pipe(folder / "raw", format), sig);
}

TEST_CASE("a pipe has the samples of a file of integers") {
    const Folder folder;
    const Asig sig = 3 * streams::noise(50000, 3);
    for (const SampleFormat dtype : {SampleFormat::int16, SampleFormat::int24, SampleFormat::int32}) {
        (0.1 * sig).save(folder / "a.wav", {.dtype = dtype});
        streams::check_same(through_pipe(folder / "a.wav"), Asig(folder / "a.wav"));
    }
    {
        const Open file(folder / "b.wav");
        Astream(sig).to_pipe(file.descriptor, {.dtype = SampleFormat::int16});
    }
    const pya::LogHandler before = set_log_handler({});
    sig.save(folder / "a.wav", {.dtype = SampleFormat::int16});
    set_log_handler(before);
    streams::check_same(Asig(folder / "b.wav"), Asig(folder / "a.wav"));
}

TEST_CASE("what comes through a pipe is run once, and by nothing that needs two passes") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    Astream(streams::noise(100)).to_pipe(ends[1], {.raw = true});
    ::close(ends[1]);
    const Astream stream =
        Astream::from_pipe(ends[0], PcmFormat{.sr = 8000, .channels = 2, .dtype = SampleFormat::float32});
    CHECK(stream.sr() == 8000);
    CHECK(!stream.samples());
    CHECK(!stream.dur());
    CHECK_THROWS_AS(stream.norm(), ArgumentError);
    CHECK_THROWS_AS(stream.gain(2).remove_DC(), ArgumentError);
    CHECK_THROWS_AS(stream.norm(-23_LUFS), ArgumentError);
    CHECK_THROWS_AS(stream.fade_out(), ArgumentError);
    CHECK_THROWS_AS(stream.loudness(), ArgumentError);
    CHECK_THROWS_AS(stream(slice(-10, none)), ArgumentError);
    CHECK_THROWS_AS(stream(slice(0, -10)), ArgumentError);
    streams::check_same(stream(slice(10, 90)).gain(2).to_asig(),
                        streams::noise(100)(slice(10, 90)).gain(2).set_sr(8000));
    CHECK_THROWS_AS(stream.to_asig(), ArgumentError);
    ::close(ends[0]);
}

TEST_CASE("a pipe that is cut short, or has no sound, is an error") {
    const Folder folder;
    {
        const Open file(folder / "a");
        Astream(streams::noise(50000)).to_pipe(file.descriptor);
    }
    std::filesystem::resize_file(folder / "a", 200001);
    CHECK_THROWS_AS(through_pipe(folder / "a"), IoError);
    std::filesystem::resize_file(folder / "a", 30);
    CHECK_THROWS_AS(through_pipe(folder / "a"), IoError);
    CHECK_THROWS_AS(through_pipe(folder / "a", PcmFormat{.channels = 7}), IoError);
    CHECK_THROWS_AS(through_pipe(folder / "a", PcmFormat{.dtype = SampleFormat::float64}), ArgumentError);
    CHECK_THROWS_AS(Astream::from_pipe(-1), IoError);
    CHECK_THROWS_AS(Astream(streams::noise(10)).to_pipe(-1), IoError);
    CHECK_THROWS_AS(Astream(streams::noise(10)).to_pipe(1, {.dtype = SampleFormat::int8}), ArgumentError);
    std::filesystem::resize_file(folder / "a", 0);
    CHECK_THROWS_AS(through_pipe(folder / "a"), IoError);
    CHECK(through_pipe(folder / "a", PcmFormat{}).samples() == 0);
}
