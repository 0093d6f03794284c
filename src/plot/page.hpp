// SPDX-License-Identifier: MIT
// Shows figures and signals on a machine without a display, and sliders, on the page of the newest
// WebBackend.
#ifndef PYA_SRC_PLOT_PAGE_HPP
#define PYA_SRC_PLOT_PAGE_HPP

#include <pya/asig.hpp>
#include <pya/plot/figure.hpp>

#include <functional>
#include <string>

namespace pya {
namespace detail {
struct SliderShape; // "backend/slider.hpp"
}
namespace gen {
class Param; // <pya/agen/param.hpp>
}
} // namespace pya

namespace pya::plot {

struct Page {
    /// Put a PNG file, a WAV file and a parameter there; false if the page is gone.
    std::function<bool(const std::string& name, std::string png)> figure;
    std::function<bool(const std::string& name, std::string wav)> signal;
    std::function<bool(const gen::Param&, const detail::SliderShape&)> slider;
    bool first = false; ///< it is preferred to a display
};

void set_page(Page page);
/// The page of the newest WebBackend, or that of a live script, if any.
Page current_page();
/// The page to begin with, if any: that of a live script. Defined in the room live.
Page script_page();

/// False where the display comes first or there is no page.
bool show_on_page(const Figure& figure, bool has_display);

/// The files of a page.
std::string png(const Figure& figure);
/// Throws ArgumentError, which names the function, for a signal that is empty or has more than 8 million
/// samples.
std::string wav(const Asig& sig, const char* function);

} // namespace pya::plot

#endif
