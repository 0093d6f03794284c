// SPDX-License-Identifier: MIT
#include "io/truncation.hpp"

#include "io/header_length.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace pya::io {
namespace {

bool left_open(std::int64_t size, int size_bytes) {
    constexpr std::int64_t slack = 0x10000, two_gib = std::int64_t{1} << 31;
    if (size_bytes == 8) return size <= 0 || size > std::int64_t{1} << 62;
    return size == 0 || (size >= two_gib - slack && size <= two_gib) || size >= 2 * two_gib - slack;
}

// A chunk has a tag, a size and a content. `Layout` says how a kind of file writes them.
struct Layout {
    std::int64_t first; ///< where the first chunk begins
    int tag_bytes, size_bytes;
    bool big_endian, counts_itself; ///< whether the size includes tag and size
    std::int64_t align;
    std::string_view data; ///< the tag of the samples
};

constexpr Layout riff{12, 4, 4, false, false, 2, "data"}, rifx{12, 4, 4, true, false, 2, "data"},
    form{12, 4, 4, true, false, 2, "SSND"}, svx{12, 4, 4, true, false, 2, "BODY"},
    w64{40, 16, 8, false, true, 8, "data"}, caf{8, 4, 8, true, false, 1, "data"};

} // namespace

std::int64_t missing_bytes(Bytes& bytes) {
    std::array<unsigned char, 24> head{};
    const auto tag = [&](std::size_t at) {
        return std::string_view(reinterpret_cast<const char*>(&head[at]), 4);
    };
    if (bytes.read_at(0, head.data(), 12) < 12) return 0;
    const bool rf64 = tag(0) == "RF64";
    if (tag(0) == ".snd") {
        const std::int64_t size = number(&head[8], 4, true);
        return left_open(size, 4)
                   ? 0
                   : std::max<std::int64_t>(0, number(&head[4], 4, true) + size - bytes.size());
    }
    const Layout* layout = tag(0) == "RIFF" || rf64                                     ? &riff
                           : tag(0) == "RIFX"                                           ? &rifx
                           : tag(0) == "FORM" && (tag(8) == "8SVX" || tag(8) == "16SV") ? &svx
                           : tag(0) == "FORM"                                           ? &form
                           : tag(0) == "riff"                                           ? &w64
                           : tag(0) == "caff"                                           ? &caf
                                                                                        : nullptr;
    if (layout == nullptr) return std::max<std::int64_t>(0, end_by_header(bytes) - bytes.size());

    const std::int64_t head_size = layout->tag_bytes + layout->size_bytes;
    std::int64_t at = layout->first, long_size = 0;
    for (int chunk = 0; chunk < 1000 && bytes.read_at(at, head.data(), head_size) == head_size; ++chunk) {
        std::int64_t size = number(&head[static_cast<std::size_t>(layout->tag_bytes)], layout->size_bytes,
                                   layout->big_endian);
        if (layout->counts_itself && size > 0) size -= head_size;
        const std::int64_t available = bytes.size() - at - head_size;
        if (tag(0) == layout->data) {
            if (rf64 && long_size > 0)
                size = long_size;
            else if (left_open(size, layout->size_bytes))
                return 0;
            return std::max<std::int64_t>(0, size - available);
        }
        if (size < 0 || size >= available) return 0;
        if (rf64 && tag(0) == "ds64" && bytes.read_at(at + head_size + 8, &head[8], 8) == 8)
            long_size = number(&head[8], 8, false);
        at += head_size + (size + layout->align - 1) / layout->align * layout->align;
    }
    return 0;
}

} // namespace pya::io
