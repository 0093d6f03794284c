// SPDX-License-Identifier: MIT
#include <pya/astream.hpp>
#include <pya/error.hpp>
#include <pya/io/audio_reader.hpp>

#include "io/folder.hpp"
#include "stream/support.hpp"
#include "support/quiet.hpp"

#include <filesystem>
#include <fstream>

using namespace pya;

namespace {

// Cuts a file to a part of its bytes.
void cut(const std::string& path, double part) {
    const auto size = static_cast<double>(std::filesystem::file_size(path));
    std::filesystem::resize_file(path, static_cast<std::uintmax_t>(size * part));
}

} // namespace

TEST_CASE("a file streams into another one") {
    const Folder folder;
    const Asig sig = streams::noise(100000);
    sig.save(folder / "in.wav");
    CHECK(AudioReader(folder / "in.wav").info().complete);
    const Astream stream(folder / "in.wav");
    CHECK(stream.sr() == 44100);
    CHECK(stream.channels() == 2);
    CHECK(stream.samples() == 100000);
    CHECK(*stream.dur() == sig.dur());
    CHECK(stream.label() == folder / "in.wav");
    streams::check_same(stream.to_asig(), sig);
    stream(slice(1_s, 2_s)).norm(-1_dB).save(folder / "out.wav");
    streams::check_same(Asig(folder / "out.wav"), sig(slice(1_s, 2_s)).norm(-1_dB));
    stream.save_all({{folder / "a.wav", {.dtype = SampleFormat::int16}}, {folder / "b.flac"}});
    CHECK((Asig(folder / "a.wav").sig() - sig.sig()).abs().maxCoeff() < 1e-4f);
    CHECK((Asig(folder / "b.flac").sig() - sig.sig()).abs().maxCoeff() < 1e-6f);
}

TEST_CASE("files stream end to end") {
    const Folder folder;
    const Asig sig = streams::noise(100000);
    sig(slice(0, 30000)).save(folder / "1.wav");
    sig(slice(30000, 30000)).save(folder / "2.wav");
    sig(slice(30000, none)).save(folder / "3.flac", {.format = "wav"});
    const Astream day = Astream::files({folder / "1.wav", folder / "2.wav", folder / "3.flac"});
    CHECK(day.samples() == 100000);
    streams::check_same(day.to_asig(), sig);
    streams::check_same(day(slice(29999, 30001)).to_asig(), sig(slice(29999, 30001)));
    streams::check_same(day(slice(-5, none)).to_asig(), sig(slice(-5, none)));
    streams::check_same(day.norm().append(day.gain(2)).to_asig(), sig.norm().append(sig.gain(2)));
}

TEST_CASE("files of other rates or channels don't stream end to end") {
    const Folder folder;
    streams::noise(10).save(folder / "1.wav");
    streams::noise(10, 1).save(folder / "2.wav");
    streams::noise(10, 2, 8000).save(folder / "3.wav");
    CHECK_THROWS_AS(Astream::files({}), ArgumentError);
    CHECK_THROWS_AS(Astream::files({folder / "1.wav", folder / "2.wav"}), ArgumentError);
    CHECK_THROWS_AS(Astream::files({folder / "1.wav", folder / "3.wav"}), ArgumentError);
    CHECK_THROWS_AS(Astream::files({folder / "1.wav", folder / "none.wav"}), IoError);
    CHECK_THROWS_AS(Astream(folder / "1.wav").append(Astream(folder / "2.wav")), ArgumentError);
}

TEST_CASE("a missing file, and one that changes, are errors") {
    const Folder folder;
    CHECK_THROWS_AS(Astream(folder / "none.wav"), IoError);
    streams::noise(1000).save(folder / "a.wav");
    const Astream stream(folder / "a.wav");
    streams::noise(2000).save(folder / "a.wav");
    CHECK_THROWS_AS(stream.to_asig(), IoError);
    std::filesystem::remove(folder / "a.wav");
    CHECK_THROWS_AS(stream.to_asig(), IoError);
}

TEST_CASE("a file that is cut short streams up to there, and then there is an error") {
    const Quiet quiet;
    const Folder folder;
    const Asig sig = streams::noise(200000);
    for (const std::string name : {"cut.wav", "cut.flac"}) {
        CAPTURE(name);
        sig.save(folder / name);
        cut(folder / name, 0.7);
        const Astream stream(folder / name);
        CHECK_THROWS_AS(stream.to_asig(), IoError);
        CHECK_THROWS_AS(stream.save(folder / "out.wav"), IoError);
        CHECK(!std::filesystem::exists(folder / "out.wav"));
        CHECK_THROWS_AS(stream.norm().save(folder / "out.wav", {}, {.keep_partial = true}), IoError);
        CHECK_THROWS_AS(stream.save(folder / "kept.wav", {}, {.keep_partial = true}), IoError);
        streams::check_same(Asig(folder / "kept.wav"), Asig(folder / name));
        CHECK(Asig(folder / "kept.wav").samples() > 100000);
        streams::check_same(stream(slice(0, 100000)).to_asig(), Asig(folder / name)(slice(0, 100000)));
        AudioReader reader(folder / name);
        Eigen::ArrayXXf samples(reader.frames(), 2);
        reader.read(samples);
        CHECK(!reader.info().complete);
    }
}

TEST_CASE("a stream that can't be written leaves nothing behind") {
    const Folder folder;
    const Astream stream(streams::noise(1000));
    CHECK_THROWS_AS(stream.save(folder / "none" + "/a.wav"), IoError);
    CHECK_THROWS_AS(stream.save(folder / "a.unknown"), ArgumentError);
    CHECK_THROWS_AS(stream.save_all({{folder / "a.wav"}, {folder / "b.unknown"}}), ArgumentError);
    CHECK(folder.names().empty());
}
