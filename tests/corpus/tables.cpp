// SPDX-License-Identifier: MIT
// pya_tables FOLDER [OPTION]...: makes some sounds and their table, in FOLDER/out, for other programs to
// read.
#include <pya/corpus.hpp>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <limits>
#include <string>
#include <vector>

using namespace pya;

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: pya_tables FOLDER [OPTION]...\n";
        return EXIT_FAILURE;
    }
    const std::string folder = argv[1];
    std::filesystem::create_directories(folder + "/in");
    for (int i = 1; i <= 50; ++i)
        Asig(i).save(folder + "/in/Gr\xc3\xbc\xc3\x9f" + "e " + std::to_string(i) + ".wav", {.sync = false});
    std::vector<std::string> arguments(argv + 2, argv + argc);
    arguments.insert(arguments.end(), {"--out", folder + "/out", folder + "/in"});
    using Limits = std::numeric_limits<double>;
    return Corpus(arguments).run([](const Asig& a) {
        const auto n = static_cast<double>(a.samples());
        Row row{{"third", n / 3},
                {"missing", Limits::quiet_NaN()},
                {"infinite", n < 9 ? Limits::infinity() : -n}};
        for (int i = 0; i < 20; ++i) row.add({"H\xc3\xb6he/" + std::to_string(i), n * i});
        return row;
    });
}
