// SPDX-License-Identifier: MIT
// Whole files as text, and numbers in it.
#ifndef PYA_SRC_IO_TEXT_FILE_HPP
#define PYA_SRC_IO_TEXT_FILE_HPP

#include <optional>
#include <string>
#include <string_view>

namespace pya::io {

/// The content of a file. Throws IoError.
std::string read_file(const std::string& path);
/// Writes a file, all of it or none. Throws IoError.
void write_file(const std::string& path, std::string_view content);

/// The next line of a text without its end, which is taken off the text; nothing at the end.
std::optional<std::string_view> next_line(std::string_view& text);
/// A number that fills all of a text but for blanks around it, whatever the locale.
std::optional<double> number(std::string_view text);
/// Without blanks around it.
std::string_view stripped(std::string_view text);

} // namespace pya::io

#endif
