// SPDX-License-Identifier: MIT
/// @file
/// Measures how loud recordings are. With --to it makes copies of them that are all equally loud, with true
/// peaks below -1 dBTP. The copy of word.wav is FOLDER/word.flac.
///
///     loudness FILE...
///     loudness --to -16 FOLDER FILE...
#include <pya/pya.hpp>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

using namespace pya;
namespace fs = std::filesystem;

namespace {

void report(const std::string& name, const Loudness& loud) {
    std::printf("%-32s %10.1f %6.1f %10.1f %11.1f %10.1f\n", name.c_str(), loud.integrated, loud.range,
                loud.momentary, loud.short_term, loud.true_peak);
}

} // namespace

int main(int argc, char** argv) {
    std::vector<std::string> files(argv + 1, argv + argc);
    std::optional<Lufs> target;
    fs::path folder;
    if (files.size() >= 3 && files[0] == "--to") {
        target = Lufs(std::atof(files[1].c_str()));
        folder = files[2];
        files.erase(files.begin(), files.begin() + 3);
    }
    if (files.empty() || files[0].starts_with("--")) {
        std::fprintf(stderr, "usage: loudness [--to LUFS FOLDER] FILE...\n");
        return 2;
    }
    if (target) fs::create_directories(folder);
    std::printf("%-32s %10s %6s %10s %11s %10s\n", "", "integrated", "range", "momentary", "short-term",
                "true peak");
    int status = 0;
    for (const std::string& file : files) try {
            const Asig sig(file);
            report(file, sig.loudness());
            if (!target) continue;
            const fs::path copy = folder / fs::path(file).stem().concat(".flac");
            const Asig even = sig.norm(*target).limit(-1_dBTP);
            even.save(copy.string());
            report(copy.string(), even.loudness());
        } catch (const Error& error) {
            std::fprintf(stderr, "%s\n", error.what());
            status = 1;
        }
    return status;
}
