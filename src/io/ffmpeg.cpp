// SPDX-License-Identifier: MIT
#include "io/ffmpeg.hpp"
#include "io/reason.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace pya::io {
namespace {

// A file that has no name any more and is gone when it is closed.
int nameless_file() {
    const char* folder = std::getenv("TMPDIR");
    std::string name = std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/pya-XXXXXX";
    const int fd = ::mkostemp(name.data(), O_CLOEXEC);
    if (fd >= 0) ::unlink(name.c_str());
    return fd;
}

struct FileActions {
    posix_spawn_file_actions_t list;
    FileActions() { posix_spawn_file_actions_init(&list); }
    ~FileActions() { posix_spawn_file_actions_destroy(&list); }
};

// What the other side writes until it closes, with the tail cut off and line ends as semicolons.
std::string drain(int fd) {
    constexpr std::size_t limit = 500;
    std::string text;
    std::array<char, 512> part;
    for (;;) {
        const auto n = ::read(fd, part.data(), part.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        if (text.size() < limit) text.append(part.data(), static_cast<std::size_t>(n));
    }
    text.resize(std::min(text.size(), limit));
    while (!text.empty() && text.back() == '\n') text.pop_back();
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at))
        text.replace(at, 1, "; ");
    return text;
}

} // namespace

std::unique_ptr<FileBytes> decode_with_ffmpeg(const std::string& path, std::string& message) {
    auto decoded = std::make_unique<FileBytes>(nameless_file());
    if (decoded->fd() < 0) {
        message = "no temporary file for ffmpeg: " + reason(errno);
        return nullptr;
    }
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) {
        message = "no pipe for ffmpeg: " + reason(errno);
        return nullptr;
    }
    FileBytes messages(ends[0]), child_end(ends[1]);

    FileActions actions; // the pipe first, so that its descriptor may be 3
    posix_spawn_file_actions_adddup2(&actions.list, child_end.fd(), STDERR_FILENO);
    posix_spawn_file_actions_adddup2(&actions.list, decoded->fd(), 3);
    posix_spawn_file_actions_addopen(&actions.list, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions.list, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);

    // No shell; "file:" keeps a name like -x or http://y a name; nothing but local files may be opened.
    std::vector<std::string> words{"ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error"};
    for (const char* word : {"-protocol_whitelist", "file", "-i"}) words.emplace_back(word);
    words.push_back("file:" + path);
    for (const char* word :
         {"-map", "0:a:0", "-map_metadata", "-1", "-c:a", "pcm_f32le", "-f", "wav", "-rf64", "auto"})
        words.emplace_back(word);
    for (const char* word : {"-y", "file:/dev/fd/3"}) words.emplace_back(word);
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);

    pid_t child = 0;
    const int error = ::posix_spawnp(&child, "ffmpeg", &actions.list, nullptr, arguments.data(), environ);
    child_end.close();
    if (error != 0) {
        message = error == ENOENT ? std::string("the program ffmpeg, which might, is not installed")
                                  : "ffmpeg can't be started: " + reason(error);
        return nullptr;
    }
    message = drain(messages.fd());
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (status != 0 || decoded->size() == 0) {
        message = "ffmpeg: " + (message.empty() ? std::string("no output") : message);
        return nullptr;
    }
    return decoded;
}

} // namespace pya::io
