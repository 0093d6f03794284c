// SPDX-License-Identifier: MIT
#include <pya/dsp/loudness/layout.hpp>

#include <pya/error.hpp>

namespace pya::dsp {

std::vector<Speaker> usual_layout(Index channels) {
    using enum Speaker;
    switch (channels) {
    case 1: return {left};
    case 2: return {left, right};
    case 3: return {left, right, centre};
    case 4: return {left, right, left_surround, right_surround};
    case 5: return {left, right, centre, left_surround, right_surround};
    case 6: return {left, right, centre, lfe, left_surround, right_surround};
    default:
        detail::fail("usual_layout: argument channels is ", channels,
                     "; it must be 1 to 6, for other numbers give a layout");
    }
}

} // namespace pya::dsp
