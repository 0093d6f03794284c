// SPDX-License-Identifier: MIT
// Limits that no signal can exceed. Larger sizes are refused before anything is computed with them.
#ifndef PYA_SRC_ASIG_SIZES_HPP
#define PYA_SRC_ASIG_SIZES_HPP

#include <pya/storage/samples.hpp>

namespace pya::detail {

inline constexpr Index most_samples = Index{1} << 46;  // in all channels together
inline constexpr Index most_channels = Index{1} << 20; // because each has a name

} // namespace pya::detail

#endif
