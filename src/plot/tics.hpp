// SPDX-License-Identifier: MIT
// The numbers beside the axes.
#ifndef PYA_SRC_PLOT_TICS_HPP
#define PYA_SRC_PLOT_TICS_HPP

#include <pya/plot/axes.hpp>

#include "plot/reduce.hpp"

#include <string>
#include <vector>

namespace pya::plot {

inline constexpr double line_height = 15; ///< of the text on the axes, in pixels

/// The unit that the numbers of an axis are written in, and the label that says so.
struct Unit {
    double size;
    std::string label;
};
/// Of a label that ends in "(s)" or "(Hz)" the prefix of that unit which makes short numbers: 50 µs for 5e-05
/// s.
Unit unit_of(const std::string& label, const Range& values);

/// The tics, each at its warped place, of an axis below the others' frames, `pixels` long, whose numbers
/// don't touch. With a count, that many, evenly spread from end to end.
std::vector<Tick> tics_below(const Range& view, Scale scale, double unit, double pixels, Index count);
/// The tics beside an axis. Levels in dB get one for each 10 dB where there is room.
std::vector<Tick> tics_beside(const Range& view, Scale scale, double unit, double pixels, bool levels);
/// The tics as gnuplot lists them.
std::string list_of(const std::vector<Tick>& tics);

} // namespace pya::plot

#endif
