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

namespace pya {

namespace plot {
class Axes;
}

/// Asig::plot and plot_events.
struct PlotOptions {
    PlotFn fn = {}; ///< what is drawn of a value
    /// Channel c is drawn at c * offset + scale * fn(sample), 0 lays them over each other. Left out, several
    /// channels are stacked from the top down without touching.
    std::optional<double> offset = {};
    double scale = 1;           ///< factor on the heights
    bool x_as_time = true;      ///< seconds on the x axis, otherwise samples
    plot::Axes* ax = nullptr;   ///< draws there
    plot::Limits xlim = {};     ///< ends of the x axis
    plot::Limits ylim = {};     ///< ends of the y axis
    plot::LineStyle style = {}; ///< a colour is for all channels
};

/// Asig::plot_spectrum. In a subplot the two axes share its place. With `ax` or `ax_phase` only what has
/// axes is drawn.
struct PlotSpectrumOptions {
    SpecFn fn = {};                 ///< of the upper axes; the lower ones show the phase
    double offset = 0;              ///< of each channel above the one before
    double scale = 1;               ///< factor on the heights
    plot::Axes* ax = nullptr;       ///< draws what `fn` says there
    plot::Axes* ax_phase = nullptr; ///< draws the phase there
    plot::Limits xlim = {};         ///< Hz
    plot::Scale xscale = {};        ///< of the frequencies
    plot::LineStyle style = {};     ///< of the lines
};

/// Asig::plot_freqz.
struct PlotFreqzOptions {
    plot::Axes* ax = nullptr;   ///< draws there
    plot::Limits xlim = {};     ///< Hz
    plot::Limits ylim = {};     ///< dB
    plot::Scale xscale = {};    ///< of the frequencies
    plot::LineStyle style = {}; ///< of the line
};

/// Aspec::plot.
struct AspecPlotOptions {
    SpecFn fn = {};             ///< what is drawn of a value
    double offset = 0;          ///< of each channel above the one before
    double scale = 1;           ///< factor on the heights
    plot::Axes* ax = nullptr;   ///< draws there
    plot::Limits xlim = {};     ///< Hz
    plot::Limits ylim = {};     ///< ends of the y axis
    plot::Scale xscale = {};    ///< of the frequencies
    plot::LineStyle style = {}; ///< of the lines
};

/// Astft::plot.
struct AstftPlotOptions {
    PlotFn fn = {}; ///< of the magnitude
    /// Channel c is drawn at c * offset + scale * frequency. Left out, several channels are stacked from the
    /// top down without touching.
    std::optional<double> offset = {};
    double scale = 1;             ///< factor on the frequencies, above 0
    std::optional<Index> ch = {}; ///< the channel; all of them if left out
    plot::Axes* ax = nullptr;     ///< draws there
    plot::Limits xlim = {};       ///< s
    plot::Limits ylim = {};       ///< Hz
    plot::Limits clim = {};       ///< of the colours; levels in dB reach 80 dB down if left out
    plot::Scale yscale = {};      ///< of the frequencies
    Cmap cmap = Cmap::viridis;    ///< colours
    bool show_bar = true;         ///< a bar that says what the colours stand for
};

/// Amfcc::plot.
struct AmfccPlotOptions {
    PlotFn fn = {}; ///< what is drawn of a value
    /// Channel c is drawn at c * offset + scale * number of the coefficient. Left out, several channels are
    /// stacked from the top down without touching.
    std::optional<double> offset = {};
    double scale = 1;             ///< factor on the numbers of the coefficients, above 0
    std::optional<Index> ch = {}; ///< the channel; all of them if left out
    bool x_as_time = true;        ///< seconds on the x axis, otherwise frames
    Index nxlabel = 0;            ///< how many tics the x axis has; 0 for as many as there is room for
    plot::Axes* ax = nullptr;     ///< draws there
    plot::Limits xlim = {};       ///< s, or frames
    plot::Limits ylim = {};       ///< number of the coefficient
    plot::Limits clim = {};       ///< ends of the colours
    Cmap cmap = Cmap::inferno;    ///< colours
    bool show_bar = true;         ///< a bar that says what the colours stand for
};

/// Afeature::plot.
struct AfeaturePlotOptions {
    PlotFn fn = {};               ///< what is drawn of a value
    std::optional<Index> ch = {}; ///< the channel; all of them if left out, images stacked
    plot::Axes* ax = nullptr;     ///< draws all there: over a spectrogram with &plot::gca()
    plot::Limits xlim = {};       ///< s
    plot::Limits ylim = {};       ///< of curves their values, of images the numbers of the columns
    plot::Limits clim = {};       ///< ends of the colours
    Cmap cmap = Cmap::viridis;    ///< colours
    plot::LineStyle style = {};   ///< of the curves
};

} // namespace pya

#endif
