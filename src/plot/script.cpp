// SPDX-License-Identifier: MIT
#include "plot/script.hpp"

namespace pya::plot {

Script write_script(const Figure& figure, const Terminal& terminal) {
    Script script{"set encoding utf8\n" + terminal.setup};
    // The style of all figures: a light grid behind the curves, a grey frame on the left and below, and
    // nothing above and to the right.
    script.line("set tics textcolor rgb '#333333'");
    script.line("set cbtics scale 0");
    script.line("set format '%.10g'");
    script.line("set style textbox opaque margins 0.6,0.3 fc rgb '#ffffff' noborder");
    script.line("set key noenhanced samplen 1.5");
    script.line("set multiplot");
    const auto places = layout(figure);
    for (std::size_t i = 0; i < places.size(); ++i)
        write_panel(script, figure.panels()[i].axes, places[i], figure, terminal.density);
    script.line("unset multiplot");
    script.text += terminal.finish;
    return script;
}

} // namespace pya::plot
