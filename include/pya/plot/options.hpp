// SPDX-License-Identifier: MIT
/// @file
/// The options of plot(), plot_spectrum(), plot_events() and plot_freqz(). Where `ax` is left out they draw
/// into the current figure (plot/current.hpp). A bad option is an ArgumentError before anything is drawn.
#ifndef PYA_PLOT_OPTIONS_HPP
#define PYA_PLOT_OPTIONS_HPP

#include <pya/plot/style.hpp>
#include <pya/storage/samples.hpp>

#include <optional>
#include <string>

#pragma GCC visibility push(default)
namespace pya {

class Axes;

/// Asig::plot and plot_events.
struct PlotOptions {
    PlotFn fn = {};
    /// Channel c is drawn at c * offset + scale * fn(sample), 0 lays them over each other. Left out, several
    /// channels are stacked from the top down without touching.
    std::optional<double> offset = {};
    double scale = 1;
    bool x_as_time = true; ///< seconds on the x axis, otherwise samples
    Axes* ax = nullptr;    ///< draws there
    Limits xlim = {};
    Limits ylim = {};
    LineStyle style = {}; ///< a colour is for all channels
};

/// Asig::plot_spectrum.
struct PlotSpectrumOptions {
    SpecFn fn = {};    ///< of the upper axes; the lower ones show the phase
    double offset = 0; ///< of each channel above the one before
    double scale = 1;
    Limits xlim = {}; ///< Hz
    LineStyle style = {};
};

/// Aspec::plot.
struct AspecPlotOptions {
    SpecFn fn = {};
    double offset = 0; ///< of each channel above the one before
    double scale = 1;
    Axes* ax = nullptr;
    Limits xlim = {}; ///< Hz
    Limits ylim = {};
    LineStyle style = {};
};

/// Astft::plot.
struct AstftPlotOptions {
    PlotFn fn = {};               ///< of the magnitude
    std::optional<Index> ch = {}; ///< the channel; all of them stacked if left out
    Axes* ax = nullptr;
    Limits xlim = {}; ///< s
    Limits ylim = {}; ///< Hz
    Limits clim = {}; ///< of the colours; levels in dB reach 80 dB down if left out
    Cmap cmap = Cmap::viridis;
};

/// Amfcc::plot.
struct AmfccPlotOptions {
    PlotFn fn = {};
    std::optional<Index> ch = {};
    Axes* ax = nullptr;
    Limits xlim = {}; ///< s
    Limits ylim = {}; ///< number of the coefficient
    Limits clim = {};
    Cmap cmap = Cmap::inferno;
};

} // namespace pya
#pragma GCC visibility pop

#endif
