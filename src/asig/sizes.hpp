// SPDX-License-Identifier: MIT
// What no signal can exceed, so that sizes are refused before anything is computed with them.
#ifndef PYA_SRC_ASIG_SIZES_HPP
#define PYA_SRC_ASIG_SIZES_HPP

#include <pya/storage/samples.hpp>

namespace pya::detail {

inline constexpr Index most_samples = Index{1} << 46;  // of all channels together
inline constexpr Index most_channels = Index{1} << 20; // each has a name

} // namespace pya::detail

#endif
