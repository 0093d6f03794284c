// SPDX-License-Identifier: MIT
/// @file
/// Figure: axes on a page as a value, saved as PNG, SVG or PDF or shown in a window. The program gnuplot
/// draws it; what cannot be drawn, saved or shown is a PlotError.
#ifndef PYA_PLOT_FIGURE_HPP
#define PYA_PLOT_FIGURE_HPP

#include <pya/export.hpp>

#include <pya/plot/axes.hpp>

#include <deque>
#include <string>
#include <vector>

namespace pya::plot {

/// The size in pixels at 100 dpi; what is 0 follows from the number of axes: 800 x 400 for one.
struct FigureOptions {
    double width = 0;         ///< pixels
    double height = 0;        ///< pixels
    double cbar_ratio = 0.04; ///< width of a colour bar, as a part of the width of its column
};

/// How a figure is drawn into a file.
struct SavefigOptions {
    double dpi = 100;    ///< of PNG; 10 to 1200
    double timeout = 60; ///< seconds until a renderer that doesn't finish is ended
};

/// A grid of axes as matplotlib sees it: columns of axes and of colour bars take turns.
struct GridSpec {
    Index rows = 0;                        ///< of axes
    Index cols = 0;                        ///< of axes and colour bars
    std::vector<double> width_ratios = {}; ///< one a column
};

/// Axes on a page, as a value. It is saved as PNG, SVG or PDF or shown in a window; the program gnuplot draws
/// it. What can't be drawn, saved or shown throws PlotError.
///
///     Figure figure;
///     figure.axes().plot(y).title("y");
///     figure.savefig("y.png");
class PYA_EXPORT Figure {
public:
    /// A figure without axes.
    explicit Figure(const FigureOptions& options = {});

    /// The axes at a place in a grid, counted from 1 row by row; made if there are none yet. They become the
    /// current ones.
    Axes& subplot(Index nrows, Index ncols, Index index);
    /// The current axes; made if there are none yet.
    Axes& axes();
    /// New axes below the others, which become the current ones.
    Axes& add_axes();
    /// The lower half of the place of the current axes, which keep the upper half and stay the current ones;
    /// made if there is none yet.
    Axes& split();
    /// Axes::twinx of the current axes, which become the current ones.
    Axes& twinx();
    /// Axes by number in the order they were made.
    Axes& axes(Index index);
    const Axes& axes(Index index) const;
    /// How many axes there are.
    Index size() const { return static_cast<Index>(panels_.size()); }
    /// True if subplot() chose the places.
    bool arranged() const { return arranged_; }

    /// A title above all axes.
    Figure& suptitle(std::string text);
    const std::string& suptitle() const { return suptitle_; }
    /// The grid that all axes lie in.
    GridSpec grid() const;
    double width() const;  ///< pixels at 100 dpi
    double height() const; ///< pixels at 100 dpi

    /// Draws into a file, whole or not at all; .png, .svg or .pdf. Throws PlotError, also where gnuplot is
    /// not installed and where the figure has no axes, and ArgumentError for another ending. Axes with
    /// nothing to show, like those of NaN, say so in the picture and to the log handler.
    const Figure& savefig(const std::string& path, const SavefigOptions& options = {}) const;
    /// Opens a window and waits until it is closed. Where there is no display the figure goes to the page of
    /// the newest WebBackend; where there is none of these either throws PlotError.
    const Figure& show() const;

    /// Axes and their place in a grid of their own.
    struct Panel {
        Index rows = 1;  ///< of its grid
        Index cols = 1;  ///< of its grid
        Index index = 0; ///< from 0, row by row
        Axes axes = {};  ///< what is drawn
        Index part = 0;  ///< of the place, from the top
        Index parts = 1; ///< into which the place is split
    };
    const std::deque<Panel>& panels() const { return panels_; } ///< in the order they were made
    double cbar_ratio() const { return options_.cbar_ratio; }   ///< see FigureOptions

private:
    FigureOptions options_;
    std::deque<Panel> panels_; // so that references to axes stay valid
    std::size_t current_ = 0;
    bool arranged_ = false;
    bool right_ = false; // the current axes are those on the right
    std::string suptitle_;
};

} // namespace pya::plot

#endif
