// SPDX-License-Identifier: MIT
// Decibels, and their floor below the loudest of them.
#ifndef PYA_SRC_DSP_FEATURE_FLOOR_HPP
#define PYA_SRC_DSP_FEATURE_FLOOR_HPP

#include <pya/dsp/block.hpp>

#include <optional>
#include <span>

namespace pya::dsp::impl {

/// factor log10 of each value above amin, of amin for the others; NaN stays. db may be where x is.
void to_decibels(std::span<const double> x, double* db, double factor, double amin);

/// Throws ArgumentError for a top_db below 0 or NaN.
void check_top_db(const char* function, std::optional<double> top_db);

/// Raises the values of rows x columns, rows `stride` apart, to top_db below the largest of them.
void hold_above(double* db, Index rows, Index columns, Index stride, std::optional<double> top_db);

} // namespace pya::dsp::impl

#endif
