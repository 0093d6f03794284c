// SPDX-License-Identifier: MIT
// The table of a corpus, written some rows at a time, and the formats that it may have.
#ifndef PYA_SRC_CORPUS_TABLE_HPP
#define PYA_SRC_CORPUS_TABLE_HPP

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace pya::detail {

/// What is known of a table before its first row.
struct TableShape {
    std::string header = "path\n";         // the first line of CSV
    std::vector<std::string> columns = {}; // without "path"
    std::size_t rows = 0;
};

/// The shape with the columns of a first line of CSV, and no rows.
TableShape table_shape(std::string header);

/// Some of the rows.
struct TableRows {
    std::string csv;                     // their lines
    std::vector<std::string> paths = {}; // one a row; what is no UTF-8 in them is U+FFFD
    std::vector<double> numbers = {};    // row by row
};

/// The rows that lines of CSV have. Throws IoError where they have not so many numbers as there are columns.
TableRows table_rows(std::string csv, std::size_t columns);

/// A table that is being written. It gets its name when it is complete and on the disk. Throws IoError.
class TableFile {
public:
    TableFile() = default;
    TableFile(const TableFile&) = delete;
    TableFile& operator=(const TableFile&) = delete;
    virtual ~TableFile() = default;
    virtual void add(const TableRows& rows) = 0;
    /// After all rows.
    virtual void commit() = 0;
};

struct TableFormat {
    const char* name; // after --format
    const char* file; // in the folder
    /// Throws IoError if this machine can't write it.
    void (*check)();
    std::unique_ptr<TableFile> (*make)(const std::string& path, const TableShape& shape);
};

/// The formats in a list such as "csv,npy". Throws ArgumentError for one that is not known.
std::vector<TableFormat> table_formats(const std::string& list);

std::unique_ptr<TableFile> parquet_file(const std::string& path, const TableShape& shape);
std::unique_ptr<TableFile> hdf5_file(const std::string& path, const TableShape& shape);
/// Throws IoError if there is no HDF5 library that can be used.
void check_hdf5();

} // namespace pya::detail

#endif
