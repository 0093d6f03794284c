// SPDX-License-Identifier: MIT
// A replacement for gnuplot that keeps what it is given.
#ifndef PYA_TESTS_PLOT_RENDERER_HPP
#define PYA_TESTS_PLOT_RENDERER_HPP

#include "io/folder.hpp"

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// An environment variable, restored at the end.
class Variable {
public:
    Variable(const char* name, const std::optional<std::string>& value) : name_(name) {
        if (const char* before = std::getenv(name)) before_ = before;
        set(value);
    }
    ~Variable() { set(before_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    void set(const std::optional<std::string>& value) {
        if (value)
            ::setenv(name_, value->c_str(), 1);
        else
            ::unsetenv(name_);
    }
    const char* name_;
    std::optional<std::string> before_;
};

/// While it exists, `gnuplot` is this shell script, and temporary folders are made in temporary().
class Renderer {
public:
    explicit Renderer(const std::string& body = "cp script data* \"$PYA_TEST_KEPT\"; echo drawn > picture")
        : path_("PATH", programs_ / "" + ":" + std::getenv("PATH")),
          kept_folder_("PYA_TEST_KEPT", kept_ / ""), temporary_folder_("TMPDIR", temporary_ / "") {
        const std::string program = programs_ / "gnuplot";
        const std::string text = "#!/bin/sh\n" + body + "\n";
        write_bytes(program, std::as_bytes(std::span(text)));
        std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    }

    std::string script() const { return read_text(kept_ / "script"); }
    /// The float64 numbers of a file of data.
    std::vector<double> numbers(int file = 0) const { return read<double>(file); }
    std::vector<float> floats(int file = 0) const { return read<float>(file); }
    const Folder& temporary() const { return temporary_; }
    std::string target(const std::string& name = "figure.png") const { return kept_ / name; }
    const Folder& kept() const { return kept_; }

private:
    template <class T>
    std::vector<T> read(int file) const {
        const std::string bytes = read_text(kept_ / ("data" + std::to_string(file)));
        std::vector<T> values(bytes.size() / sizeof(T));
        if (!values.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
        return values;
    }

    Folder programs_, kept_, temporary_;
    Variable path_, kept_folder_, temporary_folder_;
};

inline bool has_gnuplot() { return std::system("command -v gnuplot > /dev/null 2>&1") == 0; }

#endif
