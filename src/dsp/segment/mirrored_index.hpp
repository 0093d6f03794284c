// SPDX-License-Identifier: MIT
#ifndef PYA_SRC_DSP_SEGMENT_MIRRORED_INDEX_HPP
#define PYA_SRC_DSP_SEGMENT_MIRRORED_INDEX_HPP

#include <pya/dsp/block.hpp>

namespace pya::dsp::impl {

/// The number of the sample at position i of a signal of n samples that is mirrored at its first and last
/// sample, again and again.
inline Index mirrored_index(Index i, Index n) {
    if (n == 1) return 0;
    const Index period = 2 * (n - 1);
    i %= period;
    if (i < 0) i += period;
    return i < n ? i : period - i;
}

/// The number of the element at position i of n elements that are mirrored at both ends, which repeats the
/// first and the last one, again and again.
inline Index reflected_index(Index i, Index n) {
    if (0 <= i && i < n) return i; // without a division
    i %= 2 * n;
    if (i < 0) i += 2 * n;
    return i < n ? i : 2 * n - 1 - i;
}

} // namespace pya::dsp::impl

#endif
