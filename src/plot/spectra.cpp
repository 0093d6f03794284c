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

// In what the images of channels differ.
struct Look {
    plot::Limits xlim, ylim, clim;
    Cmap cmap;
};

// An image of one channel, or of all of them in strips.
template <class ImageOf>
void draw_channels(plot::Axes& axes, const std::optional<Index>& chosen,
                   const std::vector<std::string>& names, const Look& look, const ImageOf& image_of) {
    if (chosen) {
        axes.add(image_of(*chosen));
    } else {
        for (std::size_t c = 0; c < names.size(); ++c) {
            plot::Image image = image_of(static_cast<Index>(c));
            if (names.size() > 1) image.lane = static_cast<int>(c);
            axes.add(std::move(image));
        }
        if (names.size() > 1) axes.lanes(names);
    }
    plot::set_limits(axes, look.xlim, look.ylim);
    axes.clim(look.clim).cmap(look.cmap);
}

void check_channel(const char* function, const std::optional<Index>& ch, Index channels) {
    if (ch && (*ch < 0 || *ch >= channels))
        detail::fail(function, ": ch is ", *ch, "; it must be 0 to ", channels - 1);
}

PlotFn of_spectrum(const PlotFn& fn) { return fn.named() == PlotFn::db ? PlotFn(PlotFn::ampdb) : fn; }

} // namespace

plot::Axes& plot::draw(const Aspec& spec, const AspecPlotOptions& options) {
    check("Aspec::plot", options.xlim, options.ylim);
    check("Aspec::plot", options.offset, options.scale, options.style);
    const auto& fn = options.fn;
    Channels channels{{}, spec.cn(), spec.label(), options.offset, options.scale, options.style};
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
    Axes& axes = open_axes(options.ax, {"frequency (Hz)", ylabel, spec.label()});
    if (spec.nr_freqs() > 1) axes.cover(0, spec.sr() / 2.0);
    draw(axes, std::move(channels));
    set_limits(axes, options.xlim, options.ylim);
    return axes;
}

plot::Axes& plot::draw(const Astft& stft, const AstftPlotOptions& options) {
    check("Astft::plot", options.xlim, options.ylim);
    check("Astft::plot", "clim", options.clim);
    check_channel("Astft::plot", options.ch, stft.channels());
    const PlotFn fn = of_spectrum(options.fn);
    Axes& axes = open_axes(options.ax, {"time (s)", "frequency (Hz)", stft.label(), true});
    axes.clabel(fn.named() == PlotFn::ampdb ? "level (dB)" : fn.named() ? "magnitude" : "value");
    const auto step = [](const Eigen::ArrayXd& x, double alone) {
        return x.size() > 1 ? x[1] - x[0] : alone;
    };
    const Eigen::ArrayXd times = stft.times(), freqs = stft.freqs();
    if (times.size() == 0) { // there is nothing to draw, but there are axes
        set_limits(axes, options.xlim, options.ylim);
        return axes;
    }
    draw_channels(axes, options.ch, stft.cn(), {options.xlim, options.ylim, options.clim, options.cmap},
                  [&](Index c) {
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
    check("Amfcc::plot", options.xlim, options.ylim);
    check("Amfcc::plot", "clim", options.clim);
    check_channel("Amfcc::plot", options.ch, mfcc.channels());
    Axes& axes = open_axes(options.ax, {"time (s)", "coefficient", mfcc.label(), true});
    axes.clabel("value");
    draw_channels(axes, options.ch, mfcc.cn(), {options.xlim, options.ylim, options.clim, options.cmap},
                  [&](Index c) {
                      Image image;
                      image.z = mfcc.cepstra(c).template cast<float>().transpose();
                      image.dx = static_cast<double>(mfcc.hopsize()) / mfcc.sr();
                      image.x0 = static_cast<double>(mfcc.n_per_frame()) / 2 / mfcc.sr();
                      image.fn = options.fn;
                      return image;
                  });
    if (mfcc.nframes() > 1) axes.cover(0, mfcc.duration());
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
