// SPDX-License-Identifier: MIT
/// @file
/// Maps columns linearly onto 0 to 1.
#ifndef PYA_DSP_LEVEL_NORMALIZE_HPP
#define PYA_DSP_LEVEL_NORMALIZE_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

namespace pya::dsp {

/// Maps every channel linearly onto [0, 1], its minimum to 0 and its maximum to 1. A constant channel becomes
/// zeros, and a channel with a NaN becomes all NaN. Both blocks may be the same memory. Throws ArgumentError
/// where their shapes differ.
PYA_DSP_EXPORT void normalize(Block<const float> x, Block<float> out);
PYA_DSP_EXPORT void normalize(Block<const double> x, Block<double> out);

/// The same for every column of an array, as a new array.
template <class T = float>
Eigen::ArrayXX<T> normalize(const Eigen::Ref<const Eigen::ArrayXXf>& x) {
    Eigen::ArrayXX<T> out(x.rows(), x.cols());
    normalize(x, out);
    return out;
}
template <class T = double>
Eigen::ArrayXX<T> normalize(const Eigen::Ref<const Eigen::ArrayXXd>& x) {
    Eigen::ArrayXX<T> out(x.rows(), x.cols());
    normalize(x, out);
    return out;
}

} // namespace pya::dsp

#endif
