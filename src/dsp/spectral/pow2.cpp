// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/pow2.hpp>

#include <pya/error.hpp>

#include <bit>

namespace pya::dsp {

std::int64_t next_pow2(std::int64_t x) {
    if (x < 0 || x > std::int64_t{1} << 62)
        detail::fail("next_pow2: x is ", x, "; it must lie between 0 and 2^62");
    return x == 0 ? 2 : static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(x)));
}

bool is_pow2(std::int64_t x) { return x > 0 && std::has_single_bit(static_cast<std::uint64_t>(x)); }

} // namespace pya::dsp
