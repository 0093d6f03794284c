// SPDX-License-Identifier: MIT
#include "plot/gnuplot.hpp"

#include <pya/error.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace pya::plot {
namespace {

using Clock = std::chrono::steady_clock;

std::string reason(int error) { return std::generic_category().message(error); }

// A child process whose output is read. It is ended, with what it started, if it still runs at the end.
class Child {
public:
    Child(std::vector<std::string>& words, const std::string& folder) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0)
            detail::fail<PlotError>("no pipe for ", words[0], ": ", reason(errno));
        messages_ = ends[0];
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
        posix_spawnattr_setpgroup(&attributes, 0);
        std::vector<char*> arguments;
        for (auto& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        const int error =
            ::posix_spawnp(&pid_, arguments[0], &actions, &attributes, arguments.data(), environ);
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        if (error != 0) {
            ::close(messages_);
            detail::fail<PlotError>("the program ", words[0], " can't be started: ", reason(error));
        }
    }
    ~Child() {
        if (!ended()) {
            ::kill(-pid_, SIGKILL);
            while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
            }
        }
        ::close(messages_);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// Waits at most that long, and appends what was read to `text`. Returns false if nothing was read.
    bool read(std::string& text, std::chrono::milliseconds longest) {
        constexpr std::size_t limit = 4000000;
        if (closed_) {
            std::this_thread::sleep_for(std::min(longest, std::chrono::milliseconds(1)));
            return false;
        }
        pollfd waiting{messages_, POLLIN, 0};
        if (::poll(&waiting, 1, static_cast<int>(longest.count())) <= 0) return false;
        std::array<char, 4096> part;
        const auto n = ::read(messages_, part.data(), part.size());
        if (n > 0 && text.size() < limit) text.append(part.data(), static_cast<std::size_t>(n));
        closed_ = n == 0;
        return n > 0;
    }
    bool ended() {
        if (!ended_) ended_ = ::waitpid(pid_, &status_, WNOHANG) == pid_;
        return ended_;
    }
    bool failed() const { return status_ != 0; }

private:
    pid_t pid_ = 0;
    int messages_ = -1;
    int status_ = 0;
    bool ended_ = false;
    bool closed_ = false;
};

// True if a folder of PATH has the program.
bool installed(const std::string& program) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (::access((folder + "/" + program).c_str(), X_OK) == 0) return true;
    return false;
}

// The message on one line; a long one is cut off.
std::string one_line(std::string text) {
    std::string line;
    for (const char c : text.substr(0, 1000)) {
        const bool blank = c == '\n' || c == '\t' || c == ' ';
        if (!blank)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return line.empty() ? "no message" : line;
}

} // namespace

TemporaryFolder::TemporaryFolder() {
    const char* parent = std::getenv("TMPDIR");
    path_ = std::string(parent != nullptr && *parent != '\0' ? parent : "/tmp") + "/pya-plot-XXXXXX";
    if (::mkdtemp(path_.data()) == nullptr)
        detail::fail<PlotError>("no temporary folder '", path_, "' for the figure: ", reason(errno));
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void TemporaryFolder::write(const std::string& name, std::string_view bytes) const {
    std::ofstream file(path_ + "/" + name, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) detail::fail<PlotError>("can't write the figure's data to '", path_, "'; is the disk full?");
}

std::string run(std::vector<std::string> words, const std::string& folder, double timeout,
                std::string_view relax) {
    const auto deadline =
        Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(timeout));
    Child child(words, folder);
    std::string messages;
    bool relaxed = false;
    while (!child.ended()) {
        child.read(messages, std::chrono::milliseconds(50));
        relaxed = relaxed || (!relax.empty() && messages.find(relax) != std::string::npos);
        if (!relaxed && Clock::now() > deadline)
            detail::fail<PlotError>(words[0], " didn't finish within ", timeout, " s and was ended (",
                                    one_line(messages), ")");
    }
    while (child.read(messages, std::chrono::milliseconds(0))) {
    }
    if (child.failed()) detail::fail<PlotError>(words[0], " failed: ", one_line(messages));
    return messages;
}

std::string run_gnuplot(const TemporaryFolder& folder, const Script& script, double timeout,
                        std::string_view relax) {
    for (const auto& file : script.files) folder.write(file.name, {file.bytes.data(), file.bytes.size()});
    folder.write("script", script.text);
    if (!installed("gnuplot"))
        detail::fail<PlotError>(
            "the program gnuplot, which draws the figures, is not installed; it is in the ",
            "package gnuplot-nox (Debian, Ubuntu) or gnuplot");
    return run({"gnuplot", "-d", "script"}, folder.path(), timeout, relax);
}

} // namespace pya::plot
