// SPDX-License-Identifier: MIT
// Text and numbers in JSON.
#ifndef PYA_SRC_JSON_HPP
#define PYA_SRC_JSON_HPP

#include <string>
#include <string_view>

namespace pya::detail {

/// A string with its quotes. What is not UTF-8 is U+FFFD.
std::string json_string(std::string_view text);

/// A number in as many digits as tell it from all others. JSON has no NaN and no infinity: they are null.
std::string json_number(double value);

} // namespace pya::detail

#endif
