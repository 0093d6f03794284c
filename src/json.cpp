// SPDX-License-Identifier: MIT
#include "json.hpp"

#include "io/csv_text.hpp"
#include "quoted.hpp"

#include <cmath>

namespace pya::detail {

std::string json_string(std::string_view text) {
    std::string json = "\"";
    for (const char c : valid_utf8(text)) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (json += '\\') += c;
        else if (byte < 0x20)
            ((json += "\\u00") += "0123456789abcdef"[byte >> 4]) += "0123456789abcdef"[byte & 15];
        else
            json += c;
    }
    return json + '"';
}

std::string json_number(double value) {
    if (!std::isfinite(value)) return "null";
    std::string digits;
    io::append_number(digits, value);
    return digits;
}

} // namespace pya::detail
