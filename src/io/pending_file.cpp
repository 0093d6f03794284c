// SPDX-License-Identifier: MIT
#include "io/pending_file.hpp"

#include <pya/error.hpp>

#include "file_name.hpp"
#include "io/reason.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pya::io {
namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
    detail::fail<IoError>("can't write '", path, "': ", why);
}

// A name that is short, however long the target's name is, and that no other process or thread uses.
std::string temporary_name(const std::string& target) {
    static std::atomic<unsigned> count{0};
    const auto slash = target.rfind('/');
    const std::string folder = slash == std::string::npos ? std::string() : target.substr(0, slash + 1);
    return folder + ".pya-" + std::to_string(::getpid()) + "-" + std::to_string(count++) + ".tmp";
}

// The file to which a name leads through all links; it need not exist.
std::string followed(const std::string& path) {
    std::string name = path;
    for (int links = 0; links < 40; ++links) {
        struct stat status;
        if (::lstat(name.c_str(), &status) != 0 || !S_ISLNK(status.st_mode)) return name;
        std::array<char, 4096> to;
        const auto n = ::readlink(name.c_str(), to.data(), to.size());
        if (n <= 0 || static_cast<std::size_t>(n) == to.size())
            refuse(path, "it is a link that can't be read");
        const std::string target(to.data(), static_cast<std::size_t>(n));
        const auto slash = name.rfind('/');
        name =
            target.front() == '/' || slash == std::string::npos ? target : name.substr(0, slash + 1) + target;
    }
    refuse(path, reason(ELOOP));
}

// A file is safely on the disk only when its folder is, too.
void sync_folder_of(const std::string& path) {
    const auto slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return; // the folder may be written but not read
    ::fsync(fd);
    ::close(fd);
}

} // namespace

PendingFile::PendingFile(const std::string& path) {
    detail::check_file_name(path);
    if (path.empty()) refuse(path, "the name is empty");
    struct stat status;
    const bool replaces = ::stat(path.c_str(), &status) == 0;
    if (replaces) {
        if (!S_ISREG(status.st_mode))
            refuse(path, S_ISDIR(status.st_mode) ? "it is a directory" : "it is not a regular file");
        if (::access(path.c_str(), W_OK) != 0) refuse(path, reason(errno));
    }
    target_ = followed(path);
    int fd = -1;
    do {
        temporary_ = temporary_name(target_);
        // A private file must not be open to others for a moment.
        fd = ::open(temporary_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, replaces ? 0600 : 0666);
    } while (fd < 0 && errno == EEXIST);
    if (fd < 0) refuse(path, reason(errno));
    bytes_ = std::make_unique<FileBytes>(fd);
    if (!replaces) return;
    const bool other_owner = status.st_uid != ::geteuid() || status.st_gid != ::getegid();
    // Only root may give a file to another owner. For others the file becomes their own, as with any editor.
    const bool owned = !other_owner || ::fchown(fd, status.st_uid, status.st_gid) == 0 || ::geteuid() != 0;
    if (!owned || ::fchmod(fd, status.st_mode & 07777) != 0) {
        const int error = errno;
        ::unlink(temporary_.c_str());
        refuse(path, reason(error));
    }
}

PendingFile::~PendingFile() {
    if (!temporary_.empty() && process_.is_this()) ::unlink(temporary_.c_str());
}

void PendingFile::commit(bool sync) {
    if (sync && ::fsync(bytes_->fd()) != 0 && errno != EINVAL) refuse(target_, reason(errno));
    bytes_->close();
    if (const auto error = bytes_->error(); !error.empty()) refuse(target_, error);
    if (std::rename(temporary_.c_str(), target_.c_str()) != 0) refuse(target_, reason(errno));
    temporary_.clear();
    if (sync) sync_folder_of(target_);
}

} // namespace pya::io
