// SPDX-License-Identifier: MIT
// The drawing of each value type onto axes.
#ifndef PYA_SRC_PLOT_DRAW_HPP
#define PYA_SRC_PLOT_DRAW_HPP

#include <pya/plot/figure.hpp>
#include <pya/plot/options.hpp>

#include <string>
#include <vector>

namespace pya {
class Amfcc;
class Asig;
class Aspec;
class Astft;
} // namespace pya

namespace pya::plot {

/// What is about to be drawn: the labels of its axes, its own label, and whether it is an image.
struct Drawing {
    std::string xlabel, ylabel, label;
    bool image = false;
};

/// The label of a style comes before that of the signal.
inline const std::string& shown_label(const std::string& label, const LineStyle& style) {
    return style.label.empty() ? label : style.label;
}

/// The axes to draw on, labelled: those given; else, of the current figure, the current ones where the
/// drawing fits, and otherwise new ones below.
Axes& open_axes(Axes* given, const Drawing& drawing);

/// Curves of the channels of one value, laid over each other or apart by an offset; stacked without one.
struct Channels {
    std::vector<Curve> curves;
    std::vector<std::string> names;
    std::string label;
    std::optional<double> offset;
    double scale;
    LineStyle style;
};
void draw(Axes& axes, Channels channels);

/// Writes the names of channels where an offset has put them.
void write_names(Axes& axes, double offset, const std::vector<std::string>& names);

/// Limits that are given replace those of the axes. Throws ArgumentError for wrong ones.
void set_limits(Axes& axes, const Limits& xlim, const Limits& ylim);

/// Limits and scale of an x axis of frequencies up to sr / 2. A logarithmic one begins at 20 Hz, or lower at
/// low rates, unless limits say more.
void set_frequencies(Axes& axes, const Limits& xlim, Scale xscale, double sr);

/// Throw ArgumentError for an option that can't be drawn, before any axes are opened.
void check(const char* function, const Limits& xlim, const Limits& ylim, Scale xscale = Scale::linear,
           Scale yscale = Scale::linear);
void check(const char* function, double offset, double scale, const LineStyle& style);

Axes& draw(const Asig& sig, const PlotOptions& options);
Axes& draw(const Aspec& spec, const AspecPlotOptions& options);
Axes& draw(const Astft& stft, const AstftPlotOptions& options);
Axes& draw(const Amfcc& mfcc, const AmfccPlotOptions& options);

} // namespace pya::plot

#endif
