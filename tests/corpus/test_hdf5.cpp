// SPDX-License-Identifier: MIT
#include <pya/corpus.hpp>

#include "corpus/runs.hpp"
#include "io/folder.hpp"
#include "support/catch.hpp"

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

using namespace pya;
using namespace corpus_runs;

// read_hdf5.py reads the whole of such a file.
TEST_CASE("a corpus as HDF5 has the numbers row by row, or is refused where there is no library") {
    const Folder folder;
    write_sounds(folder, 3);
    const Silent silent;
    const std::string out = folder / "out";
    const int status = Corpus({"--out", out, "--format", "hdf5", folder / "in"}).run(length);
    if (status != 0) {
        CHECK(status == 2);
        CHECK(silent.said.str().starts_with("--format hdf5 needs the HDF5 library"));
        CHECK(!std::filesystem::exists(out));
        return;
    }
    CHECK(silent.said.str() == "3 rows in " + out + "/table.h5\n");
    CHECK(!std::filesystem::exists(out + "/table.csv"));
    const std::string file = content(out + "/table.h5");
    CHECK(file.starts_with("\x89HDF\r\n\x1a\n"));
    const std::array<double, 6> values{1, 0.5, 2, 1, 3, 1.5};
    CHECK(file.find(std::string_view(reinterpret_cast<const char*>(values.data()), sizeof values)) !=
          std::string::npos);
    for (const char* const text : {"path", "columns", "values", "samples", "half", "/in/deep/1003.wav"})
        CHECK(file.find(text) != std::string::npos);
}

TEST_CASE("an HDF5 table may have no rows, and no columns but the path") {
    const Folder folder;
    std::filesystem::create_directories(folder / "empty");
    write_sounds(folder, 2);
    const int status = run({"--out", folder / "out", "--format", "hdf5", folder / "empty"});
    const int paths = run({"--out", folder / "paths", "--format", "hdf5", folder / "in"},
                          [](const Asig&) { return Row(); });
    CHECK(paths == status);
    for (const char* const out : {"out", "paths"})
        CHECK(std::filesystem::exists(folder / (out + std::string("/table.h5"))) == (status == 0));
    if (status == 0) CHECK(content(folder / "paths/table.h5").find("/in/1002.wav") != std::string::npos);
}
