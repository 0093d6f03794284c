// SPDX-License-Identifier: MIT
#include "io/text_file.hpp"

#include <pya/error.hpp>

#include "file_name.hpp"
#include "io/pending_file.hpp"
#include "io/reason.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <memory>

namespace pya::io {

std::string read_file(const std::string& path) {
    detail::check_file_name(path);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
    if (file == nullptr) detail::fail<IoError>("can't read '", path, "': ", reason(errno));
    std::string content;
    std::array<char, 65536> chunk;
    while (const std::size_t n = std::fread(chunk.data(), 1, chunk.size(), file.get()))
        content.append(chunk.data(), n);
    if (std::ferror(file.get()) != 0) detail::fail<IoError>("can't read '", path, "': ", reason(errno));
    return content;
}

void write_file(const std::string& path, std::string_view content) {
    PendingFile file(path);
    const auto size = static_cast<std::int64_t>(content.size());
    if (file.bytes().write_at(0, content.data(), size) != size)
        detail::fail<IoError>("can't write '", path, "': ", file.bytes().error());
    file.commit(false);
}

std::optional<std::string_view> next_line(std::string_view& text) {
    if (text.empty()) return std::nullopt;
    const auto length = text.find_first_of("\r\n");
    const std::string_view line = text.substr(0, length);
    text.remove_prefix(line.size());
    if (text.starts_with("\r\n"))
        text.remove_prefix(2);
    else if (!text.empty())
        text.remove_prefix(1);
    return line;
}

std::string_view stripped(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<double> number(std::string_view text) {
    text = stripped(text);
    if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

} // namespace pya::io
