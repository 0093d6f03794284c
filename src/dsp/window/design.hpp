// SPDX-License-Identifier: MIT
// The windows whose samples need more than a formula. m is the symmetric length, at least 2. The parameters
// have been checked.
#ifndef PYA_SRC_DSP_WINDOW_DESIGN_HPP
#define PYA_SRC_DSP_WINDOW_DESIGN_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/block.hpp>

#include <vector>

namespace pya::dsp::impl {

using Params = std::vector<double>;
using Samples = AlignedVector<double>;

/// m samples that are the same from both ends, from a function of the index in the first half.
template <class F>
Samples mirrored(Index m, F half) {
    Samples w(static_cast<std::size_t>(m));
    for (std::size_t i = 0; i < (w.size() + 1) / 2; ++i)
        w[i] = w[w.size() - 1 - i] = half(static_cast<double>(i));
    return w;
}

Samples kaiser(Index m, const Params& p);
Samples kaiser_bessel_derived(Index m, const Params& p);
Samples chebwin(Index m, const Params& p);
Samples taylor(Index m, const Params& p);
Samples dpss(Index m, const Params& p);

} // namespace pya::dsp::impl

#endif
