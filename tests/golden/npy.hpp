// SPDX-License-Identifier: MIT
// Arrays of any shape in C order, and reading them from .npy files of format 1.0.
#ifndef PYA_TESTS_GOLDEN_NPY_HPP
#define PYA_TESTS_GOLDEN_NPY_HPP

#include <pya/asig.hpp>

#include <Eigen/Core>

#include <complex>
#include <string>
#include <vector>

namespace golden {

using Index = Eigen::Index;

// Every value as a complex<double>, which holds float32, float64, complex128, uint8 and the int64 used here.
struct Array {
    std::vector<Index> shape;
    std::vector<std::complex<double>> values;

    // One dimension is one column.
    Index rows() const { return shape.empty() ? 1 : shape[0]; }
    Index cols() const { return shape.size() < 2 ? 1 : static_cast<Index>(values.size()) / rows(); }

    Eigen::ArrayXXcd complex() const;
    Eigen::ArrayXXd real() const { return complex().real(); }
    Eigen::ArrayXXf floats() const { return real().cast<float>(); }
    Eigen::ArrayXd vector() const;
    std::vector<double> list() const;
};

// Reads a file; throws std::runtime_error for one it can't.
Array load_npy(const std::string& path);

// An Eigen vector as one dimension, anything else as two.
template <class D>
Array array(const Eigen::DenseBase<D>& x) {
    Array result;
    if constexpr (D::IsVectorAtCompileTime)
        result.shape = {x.size()};
    else
        result.shape = {x.rows(), x.cols()};
    const auto values = x.derived().eval();
    for (Index r = 0; r < values.rows(); ++r)
        for (Index c = 0; c < values.cols(); ++c)
            result.values.push_back(static_cast<std::complex<double>>(values(r, c)));
    return result;
}

// A signal as the golden set writes it: mono has one dimension.
Array array(const pya::Asig& sig);

// Joins arrays of shape (rows, cols): their columns side by side in a third dimension (rows, arrays, cols).
Array stack_middle(const std::vector<Array>& arrays);

} // namespace golden

#endif
