// SPDX-License-Identifier: MIT
#include "server/take_file.hpp"

#include <pya/error.hpp>

#include "file_name.hpp"

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pya {
namespace {

// Little-endian numbers and names, one after another.
class Header {
public:
    Header& name(std::string_view four) {
        bytes_ += four;
        return *this;
    }
    Header& number(std::uint64_t value, int bytes) {
        for (int i = 0; i < bytes; ++i) bytes_ += static_cast<char>(value >> (8 * i) & 0xff);
        return *this;
    }
    const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
};

constexpr std::uint64_t header_bytes = 94;
constexpr std::uint64_t most = 0xffffffff;

} // namespace

TakeFile::TakeFile(const std::string& path, int sr, Index channels)
    : path_(path), sr_(sr), frame_(sizeof(float) * static_cast<std::uint64_t>(channels)) {
    detail::check_file_name(path);
    fd_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0666);
    constexpr auto not_made = "can't be made";
    if (fd_ < 0) refuse(not_made, errno);
    struct stat status;
    try {
        if (::fstat(fd_, &status) != 0) refuse(not_made, errno);
        if (!S_ISREG(status.st_mode))
            detail::fail<IoError>("Arecorder: the file ", path_, " is not a regular file");
        if (::ftruncate(fd_, 0) != 0) refuse(not_made, errno);
        write_header();
    } catch (const IoError&) {
        ::close(fd_);
        throw;
    }
}

TakeFile::~TakeFile() {
    try {
        close();
    } catch (const IoError&) {
        // Whoever wants to know has called close().
    }
}

void TakeFile::refuse(const char* what, int error) const {
    detail::fail<IoError>("Arecorder: the file ", path_, " ", what, ": ",
                          std::generic_category().message(error));
}

void TakeFile::write_at(std::uint64_t offset, const void* from, std::uint64_t bytes) {
    for (std::uint64_t done = 0; done < bytes;) {
        const auto n = ::pwrite(fd_, static_cast<const char*>(from) + done, bytes - done,
                                static_cast<off_t>(offset + done));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) refuse("can't be written", n < 0 ? errno : ENOSPC);
        done += static_cast<std::uint64_t>(n);
    }
}

void TakeFile::write_header() {
    const std::uint64_t riff = bytes_ + header_bytes - 8;
    const bool large = riff > most;
    const auto rate = static_cast<std::uint64_t>(sr_);
    Header h;
    h.name(large ? "RF64" : "RIFF").number(std::min(riff, most), 4).name("WAVE");
    h.name(large ? "ds64" : "JUNK")
        .number(28, 4)
        .number(riff, 8)
        .number(bytes_, 8)
        .number(bytes_ / frame_, 8)
        .number(0, 4);
    h.name("fmt ").number(18, 4).number(3, 2).number(frame_ / sizeof(float), 2).number(rate, 4);
    h.number(rate * frame_, 4).number(frame_, 2).number(32, 2).number(0, 2);
    h.name("fact").number(4, 4).number(std::min(bytes_ / frame_, most), 4);
    h.name("data").number(large ? most : bytes_, 4);
    write_at(0, h.bytes().data(), h.bytes().size());
    promised_ = bytes_;
}

void TakeFile::write(std::span<const float> interleaved) {
    try {
        write_at(header_bytes + bytes_, interleaved.data(), interleaved.size_bytes());
    } catch (const IoError&) {
        struct stat status;
        if (::fstat(fd_, &status) == 0 && static_cast<std::uint64_t>(status.st_size) > header_bytes)
            bytes_ = (static_cast<std::uint64_t>(status.st_size) - header_bytes) / frame_ * frame_;
        write_header();
        // What is left of a frame; where it can't be cut off the header leaves it out.
        [[maybe_unused]] const int cut = ::ftruncate(fd_, static_cast<off_t>(header_bytes + bytes_));
        throw;
    }
    bytes_ += interleaved.size_bytes();
    if (bytes_ - promised_ >= static_cast<std::uint64_t>(sr_) * frame_ / 2) write_header();
}

void TakeFile::close() {
    if (fd_ < 0) return;
    try {
        if (promised_ != bytes_) write_header();
    } catch (const IoError&) {
        ::close(std::exchange(fd_, -1));
        throw;
    }
    if (::close(std::exchange(fd_, -1)) != 0 && errno != EINTR) refuse("can't be completed", errno);
}

} // namespace pya
