// SPDX-License-Identifier: MIT
// Bytes at offsets, in a file or in memory, as libsndfile reads and writes them.
#ifndef PYA_SRC_IO_BYTES_HPP
#define PYA_SRC_IO_BYTES_HPP

#include "process.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace pya::io {

class Bytes {
public:
    virtual ~Bytes() = default;
    virtual std::int64_t size() const = 0;
    /// Returns how many of n bytes were read or written: fewer at the end or after an error.
    virtual std::int64_t read_at(std::int64_t offset, void* to, std::int64_t n) = 0;
    virtual std::int64_t write_at(std::int64_t offset, const void* from, std::int64_t n) = 0;
    /// Cuts the bytes off that are beyond size.
    virtual void truncate(std::int64_t size) = 0;
    /// Why reading or writing failed, or empty.
    virtual std::string error() const { return {}; }
};

/// An open file, closed at the end. A process that fork() made does not write to the file of its parent.
class FileBytes : public Bytes {
public:
    explicit FileBytes(int fd) : fd_(fd) {}
    ~FileBytes() override { close(); }
    FileBytes(const FileBytes&) = delete;
    FileBytes& operator=(const FileBytes&) = delete;

    std::int64_t size() const override;
    std::int64_t read_at(std::int64_t offset, void* to, std::int64_t n) override;
    std::int64_t write_at(std::int64_t offset, const void* from, std::int64_t n) override;
    void truncate(std::int64_t size) override;
    std::string error() const override;
    int fd() const { return fd_; }
    void close();

private:
    const detail::Process process_;
    int fd_;
    int errno_ = 0;
};

/// Memory of the caller's, to be read.
class SpanBytes : public Bytes {
public:
    explicit SpanBytes(std::span<const std::byte> bytes) : bytes_(bytes) {}
    std::int64_t size() const override { return static_cast<std::int64_t>(bytes_.size()); }
    std::int64_t read_at(std::int64_t offset, void* to, std::int64_t n) override;
    std::int64_t write_at(std::int64_t, const void*, std::int64_t) override { return 0; }
    void truncate(std::int64_t) override {}

private:
    std::span<const std::byte> bytes_;
};

/// Memory that grows as it is written.
class VectorBytes : public Bytes {
public:
    explicit VectorBytes(std::vector<std::byte>& bytes) : bytes_(bytes) {}
    std::int64_t size() const override { return static_cast<std::int64_t>(bytes_.size()); }
    std::int64_t read_at(std::int64_t offset, void* to, std::int64_t n) override;
    std::int64_t write_at(std::int64_t offset, const void* from, std::int64_t n) override;
    void truncate(std::int64_t size) override { bytes_.resize(static_cast<std::size_t>(size)); }
    std::string error() const override { return full_ ? "out of memory" : ""; }

private:
    std::vector<std::byte>& bytes_;
    bool full_ = false;
};

} // namespace pya::io

#endif
