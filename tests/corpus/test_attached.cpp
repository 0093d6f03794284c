// SPDX-License-Identifier: MIT
#include <pya/afeature.hpp>
#include <pya/corpus.hpp>
#include <pya/error.hpp>
#include <pya/io/npy.hpp>

#include "corpus/runs.hpp"
#include "io/folder.hpp"
#include "support/catch.hpp"

#include <cstdlib>
#include <limits>
#include <string>

using namespace pya;
using namespace corpus_runs;

namespace {

Row with_files(const Asig& a) {
    Row row{{"samples", a.samples()}, {"missing", std::numeric_limits<double>::quiet_NaN()}};
    return row.attach("flac", a.gain(0.5))
        .attach("rms.npy", a.features({"rms"}))
        .attach("txt", std::string(a.samples() % 5 == 0 ? 512 : 3, 'x'));
}

} // namespace

TEST_CASE("files go with the rows of a corpus, into archives that tar opens") {
    const Folder folder;
    write_sounds(folder, 7);
    write_text(folder / "in/1000.wav", "This is no sound.\n");
    CHECK(run({"--out", folder / "out", "--per-shard", "5", folder / "in"}, with_files) == 1);
    CHECK(std::filesystem::file_size(folder / "out/files/000000.tar") % 512 == 0);
    std::filesystem::create_directories(folder / "files");
    for (const char* const name : {"000000.tar", "000001.tar"})
        REQUIRE(std::system(("tar -C '" + folder / "files" + "' -xf '" + folder / "out/files/" + name + "'")
                                .c_str()) == 0);
    // The bad file comes first, so that the fourth has the samples of 1005.wav.
    const std::string key = folder / "files/000000004.";
    CHECK(content(key + "json") ==
          "{\"path\":\"" + folder / "in/1005.wav" + "\",\"samples\":5,\"missing\":null}\n");
    const Asig before(folder / "in/1005.wav"), after(key + "flac");
    CHECK(after.samples() == 5);
    CHECK(after.allclose(before.gain(0.5), {.atol = 1e-6}));
    CHECK((io::load_npy(key + "rms.npy") == before.features({"rms"}).values()).all());
    CHECK(content(key + "txt") == std::string(512, 'x'));
    CHECK(!std::filesystem::exists(folder / "files/000000000.json"));
    CHECK(std::ranges::distance(std::filesystem::directory_iterator(folder / "files"),
                                std::filesystem::directory_iterator()) == 7 * 4);
}

TEST_CASE("archives of a corpus have the same bytes in any run") {
    const Folder folder;
    write_sounds(folder, 20);
    const auto run_to = [&](const char* out, std::vector<std::string> more) {
        more.insert(more.end(), {"--out", folder / out, "--per-shard", "6", folder / "in"});
        return run(more, with_files);
    };
    CHECK(run_to("one", {"--threads", "1"}) == 0);
    CHECK(run_to("many", {"--threads", "7"}) == 0);
    CHECK(run_to("shares", {"--shard", "2/2"}) == 0);
    CHECK(run_to("shares", {}) == 0);
    for (const char* const other : {"many", "shares"})
        for (int i = 0; i < 4; ++i) {
            const std::string name = "/files/00000" + std::string(1, static_cast<char>('0' + i)) + ".tar";
            CHECK(content(folder / ("one" + name)) == content(folder / (other + name)));
        }
    CHECK(!std::filesystem::exists(folder / "one/files/000004.tar"));
}

TEST_CASE("a row that becomes an error takes its files with it") {
    const Folder folder;
    write_sounds(folder, 2);
    const auto odd = [](const Asig& a) {
        return Row{{a.samples() == 1 ? "one" : "other", 1}}.attach("txt", std::string("x"));
    };
    CHECK(run({"--out", folder / "out", folder / "in"}, odd) == 1);
    const std::string archive = content(folder / "out/files/000000.tar");
    CHECK(archive.find("000000000.txt") != std::string::npos);
    CHECK(archive.find("000000001.") == std::string::npos);
}

TEST_CASE("what can't be attached to a row is refused") {
    const Asig a(3);
    for (const char* const ending : {"", "json", ".npy", "a/b", "a b", "../x"})
        CHECK_THROWS_AS(Row().attach(ending, std::string()), ArgumentError);
    CHECK_THROWS_AS(Row().attach("x", std::string()).attach("x", std::string()), ArgumentError);
    CHECK_THROWS_AS(Row().attach("xyz", a), ArgumentError);
    CHECK_THROWS_AS(Row().attach("rms.txt", a.features({"rms"})), ArgumentError);
    CHECK_THROWS_AS(Row().attach("opus", Asig(10, {.sr = 11025})), ArgumentError);
    CHECK(Row().attach("loud", a, {.format = "wav"}).files()[0].bytes.starts_with("RIFF"));
}
