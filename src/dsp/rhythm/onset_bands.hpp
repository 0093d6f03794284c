// SPDX-License-Identifier: MIT
// The onset strength in which beats are looked for.
#ifndef PYA_SRC_DSP_RHYTHM_ONSET_BANDS_HPP
#define PYA_SRC_DSP_RHYTHM_ONSET_BANDS_HPP

#include <pya/dsp/block.hpp>

#include <array>
#include <vector>

namespace pya::dsp::impl {

/// The rise of four groups of bands: below 200, 800 and 3000 Hz, and above.
struct OnsetBands {
    static constexpr Index groups = 4;
    static constexpr double rate = 100; ///< frames per second

    std::array<std::vector<float>, groups> group;
    std::vector<float> total; ///< their sum, with bass counted twice

    Index frames() const { return std::ssize(total); }
};

/// Of the channels' mean, as if its peak were at full scale. A frame begins every 10 ms; those that reach
/// beyond the end are left out.
template <class T>
OnsetBands onset_bands(Block<const T> x, double sr);

} // namespace pya::dsp::impl

#endif
