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
    Channels channels{{}, sig.cn(), sig.label(), options.offset, options.scale, options.style};
    for (Index c = 0; c < sig.channels(); ++c) {
        Curve curve;
        curve.samples = sig.storage().block(0, sig.samples(), c, 1);
        curve.dx = dx;
        curve.fn = options.fn;
        channels.curves.push_back(std::move(curve));
    }
    Axes& axes = open_axes(
        options.ax, {options.x_as_time ? "time (s)" : "sample", height_label(options.fn), sig.label()});
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
    plot::check("Asig::plot_spectrum", options.xlim, {});
    plot::check("Asig::plot_spectrum", options.offset, options.scale, options.style);
    const Aspec spec = to_spec();
    AspecPlotOptions panel{.fn = options.fn,
                           .offset = options.offset,
                           .scale = options.scale,
                           .xlim = options.xlim,
                           .style = options.style};
    using plot::gcf, plot::gca, plot::subplot;
    gca(); // begins a new figure if the last one is finished
    const bool below = !gcf().arranged() && !gcf().axes(0).empty();
    panel.ax = below ? &gcf().add_axes() : gcf().arranged() ? &subplot(2, 1, 1) : &gcf().axes();
    plot::draw(spec, panel);
    panel.ax = gcf().arranged() ? &subplot(2, 1, 2) : &gcf().add_axes();
    panel.fn = SpecFn::phase;
    plot::draw(spec, panel).title("");
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

const Asig& Asig::plot_freqz(Index worN) const& {
    if (worN < 1) detail::fail("Asig::plot_freqz: worN is ", worN, "; it must be at least 1");
    const Eigen::ArrayXd w = dsp::freqz_grid(worN);
    return plot_freqz(std::vector<double>(w.begin(), w.end()));
}

const Asig& Asig::plot_freqz(const std::vector<double>& worN) const& {
    const Eigen::ArrayXd w = Eigen::Map<const Eigen::ArrayXd>(worN.data(), static_cast<Index>(worN.size()));
    if (!w.allFinite()) detail::fail("Asig::plot_freqz: worN holds a frequency that isn't finite");
    plot::Curve curve;
    curve.y = taps_ ? dsp::freqz(Eigen::Map<const Eigen::ArrayXd>(taps_->data(), std::ssize(*taps_)),
                                 Eigen::ArrayXd::Ones(1), w)
                          .abs()
                    : dsp::freqz(filter(), w).abs();
    curve.x = w * (sr() / 2.0 / std::numbers::pi);
    curve.fn = PlotFn::ampdb;
    curve.style.label = label();
    plot::open_axes(nullptr, {"frequency (Hz)", "gain (dB)", label()}).add(std::move(curve));
    return *this;
}

Asig Asig::plot(const PlotOptions& options) && { return plot(options), std::move(*this); }
Asig Asig::plot_spectrum(const PlotSpectrumOptions& options) && {
    return plot_spectrum(options), std::move(*this);
}
Asig Asig::plot_events(const PlotOptions& options) && { return plot_events(options), std::move(*this); }
Asig Asig::plot_freqz(Index worN) && { return plot_freqz(worN), std::move(*this); }
Asig Asig::plot_freqz(const std::vector<double>& worN) && { return plot_freqz(worN), std::move(*this); }

const PlotOptions& detail::plot_defaults() {
    static const PlotOptions options;
    return options;
}

const PlotSpectrumOptions& detail::plot_spectrum_defaults() {
    static const PlotSpectrumOptions options;
    return options;
}

} // namespace pya
