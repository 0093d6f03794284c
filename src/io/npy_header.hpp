// SPDX-License-Identifier: MIT
// What stands before the numbers of a .npy file.
#ifndef PYA_SRC_IO_NPY_HEADER_HPP
#define PYA_SRC_IO_NPY_HEADER_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pya::io {

inline constexpr std::string_view npy_magic("\x93NUMPY", 6);

/// kind and size as numpy writes them: 'f' and 4 is float32. The numbers are in this machine's byte order,
/// columns first or rows first.
std::string npy_header(char kind, std::size_t size, const std::vector<std::size_t>& shape,
                       bool columns_first);

} // namespace pya::io

#endif
