// SPDX-License-Identifier: MIT
/// @file
/// Computes one value for each segment of a signal: a level, a mean, or any function.
#ifndef PYA_DSP_SEGMENT_WINDOW_OP_HPP
#define PYA_DSP_SEGMENT_WINDOW_OP_HPP

#include <pya/dsp/segment/segment_layout.hpp>
#include <pya/error.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>
#include <string_view>
#include <type_traits>
#include <utility>

namespace pya::dsp {

/// The values that can be chosen by name. They are those of numpy, with sums in double. A NaN makes the value
/// of its segment NaN.
enum class Reduction { rms, mean, sum, std, var, min, max };

/// The Reduction of that name. Throws ArgumentError for any other name.
PYA_DSP_EXPORT Reduction reduction(std::string_view name);

/// Writes one value for each segment and channel to memory of the caller's, layout.count() x channels. x must
/// have layout.samples() samples. Throws ArgumentError for other shapes.
PYA_DSP_EXPORT void window_op(Block<const float> x, const SegmentLayout& layout, Reduction fn,
                              Block<float> out);
PYA_DSP_EXPORT void window_op(Block<const double> x, const SegmentLayout& layout, Reduction fn,
                              Block<double> out);

/// The same as a new array.
template <class T = float>
Eigen::ArrayXX<T> window_op(const Eigen::Ref<const Eigen::ArrayXXf, 0, Eigen::OuterStride<>>& x,
                            const SegmentLayout& layout, Reduction fn = Reduction::rms) {
    Eigen::ArrayXX<T> out(layout.count(), x.cols());
    window_op(x, layout, fn, out);
    return out;
}
template <class T = double>
Eigen::ArrayXX<T> window_op(const Eigen::Ref<const Eigen::ArrayXXd, 0, Eigen::OuterStride<>>& x,
                            const SegmentLayout& layout, Reduction fn = Reduction::rms) {
    Eigen::ArrayXX<T> out(layout.count(), x.cols());
    window_op(x, layout, fn, out);
    return out;
}

/// The same with any function of a `const Eigen::ArrayX<Scalar>&` (the windowed segment, one channel) to a
/// number. Scalar is float or double.
template <class Derived, class Function>
requires std::is_invocable_v < Function, const Eigen::ArrayX<typename Derived::Scalar>
& > Eigen::ArrayXX<typename Derived::Scalar> window_op(const Eigen::ArrayBase<Derived>& x,
                                                       const SegmentLayout& layout, Function fn) {
    using Scalar = typename Derived::Scalar;
    if (x.rows() != layout.samples())
        detail::fail("window_op: the signal has ", x.rows(), " samples; it must have the ", layout.samples(),
                     " of the segments");
    Eigen::ArrayXX<Scalar> out(layout.count(), x.cols());
    Eigen::ArrayX<Scalar> segment;
    for (Index c = 0; c < x.cols(); ++c) {
        const Eigen::ArrayX<Scalar> channel = x.col(c);
        for (Index k = 0; k < layout.count(); ++k) {
            segment.resize(layout.size(k));
            layout.read(channel.data(), k, segment.data());
            out(k, c) = static_cast<Scalar>(fn(std::as_const(segment)));
        }
    }
    return out;
}

} // namespace pya::dsp

#endif
