// SPDX-License-Identifier: MIT
// The sizes of the blocks that are kept for later.
#ifndef PYA_SRC_STORAGE_SIZE_CLASS_HPP
#define PYA_SRC_STORAGE_SIZE_CLASS_HPP

#include <bit>
#include <cstddef>

namespace pya::storage {

inline constexpr std::size_t smallest_class = 256;
inline constexpr std::size_t size_classes = 4 * 56 + 1;

/// There are four sizes between a power of two and the next, so at most a quarter of a block is unused.
struct SizeClass {
    std::size_t index;
    std::size_t bytes;
};

/// The smallest one that holds so many bytes.
inline SizeClass size_class(std::size_t bytes) {
    if (bytes <= smallest_class) return {0, smallest_class};
    const auto octave = static_cast<std::size_t>(std::bit_width(bytes - 1) - 1);
    const std::size_t quarter = std::size_t{1} << (octave - 2);
    const std::size_t steps = (bytes - 1 - (std::size_t{1} << octave)) / quarter;
    return {(octave - 8) * 4 + steps + 1, (std::size_t{1} << octave) + (steps + 1) * quarter};
}

} // namespace pya::storage

#endif
