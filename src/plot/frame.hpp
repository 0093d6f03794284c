// SPDX-License-Identifier: MIT
// What is around and over the curves and images of axes: edges, tics, labels, legend, colour bar.
#ifndef PYA_SRC_PLOT_FRAME_HPP
#define PYA_SRC_PLOT_FRAME_HPP

#include "plot/script.hpp"
#include "plot/view.hpp"

namespace pya::plot {

/// Sets up gnuplot for the axes at a place on a page. `right` is what the axes on the right show, if any.
void write_frame(Script& script, const Axes& axes, const View& view, const View* right, const Place& place,
                 const Figure& page);

} // namespace pya::plot

#endif
