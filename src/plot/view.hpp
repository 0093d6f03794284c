// SPDX-License-Identifier: MIT
// Which part of the plane axes show, and what they show there.
#ifndef PYA_SRC_PLOT_VIEW_HPP
#define PYA_SRC_PLOT_VIEW_HPP

#include "plot/reduce.hpp"

#include <string>
#include <utility>
#include <vector>

namespace pya::plot {

/// Axes reduced to the pixels of a box.
struct View {
    Range x, y, color;
    Scale x_scale = Scale::linear, y_scale = Scale::linear; ///< all places are warped
    std::vector<Path> paths;                                ///< one for each curve, in place
    std::vector<Image> images;                              ///< one for each image, in place
    Range lane;                                             ///< what each strip shows
    double stride = 0;                                      ///< from strip to strip, downwards
    bool levels = false;                                    ///< y is a level in dB
    bool shows = false;                                     ///< there is a value in view that is finite

    double base(int lane_number) const { return lane_number > 0 ? -lane_number * stride : 0; }
};

/// Of axes, or with the view of those whose x axis they share.
View view_of(const Axes& axes, Index columns, Index rows, const View* shared = nullptr);

/// The step 1, 2 or 5 times a power of ten that is nearest above width / count.
double nice_step(double width, double count);

} // namespace pya::plot

#endif
