// SPDX-License-Identifier: MIT
// Text as Python's repr shows it, and as UTF-8.
#ifndef PYA_SRC_QUOTED_HPP
#define PYA_SRC_QUOTED_HPP

#include <string>
#include <string_view>
#include <vector>

namespace pya::detail {

/// UTF-8 in quotes, with backslashes before what would not be seen as it is: 'a\n', "it's". Bytes that are
/// not UTF-8 are \xNN.
std::string quoted(std::string_view text);

/// ['l', 'r']
std::string quoted(const std::vector<std::string>& names);

/// The text, in which bytes that are not UTF-8 are U+FFFD.
std::string valid_utf8(std::string_view text);

} // namespace pya::detail

#endif
