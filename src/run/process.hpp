// SPDX-License-Identifier: MIT
// A program that is run beside this one, in a process group of its own and without input.
#ifndef PYA_SRC_RUN_PROCESS_HPP
#define PYA_SRC_RUN_PROCESS_HPP

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace pya::detail::live {

class Process {
public:
    struct Start {
        std::vector<std::string> words; ///< the first is a path
        int socket = -1;                ///< the program has it as its descriptor 3; none if negative
        std::string variable = {};      ///< "NAME=value" on top of the environment
        bool patient = false;           ///< what sounds goes first
    };
    explicit Process(const Start& start);
    /// Ends the program, and what it has started.
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    int output() const { return output_; } ///< read what it writes to stdout here, without waiting
    int errors() const { return errors_; } ///< and to stderr
    /// What waitpid() says, once the program has ended.
    std::optional<int> status();
    void end();

private:
    pid_t id_ = -1;
    int output_ = -1, errors_ = -1;
    std::optional<int> status_;
};

/// Adds what is there to be read to `text`. False at the end.
bool read_some(int descriptor, std::string& text);

} // namespace pya::detail::live

#endif
