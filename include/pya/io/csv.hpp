// SPDX-License-Identifier: MIT
/// @file
/// Tables of numbers in CSV files.
#ifndef PYA_IO_CSV_HPP
#define PYA_IO_CSV_HPP

#include <pya/export.hpp>

#include <Eigen/Core>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pya::io {

/// A table of numbers with the names of its columns.
struct Table {
    Eigen::ArrayXXd values = {};         ///< rows x columns
    std::vector<std::string> names = {}; ///< one for each column, or none

    /// The column of that name; the first one, if several have it. Throws ArgumentError if there is none.
    ///
    ///     map(io::load_csv("sunspots.csv")("sunspots")).to(48, 84)
    Eigen::ArrayXd operator()(std::string_view name) const {
        return Eigen::Map<const Eigen::ArrayXd>(values.data() + column(name) * values.rows(), values.rows());
    }
    /// Which column that is.
    PYA_EXPORT Eigen::Index column(std::string_view name) const;
};

/// How a CSV file is written, what separates its fields, and which columns are read.
struct CsvOptions {
    char delimiter = ',';                  ///< between two fields: a comma, a tab, ...
    std::vector<std::string> names = {};   ///< of the columns, for the first line; only when saving
    std::vector<std::string> columns = {}; ///< those that are read, in this order; all, if there are none
};

namespace impl {

/// The numbers of a file, row by row.
struct CsvContent {
    Eigen::Index cols = 0;
    std::vector<double> values = {};
    std::vector<std::string> names = {};
};

PYA_EXPORT CsvContent read_csv(const std::string& path, const CsvOptions& options);
PYA_EXPORT void write_csv(const std::string& path, const Eigen::Ref<const Eigen::ArrayXXd>& values,
                          const CsvOptions& options);

} // namespace impl

/// Reads a table. A first line in which a field is no number has the names of the columns. Names may stand in
/// quotes ("" is a quote in one), empty fields are NaN, empty lines are passed over, and lines may end as on
/// any system.
///
///     const io::Table eeg = io::load_csv("eeg.csv");
///     Asig a(eeg.values, {.sr = 250, .cn = eeg.names});
///
/// With the option `columns` only these columns are read, and the others may hold anything, such as dates,
/// names, and quoted text of several lines. The first line then has the names, even if they are numbers.
///
///     const io::Table climate = io::load_csv("climate.csv", {.columns = {"temp", "co2"}});
///
/// Throws IoError, with the line, for a missing file, another number of fields than in the first line, and a
/// field that is no number; and ArgumentError, with the names that there are, for a column that is missing.
inline Table load_csv(const std::string& path, const CsvOptions& options = {}) {
    impl::CsvContent file = impl::read_csv(path, options);
    const Eigen::Index rows = file.cols == 0 ? 0 : static_cast<Eigen::Index>(file.values.size()) / file.cols;
    Table table{Eigen::ArrayXXd(rows, file.cols), std::move(file.names)};
    double* value = table.values.data();
    for (Eigen::Index c = 0; c < file.cols; ++c)
        for (Eigen::Index r = 0; r < rows; ++r)
            *value++ = file.values[static_cast<std::size_t>(r * file.cols + c)];
    return table;
}

/// Writes rows x columns with as many digits as tell a double from all others. After an error there is no new
/// file. Throws IoError, and ArgumentError for another number of names than columns.
///
///     io::save_csv("eeg.csv", a.sig(), {.names = a.cn()});
template <class D>
void save_csv(const std::string& path, const Eigen::DenseBase<D>& values, const CsvOptions& options = {}) {
    impl::write_csv(path, values.derived().array().template cast<double>(), options);
}

} // namespace pya::io

#endif
