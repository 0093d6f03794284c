// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/csv.hpp>
#include <pya/memory.hpp>

#include "io/text_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace pya::io {
namespace {

/// Fields as they stand, or, in quotes, what the quotes hold.
std::vector<std::string> fields_of(std::string_view line, char delimiter) {
    std::vector<std::string> fields;
    for (bool more = true; more;) {
        std::string field;
        const std::string_view rest = stripped(line);
        if (rest.starts_with('"')) {
            std::size_t i = 1;
            for (; i < rest.size(); ++i) {
                if (rest[i] == '"' && (i + 1 == rest.size() || rest[i + 1] != '"')) break;
                if (rest[i] == '"') ++i;
                field += rest[i];
            }
            line = rest.substr(std::min(i + 1, rest.size()));
        }
        const auto length = std::min(line.find(delimiter), line.size());
        field += stripped(line.substr(0, length));
        more = length < line.size();
        line.remove_prefix(std::min(length + 1, line.size()));
        fields.push_back(std::move(field));
    }
    return fields;
}

void append_number(std::string& text, double value) {
    std::array<char, 32> digits;
    text.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
}

void append_name(std::string& text, const std::string& name, char delimiter) {
    const bool plain = name.find_first_of(std::string("\"\r\n \t") + delimiter) == std::string::npos;
    if (plain && !name.empty() && !number(name)) {
        text += name;
        return;
    }
    text += '"';
    for (const char c : name) {
        if (c == '"') text += c;
        text += c;
    }
    text += '"';
}

} // namespace

impl::CsvContent impl::read_csv(const std::string& path, const CsvOptions& options) {
    return detail::within_memory("load_csv", [&] {
        const std::string content = read_file(path);
        std::string_view text = content;
        if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
        CsvContent table;
        Eigen::Index lines = 0;
        while (const auto line = next_line(text)) {
            ++lines;
            if (stripped(*line).empty()) continue;
            std::vector<std::string> fields = fields_of(*line, options.delimiter);
            const bool first = table.cols == 0;
            if (first) table.cols = static_cast<Eigen::Index>(fields.size());
            if (static_cast<Eigen::Index>(fields.size()) != table.cols)
                detail::fail<IoError>("can't read '", path, "': line ", lines, " has ", fields.size(),
                                      " fields; the first line has ", table.cols);
            const auto is_text = [](const std::string& field) { return !field.empty() && !number(field); };
            if (first && std::ranges::any_of(fields, is_text)) {
                table.names = std::move(fields);
                continue;
            }
            for (const std::string& field : fields) {
                const auto value = field.empty() ? std::numeric_limits<double>::quiet_NaN() : number(field);
                if (!value)
                    detail::fail<IoError>("can't read '", path, "': '", field, "' in line ", lines,
                                          " is no number");
                table.values.push_back(*value);
            }
        }
        return table;
    });
}

void impl::write_csv(const std::string& path, const Eigen::Ref<const Eigen::ArrayXXd>& values,
                     const CsvOptions& options) {
    if (!options.names.empty() && static_cast<Eigen::Index>(options.names.size()) != values.cols())
        detail::fail("save_csv: there are ", options.names.size(), " names for ", values.cols(), " columns");
    detail::within_memory("save_csv", [&] {
        std::string text;
        for (std::size_t i = 0; i < options.names.size(); ++i) {
            if (i > 0) text += options.delimiter;
            append_name(text, options.names[i], options.delimiter);
        }
        if (!options.names.empty()) text += '\n';
        for (Eigen::Index row = 0; row < values.rows(); ++row) {
            for (Eigen::Index col = 0; col < values.cols(); ++col) {
                if (col > 0) text += options.delimiter;
                append_number(text, values(row, col));
            }
            text += '\n';
        }
        write_file(path, text);
    });
}

} // namespace pya::io
