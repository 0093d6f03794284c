// SPDX-License-Identifier: MIT
/// @file
/// The current figure, as matplotlib's pyplot has it: every plot() draws into it, savefig() and show() end
/// it. Each thread has its own.
///
/// A plot goes onto the current axes if it has the same quantities on x and y, otherwise onto new axes below;
/// after subplot() always onto the axes chosen. After savefig() or show() the figure can be saved and shown
/// again; the next call that draws or labels begins a new one.
///
/// The words are common ones, so they stand in pya::plot: plot::title("two vowels"). Only savefig() and
/// show() are in pya as well.
#ifndef PYA_PLOT_CURRENT_HPP
#define PYA_PLOT_CURRENT_HPP

#include <pya/export.hpp>

#include <pya/plot/figure.hpp>

namespace pya {

class Asig;

namespace plot {

/// The current figure, or the one that was saved or shown last. The reference is good until the next call
/// that begins a new figure.
PYA_EXPORT Figure& gcf();
/// Its current axes.
PYA_EXPORT Axes& gca();
/// Begins a new figure.
PYA_EXPORT Figure& figure(const FigureOptions& options = {});

/// Figure::subplot of the current figure.
PYA_EXPORT Axes& subplot(Index nrows, Index ncols, Index index);
/// Figure::twinx of the current figure: the next plots have their y axis on the right.
PYA_EXPORT Axes& twinx();
/// Axes::title of the current axes.
PYA_EXPORT Axes& title(const std::string& text);
/// Axes::xlabel of the current axes.
PYA_EXPORT Axes& xlabel(const std::string& text);
/// Axes::ylabel of the current axes.
PYA_EXPORT Axes& ylabel(const std::string& text);
/// Axes::xlim of the current axes.
PYA_EXPORT Axes& xlim(double lo, double hi);
/// Axes::ylim of the current axes.
PYA_EXPORT Axes& ylim(double lo, double hi);
/// Axes::legend of the current axes.
PYA_EXPORT Axes& legend(bool shown = true);
/// Axes::grid of the current axes.
PYA_EXPORT Axes& grid(bool shown = true);
/// Figure::suptitle of the current figure.
PYA_EXPORT Figure& suptitle(const std::string& text);

/// Figure::savefig and Figure::show of the current figure.
PYA_EXPORT void savefig(const std::string& path, const SavefigOptions& options = {});
/// Figure::show of the current figure.
PYA_EXPORT void show();
/// Puts a signal on the page of the newest WebBackend, or of pya-run --live, with its waveform, a player and
/// a link to download it; without a name under its label. Where there is no page the log handler is told so.
/// Throws ArgumentError for an empty signal, and for one of more than 8 million samples in all channels.
PYA_EXPORT void show(const Asig& sig, const std::string& name = "");

} // namespace plot

using plot::savefig;
using plot::show;

} // namespace pya

#endif
