// SPDX-License-Identifier: MIT
#include "io/header_length.hpp"

#include <array>
#include <cstdlib>
#include <string>
#include <string_view>

namespace pya::io {
namespace {

// The first bytes of a file, with zeros beyond its end.
struct Head {
    std::array<unsigned char, 1024> bytes{};

    std::int64_t at(std::size_t place, int n, bool big_endian) const {
        return number(&bytes[place], n, big_endian);
    }
    std::string_view text(std::size_t place, std::size_t n) const {
        return {reinterpret_cast<const char*>(&bytes[place]), n};
    }
};

// A line "name -i value" of the text that a NIST file begins with.
std::int64_t nist_number(const Head& head, const std::string& name) {
    const std::string_view text = head.text(0, head.bytes.size());
    const auto found = text.find(name + " -i ");
    if (found == std::string_view::npos) return -1;
    return std::atoll(std::string(text.substr(found + name.size() + 4, 18)).c_str());
}

std::int64_t nist_end(const Head& head) {
    const std::int64_t frames = nist_number(head, "sample_count"),
                       channels = nist_number(head, "channel_count"),
                       width = nist_number(head, "sample_n_bytes");
    if (frames < 0 || frames > std::int64_t{1} << 40 || channels < 1 || channels > 1024 || width < 1 ||
        width > 8)
        return 0;
    return 1024 + frames * channels * width;
}

// Packets of 120 bytes, of which 7 bits each are used.
std::int64_t sds_end(const Head& head) {
    const std::int64_t bits = head.at(6, 1, false);
    const std::int64_t words =
        head.at(10, 1, false) + (head.at(11, 1, false) << 7) + (head.at(12, 1, false) << 14);
    const std::int64_t per_packet = 120 / (bits < 15 ? 2 : bits < 22 ? 3 : 4);
    return 21 + (words + per_packet - 1) / per_packet * 127;
}

// Blocks that begin with a type and a size of three bytes, up to a block of type 0.
std::int64_t voc_end(const Head& head, Bytes& bytes) {
    std::int64_t at = head.at(20, 2, false);
    std::array<unsigned char, 4> block{};
    while (bytes.read_at(at, block.data(), 4) == 4 && block[0] != 0) at += 4 + number(&block[1], 3, false);
    return at;
}

// Matrices: type, rows, columns, whether they are complex, length of the name; then the name and the numbers.
std::int64_t mat4_end(Bytes& bytes, bool big_endian) {
    constexpr std::array<int, 6> widths{8, 4, 4, 2, 2, 1};
    std::int64_t at = 0;
    std::array<unsigned char, 20> matrix{};
    for (int count = 0; count < 100 && bytes.read_at(at, matrix.data(), 20) == 20; ++count) {
        const auto field = [&](int i) {
            return number(&matrix[static_cast<std::size_t>(4 * i)], 4, big_endian);
        };
        const std::int64_t type = field(0) % 100 / 10;
        if (type > 5 || field(1) > 1 << 20 || field(4) > 1 << 16) return 0;
        at += 20 + field(4) + field(1) * field(2) * widths[static_cast<std::size_t>(type)];
    }
    return at;
}

// Elements that begin with a type and a size, after 128 bytes of text.
std::int64_t mat5_end(const Head& head, Bytes& bytes) {
    const bool big_endian = head.text(126, 2) == "MI";
    std::int64_t at = 128;
    std::array<unsigned char, 8> element{};
    for (int count = 0; count < 100 && bytes.read_at(at, element.data(), 8) == 8; ++count)
        at += 8 + number(&element[4], 4, big_endian);
    return at;
}

} // namespace

std::int64_t number(const unsigned char* at, int n, bool big_endian) {
    std::uint64_t value = 0;
    for (int i = 0; i < n; ++i) value |= std::uint64_t{at[big_endian ? n - 1 - i : i]} << (8 * i);
    return static_cast<std::int64_t>(value);
}

std::int64_t end_by_header(Bytes& bytes) {
    Head head;
    if (bytes.read_at(0, head.bytes.data(), static_cast<std::int64_t>(head.bytes.size())) < 32) return 0;
    if (head.text(0, 4) == "2BIT")
        return 128 + head.at(26, 4, true) * (head.at(12, 2, true) != 0 ? 2 : 1) * head.at(14, 2, true) / 8;
    if (head.text(0, 7) == "NIST_1A") return nist_end(head);
    if (head.text(0, 15) == "ALawSoundFile**") return 32 + head.at(18, 4, true);
    if (head.text(0, 19) == "Creative Voice File") return voc_end(head, bytes);
    if (head.text(0, 6) == "MATLAB") return mat5_end(head, bytes);
    if (head.text(20, 11) == std::string_view("samplerate\0", 11))
        return mat4_end(bytes, head.at(0, 4, true) == 1000);
    if (head.at(0, 2, true) == 0xf07e && head.at(3, 1, false) == 1) return sds_end(head);
    if (head.at(0, 2, true) == 0x0104 && head.at(21, 1, false) < 2)
        return 42 + head.at(30, 4, false) * 2 * (1 + head.at(21, 1, false));
    return 0;
}

} // namespace pya::io
