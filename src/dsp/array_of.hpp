// SPDX-License-Identifier: MIT
// Blocks as Eigen arrays.
#ifndef PYA_SRC_DSP_ARRAY_OF_HPP
#define PYA_SRC_DSP_ARRAY_OF_HPP

#include <pya/dsp/block.hpp>

#include <Eigen/Core>

#include <type_traits>

namespace pya::dsp::impl {

template <class T>
using ArrayOf = Eigen::Map<
    std::conditional_t<std::is_const_v<T>, const Eigen::ArrayXX<std::remove_const_t<T>>, Eigen::ArrayXX<T>>,
    0, Eigen::OuterStride<>>;

/// The same memory, samples x channels.
template <class T>
ArrayOf<T> array_of(Block<T> block) {
    return {block.data(), block.samples(), block.channels(), Eigen::OuterStride<>(block.stride())};
}

} // namespace pya::dsp::impl

#endif
