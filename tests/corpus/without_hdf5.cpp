// SPDX-License-Identifier: MIT
// What is said of HDF5 where no library can be loaded: this program may not open any more files.
#include <pya/corpus.hpp>

#include <filesystem>
#include <iostream>
#include <sstream>
#include <string>

#include <sys/resource.h>

int main() {
    const std::string out = "without_hdf5";
    std::filesystem::remove_all(out);
    std::ostringstream said;
    std::streambuf* const before = std::clog.rdbuf(said.rdbuf());
    const rlimit most{3, 3};
    if (::setrlimit(RLIMIT_NOFILE, &most) != 0) return 77;
    const int status = pya::Corpus({"--out", out, "--format", "csv,hdf5", "."}).run([](const pya::Asig&) {
        return pya::Row();
    });
    std::clog.rdbuf(before);
    std::cout << said.str();
    const bool named = said.str().starts_with("--format hdf5 needs the HDF5 library");
    return status == 2 && named && !std::filesystem::exists(out) ? 0 : 1;
}
