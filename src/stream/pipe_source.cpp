// SPDX-License-Identifier: MIT
#include "stream/pipe.hpp"

#include "io/interleave.hpp"
#include "stream/ahead.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cerrno>
#include <string_view>
#include <system_error>

#include <unistd.h>

namespace pya::detail {
namespace {

/// What comes before the samples.
struct Header {
    PcmFormat format;
    std::optional<Index> frames; // if it says how many there are
};

Index width_of(SampleFormat dtype) {
    switch (dtype) {
    case SampleFormat::int16: return 2;
    case SampleFormat::int24: return 3;
    case SampleFormat::int32:
    case SampleFormat::float32: return 4;
    default:
        fail("Astream::from_pipe: dtype is ", sample_format_name(dtype),
             "; it must be int16, int24, int32 or float32");
    }
}

/// Reads n bytes, fewer only at the end.
std::size_t read_bytes(int descriptor, unsigned char* to, std::size_t n) {
    std::size_t done = 0;
    while (done < n) {
        const ssize_t got = ::read(descriptor, to + done, n - done);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail<IoError>("can't read from a pipe: ", std::generic_category().message(errno));
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

std::uint32_t number(const unsigned char* bytes, int size) {
    std::uint32_t value = 0;
    for (int i = 0; i < size; ++i) value |= std::uint32_t{bytes[i]} << 8 * i;
    return value;
}

/// The header of a WAV file up to its first sample.
Header read_header(int descriptor) {
    const auto take = [descriptor](unsigned char* to, std::size_t n) {
        if (read_bytes(descriptor, to, n) < n)
            fail<IoError>("can't read from a pipe: it ends within the header of a WAV file");
    };
    const auto is = [](const unsigned char* bytes, std::string_view word) {
        return std::equal(word.begin(), word.end(), bytes);
    };
    std::array<unsigned char, 12> riff{};
    if (read_bytes(descriptor, riff.data(), 12) < 12 || !is(riff.data(), "RIFF") ||
        !is(riff.data() + 8, "WAVE"))
        fail<IoError>("can't read from a pipe: it is no WAV file; samples without a header need a PcmFormat");
    Header header{{.channels = 0}, std::nullopt};
    for (;;) {
        std::array<unsigned char, 8> chunk{};
        take(chunk.data(), 8);
        const std::uint32_t size = number(chunk.data() + 4, 4);
        if (is(chunk.data(), "data")) {
            if (header.format.channels < 1 || header.format.sr < 1)
                fail<IoError>("can't read from a pipe: the WAV file says no channels or sampling rate");
            if (size != 0 && size != 0xffffffff)
                header.frames = size / (width_of(header.format.dtype) * header.format.channels);
            return header;
        }
        std::vector<unsigned char> content;
        for (std::uint32_t left = size + size % 2, n = 0; left > 0; left -= n) { // padded to a whole word
            n = std::min<std::uint32_t>(left, 1 << 16);
            std::vector<unsigned char> some(n);
            take(some.data(), n);
            if (content.empty()) content = std::move(some);
        }
        if (!is(chunk.data(), "fmt ")) continue;
        content.resize(std::max<std::size_t>(content.size(), 26));
        std::uint32_t kind = number(content.data(), 2);
        const std::uint32_t bits = number(content.data() + 14, 2);
        if (kind == 0xfffe) kind = number(content.data() + 24, 2);
        header.format.channels = number(content.data() + 2, 2);
        header.format.sr = static_cast<int>(std::min<std::uint32_t>(number(content.data() + 4, 4), 1 << 30));
        if (kind == 3 && bits == 32)
            header.format.dtype = SampleFormat::float32;
        else if (kind == 1 && (bits == 16 || bits == 24 || bits == 32))
            header.format.dtype = bits == 16   ? SampleFormat::int16
                                  : bits == 24 ? SampleFormat::int24
                                               : SampleFormat::int32;
        else
            fail<IoError>("can't read from a pipe: the WAV file has samples of kind ", kind, " with ", bits,
                          " bits; it must have 16, 24 or 32 bits, or floats of 32");
    }
}

class PipeFlow : public Flow {
public:
    PipeFlow(int descriptor, const Header& header) : descriptor_(descriptor), header_(header) {}

    bool next(storage::Samples& block) override {
        const Index channels = header_.format.channels;
        Index wanted = block_samples(channels);
        if (header_.frames) wanted = std::min(wanted, *header_.frames - position_);
        if (wanted == 0 || ended_) return ended();
        const Index frame = width_of(header_.format.dtype) * channels;
        bytes_.resize(static_cast<std::size_t>(wanted * frame));
        const auto got = static_cast<Index>(read_bytes(descriptor_, bytes_.data(), bytes_.size()));
        ended_ = got < wanted * frame;
        rest_ = got % frame;
        if (got / frame == 0) return ended();
        block = decoded(got / frame);
        position_ += block.rows();
        return true;
    }

private:
    bool ended() const {
        if (rest_ != 0 || (header_.frames && position_ < *header_.frames))
            fail<IoError>("can't read from a pipe: it is cut short after frame ", position_);
        return false;
    }

    storage::Samples decoded(Index frames) {
        const Index channels = header_.format.channels;
        const auto n = static_cast<std::size_t>(frames * channels);
        const int width = static_cast<int>(width_of(header_.format.dtype));
        storage::Samples block = storage::Samples::uninitialised(frames, channels);
        SigMap out = block.write();
        const io::Planes<float> planes{out.data(), out.outerStride(), frames, channels};
        std::vector<std::int32_t> integers(n); // in the high bits
        for (std::size_t i = 0; i < n; ++i)
            integers[i] = static_cast<std::int32_t>(
                number(bytes_.data() + i * static_cast<std::size_t>(width), width) << (32 - 8 * width));
        if (header_.format.dtype != SampleFormat::float32) {
            io::split(integers.data(), planes);
            return block;
        }
        std::vector<float> floats(n);
        std::transform(integers.begin(), integers.end(), floats.begin(),
                       [](std::int32_t bits) { return std::bit_cast<float>(bits); });
        io::split(floats.data(), planes);
        return block;
    }

    int descriptor_;
    Header header_;
    std::vector<unsigned char> bytes_;
    Index position_ = 0;
    Index rest_ = 0; // bytes of a frame that is not complete
    bool ended_ = false;
};

class PipeSource : public StreamNode {
public:
    PipeSource(int descriptor, const Header& header)
        : StreamNode(Asig(0, {.sr = header.format.sr, .label = "pipe", .channels = header.format.channels}),
                     header.frames, true),
          descriptor_(descriptor), header_(header) {}

    FlowPtr open(StreamRun& run, Index first) const override {
        if (taken_.exchange(true))
            fail("Astream: a pipe can be read only once; save it to a file, and run that");
        return skipped(ahead(std::make_unique<PipeFlow>(descriptor_, header_), run), first);
    }
    int passes() const override { return 0; }

private:
    int descriptor_;
    Header header_;
    mutable std::atomic<bool> taken_ = false;
};

} // namespace

NodePtr pipe_source(int descriptor, const std::optional<PcmFormat>& raw) {
    if (!raw) return std::make_shared<PipeSource>(descriptor, read_header(descriptor));
    width_of(raw->dtype);
    return std::make_shared<PipeSource>(descriptor, Header{*raw, std::nullopt});
}

} // namespace pya::detail
