// SPDX-License-Identifier: MIT
// A folder that is there while a test runs.
#ifndef PYA_TESTS_RUN_FOLDER_HPP
#define PYA_TESTS_RUN_FOLDER_HPP

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

struct Folder {
    Folder() {
        char name[] = "/tmp/pya-run-XXXXXX";
        path = mkdtemp(name);
    }
    ~Folder() {
        for (const char* name : {"/a", "/b", "/c", ""}) std::remove((path + name).c_str());
    }
    /// Writes a file, "/a", "/b" or "/c", and returns its path.
    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(path + name) << text;
        return path + name;
    }
    std::string path;
};

#endif
