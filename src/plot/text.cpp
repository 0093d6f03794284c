// SPDX-License-Identifier: MIT
#include "plot/text.hpp"

#include "plot/fonts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace pya::plot {
namespace {

// The length of the UTF-8 character at the start of text, or 0.
std::size_t character(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = byte(0);
    const std::size_t size = lead < 0x80                   ? 1
                             : lead >= 0xc2 && lead < 0xe0 ? 2
                             : lead >> 4 == 0xe            ? 3
                             : lead >= 0xf0 && lead < 0xf5 ? 4
                                                           : 0;
    if (size == 0 || size > text.size()) return 0;
    for (std::size_t i = 1; i < size; ++i)
        if (byte(i) >> 6 != 2) return 0;
    if (size < 3) return size;
    // It must not be longer than needed, not half of a surrogate pair, and not beyond the last character.
    const unsigned second = byte(1);
    const bool wrong = (lead == 0xe0 && second < 0xa0) || (lead == 0xed && second >= 0xa0) ||
                       (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second >= 0x90);
    return wrong ? 0 : size;
}

char32_t code_point(std::string_view character) {
    const auto size = static_cast<unsigned>(character.size());
    auto code = static_cast<char32_t>(static_cast<unsigned char>(character[0]) &
                                      (size == 1 ? 0x7f : 0xff >> (size + 1)));
    for (const char c : character.substr(1)) code = code << 6 | (static_cast<unsigned char>(c) & 0x3f);
    return code;
}

// The characters that can be shown.
std::vector<std::string_view> characters_of(std::string_view text) {
    constexpr std::string_view replacement = "\xef\xbf\xbd";
    std::vector<std::string_view> found;
    while (!text.empty()) {
        const std::size_t size = character(text);
        const char32_t code = size == 0 ? 0xffff : code_point(text.substr(0, size));
        const bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);
        if (code == '\n' || code == '\r' || code == '\t' || code == 0x85 || code == 0x2028 || code == 0x2029)
            found.push_back(" "); // a blank or the end of a line
        else if (!control && has_glyph(code))
            found.push_back(text.substr(0, size));
        else if (!control)
            found.push_back(has_glyph(0xfffd) ? replacement : "?");
        text.remove_prefix(std::max<std::size_t>(size, 1));
    }
    return found;
}

} // namespace

std::string quoted(std::string_view text, std::size_t characters) {
    const auto all = characters_of(text);
    const bool cut = all.size() > characters;
    const std::size_t kept = cut ? std::max<std::size_t>(characters, 4) - 3 : all.size();
    // gnuplot 5.4 misreads a doubled quote at the start of a string and beside another.
    constexpr std::string_view quote = "'.\"\\047\".'";
    std::string result = "'";
    for (std::size_t i = 0; i < std::min(kept, all.size()); ++i) {
        result += all[i] == "'" ? quote : all[i];
    }
    return result + (cut ? "...'" : "'");
}

std::size_t fitting(double pixels) {
    return static_cast<std::size_t>(std::max(pixels / character_width, 8.0));
}

std::size_t length(std::string_view text) { return characters_of(text).size(); }

std::string number(double value) {
    std::array<char, 32> digits;
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr};
}

} // namespace pya::plot
