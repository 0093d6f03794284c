// SPDX-License-Identifier: MIT
#include "io/pending_file.hpp"
#include "io/reason.hpp"

#include <pya/error.hpp>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pya::io {
namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
    detail::fail<IoError>("can't write '", path, "': ", why);
}

// Short whatever the target's name is, and no other process's or thread's.
std::string temporary_name(const std::string& target) {
    static std::atomic<unsigned> count{0};
    const auto slash = target.rfind('/');
    const std::string folder = slash == std::string::npos ? std::string() : target.substr(0, slash + 1);
    return folder + ".pya-" + std::to_string(::getpid()) + "-" + std::to_string(count++) + ".tmp";
}

} // namespace

PendingFile::PendingFile(const std::string& path) : target_(path) {
    if (path.empty() || path.find('\0') != std::string::npos)
        refuse(path, "the name is empty or has a zero byte");
    struct stat status;
    const bool replaces = ::stat(path.c_str(), &status) == 0;
    if (replaces) {
        if (!S_ISREG(status.st_mode))
            refuse(path, S_ISDIR(status.st_mode) ? "it is a directory" : "it is not a regular file");
        if (::access(path.c_str(), W_OK) != 0) refuse(path, reason(errno));
        if (char* real = ::realpath(path.c_str(), nullptr)) {
            target_ = real;
            std::free(real);
        }
    }
    int fd = -1;
    do {
        temporary_ = temporary_name(target_);
        fd = ::open(temporary_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    } while (fd < 0 && errno == EEXIST);
    if (fd < 0) refuse(path, reason(errno));
    bytes_ = std::make_unique<FileBytes>(fd);
    if (replaces && ::fchmod(fd, status.st_mode & 07777) != 0) {
        const int error = errno;
        ::unlink(temporary_.c_str());
        refuse(path, reason(error));
    }
}

PendingFile::~PendingFile() {
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void PendingFile::commit() {
    bytes_->close();
    if (const auto error = bytes_->error(); !error.empty()) refuse(target_, error);
    if (std::rename(temporary_.c_str(), target_.c_str()) != 0) refuse(target_, reason(errno));
    temporary_.clear();
}

} // namespace pya::io
