// SPDX-License-Identifier: MIT
#include "io/bytes.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <system_error>

#include <sys/stat.h>
#include <unistd.h>

namespace pya::io {
namespace {

// Calls transfer(done) until n bytes are transferred, the end is reached, or there is an error other than an
// interruption.
template <class Transfer>
std::int64_t repeat(std::int64_t n, int& error, Transfer transfer) {
    std::int64_t done = 0;
    while (done < n) {
        const auto count = transfer(done);
        if (count > 0) {
            done += count;
        } else if (count == 0) {
            break;
        } else if (errno != EINTR) {
            error = errno;
            break;
        }
    }
    return done;
}

std::int64_t copy_out(std::span<const std::byte> bytes, std::int64_t offset, void* to, std::int64_t n) {
    const auto size = static_cast<std::int64_t>(bytes.size());
    if (offset < 0 || offset >= size || n <= 0) return 0;
    const auto count = std::min(n, size - offset);
    std::memcpy(to, bytes.data() + offset, static_cast<std::size_t>(count));
    return count;
}

} // namespace

std::int64_t FileBytes::size() const {
    struct stat status;
    return ::fstat(fd_, &status) == 0 ? static_cast<std::int64_t>(status.st_size) : 0;
}

std::int64_t FileBytes::read_at(std::int64_t offset, void* to, std::int64_t n) {
    return repeat(n, errno_, [&](std::int64_t done) {
        return ::pread(fd_, static_cast<char*>(to) + done, static_cast<std::size_t>(n - done), offset + done);
    });
}

std::int64_t FileBytes::write_at(std::int64_t offset, const void* from, std::int64_t n) {
    if (!process_.is_this()) errno_ = EPERM;
    if (errno_ != 0) return 0; // a second try would leave a hole
    const auto count = repeat(n, errno_, [&](std::int64_t done) {
        return ::pwrite(fd_, static_cast<const char*>(from) + done, static_cast<std::size_t>(n - done),
                        offset + done);
    });
    if (count < n && errno_ == 0) errno_ = ENOSPC;
    return count;
}

void FileBytes::truncate(std::int64_t size) {
    if (process_.is_this() && ::ftruncate(fd_, size) != 0) errno_ = errno;
}

std::string FileBytes::error() const {
    return errno_ == 0 ? std::string() : std::generic_category().message(errno_);
}

void FileBytes::close() {
    if (fd_ >= 0 && ::close(fd_) != 0 && errno != EINTR) errno_ = errno;
    fd_ = -1;
}

std::int64_t SpanBytes::read_at(std::int64_t offset, void* to, std::int64_t n) {
    return copy_out(bytes_, offset, to, n);
}

std::int64_t VectorBytes::read_at(std::int64_t offset, void* to, std::int64_t n) {
    return copy_out(bytes_, offset, to, n);
}

std::int64_t VectorBytes::write_at(std::int64_t offset, const void* from, std::int64_t n) {
    if (full_ || offset < 0 || n <= 0) return 0;
    try {
        if (offset + n > size()) bytes_.resize(static_cast<std::size_t>(offset + n));
    } catch (const std::bad_alloc&) { // called from C, through which no exception may pass
        full_ = true;
        return 0;
    }
    std::memcpy(bytes_.data() + offset, from, static_cast<std::size_t>(n));
    return n;
}

} // namespace pya::io
