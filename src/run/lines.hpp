// SPDX-License-Identifier: MIT
// What programs write, line by line, and the places in it.
#ifndef PYA_SRC_RUN_LINES_HPP
#define PYA_SRC_RUN_LINES_HPP

#include <string>
#include <string_view>
#include <vector>

namespace pya::detail::live {

struct Line {
    std::string kind;  ///< "error", "warning" or "output"
    std::string place; ///< "file:line", or nothing
    std::string text;
};

/// "song.cpp:5:7: error: what is wrong" in its parts; anything else is output.
Line parse_line(std::string_view line);
/// Takes the lines that are complete out of a text, and with `all` what is left as well.
std::vector<std::string> take_lines(std::string& text, bool all);
/// That line of that file, without blanks around it; nothing where there is none.
std::string line_at(const std::string& place);

} // namespace pya::detail::live

#endif
