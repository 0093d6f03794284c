// SPDX-License-Identifier: MIT
// Parameters on the page, whichever there is.
#include "backend/slider.hpp"
#include "plot/page.hpp"

#include <pya/log.hpp>

namespace pya {

void show(const gen::Param& param, const std::string& name, const SliderOptions& options) {
    const detail::SliderShape shape = detail::slider_shape("show", param, name, options);
    const plot::Page page = plot::current_page();
    if (!page.slider || !page.slider(param, shape))
        log_warning("show: there is no page to show a parameter on");
}

} // namespace pya
