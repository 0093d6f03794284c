// SPDX-License-Identifier: MIT
#include "io/ffmpeg.hpp"
#include "io/reason.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/prctl.h>
#endif

extern char** environ;

namespace pya::io {
namespace {

// A file without a name, which is gone when it is closed.
int nameless_file() {
    const char* folder = std::getenv("TMPDIR");
    std::string name = std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/pya-XXXXXX";
    const int fd = ::mkostemp(name.data(), O_CLOEXEC);
    if (fd >= 0) ::unlink(name.c_str());
    return fd;
}

// The path of a program, or empty.
std::string find_program(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::string_view rest = path != nullptr ? path : "/usr/bin:/bin";
    for (;;) {
        const auto colon = rest.find(':');
        const std::string file = std::string(rest.substr(0, colon)) + "/" + name;
        if (::access(file.c_str(), X_OK) == 0) return file;
        if (colon == std::string_view::npos) return {};
        rest.remove_prefix(colon + 1);
    }
}

// The formats that contain sound and do not refer to other files, as lists of segments do.
constexpr const char* formats = "aac,ac3,ac4,adts,aiff,amr,amrnb,amrwb,ape,asf,ast,au,avi,caf,dsf,dts,dtshd,"
                                "eac3,ea,flac,flv,gsm,iff,latm,loas,"
                                "matroska,mlp,mov,mp3,mpc,mpc8,mpeg,mpegts,nut,oga,ogg,oma,qcp,rm,shn,smk,"
                                "sox,tak,truehd,tta,voc,vqf,w64,wav,"
                                "webm,wsaud,wsvqa,wtv,wv,xwma";

// Limits the output and the time of the child, makes it die with this process, and starts the program.
[[noreturn]] void become(const char* program, char* const* arguments, int output, int messages, pid_t parent,
                         rlim_t most_bytes, rlim_t most_seconds) {
#if defined(__linux__)
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(127);
#else
    static_cast<void>(parent);
#endif
    const struct rlimit bytes { most_bytes, most_bytes }, seconds{most_seconds, most_seconds};
    ::setrlimit(RLIMIT_FSIZE, &bytes);
    ::setrlimit(RLIMIT_CPU, &seconds);
    const int in = ::open("/dev/null", O_RDONLY), out = ::open("/dev/null", O_WRONLY);
    // A descriptor that keeps its number would be closed by execve.
    const bool placed = output == 3 ? ::fcntl(3, F_SETFD, 0) >= 0 : true;
    if (::dup2(messages, STDERR_FILENO) >= 0 && ::dup2(in, STDIN_FILENO) >= 0 &&
        ::dup2(out, STDOUT_FILENO) >= 0 && placed && (output == 3 || ::dup2(output, 3) >= 0))
        ::execve(program, arguments, environ);
    ::_exit(127);
}

// Reads what the other side writes until it closes. Long text is cut off, and line ends become semicolons.
// Returns false when it takes longer than that many seconds.
bool drain(int fd, std::chrono::seconds longest, std::string& text) {
    constexpr std::size_t limit = 500;
    const auto end = std::chrono::steady_clock::now() + longest;
    std::array<char, 512> part;
    for (;;) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        struct pollfd ready {
            fd, POLLIN, 0
        };
        const int any = ::poll(&ready, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
        if (any == 0) return false;
        const auto n = any > 0 ? ::read(fd, part.data(), part.size()) : -1;
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        if (text.size() < limit) text.append(part.data(), static_cast<std::size_t>(n));
    }
    text.resize(std::min(text.size(), limit));
    while (!text.empty() && text.back() == '\n') text.pop_back();
    // What a file puts into the text must neither end it nor steer a terminal.
    for (char& c : text)
        if (c != '\n' && (static_cast<unsigned char>(c) < ' ' || c == '\x7f')) c = '?';
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at))
        text.replace(at, 1, "; ");
    return true;
}

} // namespace

std::unique_ptr<FileBytes> decode_with_ffmpeg(const std::string& path, std::int64_t size,
                                              std::string& message) {
    const std::string program = find_program("ffmpeg");
    if (program.empty()) {
        message = "the program ffmpeg, which might, is not installed";
        return nullptr;
    }
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

    // Without a shell. "file:" makes sure that a name like -x or http://y is taken as a name. Only this file
    // may be opened.
    std::vector<std::string> words{"ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error"};
    for (const char* word : {"-protocol_whitelist", "file", "-format_whitelist", formats, "-i"})
        words.emplace_back(word);
    words.push_back("file:" + path);
    for (const char* word :
         {"-map", "0:a:0", "-map_metadata", "-1", "-c:a", "pcm_f32le", "-f", "wav", "-rf64", "auto"})
        words.emplace_back(word);
    for (const char* word : {"-y", "file:/dev/fd/3"}) words.emplace_back(word);
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);

    // A file of a megabyte may become a gigabyte, and may take ten seconds more than the shortest limit.
    constexpr std::int64_t least_bytes = std::int64_t{1} << 28, least_seconds = 30;
    const std::int64_t most_bytes = least_bytes + 1000 * std::min(size, std::int64_t{1} << 50);
    const std::chrono::seconds longest(least_seconds + size / 100'000);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child == 0)
        become(program.c_str(), arguments.data(), decoded->fd(), child_end.fd(), parent,
               static_cast<rlim_t>(most_bytes), static_cast<rlim_t>(longest.count()));
    const int error = errno;
    child_end.close();
    if (child < 0) {
        message = "ffmpeg can't be started: " + reason(error);
        return nullptr;
    }
    const bool in_time = drain(messages.fd(), longest, message);
    if (!in_time) ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    const bool too_long = !in_time || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU);
    if (too_long)
        message = "ffmpeg: not done after " + std::to_string(longest.count()) + " s";
    else if (decoded->size() >= most_bytes)
        message = "ffmpeg: more than " + std::to_string(most_bytes) + " bytes of samples";
    else if (message.find("not on whitelist") != std::string::npos)
        message = "ffmpeg takes it for a format that may name other files, which is not opened";
    else if (WIFSIGNALED(status))
        message = "ffmpeg was ended by signal " + std::to_string(WTERMSIG(status));
    else if (status != 0 || decoded->size() == 0)
        message = "ffmpeg: " + (message.empty() ? std::string("no output") : message);
    else
        return decoded;
    return nullptr;
}

} // namespace pya::io
