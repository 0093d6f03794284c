// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/buf_to_float.hpp>

#include <cmath>
#include <cstdint>

namespace pya::detail {
namespace {

template <class Scalar>
void convert(std::span<const std::byte> bytes, int n_bytes, Scalar* out) {
    const auto width = static_cast<std::size_t>(n_bytes);
    const auto scale = static_cast<Scalar>(std::ldexp(1.0, 1 - 8 * n_bytes));
    for (std::size_t i = 0; i < bytes.size(); i += width) {
        std::uint32_t word = 0;
        for (std::size_t k = 0; k < width; ++k)
            word |= std::to_integer<std::uint32_t>(bytes[i + k]) << (8 * (k + 4 - width));
        const std::int32_t value = static_cast<std::int32_t>(word) >> (32 - 8 * n_bytes);
        *out++ = scale * static_cast<Scalar>(value);
    }
}

} // namespace

Eigen::Index count_integers(std::span<const std::byte> bytes, int n_bytes) {
    if (n_bytes < 1 || n_bytes > 4) fail("buf_to_float: n_bytes is ", n_bytes, "; it must be 1, 2, 3 or 4");
    const auto width = static_cast<std::size_t>(n_bytes);
    if (bytes.size() % width != 0)
        fail("buf_to_float: bytes has ", bytes.size(),
             " bytes; it must be a multiple of n_bytes = ", n_bytes);
    return static_cast<Eigen::Index>(bytes.size() / width);
}

void integers_to_float(std::span<const std::byte> bytes, int n_bytes, float* out) {
    convert(bytes, n_bytes, out);
}

void integers_to_float(std::span<const std::byte> bytes, int n_bytes, double* out) {
    convert(bytes, n_bytes, out);
}

} // namespace pya::detail
