// SPDX-License-Identifier: MIT
/// @file
/// gridplot: signals and what was computed from them side by side; basicplot: bare arrays.
#ifndef PYA_PLOT_GRIDPLOT_HPP
#define PYA_PLOT_GRIDPLOT_HPP

#include <pya/export.hpp>

#include <pya/plot/figure.hpp>
#include <pya/plot/options.hpp>

#include <functional>
#include <string>
#include <vector>

namespace pya {

class Afeature;
class Amfcc;
class Asig;
class Aspec;
class Astft;

namespace plot {

/// Something with a plot(): an Asig, Aspec, Astft, Amfcc or Afeature, or a title and what draws.
class PYA_EXPORT Plottable {
public:
    /// Of an object its plot(); or a title and what draws.
    Plottable(const Asig& sig);
    Plottable(const Aspec& spec);
    Plottable(const Astft& stft);
    Plottable(const Amfcc& mfcc);
    Plottable(const Afeature& feature);
    Plottable(std::string title, std::function<void(Axes&)> draw);

    /// Class and label, at most 30 characters of them.
    const std::string& title() const { return title_; }
    /// Draws into axes.
    void draw(Axes& axes) const { draw_(axes); }

private:
    std::string title_;
    std::function<void(Axes&)> draw_;
};

/// How gridplot() arranges.
struct GridplotOptions {
    Index colwrap = 1;        ///< columns
    double cbar_ratio = 0.04; ///< width of a colour bar, as a part of the width of its column
    double width = 0;         ///< of the figure in pixels at 100 dpi; 0 follows from colwrap
    double height = 0;        ///< pixels; 0 follows from the rows
};

/// A figure with a plot of each, row by row; apart from the current figure. Of nothing it is an
/// ArgumentError.
PYA_EXPORT Figure gridplot(const std::vector<Plottable>& objects, const GridplotOptions& options = {});

/// What basicplot() draws of an array: a curve of each column, or the array as colours.
enum class Basic { curves, image };

/// How basicplot() draws.
struct BasicplotOptions {
    std::optional<double> offset = {}; ///< of curves, as PlotOptions
    double scale = 1;                  ///< factor on the heights of curves
    std::vector<std::string> cn = {};  ///< names of the channels
    Axes* ax = nullptr;                ///< draws there, otherwise into the current figure
    Basic typ = Basic::curves;         ///< curves or an image
    std::vector<double> yticks = {};   ///< of the columns of an image; 0, 1, 2, ... if left out
    Cmap cmap = Cmap::inferno;         ///< colours of an image
    Limits xlim = {};                  ///< ends of the x axis
    Limits ylim = {};                  ///< ends of the y axis
    std::string xlabel = "time (s)";   ///< below the x axis
    std::string ylabel = {};           ///< beside the y axis
    bool show_bar = true;              ///< a bar that says what the colours of an image stand for
    LineStyle style = {};              ///< of the lines
};

/// Samples x channels over ticks, which ascend and are as many as there are samples, drawn as Asig::plot
/// does. The ticks of an image are evenly spaced in both directions.
PYA_EXPORT Axes& basicplot(const Eigen::Ref<const Eigen::ArrayXXd>& data,
                           const Eigen::Ref<const Eigen::ArrayXd>& ticks,
                           const BasicplotOptions& options = {});

} // namespace plot

using plot::basicplot;
using plot::gridplot;

} // namespace pya

#endif
