// SPDX-License-Identifier: MIT
#include "web/message.hpp"

#include <bit>
#include <cmath>
#include <cstring>

namespace pya::web {
namespace {

static_assert(std::endian::native == std::endian::little, "messages are little-endian");

// Bytes of the UTF-8 character at the front of the text, 0 if there is none.
std::size_t utf8_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = byte(0);
    const std::size_t length = lead < 0x80    ? 1
                               : lead < 0xc2  ? 0
                               : lead < 0xe0  ? 2
                               : lead < 0xf0  ? 3
                               : lead <= 0xf4 ? 4
                                              : 0;
    if (length == 0 || length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xc0u) != 0x80u) return 0;
    const bool overlong = (lead == 0xe0 && byte(1) < 0xa0) || (lead == 0xf0 && byte(1) < 0x90);
    const bool no_character = (lead == 0xed && byte(1) > 0x9f) || (lead == 0xf4 && byte(1) > 0x8f);
    return overlong || no_character ? 0 : length;
}

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
    if (header.kind < Kind::listen || header.kind > Kind::mute) return {};
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

std::string json_string(std::string_view text) {
    std::string json = "\"";
    while (!text.empty()) {
        const std::size_t length = utf8_length(text);
        const auto byte = static_cast<unsigned char>(text[0]);
        if (length == 0)
            json += '?';
        else if (byte == '"' || byte == '\\')
            (json += '\\') += text[0];
        else if (byte < 0x20)
            ((json += "\\u00") += "0123456789abcdef"[byte >> 4]) += "0123456789abcdef"[byte & 15];
        else
            json += text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return json + '"';
}

} // namespace pya::web
