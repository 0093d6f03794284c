// SPDX-License-Identifier: MIT
#include "run/process.hpp"

#include <pya/error.hpp>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <string_view>
#include <thread>

extern char** environ;

namespace pya::detail::live {
namespace {

constexpr int most_descriptors = 4096;          // of this program, that the other one does not get
constexpr int patience = 10;                    // how nice a patient process is
constexpr auto grace = std::chrono::seconds(5); // to clear away, on a machine that is busy

std::array<int, 2> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) detail::fail<Error>("pya-run: there is no pipe: ", std::strerror(errno));
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return ends;
}

// A vector of pointers as exec wants it.
std::vector<char*> pointers(const std::vector<std::string>& words) {
    std::vector<char*> all;
    for (const std::string& word : words) all.push_back(const_cast<char*>(word.c_str()));
    all.push_back(nullptr);
    return all;
}

std::vector<std::string> environment(const std::string& variable) {
    std::vector<std::string> all;
    const std::string_view name = std::string_view(variable).substr(0, variable.find('=') + 1);
    for (char** entry = environ; *entry != nullptr; ++entry)
        if (name.empty() || std::string_view(*entry).substr(0, name.size()) != name) all.emplace_back(*entry);
    if (!variable.empty()) all.push_back(variable);
    return all;
}

} // namespace

Process::Process(const Start& start) {
    const std::vector<std::string> variables = environment(start.variable);
    const std::vector<char*> words = pointers(start.words), values = pointers(variables);
    const auto output = make_pipe(), errors = make_pipe();
    id_ = ::fork();
    if (id_ < 0) detail::fail<Error>("pya-run: there is no new process: ", std::strerror(errno));
    if (id_ == 0) { // from here on only what may be called between fork and exec
        ::setpgid(0, 0);
#ifdef __linux__
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
        if (start.patient) ::setpriority(PRIO_PROCESS, 0, patience);
        const int nothing = ::open("/dev/null", O_RDONLY);
        ::dup2(nothing, 0);
        ::dup2(output[1], 1);
        ::dup2(errors[1], 2);
        if (start.socket >= 0) ::dup2(start.socket, 3);
        for (int other = start.socket >= 0 ? 4 : 3; other < most_descriptors; ++other) ::close(other);
        ::execve(words[0], words.data(), values.data());
        ::_exit(127);
    }
    ::setpgid(id_, id_); // here as well, so that it is done before anybody ends the group
    ::close(output[1]);
    ::close(errors[1]);
    output_ = output[0];
    errors_ = errors[0];
}

Process::~Process() {
    end();
    ::close(output_);
    ::close(errors_);
}

std::optional<int> Process::status() {
    int status = 0;
    if (!status_ && ::waitpid(id_, &status, WNOHANG) == id_) status_ = status;
    return status_;
}

void Process::end() {
    if (!status()) {
        ::kill(-id_, SIGTERM);
        for (const auto last = std::chrono::steady_clock::now() + grace;
             !status() && std::chrono::steady_clock::now() < last;)
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    ::kill(-id_, SIGKILL); // what is left of the group
    int status = 0;
    if (!status_ && ::waitpid(id_, &status, 0) == id_) status_ = status;
}

bool read_some(int descriptor, std::string& text) {
    char bytes[16384];
    const ssize_t n = ::read(descriptor, bytes, sizeof bytes);
    if (n < 0) return errno == EAGAIN || errno == EINTR;
    text.append(bytes, static_cast<std::size_t>(n));
    return n > 0;
}

} // namespace pya::detail::live
