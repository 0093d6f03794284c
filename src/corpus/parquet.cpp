// SPDX-License-Identifier: MIT
// Parquet without compression, after https://github.com/apache/parquet-format: groups of rows, in each the
// values of one column after the other, and at the end the metadata, which say where they are.
#include <pya/error.hpp>
#include <pya/version.hpp>

#include "corpus/output.hpp"
#include "corpus/table.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace pya::detail {
namespace {

// Whoever reads the table a group at a time has at most so many rows in memory.
constexpr std::size_t rows_per_group = 65536;

template <class Whole>
void append_little_endian(std::string& bytes, Whole number) {
    for (std::size_t i = 0; i < sizeof(Whole); ++i) bytes += static_cast<char>(number >> 8 * i & 0xff);
}

/// Thrift's compact protocol, as far as the metadata need it. Fields have the numbers of parquet.thrift.
class Thrift {
public:
    enum Type : unsigned { i32 = 5, i64 = 6, binary = 8, list = 9, structure = 12 };

    void number(unsigned field, Type type, std::int64_t value) {
        key(field, type);
        signed_varint(value);
    }
    void text(unsigned field, std::string_view value) {
        key(field, binary);
        element(value);
    }
    /// A list, whose elements must follow.
    void begin_list(unsigned field, Type type, std::size_t size) {
        key(field, list);
        byte(static_cast<unsigned>(std::min<std::size_t>(size, 15)) << 4 | type);
        if (size >= 15) varint(size);
    }
    void element(std::int64_t value) { signed_varint(value); }
    void element(std::string_view value) {
        varint(value.size());
        bytes_ += value;
    }
    /// A structure as a field, or as the element of a list. Its fields must follow, and end().
    void begin(unsigned field) {
        key(field, structure);
        begin();
    }
    void begin() { fields_.push_back(0); }
    void end() {
        byte(0);
        fields_.pop_back();
    }

    /// What was written. All structures but the outermost have ended.
    std::string finished() {
        byte(0);
        return std::move(bytes_);
    }

private:
    void byte(unsigned value) { bytes_ += static_cast<char>(value); }
    void varint(std::uint64_t value) {
        for (; value > 127; value >>= 7) byte(static_cast<unsigned>(value & 127) | 128);
        byte(static_cast<unsigned>(value));
    }
    void signed_varint(std::int64_t value) {
        varint(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
    }
    void key(unsigned field, Type type) {
        byte((field - fields_.back()) << 4 | type);
        fields_.back() = field;
    }

    std::string bytes_;
    std::vector<unsigned> fields_{0}; // the last one of each structure that is open
};

// Numbers of parquet.thrift.
constexpr std::int64_t type_double = 5, type_byte_array = 6, required = 0, utf8 = 0, plain = 0, rle = 3,
                       uncompressed = 0, data_page = 0;

struct Chunk {
    std::int64_t offset, size; // with the header of the page
};

struct Group {
    std::size_t rows;
    std::vector<Chunk> chunks; // one for each column
};

std::string page_header(std::size_t size, std::size_t values) {
    Thrift header;
    const auto bytes = static_cast<std::int64_t>(size);
    header.number(1, Thrift::i32, data_page);
    header.number(2, Thrift::i32, bytes);
    header.number(3, Thrift::i32, bytes); // compressed
    header.begin(5);
    header.number(1, Thrift::i32, static_cast<std::int64_t>(values));
    header.number(2, Thrift::i32, plain);
    header.number(3, Thrift::i32, rle); // of levels, which required columns don't have
    header.number(4, Thrift::i32, rle);
    header.end();
    return header.finished();
}

// Column 0 has the paths.
void describe_columns(Thrift& metadata, const std::vector<std::string>& names) {
    metadata.begin_list(2, Thrift::structure, names.size() + 1);
    metadata.begin();
    metadata.text(4, "schema");
    metadata.number(5, Thrift::i32, static_cast<std::int64_t>(names.size()));
    metadata.end();
    for (std::size_t column = 0; column < names.size(); ++column) {
        metadata.begin();
        metadata.number(1, Thrift::i32, column == 0 ? type_byte_array : type_double);
        metadata.number(3, Thrift::i32, required);
        metadata.text(4, names[column]);
        if (column == 0) {
            metadata.number(6, Thrift::i32, utf8); // as old readers know it
            metadata.begin(10);
            metadata.begin(1); // a string
            metadata.end();
            metadata.end();
        }
        metadata.end();
    }
}

void describe_group(Thrift& metadata, const std::vector<std::string>& names, const Group& group) {
    const auto rows = static_cast<std::int64_t>(group.rows);
    std::int64_t size = 0;
    metadata.begin();
    metadata.begin_list(1, Thrift::structure, group.chunks.size());
    for (std::size_t column = 0; column < group.chunks.size(); ++column) {
        const Chunk& chunk = group.chunks[column];
        size += chunk.size;
        metadata.begin();
        metadata.number(2, Thrift::i64, 0); // nothing about it stands elsewhere
        metadata.begin(3);
        metadata.number(1, Thrift::i32, column == 0 ? type_byte_array : type_double);
        metadata.begin_list(2, Thrift::i32, 2);
        metadata.element(plain);
        metadata.element(rle);
        metadata.begin_list(3, Thrift::binary, 1);
        metadata.element(names[column]);
        metadata.number(4, Thrift::i32, uncompressed);
        metadata.number(5, Thrift::i64, rows);
        metadata.number(6, Thrift::i64, chunk.size);
        metadata.number(7, Thrift::i64, chunk.size);
        metadata.number(9, Thrift::i64, chunk.offset);
        metadata.end();
        metadata.end();
    }
    metadata.number(2, Thrift::i64, size);
    metadata.number(3, Thrift::i64, rows);
    metadata.end();
}

std::string metadata_of(const std::vector<std::string>& names, const std::vector<Group>& groups) {
    std::size_t rows = 0;
    for (const Group& group : groups) rows += group.rows;
    Thrift metadata;
    metadata.number(1, Thrift::i32, 1); // version of the format
    describe_columns(metadata, names);
    metadata.number(3, Thrift::i64, static_cast<std::int64_t>(rows));
    metadata.begin_list(4, Thrift::structure, groups.size());
    for (const Group& group : groups) describe_group(metadata, names, group);
    metadata.text(6, "pya version " + std::to_string(PYA_VERSION_MAJOR) + '.' +
                         std::to_string(PYA_VERSION_MINOR) + '.' + std::to_string(PYA_VERSION_PATCH));
    return metadata.finished();
}

class ParquetFile : public TableFile {
public:
    ParquetFile(const std::string& path, const TableShape& shape)
        : output_(path), names_(shape.columns), columns_(names_.size() + 1) {
        names_.insert(names_.begin(), "path");
        output_.append(magic);
    }

    void add(const TableRows& rows) override {
        const std::size_t numbers = columns_.size() - 1;
        for (std::size_t row = 0; row < rows.paths.size(); ++row) {
            append_little_endian(columns_[0], static_cast<std::uint32_t>(rows.paths[row].size()));
            columns_[0] += rows.paths[row];
            for (std::size_t i = 0; i < numbers; ++i)
                append_little_endian(columns_[i + 1],
                                     std::bit_cast<std::uint64_t>(rows.numbers[row * numbers + i]));
            if (++rows_ == rows_per_group) end_group();
        }
    }

    void commit() override {
        if (rows_ > 0) end_group();
        std::string metadata = metadata_of(names_, groups_);
        append_little_endian(metadata, static_cast<std::uint32_t>(metadata.size()));
        output_.append(metadata);
        output_.append(magic);
        output_.commit();
    }

private:
    void end_group() {
        Group group{rows_, {}};
        for (std::string& values : columns_) {
            const std::int64_t offset = output_.size();
            output_.append(page_header(values.size(), rows_));
            output_.append(values);
            group.chunks.push_back({offset, output_.size() - offset});
            values.clear();
        }
        groups_.push_back(std::move(group));
        rows_ = 0;
    }

    static constexpr std::string_view magic = "PAR1";
    Output output_;
    std::vector<std::string> names_, columns_; // the bytes of the group that is not full
    std::size_t rows_ = 0;                     // in it
    std::vector<Group> groups_;
};

} // namespace

std::unique_ptr<TableFile> parquet_file(const std::string& path, const TableShape& shape) {
    return std::make_unique<ParquetFile>(path, shape);
}

} // namespace pya::detail
