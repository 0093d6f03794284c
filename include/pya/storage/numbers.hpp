// SPDX-License-Identifier: MIT
/// @file
/// Arrays that programs and the library hand to each other.
#ifndef PYA_STORAGE_NUMBERS_HPP
#define PYA_STORAGE_NUMBERS_HPP

#include <pya/storage/samples.hpp>

#include <Eigen/Core>

#include <cstddef>
#include <utility>
#include <vector>

namespace pya::storage {

/// An array with value semantics that either side may make, change and free: an Eigen::Map on memory of its
/// own. How an Eigen array gets its memory depends on the flags of the compiler, and a program may be
/// compiled with other flags than the library; a std::vector's memory doesn't.
///
///     storage::Numbers<Eigen::ArrayXd> y = Eigen::ArrayXd::Zero(100);
///     y[3] = 1;
///     Eigen::ArrayXd sum = y + y;
template <class Array>
class Numbers : public Eigen::Map<Array> {
    using Map = Eigen::Map<Array>;
    static constexpr Index no_columns = Array::ColsAtCompileTime == 1 ? 1 : 0;

public:
    /// No numbers.
    Numbers() : Map(nullptr, 0, no_columns) {}
    /// Copies an array or computes an expression.
    template <class D>
    Numbers(const Eigen::DenseBase<D>& values) : Numbers() {
        *this = values;
    }
    Numbers(const Numbers& other) : Numbers() { *this = other; }   ///< copies
    Numbers(Numbers&& other) noexcept : Numbers() { swap(other); } ///< leaves none in the other
    ~Numbers() = default;

    /// Copies an array or computes an expression, in which these numbers may occur.
    template <class D>
    Numbers& operator=(const Eigen::DenseBase<D>& values) {
        Numbers fresh;
        fresh.resize(values.rows(), values.cols());
        static_cast<Map&>(fresh) = values.derived();
        swap(fresh);
        return *this;
    }
    Numbers& operator=(const Numbers& other) { return *this = static_cast<const Map&>(other); } ///< copies
    Numbers& operator=(Numbers&& other) noexcept { ///< leaves none in the other
        Numbers taken(std::move(other));
        swap(taken);
        return *this;
    }

    /// Another shape; then all numbers are 0.
    void resize(Index rows, Index cols = 1) {
        std::vector<typename Array::Scalar> fresh(static_cast<std::size_t>(rows * cols));
        memory_.swap(fresh);
        view(rows, cols);
    }

private:
    void view(Index rows, Index cols) { new (static_cast<Map*>(this)) Map(memory_.data(), rows, cols); }
    void swap(Numbers& other) noexcept {
        const Index rows = this->rows(), cols = this->cols();
        memory_.swap(other.memory_);
        view(other.rows(), other.cols());
        other.view(rows, cols);
    }

    std::vector<typename Array::Scalar> memory_;
};

} // namespace pya::storage

#endif
