// SPDX-License-Identifier: MIT
#include "corpus/table.hpp"

#include <pya/error.hpp>

#include "corpus/listing.hpp"
#include "corpus/output.hpp"
#include "io/npy_header.hpp"
#include "quoted.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace pya::detail {
namespace {

class CsvFile : public TableFile {
public:
    CsvFile(const std::string& path, const TableShape& shape) : output_(path) {
        output_.append(shape.header);
    }
    void add(const TableRows& rows) override { output_.append(rows.csv); }
    void commit() override { output_.commit(); }

private:
    Output output_;
};

class NpyFile : public TableFile {
public:
    NpyFile(const std::string& path, const TableShape& shape) : output_(path) {
        const std::size_t columns = shape.columns.size(), rows = columns > 0 ? shape.rows : 0;
        output_.append(io::npy_header('f', sizeof(double), {rows, columns}, false));
    }
    void add(const TableRows& rows) override {
        output_.append(
            {reinterpret_cast<const char*>(rows.numbers.data()), rows.numbers.size() * sizeof(double)});
    }
    void commit() override { output_.commit(); }

private:
    Output output_;
};

template <class File>
std::unique_ptr<TableFile> file(const std::string& path, const TableShape& shape) {
    return std::make_unique<File>(path, shape);
}

void nothing_to_check() {}

constexpr std::array<TableFormat, 4> formats{{{"csv", "table.csv", nothing_to_check, file<CsvFile>},
                                              {"npy", "table.npy", nothing_to_check, file<NpyFile>},
                                              {"parquet", "table.parquet", nothing_to_check, parquet_file},
                                              {"hdf5", "table.h5", check_hdf5, hdf5_file}}};

} // namespace

TableShape table_shape(std::string header) {
    TableShape shape{std::move(header)};
    std::string_view rest = shape.header;
    bool last = false;
    for (bool first = true; !rest.empty() && !last; first = false) {
        const std::string name = next_csv_field(rest, last);
        if (!first) shape.columns.push_back(valid_utf8(name));
    }
    return shape;
}

TableRows table_rows(std::string csv, std::size_t columns) {
    TableRows rows{std::move(csv)};
    std::string_view rest = rows.csv;
    bool last = true;
    while (!rest.empty()) {
        const bool first = last;
        const std::string field = next_csv_field(rest, last);
        if (first) {
            rows.paths.push_back(valid_utf8(field));
        } else {
            double number = 0;
            std::from_chars(field.data(), field.data() + field.size(), number);
            rows.numbers.push_back(number);
        }
    }
    if (rows.numbers.size() != rows.paths.size() * columns)
        fail<IoError>("the shards are damaged: they have lines with fewer or more numbers than columns");
    return rows;
}

std::vector<TableFormat> table_formats(const std::string& list) {
    std::vector<TableFormat> found;
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t comma = std::min(list.find(',', at), list.size());
        const std::string name = list.substr(at, comma - at);
        const auto named = [&](const TableFormat& format) { return format.name == name; };
        const auto* const format = std::ranges::find_if(formats, named);
        if (format == formats.end()) {
            std::string known;
            for (const TableFormat& other : formats)
                known.append(known.empty() ? "" : ", ").append(other.name);
            fail("--format is '", list, "'; it must be names between commas of these: ", known);
        }
        if (std::ranges::none_of(found, named)) found.push_back(*format);
        at = comma + 1;
    }
    return found;
}

} // namespace pya::detail
