// SPDX-License-Identifier: MIT
// Signals, curves and features as generators.
#include <pya/afeature.hpp>
#include <pya/agen/generator.hpp>
#include <pya/asig.hpp>
#include <pya/index.hpp>

#include "agen/curve.hpp"
#include "asig/curve.hpp"

#include <algorithm>
#include <utility>

namespace pya {
namespace {

using namespace gen::impl;

class Signal : public Unit {
public:
    Signal(storage::Samples samples, Index channel) : samples_(std::move(samples)), channel_(channel) {}
    Index process(const Io& io) noexcept override {
        const Index n = std::min(io.n, samples_.rows() - position_);
        std::copy_n(samples_.channel(channel_) + position_, n, io.out);
        position_ += n;
        return n;
    }
    void reset() noexcept override { position_ = 0; }
    Index frames(Index, Index) const override { return samples_.rows(); }

private:
    storage::Samples samples_;
    Index channel_, position_ = 0;
};

class Curve : public Unit {
public:
    Curve(std::shared_ptr<const std::vector<Acurve>> curves, Index channel, int sr, Index frames)
        : curves_(std::move(curves)), channel_(static_cast<std::size_t>(channel)), sr_(sr), frames_(frames) {}
    Index process(const Io& io) noexcept override {
        const Index n = std::min(io.n, frames_ - position_);
        const Acurve& curve = (*curves_)[channel_];
        // A time of a step is rounded; it is met by the frame that is less than a millionth before it.
        const double ahead = curve.kind() == Acurve::Kind::hold ? 1e-6 : 0;
        for (Index i = 0; i < n; ++i) io.out[i] = curve((static_cast<double>(position_ + i) + ahead) / sr_);
        position_ += n;
        return n;
    }
    void reset() noexcept override { position_ = 0; }
    Index frames(Index, Index) const override { return frames_; }

private:
    std::shared_ptr<const std::vector<Acurve>> curves_;
    std::size_t channel_;
    double sr_;
    Index frames_, position_ = 0;
};

Acurve column(const Afeature& feature, Index c) {
    std::vector<Acurve::Point> points = detail::column_points(feature, c);
    return points.empty() ? Acurve(0) : Acurve(std::move(points));
}

std::vector<Acurve> columns(const Afeature& feature) {
    std::vector<Acurve> curves;
    for (Index c = 0; c < feature.columns(); ++c) curves.push_back(column(feature, c));
    if (curves.empty()) detail::fail("Agen: the feature has no columns; it must have at least one");
    return curves;
}

} // namespace

std::shared_ptr<Node> gen::impl::curve_node(std::vector<Acurve> channels, bool ends) {
    const std::shared_ptr<Node> node = joined("Agen", {});
    node->channels = static_cast<Index>(channels.size());
    const Seconds end = std::max(channels[0].points().back().time.value, 0.);
    if (ends) node->duration = end.value;
    node->make = [end, ends, curves = std::make_shared<const std::vector<Acurve>>(std::move(channels))](
                     Index channel, const Setup& setup) {
        const Index frames = ends ? to_samples(end, setup.sr) : endless;
        return std::make_unique<Curve>(curves, channel, setup.sr, frames);
    };
    return node;
}

Agen::Agen(const Acurve& curve) : Agen(gen::impl::curve_node({curve}, false)) {}
Agen::Agen(const Afeature& feature) : Agen(gen::impl::curve_node(columns(feature), false)) {}

Agen::Agen(const Asig& sig) {
    const std::shared_ptr<Node> node = joined("Agen", {});
    node->channels = sig.channels();
    node->sr = sig.sr();
    node->duration = sig.dur();
    node->make = [samples = sig.storage()](Index channel, const Setup&) {
        return std::make_unique<Signal>(samples, channel);
    };
    node_ = node;
}

} // namespace pya
