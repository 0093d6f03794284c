// SPDX-License-Identifier: MIT
// The text of a CSV file.
#ifndef PYA_SRC_IO_CSV_TEXT_HPP
#define PYA_SRC_IO_CSV_TEXT_HPP

#include <pya/io/csv.hpp>

#include <string>

namespace pya::io {

/// As few digits as tell a number from all others.
void append_number(std::string& text, double value);

/// A table. Throws ArgumentError where there are names, but not one for each column.
std::string csv_text(const Eigen::Ref<const Eigen::ArrayXXd>& values, const CsvOptions& options);

} // namespace pya::io

#endif
