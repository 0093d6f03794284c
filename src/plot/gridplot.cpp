// SPDX-License-Identifier: MIT
#include <pya/afeature.hpp>
#include <pya/amfcc.hpp>
#include <pya/asig.hpp>
#include <pya/aspec.hpp>
#include <pya/astft.hpp>
#include <pya/plot/gridplot.hpp>

#include "plot/draw.hpp"

#include <memory>
#include <utility>

namespace pya::plot {
namespace {

// The text, or its first 27 characters and three dots if it has more than 30.
std::string shortened(std::string text) {
    constexpr std::size_t longest = 30;
    std::vector<std::size_t> starts; // of the characters of UTF-8
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80) starts.push_back(i);
    return starts.size() > longest ? text.substr(0, starts[longest]) + "..." : text;
}

template <class Options, class T>
std::function<void(Axes&)> drawing_of(const T& object, Options options = {}) {
    return [object = std::make_shared<const T>(object), options](Axes& axes) mutable {
        options.ax = &axes;
        draw(*object, options);
    };
}

// The step of ticks that an image has, or 1 if there is only one.
double even_step(const char* argument, const Eigen::Ref<const Eigen::ArrayXd>& ticks) {
    const Index n = ticks.size();
    if (n < 2) return 1;
    const double step = (ticks[n - 1] - ticks[0]) / static_cast<double>(n - 1);
    const Eigen::ArrayXd even = Eigen::ArrayXd::LinSpaced(n, ticks[0], ticks[n - 1]);
    if (!(step > 0) || !((ticks - even).abs() <= 1e-3 * step).all())
        detail::fail("basicplot: the ", argument, " of an image from ", ticks[0], " to ", ticks[n - 1],
                     " must be evenly spaced and ascend");
    return step;
}

Axes& draw_image(const Eigen::Ref<const Eigen::ArrayXXd>& data, const Eigen::Ref<const Eigen::ArrayXd>& ticks,
                 const BasicplotOptions& options) {
    Eigen::ArrayXd rows =
        Eigen::Map<const Eigen::ArrayXd>(options.yticks.data(), static_cast<Index>(options.yticks.size()));
    if (rows.size() == 0)
        rows = Eigen::ArrayXd::LinSpaced(data.cols(), 0, static_cast<double>(data.cols() - 1));
    if (rows.size() != data.cols())
        detail::fail("basicplot: data has ", data.cols(), " columns and there are ", rows.size(),
                     " yticks; they must agree");
    Image image;
    image.dx = even_step("ticks", ticks);
    image.dy = even_step("yticks", rows);
    image.z = data.cast<float>().transpose();
    if (data.size() > 0) {
        image.x0 = ticks[0];
        image.y0 = rows[0];
    }
    Axes& axes = open_axes(options.ax, {options.xlabel, options.ylabel, options.style.label, true});
    axes.add(std::move(image)).cmap(options.cmap).colorbar(options.show_bar);
    set_limits(axes, options.xlim, options.ylim);
    return axes;
}

} // namespace

Plottable::Plottable(const Asig& sig)
    : Plottable("Asig: " + sig.given_label(), drawing_of<PlotOptions>(sig)) {}
Plottable::Plottable(const Aspec& spec)
    : Plottable("Aspec: " + spec.given_label(), drawing_of<AspecPlotOptions>(spec)) {}
Plottable::Plottable(const Astft& stft)
    : Plottable("Astft: " + stft.given_label(), drawing_of<AstftPlotOptions>(stft)) {}
Plottable::Plottable(const Amfcc& mfcc)
    : Plottable("Amfcc: " + mfcc.given_label(), drawing_of<AmfccPlotOptions>(mfcc)) {}

Plottable::Plottable(const Afeature& feature)
    : Plottable("Afeature: " + feature.label(), [feature = std::make_shared<const Afeature>(feature)](
                                                    Axes& axes) { feature->plot({.ax = &axes}); }) {}

Plottable::Plottable(std::string title, std::function<void(Axes&)> draw)
    : title_(shortened(std::move(title))), draw_(std::move(draw)) {
    if (!draw_) detail::fail("Plottable: the function that draws '", title_, "' is empty");
}

Figure gridplot(const std::vector<Plottable>& objects, const GridplotOptions& options) {
    if (objects.empty()) detail::fail("gridplot: there are no objects; it must be at least one");
    if (options.colwrap < 1)
        detail::fail("gridplot: colwrap is ", options.colwrap, "; it must be at least 1");
    Figure figure({.width = options.width, .height = options.height, .cbar_ratio = options.cbar_ratio});
    const auto count = static_cast<Index>(objects.size());
    const Index rows = (count + options.colwrap - 1) / options.colwrap;
    for (Index i = 0; i < count; ++i) {
        const Plottable& object = objects[static_cast<std::size_t>(i)];
        Axes& axes = figure.subplot(rows, options.colwrap, i + 1);
        axes.title(object.title());
        object.draw(axes);
    }
    return figure;
}

Axes& basicplot(const Eigen::Ref<const Eigen::ArrayXXd>& data, const Eigen::Ref<const Eigen::ArrayXd>& ticks,
                const BasicplotOptions& options) {
    if (ticks.size() != data.rows())
        detail::fail("basicplot: data has ", data.rows(), " rows and there are ", ticks.size(),
                     " ticks; they must agree");
    if (!options.cn.empty() && static_cast<Index>(options.cn.size()) != data.cols())
        detail::fail("basicplot: data has ", data.cols(), " channels and cn ", options.cn.size(),
                     " names; they must agree");
    check("basicplot", options.xlim, options.ylim);
    check("basicplot", options.offset.value_or(0), options.scale, options.style);
    if (options.typ == Basic::image) return draw_image(data, ticks, options);
    Channels channels{{}, options.cn, "", options.offset, options.scale, options.style};
    for (Index c = 0; c < data.cols(); ++c) {
        Curve curve;
        curve.y = data.col(c);
        curve.x = ticks;
        channels.curves.push_back(std::move(curve));
        if (options.cn.empty()) channels.names.push_back(std::to_string(c));
    }
    Axes& axes = open_axes(options.ax, {options.xlabel, options.ylabel, ""});
    draw(axes, std::move(channels));
    set_limits(axes, options.xlim, options.ylim);
    return axes;
}

} // namespace pya::plot
