// SPDX-License-Identifier: MIT
#include "io/truncation.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace pya::io {
namespace {

std::int64_t number(const unsigned char* at, int n, bool big_endian) {
    std::uint64_t value = 0;
    for (int i = 0; i < n; ++i) value |= std::uint64_t{at[big_endian ? n - 1 - i : i]} << (8 * i);
    return static_cast<std::int64_t>(value);
}

bool left_open(std::int64_t size) {
    constexpr std::int64_t slack = 0x10000, two_gib = std::int64_t{1} << 31;
    return size == 0 || (size >= two_gib - slack && size <= two_gib) || size >= 2 * two_gib - slack;
}

} // namespace

std::int64_t missing_bytes(Bytes& bytes) {
    std::array<unsigned char, 20> head{};
    const auto tag = [&](std::size_t at) {
        return std::string_view(reinterpret_cast<const char*>(&head[at]), 4);
    };
    if (bytes.read_at(0, head.data(), 12) < 12) return 0;
    const bool form = tag(0) == "FORM";
    const bool rf64 = tag(0) == "RF64";
    const bool riff = tag(0) == "RIFF" || tag(0) == "RIFX" || rf64;
    if (!form && !(riff && tag(8) == "WAVE")) return 0;
    const bool big_endian = form || tag(0) == "RIFX";

    std::int64_t at = 12, long_size = 0;
    for (int chunk = 0; chunk < 1000 && bytes.read_at(at, head.data(), 8) == 8; ++chunk) {
        const std::int64_t size = number(&head[4], 4, big_endian);
        if (rf64 && tag(0) == "ds64" && bytes.read_at(at + 16, &head[12], 8) == 8) {
            long_size = number(&head[12], 8, false);
        } else if (tag(0) == (form ? "SSND" : "data")) {
            const auto available = bytes.size() - at - 8;
            if (rf64 && long_size > 0) return std::max<std::int64_t>(0, long_size - available);
            return left_open(size) ? 0 : std::max<std::int64_t>(0, size - available);
        }
        at += 8 + size + (size & 1);
    }
    return 0;
}

} // namespace pya::io
