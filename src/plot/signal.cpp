// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/aspec.hpp>
#include <pya/dsp/iir/freqz.hpp>
#include <pya/plot/current.hpp>

#include "plot/draw.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

namespace pya {
namespace {

const char* height_label(const PlotFn& fn) {
    return !fn.named() ? "value" : *fn.named() == PlotFn::off ? "amplitude" : "level (dB)";
}

} // namespace

plot::Axes& plot::draw(const Asig& sig, const PlotOptions& options) {
    check("Asig::plot", options.xlim, options.ylim);
    check("Asig::plot", options.offset.value_or(0), options.scale, options.style);
    const double dx = options.x_as_time ? 1.0 / sig.sr() : 1.0;
    Channels channels{{}, sig.cn(), sig.given_label(), options.offset, options.scale, options.style};
    for (Index c = 0; c < sig.channels(); ++c) {
        Curve curve;
        curve.samples = sig.storage().block(0, sig.samples(), c, 1);
        curve.dx = dx;
        curve.fn = options.fn;
        channels.curves.push_back(std::move(curve));
    }
    Axes& axes = open_axes(options.ax, {options.x_as_time ? "time (s)" : "sample", height_label(options.fn),
                                        shown_label(sig.given_label(), options.style)});
    if (sig.samples() > 1) axes.cover(0, static_cast<double>(sig.samples()) * dx);
    draw(axes, std::move(channels));
    set_limits(axes, options.xlim, options.ylim);
    return axes;
}

const Asig& Asig::plot(const PlotOptions& options) const& {
    plot::draw(*this, options);
    return *this;
}

const Asig& Asig::plot_spectrum(const PlotSpectrumOptions& options) const& {
    plot::check("Asig::plot_spectrum", options.xlim, {}, options.xscale);
    plot::check("Asig::plot_spectrum", options.offset, options.scale, options.style);
    const Aspec spec = to_spec();
    AspecPlotOptions panel{.fn = options.fn,
                           .offset = options.offset,
                           .scale = options.scale,
                           .ax = options.ax,
                           .xlim = options.xlim,
                           .xscale = options.xscale,
                           .style = options.style};
    plot::Axes* phase = options.ax_phase;
    const bool current = panel.ax == nullptr && phase == nullptr;
    if (current) {
        panel.ax = &plot::gca();
        if (!plot::gcf().arranged() && !panel.ax->empty()) panel.ax = &plot::gcf().add_axes();
    }
    if (panel.ax != nullptr) plot::draw(spec, panel);
    if (current) phase = plot::gcf().arranged() ? &plot::gcf().split() : &plot::gcf().add_axes();
    if (phase == nullptr) return *this;
    const bool fresh = phase->empty() && phase->title().empty();
    panel.ax = phase;
    panel.fn = SpecFn::phase;
    plot::draw(spec, panel);
    if (fresh && (current || options.ax != nullptr)) phase->title(""); // it stands above the magnitude
    return *this;
}

const Asig& Asig::plot_events(const PlotOptions& options) const& {
    plot::Axes& axes = plot::draw(*this, options);
    const double dx = options.x_as_time ? 1.0 / sr() : 1.0;
    const std::vector<dsp::Event>& events = this->events();
    constexpr std::size_t most_numbers = 25;
    const std::size_t every = std::max<std::size_t>((events.size() + most_numbers - 1) / most_numbers, 1);
    for (std::size_t i = 0; i < events.size(); ++i) {
        const auto from = static_cast<double>(events[i].begin) * dx;
        axes.axvspan(from, static_cast<double>(events[i].end) * dx);
        if (i % every == 0) axes.text(from, {}, std::to_string(i));
    }
    return *this;
}

const Asig& Asig::plot_freqz(Index worN, const PlotFreqzOptions& options) const& {
    if (worN < 1) detail::fail("Asig::plot_freqz: worN is ", worN, "; it must be at least 1");
    const Eigen::ArrayXd w = dsp::freqz_grid(worN);
    return plot_freqz(std::vector<double>(w.begin(), w.end()), options);
}

const Asig& Asig::plot_freqz(const std::vector<double>& worN, const PlotFreqzOptions& options) const& {
    plot::check("Asig::plot_freqz", options.xlim, options.ylim, options.xscale);
    plot::check("Asig::plot_freqz", 0, 1, options.style);
    const Eigen::ArrayXd w = Eigen::Map<const Eigen::ArrayXd>(worN.data(), static_cast<Index>(worN.size()));
    if (!w.allFinite()) detail::fail("Asig::plot_freqz: worN holds a frequency that isn't finite");
    plot::Curve curve;
    curve.y = taps_ ? dsp::freqz(Eigen::Map<const Eigen::ArrayXd>(taps_->data(), std::ssize(*taps_)),
                                 Eigen::ArrayXd::Ones(1), w)
                          .abs()
                    : dsp::freqz(filter(), w).abs();
    curve.x = w * (sr() / 2.0 / std::numbers::pi);
    curve.fn = PlotFn::ampdb;
    plot::Axes& axes = plot::open_axes(
        options.ax, {"frequency (Hz)", "gain (dB)", shown_label(given_label(), options.style)});
    plot::draw(axes, {{std::move(curve)}, {""}, given_label(), 0, 1, options.style});
    plot::set_frequencies(axes, options.xlim, options.xscale, sr());
    plot::set_limits(axes, {}, options.ylim);
    return *this;
}

Asig Asig::plot(const PlotOptions& options) && { return plot(options), std::move(*this); }
Asig Asig::plot_spectrum(const PlotSpectrumOptions& options) && {
    return plot_spectrum(options), std::move(*this);
}
Asig Asig::plot_events(const PlotOptions& options) && { return plot_events(options), std::move(*this); }
Asig Asig::plot_freqz(Index worN, const PlotFreqzOptions& options) && {
    return plot_freqz(worN, options), std::move(*this);
}
Asig Asig::plot_freqz(const std::vector<double>& worN, const PlotFreqzOptions& options) && {
    return plot_freqz(worN, options), std::move(*this);
}

const PlotOptions& detail::plot_defaults() {
    static const PlotOptions options;
    return options;
}

const PlotFreqzOptions& detail::plot_freqz_defaults() {
    static const PlotFreqzOptions options;
    return options;
}

const PlotSpectrumOptions& detail::plot_spectrum_defaults() {
    static const PlotSpectrumOptions options;
    return options;
}

} // namespace pya
