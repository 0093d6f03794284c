// SPDX-License-Identifier: MIT
#include "server/take_file.hpp"

#include <pya/error.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

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
    : path_(path), sr_(sr), channels_(channels), file_(std::fopen(path.c_str(), "wb")) {
    if (!file_) refuse("can't be made");
    write_header();
}

TakeFile::~TakeFile() {
    try {
        close();
    } catch (const IoError&) {
        // Whoever wants to know has called close().
    }
}

void TakeFile::refuse(const char* what) const {
    detail::fail<IoError>("Arecorder: the file ", path_, " ", what, ": ", std::strerror(errno));
}

void TakeFile::write_header() {
    const std::uint64_t riff = bytes_ + header_bytes - 8;
    const bool large = riff > most;
    const std::uint64_t frame = 4 * static_cast<std::uint64_t>(channels_);
    const auto rate = static_cast<std::uint64_t>(sr_);
    Header h;
    h.name(large ? "RF64" : "RIFF").number(std::min(riff, most), 4).name("WAVE");
    h.name(large ? "ds64" : "JUNK")
        .number(28, 4)
        .number(riff, 8)
        .number(bytes_, 8)
        .number(bytes_ / frame, 8)
        .number(0, 4);
    h.name("fmt ").number(18, 4).number(3, 2).number(frame / 4, 2).number(rate, 4).number(rate * frame, 4);
    h.number(frame, 2).number(32, 2).number(0, 2);
    h.name("fact").number(4, 4).number(std::min(bytes_ / frame, most), 4);
    h.name("data").number(large ? most : bytes_, 4);
    const bool written = std::fseek(file_.get(), 0, SEEK_SET) == 0 &&
                         std::fwrite(h.bytes().data(), 1, h.bytes().size(), file_.get()) == header_bytes &&
                         std::fseek(file_.get(), 0, SEEK_END) == 0 && std::fflush(file_.get()) == 0;
    if (!written) refuse("can't be written");
    promised_ = bytes_;
}

void TakeFile::write(std::span<const float> interleaved) {
    const bool written =
        std::fwrite(interleaved.data(), sizeof(float), interleaved.size(), file_.get()) == interleaved.size();
    bytes_ += interleaved.size_bytes();
    const auto half_second = static_cast<std::uint64_t>(2 * sr_ * channels_);
    const bool due = bytes_ - promised_ >= half_second;
    if (!written || (due && std::fflush(file_.get()) != 0)) {
        bytes_ = promised_; // so much is there for sure
        refuse("can't be written");
    }
    if (due) write_header();
}

void TakeFile::close() {
    if (!file_) return;
    if (promised_ != bytes_) write_header();
    if (std::fclose(file_.release()) != 0) refuse("can't be completed");
}

} // namespace pya
