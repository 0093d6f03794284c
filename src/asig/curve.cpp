// SPDX-License-Identifier: MIT
#include <pya/acurve.hpp>
#include <pya/afeature.hpp>
#include <pya/asig.hpp>

#include "asig/curve.hpp"

#include <cmath>

namespace pya {
namespace {

std::vector<Acurve::Point> sample_points(const Asig& sig) {
    if (sig.channels() != 1)
        detail::fail("Acurve: the signal has ", sig.channels(), " channels; it must have one");
    std::vector<Acurve::Point> points;
    points.reserve(static_cast<std::size_t>(sig.samples()));
    for (const float x : sig.channel(0)) points.push_back({static_cast<double>(points.size()) / sig.sr(), x});
    return points;
}

std::vector<Acurve::Point> only_column(const Afeature& feature) {
    if (feature.columns() != 1)
        detail::fail("Acurve: the feature has ", feature.columns(),
                     " columns; it must have one: feature(\"f0\")");
    return detail::column_points(feature, 0);
}

} // namespace

std::vector<Acurve::Point> detail::column_points(const Afeature& feature, Index column) {
    const Eigen::ArrayXd times = feature.times();
    std::vector<Acurve::Point> points;
    for (Index i = 0; i < times.size(); ++i)
        if (const double value = feature.values()(i, column); std::isfinite(value))
            points.push_back({times(i), value});
    return points;
}

Acurve::Acurve(const Asig& sig, Kind kind) : Acurve(sample_points(sig), kind) {}
Acurve::Acurve(const Afeature& feature, Kind kind) : Acurve(only_column(feature), kind) {}

} // namespace pya
