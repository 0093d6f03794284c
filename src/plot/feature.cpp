// SPDX-License-Identifier: MIT
// Features over the time: each on axes of its own, few columns as curves and many as an image.
#include "afeature_data.hpp"
#include "plot/color.hpp"
#include "plot/column_scale.hpp"
#include "plot/draw.hpp"

#include <pya/error.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace pya {
namespace {

constexpr std::size_t most_curves = 11;

// The columns of a channel that are drawn together.
struct Strip {
    Index channel;
    std::vector<Index> columns = {};
};

// A feature in all of its channels.
struct Feature {
    std::string name;
    std::vector<Strip> strips = {};
};

// "mel" of "mel17", "chroma" of "C#".
std::string feature_of(const std::string& column) {
    if (plot::is_pitch_class(column)) return "chroma";
    return column.substr(0, column.find_last_not_of("0123456789") + 1);
}

template <class List, class Is, class New>
auto& found_or_added(List& list, const Is& is, New&& added) {
    const auto found = std::find_if(list.begin(), list.end(), is);
    return found != list.end() ? *found : list.emplace_back(std::forward<New>(added));
}

// "centroid (Hz)", "mel (dB)".
std::string with_unit(const std::string& feature, const std::string& unit) {
    constexpr std::array in_hz{"f0", "f", "centroid", "bandwidth", "rolloff"};
    const bool hz = unit.empty() && std::find(in_hz.begin(), in_hz.end(), feature) != in_hz.end();
    const std::string shown = hz ? "Hz" : unit.empty() && feature == "contrast" ? "dB" : unit;
    if (feature.empty()) return shown.empty() ? "value" : shown == "dB" ? "level (dB)" : shown;
    return shown.empty() ? feature : feature + " (" + shown + ")";
}

// The space between the frames of an image.
double even_step(const Eigen::ArrayXd& times, double alone) {
    if (times.size() < 2) return alone;
    const double step = times[1] - times[0];
    for (Index t = 1; t < times.size(); ++t)
        if (!(step > 0) || !(std::abs(times[t] - times[t - 1] - step) < 1e-6 * step))
            detail::fail(
                "Afeature::plot: the frames are not evenly spaced in time; those of an image must be");
    return step;
}

void draw_curves(const Afeature& f, const Feature& feature, const AfeaturePlotOptions& options) {
    plot::Axes& axes =
        plot::open_axes(options.ax, {"time (s)", with_unit(feature.name, f.unit()), f.label()});
    for (const Strip& strip : feature.strips)
        for (const Index k : strip.columns) {
            plot::Curve curve;
            curve.x = f.times();
            curve.y = f.values().col(k);
            curve.fn = options.fn;
            curve.style = options.style;
            if (curve.style.label.empty()) curve.style.label = f.cn()[static_cast<std::size_t>(k)];
            axes.add(std::move(curve));
        }
    plot::set_limits(axes, options.xlim, options.ylim);
}

void draw_images(const Afeature& f, const Feature& feature, const std::vector<std::string>& channel_names,
                 const AfeaturePlotOptions& options) {
    const Eigen::ArrayXd times = f.times();
    const double step = even_step(times, static_cast<double>(f.hop()) / f.sr());
    std::vector<std::string> names;
    std::vector<double> freqs;
    for (const Index k : feature.strips.front().columns) {
        names.push_back(f.cn()[static_cast<std::size_t>(k)]);
        if (!f.freqs().empty()) freqs.push_back(f.freqs()[static_cast<std::size_t>(k)]);
    }
    if (feature.name == "chroma") // without their channels
        for (std::string& name : names) name.erase(0, name.rfind(':') + 1);
    const plot::ColumnScale scale = plot::column_scale(feature.name, names, freqs);

    plot::Axes& axes = plot::open_axes(options.ax, {"time (s)", scale.label, f.label(), true});
    axes.clabel(with_unit("", f.unit())).yticks(scale.ticks);
    std::vector<std::string> lanes;
    for (const Strip& strip : feature.strips) {
        plot::Image image;
        image.z.resize(std::ssize(strip.columns), f.frames());
        for (Index k = 0; k < image.z.rows(); ++k)
            image.z.row(k) =
                f.values().col(strip.columns[static_cast<std::size_t>(k)]).cast<float>().transpose();
        image.x0 = times.size() > 0 ? times[0] : 0;
        image.dx = step;
        image.fn = options.fn;
        if (feature.strips.size() > 1) image.lane = static_cast<int>(lanes.size());
        lanes.push_back(channel_names[static_cast<std::size_t>(strip.channel)]);
        if (times.size() > 0) axes.add(std::move(image));
    }
    if (lanes.size() > 1) axes.lanes(std::move(lanes));
    plot::set_limits(axes, options.xlim, options.ylim);
    axes.clim(options.clim).cmap(options.cmap);
}

} // namespace

const Afeature& Afeature::plot(const AfeaturePlotOptions& options) const& {
    plot::check("Afeature::plot", options.xlim, options.ylim);
    plot::check("Afeature::plot", "clim", options.clim);
    plot::check("Afeature::plot", 0, 1, options.style);
    if (options.ch && (*options.ch < 0 || *options.ch >= channels()))
        detail::fail("Afeature::plot: ch is ", *options.ch, "; it must be 0 to ", channels() - 1);
    std::vector<Feature> features;
    std::vector<std::string> channel_names(static_cast<std::size_t>(channels()));
    for (Index k = 0; k < columns(); ++k) {
        const auto i = static_cast<std::size_t>(k);
        const Index channel = data().channel[i];
        const std::string &bare = data().bare[i], &full = cn()[i];
        if (full != bare)
            channel_names[static_cast<std::size_t>(channel)] = full.substr(0, full.size() - bare.size() - 1);
        if (options.ch && channel != *options.ch) continue;
        const std::string name = feature_of(bare);
        Feature& feature = found_or_added(
            features, [&](const Feature& f) { return f.name == name; }, Feature{name});
        found_or_added(
            feature.strips, [&](const Strip& s) { return s.channel == channel; }, Strip{channel})
            .columns.push_back(k);
    }
    for (const Feature& feature : features)
        if (feature.strips.front().columns.size() > most_curves)
            draw_images(*this, feature, channel_names, options);
        else
            draw_curves(*this, feature, options);
    return *this;
}

Afeature Afeature::plot(const AfeaturePlotOptions& options) && { return plot(options), std::move(*this); }

const AfeaturePlotOptions& detail::afeature_plot_defaults() {
    static const AfeaturePlotOptions options;
    return options;
}

} // namespace pya
