// SPDX-License-Identifier: MIT
// A float32 WAV file that is readable while it grows.
#ifndef PYA_SRC_SERVER_TAKE_FILE_HPP
#define PYA_SRC_SERVER_TAKE_FILE_HPP

#include <pya/storage/samples.hpp>

#include <cstdint>
#include <span>
#include <string>

namespace pya {

/// RIFF WAVE, which turns into RF64 (EBU Tech 3306) beyond 4 GiB; the space for that is reserved at the
/// start. The header follows the data at least every half second. Programs that this process starts do not
/// inherit the file.
class TakeFile {
public:
    /// Throws IoError, also for what is not a regular file: a pipe would wait for its reader.
    TakeFile(const std::string& path, int sr, Index channels);
    ~TakeFile();
    TakeFile(const TakeFile&) = delete;
    TakeFile& operator=(const TakeFile&) = delete;

    /// Whole frames. Throws IoError, for example when the disk is full; then the file ends with the last
    /// frame that the disk has taken, and is complete.
    void write(std::span<const float> interleaved);
    /// Completes the file. Throws IoError.
    void close();
    /// How many frames there are.
    Index frames() const { return static_cast<Index>(bytes_ / frame_); }

private:
    [[noreturn]] void refuse(const char* what, int error) const;
    void write_header();
    void write_at(std::uint64_t offset, const void* from, std::uint64_t bytes);

    std::string path_;
    int sr_;
    std::uint64_t frame_; // bytes
    int fd_ = -1;
    std::uint64_t bytes_ = 0;    // of whole frames
    std::uint64_t promised_ = 0; // of these, what the header tells
};

} // namespace pya

#endif
