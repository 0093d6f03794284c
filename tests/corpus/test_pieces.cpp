// SPDX-License-Identifier: MIT
#include <pya/corpus.hpp>
#include <pya/io/npy.hpp>

#include "corpus/runs.hpp"
#include "io/folder.hpp"
#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace pya;
using namespace corpus_runs;

namespace {

// Seconds of sound at 1000 Hz, in which each sample is its number.
void write_counter(const std::string& path, double dur) {
    const auto n = static_cast<Index>(dur * 1000);
    Asig(Eigen::ArrayXf::LinSpaced(n, 0, static_cast<float>(n - 1)), {.sr = 1000}).save(path);
}

Row first_and_last(const Asig& a) {
    return {{"first", a.sig()(0, 0)}, {"last", a.sig()(a.samples() - 1, 0)}};
}

} // namespace

TEST_CASE("long files of a corpus are cut into pieces") {
    const Folder folder;
    std::filesystem::create_directories(folder / "in");
    write_counter(folder / "in/1.wav", 2.5);
    write_counter(folder / "in/2.wav", 1);
    const std::string in = folder / "in/";
    CHECK(run({"--out", folder / "out", "--piece", "1", in}, first_and_last) == 0);
    CHECK(content(folder / "out/table.csv") == "path,start,first,last\n" + in + "1.wav,0,0,999\n" + in +
                                                   "1.wav,1,1000,1999\n" + in + "1.wav,2,2000,2499\n" + in +
                                                   "2.wav,0,0,999\n");
    CHECK(run({"--out", folder / "laid", "--piece", "1", "--hop", "0.5", in + "1.wav"}, first_and_last) == 0);
    Eigen::ArrayXXd numbers(4, 3);
    numbers << 0, 0, 999, 0.5, 500, 1499, 1, 1000, 1999, 1.5, 1500, 2499;
    CHECK((io::load_npy(folder / "laid/table.npy") == numbers).all());
    CHECK(run({"--out", folder / "out", "--piece", "2", in}, first_and_last) == 2); // another run
}

TEST_CASE("a manifest says which pieces of the files are meant") {
    const Folder folder;
    write_counter(folder / "1.wav", 2.5);
    write_text(folder / "list.csv", "dur,path,label,start\n0.5,1.wav,a,1.25\n,1.wav,b,2\n,1.wav,c,\n"
                                    "0.5,1.wav,d,1.25\n1,1.wav,e,3\n");
    CHECK(run({"--out", folder / "out", folder / "list.csv"}, first_and_last) == 1);
    const std::string path = folder / "1.wav,";
    CHECK(content(folder / "out/table.csv") == "path,start,first,last\n" + path + "1.25,1250,1749\n" + path +
                                                   "2,2000,2499\n" + path + "0,0,2499\n");
    const std::string errors = content(folder / "out/errors.csv");
    CHECK(errors.find("from 1.25 s on: it is listed more than once") != std::string::npos);
    CHECK(errors.find("from 3 s on: there is nothing") != std::string::npos);
    for (const char* const bad :
         {"path,start\n1.wav,soon\n", "path,dur\n1.wav,-1\n", "path,dur\n1.wav,inf\n"}) {
        write_text(folder / "bad.csv", bad);
        CHECK(run({"--out", folder / "bad", folder / "bad.csv"}, first_and_last) == 2);
    }
    // Pieces that the manifest names stay as they are.
    write_text(folder / "two.csv", "path,start,dur\n1.wav,0.5,2\n1.wav,,\n");
    CHECK(run({"--out", folder / "two", "--piece", "2", folder / "two.csv"}, first_and_last) == 0);
    CHECK(content(folder / "two/table.csv") ==
          "path,start,first,last\n" + path + "0.5,500,2499\n" + path + "0,0,1999\n" + path + "2,2000,2499\n");
}

TEST_CASE("pieces of bad files are errors, and bad pieces are refused") {
    const Folder folder;
    std::filesystem::create_directories(folder / "in");
    write_text(folder / "in/0.wav", "This is no sound.\n");
    write_counter(folder / "in/1.wav", 0.5);
    Asig(0, {.sr = 1000}).save(folder / "in/2.wav");
    const std::string in = folder / "in", out = folder / "out";
    CHECK(run({"--out", out, "--piece", "1", in}) == 1);
    CHECK(content(out + "/table.csv") == "path,start,samples,half\n" + in + "/1.wav,0,500,250\n");
    CHECK(std::ranges::count(content(out + "/errors.csv"), '\n') == 3);
    const auto begins = [](const Asig&) { return Row{{"start", 1}}; };
    CHECK(run({"--out", folder / "twice", "--piece", "1", in + "/1.wav"}, begins) == 1);
    CHECK(content(folder / "twice/errors.csv").find("two columns called 'start'") != std::string::npos);
    for (const std::vector<std::string>& bad : {std::vector<std::string>{"--piece", "0"},
                                                {"--piece", "x"},
                                                {"--piece", "nan"},
                                                {"--hop", "1"},
                                                {"--piece", "1", "--hop", "-1"},
                                                {"--piece"}}) {
        std::vector<std::string> arguments{"--out", folder / "none", in};
        arguments.insert(arguments.end(), bad.begin(), bad.end());
        CHECK(run(arguments) == 2);
    }
}
