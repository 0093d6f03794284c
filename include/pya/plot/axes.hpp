// SPDX-License-Identifier: MIT
/// @file
/// Axes: curves, images and marks in one coordinate system. Values are kept as they come (a signal's samples
/// shared) and reduced to what a pixel can show only when the figure is drawn.
#ifndef PYA_PLOT_AXES_HPP
#define PYA_PLOT_AXES_HPP

#include <pya/plot/style.hpp>
#include <pya/storage/samples.hpp>

#include <Eigen/Core>

#include <optional>
#include <string>
#include <variant>
#include <vector>

#pragma GCC visibility push(default)
namespace pya {

/// One line: the value number i at x0 + i dx, or at x[i].
struct Curve {
    std::variant<storage::Samples, Eigen::ArrayXd> y = {}; ///< of Samples the first channel
    double x0 = 0;
    double dx = 1;
    Eigen::ArrayXd x = {}; ///< as long as y, or empty
    double offset = 0;     ///< drawn at offset + scale * fn(y)
    double scale = 1;
    PlotFn fn = {};
    int lane = -1; ///< number of the strip from the top, in axes that stack channels
    LineStyle style = {};

    Index size() const;
};

/// A grid of values as colours: z(i, k) around x0 + k dx, y0 + i dy.
struct Image {
    Eigen::ArrayXXf z = {};
    double x0 = 0;
    double dx = 1;
    double y0 = 0;
    double dy = 1;
    PlotFn fn = {};
    int lane = -1;
};

/// A shaded stretch of the x axis, or of no width a line.
struct Mark {
    double from = 0;
    double to = 0;
    LineStyle style = {};
};

/// Text at a point.
struct Note {
    double x = 0;
    std::optional<double> y = {}; ///< the upper edge if left out
    std::string text = {};
};

class Axes {
public:
    // -- Drawing, for programs that compose their own figures --

    /// Values over their number, or over x, which must be as long.
    Axes& plot(const Eigen::Ref<const Eigen::ArrayXd>& y, const LineStyle& style = {});
    Axes& plot(const Eigen::Ref<const Eigen::ArrayXd>& x, const Eigen::Ref<const Eigen::ArrayXd>& y,
               const LineStyle& style = {});
    Axes& axvspan(double from, double to, const LineStyle& style = {});
    Axes& axvline(double x, const LineStyle& style = {});
    Axes& text(double x, std::optional<double> y, const std::string& text);
    Axes& add(Curve curve);
    Axes& add(Image image);
    /// Makes the axis reach from lo to hi where no limits are set.
    Axes& cover(double lo, double hi);

    // -- Labels and limits; without arguments they read --

    Axes& title(std::string text);
    Axes& xlabel(std::string text);
    Axes& ylabel(std::string text);
    Axes& clabel(std::string text); ///< of the colour bar
    Axes& xlim(const Limits& limits);
    Axes& ylim(const Limits& limits);
    Axes& clim(const Limits& limits); ///< the values that the ends of the colour map stand for
    Axes& xlim(double lo, double hi) { return xlim(Limits{lo, hi}); }
    Axes& ylim(double lo, double hi) { return ylim(Limits{lo, hi}); }
    Axes& clim(double lo, double hi) { return clim(Limits{lo, hi}); }
    /// Without a call there is a legend where two or more curves have labels.
    Axes& legend(bool shown = true);
    Axes& grid(bool shown = true);
    Axes& cmap(Cmap map);
    /// The names of the strips, from the top.
    Axes& lanes(std::vector<std::string> names);
    /// What x and y are: curves of the same kind may share axes.
    Axes& kind(std::string text);

    const std::string& title() const { return title_; }
    const std::string& xlabel() const { return xlabel_; }
    const std::string& ylabel() const { return ylabel_; }
    const std::string& clabel() const { return clabel_; }
    const Limits& xlim() const { return xlim_; }
    const Limits& ylim() const { return ylim_; }
    const Limits& clim() const { return clim_; }
    const Limits& covered() const { return covered_; }
    bool has_legend() const;
    bool has_grid() const { return grid_; }
    Cmap cmap() const { return cmap_; }
    const std::vector<std::string>& lanes() const { return lanes_; }
    const std::string& kind() const { return kind_; }
    const std::vector<Curve>& curves() const { return curves_; }
    const std::vector<Image>& images() const { return images_; }
    const std::vector<Mark>& marks() const { return marks_; }
    const std::vector<Note>& notes() const { return notes_; }
    bool empty() const { return curves_.empty() && images_.empty() && marks_.empty() && notes_.empty(); }

private:
    std::vector<Curve> curves_;
    std::vector<Image> images_;
    std::vector<Mark> marks_;
    std::vector<Note> notes_;
    std::vector<std::string> lanes_;
    std::string title_, xlabel_, ylabel_, clabel_, kind_;
    Limits xlim_, ylim_, clim_, covered_;
    std::optional<bool> legend_;
    bool grid_ = true;
    Cmap cmap_ = Cmap::viridis;
};

} // namespace pya
#pragma GCC visibility pop

#endif
