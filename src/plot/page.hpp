// SPDX-License-Identifier: MIT
// Shows figures on a machine without a display, on the page of the newest WebBackend.
#ifndef PYA_SRC_PLOT_PAGE_HPP
#define PYA_SRC_PLOT_PAGE_HPP

#include <pya/plot/figure.hpp>

#include <functional>

namespace pya::plot {

/// Shows a figure; false if the page is gone.
using Page = std::function<bool(const Figure&)>;

void set_page(Page page);
bool show_on_page(const Figure& figure);

} // namespace pya::plot

#endif
