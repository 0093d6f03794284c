// SPDX-License-Identifier: MIT
// A folder for the files of one test case, and the warnings that it makes.
#ifndef PYA_TESTS_IO_FOLDER_HPP
#define PYA_TESTS_IO_FOLDER_HPP

#include <pya/log.hpp>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <vector>

/// It is empty at first, and removed at the end.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "pya-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) std::abort();
        path_ = name;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string operator/(const std::string& name) const { return path_ + "/" + name; }
    /// The names of the files, hidden ones as well.
    std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(path_))
            found.push_back(entry.path().filename());
        return found;
    }

private:
    std::string path_;
};

/// Collects the library's warnings instead of printing them.
class Warnings {
public:
    Warnings() : before_(pya::set_log_handler([this](std::string_view text) { seen.emplace_back(text); })) {}
    ~Warnings() { pya::set_log_handler(std::move(before_)); }
    Warnings(const Warnings&) = delete;
    Warnings& operator=(const Warnings&) = delete;

    std::vector<std::string> seen;

private:
    pya::LogHandler before_;
};

inline void write_bytes(const std::string& path, std::span<const std::byte> bytes) {
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

inline std::string read_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

#endif
