// SPDX-License-Identifier: MIT
// Runs of a corpus over small sounds.
#ifndef PYA_TESTS_CORPUS_RUNS_HPP
#define PYA_TESTS_CORPUS_RUNS_HPP

#include <pya/corpus.hpp>

#include "io/folder.hpp"
#include "support/catch.hpp"
#include "support/quiet.hpp"

#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace corpus_runs {

// Nothing is said on std::clog while it lives.
struct Silent {
    Quiet quiet;
    std::ostringstream said;
    std::streambuf* before = std::clog.rdbuf(said.rdbuf());
    ~Silent() { std::clog.rdbuf(before); }
};

inline std::string content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_text(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

// Sounds of 1, 2, .. samples.
inline void write_sounds(const Folder& folder, int count) {
    std::filesystem::create_directories(folder / "in/deep");
    for (int i = 1; i <= count; ++i)
        pya::Asig(i).save(folder / ((i % 3 == 0 ? "in/deep/" : "in/") + std::to_string(1000 + i) + ".wav"),
                          {.sync = false});
}

inline pya::Row length(const pya::Asig& a) {
    return {{"samples", a.samples()}, {"half", 0.5 * static_cast<double>(a.samples())}};
}

inline int run(std::vector<std::string> arguments,
               const std::function<pya::Row(const pya::Asig&)>& f = length,
               const std::string& parameters = "") {
    const Silent silent;
    return pya::Corpus(std::move(arguments)).run(f, parameters);
}

} // namespace corpus_runs

#endif
