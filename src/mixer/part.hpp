// SPDX-License-Identifier: MIT
// What a mixer needs to know of a cue once its signal has the mixer's rate.
#ifndef PYA_SRC_MIXER_PART_HPP
#define PYA_SRC_MIXER_PART_HPP

#include <pya/mixer.hpp>

namespace pya {

inline constexpr Index latest_onset = Index{1} << 53;

struct Mixer::Part {
    const storage::Samples& samples;
    Index onset = 0; // 0 to latest_onset
    Index out = 0;
    double gain = 1;
    bool loop = false;
};

} // namespace pya

#endif
