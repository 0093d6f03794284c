// SPDX-License-Identifier: MIT
// Runs every case of a set of golden vectors against the library.
//
//     pya_golden [ids or groups...]
//
// The set's folder is in the environment variable PYA_GOLDEN_DIR. Prints what fails and ends with
// "golden: N passed, N failed, N not covered"; the status is 1 if anything fails, 77 if there is no such
// folder.
#include "golden/mapping.hpp"

#include <pya/log.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>

namespace {

using golden::Case;

std::map<std::string, golden::Mapping>& mappings() {
    static std::map<std::string, golden::Mapping> all;
    return all;
}

// The class that the library throws where pya raises this one.
bool matches(const std::string& python, const pya::Error& thrown) {
    static const std::set<std::string> files = {"FileNotFoundError", "PermissionError", "IsADirectoryError",
                                                "EOFError",          "Error",           "LibsndfileError"};
    if (python == "OSError") return dynamic_cast<const pya::DeviceError*>(&thrown) != nullptr;
    if (files.count(python) != 0 || python.find("Decod") != std::string::npos)
        return dynamic_cast<const pya::IoError*>(&thrown) != nullptr;
    return dynamic_cast<const pya::ArgumentError*>(&thrown) != nullptr;
}

std::vector<std::string> run(const Case& c, const golden::Mapping& mapping) {
    golden::Checker checker(c);
    const std::string error = c.error();
    try {
        mapping(c, checker);
    } catch (const pya::Error& e) {
        if (!error.empty() && matches(error, e)) return {};
        return {std::string("threw: ") + e.what() +
                (error.empty() ? "" : "; expected what stands for " + error)};
    } catch (const std::exception& e) {
        return {std::string("threw a foreign exception: ") + e.what()};
    }
    if (!error.empty()) return {"did not throw; expected what stands for " + error};
    return checker.failures();
}

struct Counts {
    int passed = 0;
    int failed = 0;
    int uncovered = 0;
};

} // namespace

golden::Covers::Covers(const std::string& group, const std::string& fn, Mapping mapping) {
    mappings()[group + "/" + fn] = std::move(mapping);
}

const golden::Mapping* golden::find_mapping(const Case& of) {
    const auto found = mappings().find(of.group() + "/" + of.fn());
    return found == mappings().end() ? nullptr : &found->second;
}

int main(int argc, char* argv[]) {
    const char* given = std::getenv("PYA_GOLDEN_DIR");
    const std::string folder = given != nullptr && *given != '\0' ? given : PYA_GOLDEN_DEFAULT_DIR;
    if (!std::filesystem::exists(folder + "/index.json")) {
        std::cout << "golden: skipped, there is no index.json in " << folder
                  << " (set PYA_GOLDEN_DIR to the folder that has it)\n";
        return 77;
    }
    pya::set_log_handler({}); // warnings are not a part of the cases
    const std::set<std::string> chosen(argv + 1, argv + argc);
    std::map<std::string, Counts> groups;
    Counts total;
    for (const Case& c : golden::load_index(folder)) {
        if (!chosen.empty() && chosen.count(c.id()) == 0 && chosen.count(c.group()) == 0) continue;
        Counts& group = groups[c.group()];
        const golden::Mapping* mapping = golden::find_mapping(c);
        if (mapping == nullptr) {
            ++group.uncovered;
            ++total.uncovered;
            continue;
        }
        const std::vector<std::string> failures = run(c, *mapping);
        for (const std::string& failure : failures)
            std::cout << c.id() << " (" << c.fn() << "): " << failure << "\n";
        ++(failures.empty() ? group.passed : group.failed);
        ++(failures.empty() ? total.passed : total.failed);
    }
    for (const auto& [name, counts] : groups)
        if (counts.failed + counts.uncovered > 0)
            std::cout << name << ": " << counts.passed << " passed, " << counts.failed << " failed, "
                      << counts.uncovered << " not covered\n";
    std::cout << "golden: " << total.passed << " passed, " << total.failed << " failed, " << total.uncovered
              << " not covered\n";
    return total.failed == 0 ? 0 : 1;
}
