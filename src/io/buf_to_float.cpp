// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/buf_to_float.hpp>

#include <cmath>
#include <cstdint>

namespace pya {

template <class Scalar>
Eigen::Array<Scalar, Eigen::Dynamic, 1> buf_to_float(std::span<const std::byte> bytes, int n_bytes) {
    if (n_bytes < 1 || n_bytes > 4)
        detail::fail("buf_to_float: n_bytes is ", n_bytes, "; it must be 1, 2, 3 or 4");
    const auto width = static_cast<std::size_t>(n_bytes);
    if (bytes.size() % width != 0)
        detail::fail("buf_to_float: bytes has ", bytes.size(),
                     " bytes; it must be a multiple of n_bytes = ", n_bytes);
    Eigen::Array<Scalar, Eigen::Dynamic, 1> y(static_cast<Eigen::Index>(bytes.size() / width));
    const auto scale = static_cast<Scalar>(std::ldexp(1.0, 1 - 8 * n_bytes));
    for (Eigen::Index i = 0; i < y.size(); ++i) {
        std::uint32_t word = 0;
        for (std::size_t k = 0; k < width; ++k)
            word |= std::to_integer<std::uint32_t>(bytes[static_cast<std::size_t>(i) * width + k])
                    << (8 * (k + 4 - width));
        const std::int32_t value = static_cast<std::int32_t>(word) >> (32 - 8 * n_bytes);
        y[i] = scale * static_cast<Scalar>(value);
    }
    return y;
}

template Eigen::ArrayXf buf_to_float<float>(std::span<const std::byte>, int);
template Eigen::ArrayXd buf_to_float<double>(std::span<const std::byte>, int);

} // namespace pya
