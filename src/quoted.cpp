// SPDX-License-Identifier: MIT
#include "quoted.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstdio>

namespace pya::detail {
namespace {

struct Character {
    std::uint32_t code; // the byte itself, if no UTF-8 character begins with it
    std::size_t bytes;
    bool valid;
};

Character first_of(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t lead = byte(0);
    const Character alone{lead, 1, lead < 0x80};
    const auto bytes = static_cast<std::size_t>(std::countl_one(lead));
    if (bytes < 2 || bytes > 4 || bytes > text.size()) return alone;
    std::uint32_t code = lead & (0x7fu >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return alone;
        code = code << 6 | (byte(i) & 0x3f);
    }
    constexpr std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xd800 && code < 0xe000;
    return code < least[bytes] || code > 0x10ffff || surrogate ? alone : Character{code, bytes, true};
}

// Control characters, blanks other than the space, and characters that nobody can see.
bool invisible(std::uint32_t code) {
    struct Range {
        std::uint32_t first, last;
    };
    constexpr std::array<Range, 11> ranges{{{0, 0x1f},
                                            {0x7f, 0xa0},
                                            {0xad, 0xad},
                                            {0x1680, 0x1680},
                                            {0x2000, 0x200f},
                                            {0x2028, 0x202f},
                                            {0x205f, 0x206f},
                                            {0x3000, 0x3000},
                                            {0xe000, 0xf8ff},
                                            {0xfeff, 0xfeff},
                                            {0xe0000, 0x10ffff}}};
    for (const Range& range : ranges)
        if (range.first <= code && code <= range.last) return true;
    return false;
}

std::string number(std::uint32_t code) {
    std::array<char, 16> text{};
    const char* format = code < 0x100 ? "\\x%02x" : code < 0x10000 ? "\\u%04x" : "\\U%08x";
    std::snprintf(text.data(), text.size(), format, code);
    return text.data();
}

} // namespace

std::string quoted(std::string_view text) {
    const bool has_single = text.find('\'') != std::string_view::npos;
    const char quote = has_single && text.find('"') == std::string_view::npos ? '"' : '\'';
    std::string result(1, quote);
    while (!text.empty()) {
        const Character c = first_of(text);
        if (c.code == '\n')
            result += "\\n";
        else if (c.code == '\r')
            result += "\\r";
        else if (c.code == '\t')
            result += "\\t";
        else if (!c.valid || invisible(c.code))
            result += number(c.code);
        else if (c.code == '\\' || c.code == static_cast<std::uint32_t>(quote))
            (result += '\\') += text[0];
        else
            result += text.substr(0, c.bytes);
        text.remove_prefix(c.bytes);
    }
    return result += quote;
}

std::string quoted(const std::vector<std::string>& names) {
    std::string result = "[";
    for (const std::string& name : names) (result += result.size() > 1 ? ", " : "") += detail::quoted(name);
    return result += "]";
}

std::string valid_utf8(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const Character c = first_of(text);
        result += c.valid ? text.substr(0, c.bytes) : "\xef\xbf\xbd";
        text.remove_prefix(c.bytes);
    }
    return result;
}

} // namespace pya::detail
