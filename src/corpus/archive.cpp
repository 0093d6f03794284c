// SPDX-License-Identifier: MIT
#include "corpus/archive.hpp"

#include <pya/error.hpp>

#include "json.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>

namespace pya::detail {
namespace {

constexpr std::size_t block = 512;

std::string header_of(const std::string& name, std::size_t size) {
    std::string header(block, '\0');
    const auto field = [&](std::size_t at, std::string_view text) {
        std::ranges::copy(text, header.begin() + static_cast<std::ptrdiff_t>(at));
    };
    const auto octal = [&](std::size_t at, int digits, std::size_t value) {
        std::array<char, 24> text;
        std::snprintf(text.data(), text.size(), "%0*zo", digits, value);
        field(at, text.data());
    };
    field(0, name);
    octal(100, 7, 0644); // who may do what
    octal(108, 7, 0);    // owner
    octal(116, 7, 0);    // group
    octal(124, 11, size);
    octal(136, 11, 0); // time: the same bytes in any run
    field(156, "0");   // a file
    field(257, std::string_view("ustar\00000", 8));
    field(148, "        ");
    const auto sum = std::accumulate(header.begin(), header.end(), std::size_t{0},
                                     [](std::size_t s, char c) { return s + static_cast<unsigned char>(c); });
    octal(148, 6, sum);
    header[154] = '\0';
    return header;
}

} // namespace

void Archive::append(const std::string& name, std::string_view content) {
    if (name.size() > 100 || content.size() >= std::size_t{1} << 33)
        fail<IoError>("the archive can't hold '", name, "' of ", content.size(), " bytes");
    output_.append(header_of(name, content.size()));
    output_.append(content);
    output_.append(std::string((block - content.size() % block) % block, '\0'));
}

void Archive::add(std::size_t number, const std::string& path, const Row& row) {
    std::string key = std::to_string(number);
    key.insert(0, std::max<std::size_t>(key.size(), 9) - key.size(), '0');
    std::string json = "{\"path\":" + json_string(path);
    for (const Row::Value& value : row.values())
        json.append(",").append(json_string(value.name)).append(":").append(json_number(value.number));
    append(key + ".json", json + "}\n");
    for (const Row::File& file : row.files()) append(key + '.' + file.ending, file.bytes);
}

void Archive::commit() {
    output_.append(std::string(2 * block, '\0'));
    output_.commit();
}

} // namespace pya::detail
