// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/npy.hpp>
#include <pya/memory.hpp>

#include "io/npy_header.hpp"
#include "io/text_file.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <sstream>

namespace pya::io {
namespace {

/// What stands before the numbers.
struct Header {
    char order = '<';
    char kind = 'f';
    std::size_t size = 0; // of a number, in bytes
    bool columns_first = false;
    std::vector<Eigen::Index> shape;
};

[[noreturn]] void refuse_npy(const std::string& path, std::string_view why) {
    detail::fail<IoError>("can't read '", path, "': ", why);
}

/// What follows a key of the dictionary.
std::string_view value_of(std::string_view dictionary, std::string_view key, const std::string& path) {
    const auto at = dictionary.find(key);
    const auto colon = at == std::string_view::npos ? at : dictionary.find(':', at);
    if (colon == std::string_view::npos) refuse_npy(path, "its header lacks descr, fortran_order or shape");
    return stripped(dictionary.substr(colon + 1));
}

Header parsed(std::string_view dictionary, const std::string& path) {
    Header header;
    std::string_view type = value_of(dictionary, "'descr'", path);
    const auto quote = type.find('\'', 1);
    if (!type.starts_with('\'') || quote == std::string_view::npos || quote < 4)
        refuse_npy(path, "it has records, not numbers");
    type = type.substr(1, quote - 1);
    header.order = type[0];
    header.kind = type[1];
    const auto size = number(type.substr(2));
    const auto is = [&](std::string_view kinds, std::initializer_list<double> sizes) {
        return kinds.find(header.kind) != std::string_view::npos && size &&
               std::find(sizes.begin(), sizes.end(), *size) != sizes.end();
    };
    if (std::string_view("<>|=").find(header.order) == std::string_view::npos ||
        !(is("b", {1}) || is("iu", {1, 2, 4, 8}) || is("f", {4, 8}) || is("c", {8, 16})))
        refuse_npy(path, "its type " + std::string(type) + " is none that can be read");
    header.size = static_cast<std::size_t>(*size);
    header.columns_first = value_of(dictionary, "'fortran_order'", path).starts_with("True");
    std::string_view shape = value_of(dictionary, "'shape'", path);
    const auto close = shape.find(')');
    if (!shape.starts_with('(') || close == std::string_view::npos) refuse_npy(path, "its shape is damaged");
    shape = shape.substr(1, close - 1);
    while (!stripped(shape).empty()) {
        const auto comma = std::min(shape.find(','), shape.size());
        const auto length = number(shape.substr(0, comma));
        if (!length || !(*length >= 0 && *length <= 0x1p46)) refuse_npy(path, "its shape is damaged");
        header.shape.push_back(static_cast<Eigen::Index>(*length));
        shape.remove_prefix(std::min(comma + 1, shape.size()));
    }
    if (header.shape.size() > 2)
        refuse_npy(path,
                   "it has " + std::to_string(header.shape.size()) + " dimensions; one or two can be read");
    header.shape.resize(2, 1);
    return header;
}

/// Bytes of the file's order as a number of this machine.
template <class T>
double read_as(const char* from, bool swap) {
    std::array<char, sizeof(T)> bytes;
    std::copy_n(from, sizeof(T), bytes.begin());
    if (swap) std::ranges::reverse(bytes);
    T value;
    std::memcpy(&value, bytes.data(), sizeof(T));
    return static_cast<double>(value);
}

using Reader = double (*)(const char*, bool);

Reader reader_of(char kind, std::size_t size) {
    switch (kind) {
    case 'f': return size == 4 ? read_as<float> : read_as<double>;
    case 'i':
        return size == 1   ? read_as<std::int8_t>
               : size == 2 ? read_as<std::int16_t>
               : size == 4 ? read_as<std::int32_t>
                           : read_as<std::int64_t>;
    default:
        return size == 1   ? read_as<std::uint8_t>
               : size == 2 ? read_as<std::uint16_t>
               : size == 4 ? read_as<std::uint32_t>
                           : read_as<std::uint64_t>;
    }
}

} // namespace

impl::NpyContent impl::read_npy(const std::string& path) {
    return detail::within_memory("load_npy", [&] {
        const std::string content = read_file(path);
        const std::string_view file = content;
        const auto byte = [&](std::size_t i) {
            return static_cast<std::size_t>(static_cast<unsigned char>(file[i]));
        };
        if (!file.starts_with(npy_magic) || file.size() < 12) refuse_npy(path, "it is no .npy file");
        const std::size_t wide = byte(6) == 1 ? 2 : 4; // bytes of the header's length
        std::size_t length = 0;
        for (std::size_t i = wide; i-- > 0;) length = length << 8 | byte(8 + i);
        if (byte(6) < 1 || byte(6) > 3 || length > file.size() - 8 - wide)
            refuse_npy(path, "its header is damaged");
        const Header header = parsed(file.substr(8 + wide, length), path);
        const std::string_view data = file.substr(8 + wide + length);

        const auto rows = header.shape[0], cols = header.shape[1];
        const bool pairs = header.kind == 'c';
        const std::size_t size = pairs ? header.size / 2 : header.size;
        const auto room = static_cast<Eigen::Index>(data.size() / header.size);
        if (cols > 0 && rows > room / cols) refuse_npy(path, "its data end too early");
        const Reader read = reader_of(pairs ? 'f' : header.kind, size);
        const char native = std::endian::native == std::endian::little ? '<' : '>';
        const bool swap = (header.order == '<' || header.order == '>') && header.order != native;
        const Eigen::Index parts = pairs ? 2 : 1;
        NpyContent result{rows, cols, pairs,
                          std::vector<double>(static_cast<std::size_t>(rows * cols * parts))};
        auto to = result.values.begin();
        for (Eigen::Index c = 0; rows > 0 && c < cols; ++c) // of no rows a file may claim any columns
            for (Eigen::Index r = 0; r < rows; ++r) {
                const Eigen::Index place = header.columns_first ? c * rows + r : r * cols + c;
                const char* const from = data.data() + static_cast<std::size_t>(place) * header.size;
                for (Eigen::Index part = 0; part < parts; ++part)
                    *to++ = read(from + static_cast<std::size_t>(part) * size, swap);
            }
        return result;
    });
}

std::string npy_header(char kind, std::size_t size, const std::vector<std::size_t>& shape,
                       bool columns_first) {
    const char order = size == 1 ? '|' : std::endian::native == std::endian::little ? '<' : '>';
    std::ostringstream dictionary;
    dictionary << "{'descr': '" << order << kind << size
               << "', 'fortran_order': " << (columns_first ? "True" : "False") << ", 'shape': (" << shape[0]
               << ',';
    for (std::size_t i = 1; i < shape.size(); ++i) dictionary << (i > 1 ? ", " : " ") << shape[i];
    dictionary << "), }";
    std::string text = dictionary.str();
    // With its blanks and line break the header ends at a multiple of 64 bytes.
    text.append(63 - (npy_magic.size() + 4 + text.size()) % 64, ' ');
    text += '\n';
    std::string header(npy_magic);
    header += {'\1', '\0', static_cast<char>(text.size() & 0xff), static_cast<char>(text.size() >> 8)};
    return header + text;
}

void impl::write_npy(const std::string& path, char kind, std::size_t size, Eigen::Index rows,
                     Eigen::Index cols, bool one_dimension, std::span<const std::byte> bytes) {
    detail::within_memory("save_npy", [&] {
        std::vector<std::size_t> shape{static_cast<std::size_t>(rows)};
        if (!one_dimension) shape.push_back(static_cast<std::size_t>(cols));
        std::string file = npy_header(kind, size, shape, !one_dimension);
        file.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        write_file(path, file);
    });
}

} // namespace pya::io
