// SPDX-License-Identifier: MIT
// Text and numbers in a gnuplot script. A text may come from anywhere, so nothing in it may be taken as a
// command.
#ifndef PYA_SRC_PLOT_TEXT_HPP
#define PYA_SRC_PLOT_TEXT_HPP

#include <cstddef>
#include <string>
#include <string_view>

namespace pya::plot {

/// All parts as one string.
template <class... Parts>
std::string joined(const Parts&... parts) {
    std::string text;
    ((text += parts), ...);
    return text;
}

/// An expression of single-quoted strings in gnuplot that shows the text literally, cut with an ellipsis to
/// at most `characters`. Line breaks become spaces, other control characters vanish, what isn't UTF-8 or has
/// no glyph in any font becomes U+FFFD.
std::string quoted(std::string_view text, std::size_t characters = 1000);
inline constexpr double character_width = 7.5; ///< of the text on the axes, in pixels
/// How many characters there is room for.
std::size_t fitting(double pixels);
/// The number of characters of UTF-8.
std::size_t length(std::string_view text);
/// The shortest digits that read back as the same double, whatever the locale.
std::string number(double value);

} // namespace pya::plot

#endif
