// SPDX-License-Identifier: MIT
// The script's compilation by pya-run --compile, while the version before goes on.
#ifndef PYA_SRC_RUN_COMPILATION_HPP
#define PYA_SRC_RUN_COMPILATION_HPP

#include "run/process.hpp"

#include <string>
#include <vector>

namespace pya::detail::live {

class Compilation {
public:
    Compilation(const std::string& pya_run, const std::string& script)
        : process_({.words = {pya_run, "--compile", script}, .patient = true}) {}

    /// Whether it has come to its end.
    bool is_over();
    /// Afterwards: the program, or nothing where it does not compile.
    const std::string& program() const { return program_; }
    /// And the files of the script's own that are in it.
    const std::vector<std::string>& files() const { return files_; }
    /// What the compiler says.
    const std::string& messages() const { return messages_; }

private:
    Process process_;
    std::string output_, messages_, program_;
    std::vector<std::string> files_;
};

} // namespace pya::detail::live

#endif
