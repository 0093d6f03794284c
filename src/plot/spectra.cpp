// SPDX-License-Identifier: MIT
#include <pya/amfcc.hpp>
#include <pya/aspec.hpp>
#include <pya/astft.hpp>

#include "plot/color.hpp"
#include "plot/draw.hpp"

#include <algorithm>
#include <cmath>

namespace pya {
namespace {

// The magnitudes of a transform's bins, lowest frequency first.
Eigen::ArrayXXf magnitudes(const Astft& stft, Index channel) {
    const Astft::ConstBins bins = stft.stft(channel);
    Eigen::ArrayXXf z(bins.rows(), bins.cols());
    // In a two-sided transform the negative frequencies come after the others.
    const Eigen::ArrayXd freqs = stft.freqs();
    const Index negative = (freqs < 0).count();
    const std::complex<float>* bin = bins.data();
    for (Index i = 0; i < z.size(); ++i) {
        const double re = static_cast<double>(bin[i].real()), im = static_cast<double>(bin[i].imag());
        // In double, so that tiny values don't become 0.
        z.data()[i] = static_cast<float>(std::sqrt(re * re + im * im));
    }
    if (negative > 0)
        for (auto frame : z.colwise()) std::rotate(frame.begin(), frame.end() - negative, frame.end());
    return z;
}

// An image of one channel, or of all of them in strips or by their offset.
template <class Options, class ImageOf>
void draw_channels(plot::Axes& axes, const std::vector<std::string>& names, const Options& options,
                   const ImageOf& image_of) {
    const auto count = static_cast<Index>(names.size());
    const bool stacked = !options.ch && !options.offset && count > 1;
    for (Index c = options.ch.value_or(0); c < (options.ch ? *options.ch + 1 : count); ++c) {
        plot::Image image = image_of(c);
        image.y0 = static_cast<double>(c) * options.offset.value_or(0) + options.scale * image.y0;
        image.dy *= options.scale;
        if (stacked) image.lane = static_cast<int>(c);
        axes.add(std::move(image));
    }
    if (stacked) axes.lanes(names);
    if (options.offset.value_or(0) != 0 && !options.ch && count > 1)
        plot::write_names(axes, *options.offset, names);
    plot::set_limits(axes, options.xlim, options.ylim);
    axes.clim(options.clim).cmap(options.cmap).colorbar(options.show_bar);
}

template <class Options>
void check_image(const char* function, const Options& options, Index channels,
                 plot::Scale yscale = plot::Scale::linear) {
    plot::check(function, options.xlim, options.ylim, plot::Scale::linear, yscale);
    plot::check(function, "clim", options.clim);
    plot::check(function, options.offset.value_or(0), options.scale, {});
    if (!(options.scale > 0))
        detail::fail(function, ": scale is ", options.scale, "; for an image it must be above 0");
    if (options.ch && (*options.ch < 0 || *options.ch >= channels))
        detail::fail(function, ": ch is ", *options.ch, "; it must be 0 to ", channels - 1);
}

PlotFn of_spectrum(const PlotFn& fn) { return fn.named() == PlotFn::db ? PlotFn(PlotFn::ampdb) : fn; }

} // namespace

plot::Axes& plot::draw(const Aspec& spec, const AspecPlotOptions& options) {
    check("Aspec::plot", options.xlim, options.ylim, options.xscale);
    check("Aspec::plot", options.offset, options.scale, options.style);
    const auto& fn = options.fn;
    Channels channels{{}, spec.cn(), spec.given_label(), options.offset, options.scale, options.style};
    for (Index c = 0; c < spec.channels(); ++c) {
        Curve curve;
        const Eigen::ArrayXcd bins = spec.rfftspec().col(c);
        if (!fn.named())
            curve.y = bins.unaryExpr([&](std::complex<double> z) { return fn.function()(z); });
        else if (*fn.named() == SpecFn::phase)
            curve.y = bins.arg();
        else
            curve.y = bins.abs();
        if (fn.named() == SpecFn::db) curve.fn = PlotFn::ampdb;
        curve.dx = static_cast<double>(spec.sr()) / static_cast<double>(spec.samples());
        channels.curves.push_back(std::move(curve));
    }
    const char* ylabel = !fn.named()                    ? "value"
                         : *fn.named() == SpecFn::phase ? "phase (rad)"
                         : *fn.named() == SpecFn::db    ? "level (dB)"
                                                        : "magnitude";
    Axes& axes =
        open_axes(options.ax, {"frequency (Hz)", ylabel, shown_label(spec.given_label(), options.style)});
    if (spec.nr_freqs() > 1) axes.cover(0, spec.sr() / 2.0);
    draw(axes, std::move(channels));
    set_frequencies(axes, options.xlim, options.xscale, spec.sr());
    set_limits(axes, {}, options.ylim);
    return axes;
}

plot::Axes& plot::draw(const Astft& stft, const AstftPlotOptions& options) {
    check_image("Astft::plot", options, stft.channels(), options.yscale);
    const PlotFn fn = of_spectrum(options.fn);
    Axes& axes = open_axes(options.ax, {"time (s)", "frequency (Hz)", stft.given_label(), true});
    axes.clabel(fn.named() == PlotFn::ampdb ? "level (dB)" : fn.named() ? "magnitude" : "value");
    const auto step = [](const Eigen::ArrayXd& x, double alone) {
        return x.size() > 1 ? x[1] - x[0] : alone;
    };
    const Eigen::ArrayXd times = stft.times(), freqs = stft.freqs();
    if (options.yscale != Scale::linear) axes.yscale(options.yscale);
    if (times.size() == 0) { // there is nothing to draw, but there are axes
        set_limits(axes, options.xlim, options.ylim);
        return axes;
    }
    draw_channels(axes, stft.cn(), options, [&](Index c) {
        Image image;
        image.z = magnitudes(stft, c);
        image.x0 = times[0];
        image.dx = step(times, std::max(stft.dur(), 1.0 / stft.sr()));
        image.y0 = freqs.minCoeff();
        image.dy = std::abs(step(freqs, stft.sr() / 2.0));
        image.fn = fn;
        return image;
    });
    if (stft.nr_frames() > 1) axes.cover(0, stft.dur());
    return axes;
}

plot::Axes& plot::draw(const Amfcc& mfcc, const AmfccPlotOptions& options) {
    check_image("Amfcc::plot", options, mfcc.channels());
    if (options.nxlabel < 0 || options.nxlabel > 1000)
        detail::fail("Amfcc::plot: nxlabel is ", options.nxlabel, "; it must be 0 to 1000");
    Axes& axes = open_axes(
        options.ax, {options.x_as_time ? "time (s)" : "frame", "coefficient", mfcc.given_label(), true});
    axes.clabel("value").nxlabel(options.nxlabel);
    draw_channels(axes, mfcc.cn(), options, [&](Index c) {
        Image image;
        image.z = mfcc.cepstra(c).template cast<float>().transpose();
        if (options.x_as_time) {
            image.dx = static_cast<double>(mfcc.hopsize()) / mfcc.sr();
            image.x0 = static_cast<double>(mfcc.n_per_frame()) / 2 / mfcc.sr();
        }
        image.fn = options.fn;
        return image;
    });
    if (mfcc.nframes() > 1 && options.x_as_time) axes.cover(0, mfcc.duration());
    return axes;
}

const Aspec& Aspec::plot(const AspecPlotOptions& options) const& {
    plot::draw(*this, options);
    return *this;
}
Aspec Aspec::plot(const AspecPlotOptions& options) && { return plot(options), std::move(*this); }

const AspecPlotOptions& detail::aspec_plot_defaults() {
    static const AspecPlotOptions options;
    return options;
}

const Astft& Astft::plot(const AstftPlotOptions& options) const& {
    plot::draw(*this, options);
    return *this;
}
Astft Astft::plot(const AstftPlotOptions& options) && { return plot(options), std::move(*this); }

const AstftPlotOptions& detail::astft_plot_defaults() {
    static const AstftPlotOptions options;
    return options;
}

const Amfcc& Amfcc::plot(const AmfccPlotOptions& options) const& {
    plot::draw(*this, options);
    return *this;
}
Amfcc Amfcc::plot(const AmfccPlotOptions& options) && { return plot(options), std::move(*this); }

const AmfccPlotOptions& detail::amfcc_plot_defaults() {
    static const AmfccPlotOptions options;
    return options;
}

} // namespace pya
