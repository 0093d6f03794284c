// SPDX-License-Identifier: MIT
// A float32 WAV file that is readable while it grows.
#ifndef PYA_SRC_SERVER_TAKE_FILE_HPP
#define PYA_SRC_SERVER_TAKE_FILE_HPP

#include <pya/storage/samples.hpp>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <string>

namespace pya {

/// RIFF WAVE, which turns into RF64 (EBU Tech 3306) beyond 4 GiB; the space for that is reserved at the
/// start. The header follows the data at least every half second.
class TakeFile {
public:
    /// Throws IoError.
    TakeFile(const std::string& path, int sr, Index channels);
    ~TakeFile();
    TakeFile(const TakeFile&) = delete;
    TakeFile& operator=(const TakeFile&) = delete;

    /// Throws IoError, for example when the disk is full; what was written before stays readable.
    void write(std::span<const float> interleaved);
    /// Completes the file. Throws IoError.
    void close();

private:
    [[noreturn]] void refuse(const char* what) const;
    void write_header();

    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::string path_;
    int sr_;
    Index channels_;
    std::unique_ptr<std::FILE, Close> file_;
    std::uint64_t bytes_ = 0;    // of data
    std::uint64_t promised_ = 0; // of these, what the header tells
};

} // namespace pya

#endif
