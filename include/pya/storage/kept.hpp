// SPDX-License-Identifier: MIT
/// @file
/// Arrays that the library has made, which can be read.
#ifndef PYA_STORAGE_KEPT_HPP
#define PYA_STORAGE_KEPT_HPP

#include <Eigen/Core>

#include <memory>
#include <utility>

namespace pya::storage {

/// An Eigen::Map to read from, which keeps its memory alive. The library allocates and frees the memory,
/// because how an Eigen array gets its memory depends on the flags of the compiler, and a program may be
/// compiled with other flags than the library.
template <class Array>
class Kept : public Eigen::Map<const Array> {
public:
    /// Keeps an array.
    explicit Kept(Array array) : Kept(std::make_shared<const Array>(std::move(array))) {}
    /// Shares an array.
    explicit Kept(std::shared_ptr<const Array> owner)
        : Eigen::Map<const Array>(owner->data(), owner->rows(), owner->cols()), owner_(std::move(owner)) {}

private:
    std::shared_ptr<const Array> owner_;
};

} // namespace pya::storage

#endif
