// SPDX-License-Identifier: MIT
/// @file
/// Adds rows of a constant before or after an array.
#ifndef PYA_DSP_SEGMENT_PADDING_HPP
#define PYA_DSP_SEGMENT_PADDING_HPP

#include <pya/error.hpp>
#include <pya/memory.hpp>

#include <Eigen/Core>

#include <limits>
#include <vector>

namespace pya::dsp {

/// x with `width` rows of `constant` (NaN for pya's None) after its end, or before its start with tail =
/// false. Throws ArgumentError for a negative width.
template <class Derived>
Eigen::Array<typename Derived::Scalar, Eigen::Dynamic, Derived::ColsAtCompileTime == 1 ? 1 : Eigen::Dynamic>
padding(const Eigen::DenseBase<Derived>& x, Eigen::Index width, bool tail = true,
        typename Derived::Scalar constant = 0) {
    if (width < 0 || width > std::numeric_limits<Eigen::Index>::max() - x.rows())
        detail::fail("padding: the width is ", width, "; it must be 0 or more, and the result countable");
    using Padded = Eigen::Array<typename Derived::Scalar, Eigen::Dynamic,
                                Derived::ColsAtCompileTime == 1 ? 1 : Eigen::Dynamic>;
    auto y = detail::within_memory("padding", [&] { return Padded(x.rows() + width, x.cols()); });
    y.middleRows(tail ? 0 : width, x.rows()) = x.derived().array();
    y.middleRows(tail ? x.rows() : 0, width).setConstant(constant);
    return y;
}

/// The same for a three-dimensional array, given as a list of matrices: each of them gets the rows (pya pads
/// axis 1).
template <class T>
std::vector<Eigen::ArrayXX<T>> padding(const std::vector<Eigen::ArrayXX<T>>& x, Eigen::Index width,
                                       bool tail = true, T constant = 0) {
    std::vector<Eigen::ArrayXX<T>> y;
    for (const Eigen::ArrayXX<T>& matrix : x) y.push_back(padding(matrix, width, tail, constant));
    return y;
}

} // namespace pya::dsp

#endif
