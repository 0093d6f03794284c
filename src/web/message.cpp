// SPDX-License-Identifier: MIT
#include "web/message.hpp"

#include <bit>
#include <cmath>
#include <cstring>

namespace pya::web {
namespace {

static_assert(std::endian::native == std::endian::little, "messages are little-endian");

} // namespace

std::string pack(const Header& header, std::span<const float> samples) {
    std::string bytes(sizeof(Header) + samples.size_bytes(), '\0');
    std::memcpy(bytes.data(), &header, sizeof(Header));
    if (!samples.empty()) std::memcpy(bytes.data() + sizeof(Header), samples.data(), samples.size_bytes());
    return bytes;
}

std::optional<Message> unpack(std::string_view bytes) {
    if (bytes.size() < sizeof(Header) || bytes.size() > most_bytes) return {};
    Message message;
    Header& header = message.header;
    std::memcpy(&header, bytes.data(), sizeof(Header));
    bytes.remove_prefix(sizeof(Header));
    if (header.kind < Kind::listen || header.kind > Kind::turn) return {};
    if (header.kind == Kind::turn) {
        const bool one_value = bytes.empty() && header.frames == 0 && header.channels == 0;
        return one_value && std::isfinite(header.position) ? std::optional(message) : std::nullopt;
    }
    if (!(header.position >= 0 && header.position < 9007199254740992.0)) return {};
    if (header.position != std::floor(header.position)) return {};
    if (header.kind != Kind::microphone) {
        if (!bytes.empty() || header.channels != 0) return {};
        return message;
    }
    if (header.channels < 1 || header.channels > most_channels || header.frames < 1) return {};
    if (std::uint64_t{header.frames} * header.channels * sizeof(float) != bytes.size()) return {};
    message.samples.resize(bytes.size() / sizeof(float));
    std::memcpy(message.samples.data(), bytes.data(), bytes.size());
    return message;
}

} // namespace pya::web
