// SPDX-License-Identifier: MIT
// What is written beside the rows of an image whose rows are columns of features.
#ifndef PYA_SRC_PLOT_COLUMN_SCALE_HPP
#define PYA_SRC_PLOT_COLUMN_SCALE_HPP

#include <pya/plot/axes.hpp>

#include <string>
#include <vector>

namespace pya::plot {

struct ColumnScale {
    std::string label;
    std::vector<Tick> ticks = {}; ///< none for the numbers of the rows
};

bool is_pitch_class(const std::string& name);

/// Of a feature with so named columns: pitch classes for chroma; where the columns have frequencies, notes if
/// they are evenly spaced on a logarithmic scale, otherwise Hz.
ColumnScale column_scale(const std::string& feature, const std::vector<std::string>& names,
                         const std::vector<double>& freqs);

} // namespace pya::plot

#endif
