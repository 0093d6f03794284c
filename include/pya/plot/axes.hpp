// SPDX-License-Identifier: MIT
/// @file
/// Axes: curves, images and marks in one coordinate system. Values are kept as they are given (the samples of
/// a signal are shared). Only when the figure is drawn are they reduced to what the pixels can show.
#ifndef PYA_PLOT_AXES_HPP
#define PYA_PLOT_AXES_HPP

#include <pya/export.hpp>

#include <pya/plot/style.hpp>
#include <pya/storage/numbers.hpp>
#include <pya/storage/samples.hpp>

#include <Eigen/Core>

#include <optional>
#include <string>
#include <vector>

namespace pya::plot {

/// One line: the value number i at x0 + i dx, or at x[i].
struct PYA_EXPORT Curve {
    storage::Numbers<Eigen::ArrayXd> y = {}; ///< the values, unless there are samples
    storage::Samples samples = {};           ///< the values are those of the first channel
    double x0 = 0;                           ///< of the first value
    double dx = 1;                           ///< from value to value
    storage::Numbers<Eigen::ArrayXd> x = {}; ///< as long as y, or empty
    double offset = 0;                       ///< drawn at offset + scale * fn(y)
    double scale = 1;                        ///< factor
    PlotFn fn = {};                          ///< what is drawn of a value
    int lane = -1;            ///< number of the strip from the top, in axes that stack channels
    LineStyle style = {};     ///< of the line
    std::string channel = {}; ///< its name, in the legend with the label, or alone where there is one label

    /// How many values.
    Index size() const;
};

/// A grid of values as colours: z(i, k) around x0 + k dx, y0 + i dy.
struct Image {
    storage::Numbers<Eigen::ArrayXXf> z = {}; ///< rows run along x
    double x0 = 0;                            ///< of the first row
    double dx = 1;                            ///< from row to row
    double y0 = 0;                            ///< of the first column
    double dy = 1;                            ///< from column to column
    PlotFn fn = {};                           ///< what is drawn of a value
    int lane = -1;                            ///< number of the strip from the top
};

/// A shaded stretch of the x axis, or of no width a line.
struct Mark {
    double from = 0;      ///< on the x axis
    double to = 0;        ///< on the x axis
    LineStyle style = {}; ///< colour and opacity
};

/// Text at a point.
struct Note {
    double x = 0;                 ///< on the x axis
    std::optional<double> y = {}; ///< the upper edge if left out
    std::string text = {};        ///< what is written
};

/// A place on an axis with its name.
struct Tick {
    double at = 0;         ///< where it is
    std::string text = {}; ///< what is written there
};

/// A plot: curves, images and marks with their labels and limits.
class PYA_EXPORT Axes {
public:
    // -- Drawing, for programs that compose their own figures --

    /// Values over their number, or over x, which must be as long.
    Axes& plot(const Eigen::Ref<const Eigen::ArrayXd>& y, const LineStyle& style = {});
    Axes& plot(const Eigen::Ref<const Eigen::ArrayXd>& x, const Eigen::Ref<const Eigen::ArrayXd>& y,
               const LineStyle& style = {});
    /// Shades a stretch of the x axis.
    Axes& axvspan(double from, double to, const LineStyle& style = {});
    /// A line across at x.
    Axes& axvline(double x, const LineStyle& style = {});
    /// Writes at a point; at the upper edge without y.
    Axes& text(double x, std::optional<double> y, const std::string& text);
    /// Adds a curve or an image.
    Axes& add(Curve curve);
    Axes& add(Image image);
    /// Makes the axis reach from lo to hi where no limits are set.
    Axes& cover(double lo, double hi);

    // -- Labels and limits; without arguments they read --

    Axes& title(std::string text);    ///< above the axes
    Axes& xlabel(std::string text);   ///< below the x axis
    Axes& ylabel(std::string text);   ///< beside the y axis
    Axes& clabel(std::string text);   ///< of the colour bar
    Axes& xlim(const Limits& limits); ///< ends of the x axis
    Axes& ylim(const Limits& limits); ///< ends of the y axis
    Axes& clim(const Limits& limits); ///< the values that the ends of the colour map stand for
    /// Ends of the x axis.
    Axes& xlim(double lo, double hi) { return xlim(Limits{lo, hi}); }
    /// Ends of the y axis.
    Axes& ylim(double lo, double hi) { return ylim(Limits{lo, hi}); }
    /// Ends of the colours.
    Axes& clim(double lo, double hi) { return clim(Limits{lo, hi}); }
    /// The legend stands above the axes. Without a call there is one where there are two or more different
    /// labels.
    Axes& legend(bool shown = true);
    Axes& grid(bool shown = true); ///< lines of the grid, on at first
    Axes& cmap(Cmap map);          ///< colours of images
    /// Names at places of the y axis, or of each strip, instead of numbers.
    Axes& yticks(std::vector<Tick> ticks);
    /// Whether images have a bar that says what their colours stand for, on at first.
    Axes& colorbar(bool shown = true);
    Axes& xscale(Scale scale); ///< how x is spread; throws ArgumentError where xlim does not fit
    Axes& yscale(Scale scale); ///< how y is spread; throws ArgumentError where ylim does not fit
    /// So many tics below the axis, evenly spread from end to end; 0 for as many as there is room for.
    Axes& nxlabel(Index count);
    /// The axes that share x with these and have their y axis on the right, for curves in other units; made
    /// if there are none. They take no image. Throws ArgumentError on axes that are on the right themselves.
    Axes& twinx();
    /// The names of the strips, from the top.
    Axes& lanes(std::vector<std::string> names);
    /// What x and y are: curves of the same kind may share axes.
    Axes& kind(std::string text);

    const std::string& title() const { return title_; }   ///< above the axes
    const std::string& xlabel() const { return xlabel_; } ///< below the x axis
    const std::string& ylabel() const { return ylabel_; } ///< beside the y axis
    const std::string& clabel() const { return clabel_; } ///< of the colour bar
    const Limits& xlim() const { return xlim_; }          ///< ends of the x axis
    const Limits& ylim() const { return ylim_; }          ///< ends of the y axis
    const Limits& clim() const { return clim_; }          ///< ends of the colours
    const Limits& covered() const { return covered_; }    ///< what cover() has asked for
    bool has_legend() const;                              ///< whether one is drawn
    bool has_colorbar() const { return colorbar_; }       ///< whether images have one
    Scale xscale() const { return xscale_; }              ///< how x is spread
    Scale yscale() const { return yscale_; }              ///< how y is spread
    Index nxlabel() const { return nxlabel_; }            ///< see above
    bool is_twin() const { return is_twin_; }             ///< whether y is on the right
    /// The axes on the right, or none.
    const Axes* twin() const { return twin_.empty() ? nullptr : &twin_.front(); }
    bool has_grid() const { return grid_; }                          ///< whether one is drawn
    Cmap cmap() const { return cmap_; }                              ///< colours of images
    const std::vector<Tick>& yticks() const { return yticks_; }      ///< empty for numbers
    const std::vector<std::string>& lanes() const { return lanes_; } ///< names of the strips
    const std::string& kind() const { return kind_; }                ///< what x and y are
    const std::vector<Curve>& curves() const { return curves_; }     ///< in the order they were added
    const std::vector<Image>& images() const { return images_; }     ///< in the order they were added
    const std::vector<Mark>& marks() const { return marks_; }        ///< in the order they were added
    const std::vector<Note>& notes() const { return notes_; }        ///< in the order they were added
    /// True if there is nothing to draw.
    bool empty() const { return curves_.empty() && images_.empty() && marks_.empty() && notes_.empty(); }

private:
    std::vector<Curve> curves_;
    std::vector<Image> images_;
    std::vector<Mark> marks_;
    std::vector<Note> notes_;
    std::vector<Tick> yticks_;
    std::vector<std::string> lanes_;
    std::string title_, xlabel_, ylabel_, clabel_, kind_;
    Limits xlim_, ylim_, clim_, covered_;
    std::optional<bool> legend_;
    bool grid_ = true;
    bool colorbar_ = true;
    bool is_twin_ = false;
    Cmap cmap_ = Cmap::viridis;
    Scale xscale_ = Scale::linear, yscale_ = Scale::linear;
    Index nxlabel_ = 0;
    std::vector<Axes> twin_; // one at most
};

} // namespace pya::plot

#endif
