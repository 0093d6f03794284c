// SPDX-License-Identifier: MIT
#include "stream/pipe.hpp"

#include "io/interleave.hpp"

#include <bit>
#include <cerrno>
#include <string_view>
#include <system_error>

#include <unistd.h>

namespace pya::detail {

PipeWriter::PipeWriter(int descriptor, const StreamNode& node, const PipeOptions& options)
    : descriptor_(descriptor), dtype_(options.dtype), dither_(options.dither) {
    if (dtype_ != SampleFormat::int16 && dtype_ != SampleFormat::float32)
        fail("Astream::to_pipe: dtype is ", sample_format_name(dtype_), "; it must be int16 or float32");
    if (options.raw) return;
    const auto word = [this](std::string_view text) {
        for (const char c : text) bytes_.push_back(static_cast<unsigned char>(c));
    };
    const auto number = [this](std::uint64_t value, int size) {
        for (int i = 0; i < size; ++i) bytes_.push_back(static_cast<unsigned char>(value >> 8 * i));
    };
    constexpr std::uint32_t unknown = 0xffffffff;
    const bool floats = dtype_ == SampleFormat::float32;
    const auto frame = static_cast<std::uint64_t>(node.head().channels() * (floats ? 4 : 2));
    std::uint64_t size = node.length() ? static_cast<std::uint64_t>(*node.length()) * frame : unknown;
    if (size > unknown - 36) size = unknown;
    const auto sr = static_cast<std::uint64_t>(node.head().sr());
    word("RIFF"), number(size == unknown ? unknown : size + 36, 4), word("WAVEfmt "), number(16, 4);
    number(floats ? 3 : 1, 2), number(static_cast<std::uint64_t>(node.head().channels()), 2), number(sr, 4);
    number(sr * frame, 4), number(frame, 2), number(floats ? 32 : 16, 2), word("data"), number(size, 4);
    write_bytes();
}

void PipeWriter::write(const storage::Samples& block) {
    const ConstSigMap view = block.view();
    const io::Planes<const float> planes{view.data(), view.outerStride(), view.rows(), view.cols()};
    const auto n = static_cast<std::size_t>(view.size());
    bytes_.clear();
    if (dtype_ == SampleFormat::float32) {
        std::vector<float> floats(n);
        io::join(planes, floats.data());
        for (const float x : floats)
            for (int i = 0; i < 4; ++i)
                bytes_.push_back(static_cast<unsigned char>(std::bit_cast<std::uint32_t>(x) >> 8 * i));
    } else {
        std::vector<std::int16_t> integers(n);
        const auto first = static_cast<std::uint32_t>(frames_);
        io::join(planes, io::Quantiser{32768, -32768, 32767, true, 1, 0, dither_, first}, integers.data());
        for (const std::int16_t x : integers)
            for (int i = 0; i < 2; ++i)
                bytes_.push_back(static_cast<unsigned char>(static_cast<std::uint16_t>(x) >> 8 * i));
    }
    frames_ += view.rows();
    write_bytes();
}

void PipeWriter::write_bytes() {
    for (std::size_t done = 0; done < bytes_.size();) {
        const ssize_t n = ::write(descriptor_, bytes_.data() + done, bytes_.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fail<IoError>("can't write to a pipe: ", std::generic_category().message(errno));
        done += static_cast<std::size_t>(n);
    }
}

} // namespace pya::detail
