// SPDX-License-Identifier: MIT
/// @file
/// Arrays that the library made, to be read.
#ifndef PYA_STORAGE_KEPT_HPP
#define PYA_STORAGE_KEPT_HPP

#include <Eigen/Core>

#include <memory>
#include <utility>

namespace pya::storage {

/// Reads as an Eigen::Map and keeps alive what it shows. The library makes and frees the memory, so a program
/// may be compiled with other flags: how an Eigen array itself gets its memory depends on them.
template <class Array>
class Kept : public Eigen::Map<const Array> {
public:
    /// Takes over an array.
    explicit Kept(Array array) : Kept(std::make_shared<const Array>(std::move(array))) {}
    /// Shares one.
    explicit Kept(std::shared_ptr<const Array> owner)
        : Eigen::Map<const Array>(owner->data(), owner->rows(), owner->cols()), owner_(std::move(owner)) {}

private:
    std::shared_ptr<const Array> owner_;
};

} // namespace pya::storage

#endif
