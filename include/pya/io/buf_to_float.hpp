// SPDX-License-Identifier: MIT
/// @file
/// Raw little-endian integers to floats.
#ifndef PYA_IO_BUF_TO_FLOAT_HPP
#define PYA_IO_BUF_TO_FLOAT_HPP

#include <pya/export.hpp>

#include <Eigen/Core>

#include <cstddef>
#include <span>

namespace pya {

namespace detail {
PYA_EXPORT Eigen::Index count_integers(std::span<const std::byte> bytes, int n_bytes);
PYA_EXPORT void integers_to_float(std::span<const std::byte> bytes, int n_bytes, float* out);
PYA_EXPORT void integers_to_float(std::span<const std::byte> bytes, int n_bytes, double* out);
} // namespace detail

/// Signed little-endian integers of n_bytes (1, 2, 3 or 4) bytes, cast to Scalar (float or double), times
/// 2^-(8 n_bytes - 1); the values are within [-1, 1). Empty bytes give an empty array.
/// Throws ArgumentError for another n_bytes, or when bytes.size() is not a multiple of it.
template <class Scalar = float>
Eigen::Array<Scalar, Eigen::Dynamic, 1> buf_to_float(std::span<const std::byte> bytes, int n_bytes = 2) {
    Eigen::Array<Scalar, Eigen::Dynamic, 1> y(detail::count_integers(bytes, n_bytes));
    detail::integers_to_float(bytes, n_bytes, y.data());
    return y;
}

} // namespace pya

#endif
