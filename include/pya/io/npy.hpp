// SPDX-License-Identifier: MIT
/// @file
/// Arrays in numpy's .npy files.
#ifndef PYA_IO_NPY_HPP
#define PYA_IO_NPY_HPP

#include <pya/error.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

#include <complex>
#include <cstddef>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace pya::io {

namespace impl {

/// The numbers of a file, column by column; of complex ones the real and the imaginary part.
struct NpyContent {
    Eigen::Index rows = 0;
    Eigen::Index cols = 0;
    bool is_complex = false;
    std::vector<double> values = {};
};

PYA_EXPORT NpyContent read_npy(const std::string& path);
/// kind and size as numpy writes them: 'f' and 4 is float32. The bytes are those of the columns.
PYA_EXPORT void write_npy(const std::string& path, char kind, std::size_t size, Eigen::Index rows,
                          Eigen::Index cols, bool one_dimension, std::span<const std::byte> bytes);

template <class Scalar>
constexpr char npy_kind() {
    if constexpr (Eigen::NumTraits<Scalar>::IsComplex)
        return 'c';
    else if constexpr (std::is_same_v<Scalar, bool>)
        return 'b';
    else if constexpr (std::is_floating_point_v<Scalar>)
        return 'f';
    else
        return std::is_signed_v<Scalar> ? 'i' : 'u';
}

} // namespace impl

/// The array in a .npy file, as np.load has it: one dimension is a column, two are rows x columns. Numbers of
/// all of numpy's types are converted to Scalar by way of double, so whole numbers beyond 2^53 are rounded.
///
///     Asig a(io::load_npy<float>("take.npy"), {.sr = 48000});
///
/// Throws IoError for a file that is missing, damaged, of more than two dimensions or not of numbers, and for
/// complex numbers where Scalar is real.
template <class Scalar = double>
Eigen::ArrayXX<Scalar> load_npy(const std::string& path) {
    constexpr bool complex = Eigen::NumTraits<Scalar>::IsComplex;
    const impl::NpyContent file = impl::read_npy(path);
    if (file.is_complex && !complex)
        detail::fail<IoError>("can't read '", path,
                              "': its numbers are complex; load_npy<std::complex<double>>"
                              " reads them");
    if constexpr (complex) {
        if (file.is_complex) {
            const auto* const pairs = reinterpret_cast<const std::complex<double>*>(file.values.data());
            return Eigen::Map<const Eigen::ArrayXXcd>(pairs, file.rows, file.cols).template cast<Scalar>();
        }
    }
    return Eigen::Map<const Eigen::ArrayXXd>(file.values.data(), file.rows, file.cols)
        .template cast<Scalar>();
}

/// Writes an array as np.save does, in its own type: float, double, bool, whole or complex numbers. What has
/// one column at compile time has one dimension. After an error there is no new file. Throws IoError.
///
///     io::save_npy("take.npy", a.sig());
template <class D>
void save_npy(const std::string& path, const Eigen::DenseBase<D>& x) {
    using Scalar = typename D::Scalar;
    const Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic> columns = x.derived().array();
    impl::write_npy(path, impl::npy_kind<Scalar>(), sizeof(Scalar), columns.rows(), columns.cols(),
                    D::ColsAtCompileTime == 1,
                    std::as_bytes(std::span(columns.data(), static_cast<std::size_t>(columns.size()))));
}

} // namespace pya::io

#endif
