// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/csv.hpp>
#include <pya/memory.hpp>

#include "io/csv_text.hpp"
#include "io/text_file.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <limits>
#include <optional>

namespace pya::io {
namespace {

std::string known_columns(const std::vector<std::string>& names) {
    if (names.empty()) return "the columns have no names";
    std::string known = "the columns are ";
    for (const std::string& name : names) (known += &name == &names.front() ? "'" : ", '") += name + "'";
    return known;
}

/// Takes the next line off a text that has one. Its fields are as they stand, or, in quotes, what the quotes
/// hold, which may be several lines. Nothing if the quotes have no end.
std::optional<std::vector<std::string>> next_fields(std::string_view& text, char delimiter) {
    const std::string_view blanks = delimiter == '\t' ? " " : delimiter == ' ' ? "\t" : " \t";
    const std::string ends{delimiter, '\r', '\n'};
    std::vector<std::string> fields;
    for (bool more = true; more;) {
        std::string field;
        std::size_t i = std::min(text.find_first_not_of(blanks), text.size());
        if (text.substr(i).starts_with('"')) {
            for (++i; i < text.size(); ++i) {
                if (text[i] == '"' && (i + 1 == text.size() || text[i + 1] != '"')) break;
                if (text[i] == '"') ++i;
                field += text[i];
            }
            if (i == text.size()) return std::nullopt;
            text.remove_prefix(i + 1);
        }
        const auto length = std::min(text.find_first_of(ends), text.size());
        field += stripped(text.substr(0, length));
        text.remove_prefix(length);
        more = text.starts_with(delimiter);
        if (more) text.remove_prefix(1);
        fields.push_back(std::move(field));
    }
    next_line(text); // what is left of it is its end
    return fields;
}

Eigen::Index lines_in(std::string_view text) {
    Eigen::Index lines = 0;
    while (next_line(text)) ++lines;
    return lines;
}

/// Which columns are read: those that the options name, or all.
std::vector<std::size_t> chosen_columns(const std::string& path, const std::vector<std::string>& names,
                                        const CsvOptions& options) {
    std::vector<std::size_t> chosen;
    for (const std::string& name : options.columns) {
        const auto found = std::ranges::find(names, name);
        if (found == names.end())
            detail::fail("load_csv: '", path, "' has no column '", name, "'; ", known_columns(names));
        chosen.push_back(static_cast<std::size_t>(found - names.begin()));
    }
    if (options.columns.empty())
        for (std::size_t i = 0; i < names.size(); ++i) chosen.push_back(i);
    return chosen;
}

void check_delimiter(const char* function, char delimiter) {
    const bool in_numbers = std::isalnum(static_cast<unsigned char>(delimiter)) != 0;
    if (in_numbers || std::string_view("+-.\"\r\n").find(delimiter) != std::string_view::npos)
        detail::fail(function, ": the delimiter is '", delimiter,
                     "'; it can't be a letter, a digit, a sign, a point, a quote or the end of a line");
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

Eigen::Index Table::column(std::string_view name) const {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) detail::fail("Table: there is no column '", name, "'; ", known_columns(names));
    return found - names.begin();
}

impl::CsvContent impl::read_csv(const std::string& path, const CsvOptions& options) {
    check_delimiter("load_csv", options.delimiter);
    return detail::within_memory("load_csv", [&] {
        const std::string content = read_file(path);
        std::string_view text = content;
        if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
        CsvContent table;
        std::size_t width = 0;
        std::vector<std::size_t> chosen;
        Eigen::Index line = 1, next = 1;
        for (; !text.empty(); line = next) {
            const std::string_view before = text;
            std::optional<std::vector<std::string>> fields = next_fields(text, options.delimiter);
            if (!fields)
                detail::fail<IoError>("can't read '", path, "': quotes that begin in line ", line,
                                      " or after it have no end");
            const std::string_view whole = before.substr(0, before.size() - text.size());
            next += lines_in(whole);
            if (whole.find_first_not_of(" \t\r\n") == std::string_view::npos) continue;
            const bool first = width == 0;
            if (first) {
                width = fields->size();
                chosen = chosen_columns(path, *fields, options);
                table.cols = static_cast<Eigen::Index>(chosen.size());
            }
            if (fields->size() != width)
                detail::fail<IoError>("can't read '", path, "': line ", line, " has ", fields->size(),
                                      " fields; the first line has ", width);
            const auto is_text = [](const std::string& field) { return !field.empty() && !number(field); };
            if (first && (!options.columns.empty() || std::ranges::any_of(*fields, is_text))) {
                for (const std::size_t column : chosen) table.names.push_back((*fields)[column]);
                continue;
            }
            for (const std::size_t column : chosen) {
                const std::string& field = (*fields)[column];
                const auto value = field.empty() ? std::numeric_limits<double>::quiet_NaN() : number(field);
                if (!value)
                    detail::fail<IoError>("can't read '", path, "': '", field, "' in line ", line,
                                          " is no number",
                                          options.columns.empty() && !table.names.empty()
                                              ? "; the option columns says which columns are read"
                                              : "");
                table.values.push_back(*value);
            }
        }
        if (width == 0) chosen_columns(path, {}, options);
        return table;
    });
}

void append_number(std::string& text, double value) {
    std::array<char, 32> digits;
    text.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
}

std::string csv_text(const Eigen::Ref<const Eigen::ArrayXXd>& values, const CsvOptions& options) {
    check_delimiter("save_csv", options.delimiter);
    if (!options.names.empty() && static_cast<Eigen::Index>(options.names.size()) != values.cols())
        detail::fail("save_csv: there are ", options.names.size(), " names for ", values.cols(), " columns");
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
    return text;
}

void impl::write_csv(const std::string& path, const Eigen::Ref<const Eigen::ArrayXXd>& values,
                     const CsvOptions& options) {
    detail::within_memory("save_csv", [&] { write_file(path, csv_text(values, options)); });
}

} // namespace pya::io
