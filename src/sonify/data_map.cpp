// SPDX-License-Identifier: MIT
#include <pya/sonify/data_map.hpp>

#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace pya {

DataMap::DataMap(const Eigen::Ref<const Eigen::ArrayXd>& data)
    : data_(std::make_shared<const std::vector<double>>(data.data(), data.data() + data.size())) {}

DataMap map(std::initializer_list<double> data) { return map(std::span(data.begin(), data.size())); }

DataMap map(std::span<const double> data) {
    return DataMap(Eigen::Map<const Eigen::ArrayXd>(data.data(), static_cast<Eigen::Index>(data.size())));
}

DataMap map(std::span<const float> data) {
    return DataMap(
        Eigen::Map<const Eigen::ArrayXf>(data.data(), static_cast<Eigen::Index>(data.size())).cast<double>());
}

DataMap DataMap::from(double first, double last) const {
    if (!std::isfinite(first) || !std::isfinite(last) || first == last)
        detail::fail("map: from(", first, ", ", last, ") must be two different finite values");
    DataMap result = *this;
    result.from_ = {first, last};
    return result;
}

DataMap DataMap::to(double first, double last) const {
    if (!std::isfinite(first) || !std::isfinite(last))
        detail::fail("map: to(", first, ", ", last, ") must be finite");
    DataMap result = *this;
    result.to_ = {first, last};
    return result;
}

DataMap DataMap::log() const {
    DataMap result = *this;
    result.shape_ = Shape::log;
    return result;
}

DataMap DataMap::linear(double curvature) const {
    if (!std::isfinite(curvature)) detail::fail("map: the curvature is ", curvature, "; it must be finite");
    DataMap result = *this;
    result.shape_ = Shape::linear;
    result.curvature_ = curvature;
    return result;
}

DataMap DataMap::clip() const {
    DataMap result = *this;
    result.beyond_ = Beyond::clip;
    return result;
}

DataMap DataMap::wrap() const {
    DataMap result = *this;
    result.beyond_ = Beyond::wrap;
    return result;
}

DataMap DataMap::scale(std::span<const double> degrees, double root) const {
    if (degrees.empty()) detail::fail("map: a scale needs at least one degree");
    for (const double degree : degrees)
        if (!(degree >= 0 && degree < 12))
            detail::fail("map: a degree of the scale is ", degree, "; it must be at least 0 and below 12");
    if (!std::isfinite(root)) detail::fail("map: the root of the scale is ", root, "; it must be finite");
    DataMap result = *this;
    result.degrees_.assign(degrees.begin(), degrees.end());
    std::sort(result.degrees_.begin(), result.degrees_.end());
    result.root_ = root;
    return result;
}

DataMap DataMap::scale(std::initializer_list<double> degrees, double root) const {
    return scale(std::span(degrees.begin(), degrees.size()), root);
}

DataMap DataMap::smooth(Eigen::Index count) const {
    if (count < 1 || count % 2 == 0) detail::fail("map: smooth(", count, ") must be odd and at least 1");
    DataMap result = *this;
    result.smooth_ = count;
    return result;
}

std::vector<double> DataMap::mapped() const {
    std::vector<double> result = smoothed();
    if (std::ranges::all_of(result, [](double value) { return std::isnan(value); })) return result;
    check_shape();
    const Range range = source(result);
    for (double& value : result) value = mapped(value, range);
    return result;
}

double DataMap::operator()(double value) const {
    check_shape();
    return mapped(value, source(smoothed()));
}

std::vector<double> DataMap::smoothed() const {
    if (smooth_ == 1) return *data_;
    const Eigen::Index n = std::ssize(*data_), reach = std::min(smooth_ / 2, n);
    std::vector<double> result;
    for (Eigen::Index i = 0; i < n; ++i) {
        const Eigen::Index begin = std::max<Eigen::Index>(i - reach, 0), end = std::min(i + reach + 1, n);
        double sum = 0;
        Eigen::Index count = 0;
        for (Eigen::Index k = begin; k < end; ++k)
            if (const double value = (*data_)[static_cast<std::size_t>(k)]; !std::isnan(value)) {
                sum += value;
                ++count;
            }
        result.push_back(sum / static_cast<double>(count));
    }
    return result;
}

DataMap::Range DataMap::source(const std::vector<double>& data) const {
    if (from_) return *from_;
    Range found{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    for (const double value : data)
        if (std::isfinite(value)) found = {std::min(found.first, value), std::max(found.last, value)};
    if (!(found.first < found.last))
        detail::fail("map: the data has no two different finite values; say with from(first, last) which are "
                     "mapped to the ends");
    return found;
}

double DataMap::mapped(double value, Range source) const {
    double part = (value - source.first) / (source.last - source.first);
    if (beyond_ == Beyond::clip) part = part < 0 ? 0 : part > 1 ? 1 : part;
    if (beyond_ == Beyond::wrap) part -= std::floor(part);
    if (shape_ == Shape::log) {
        part = to_.first * std::pow(to_.last / to_.first, part);
    } else {
        if (curvature_ != 0) part = std::expm1(curvature_ * part) / std::expm1(curvature_);
        part = to_.first + (to_.last - to_.first) * part;
    }
    return degrees_.empty() ? part : nearest_tone(part);
}

double DataMap::nearest_tone(double note) const {
    if (!std::isfinite(note)) return note;
    const double octave = root_ + 12 * std::floor((note - root_) / 12);
    double best = octave - 12 + degrees_.back(); // the tone below the octave
    const auto consider = [&](double tone) {
        if (std::abs(tone - note) < std::abs(best - note)) best = tone;
    };
    for (const double degree : degrees_) consider(octave + degree);
    consider(octave + 12 + degrees_.front());
    return best;
}

void DataMap::check_shape() const {
    if (shape_ == Shape::log && !(to_.first * to_.last > 0))
        detail::fail("map: log() can't reach from ", to_.first, " to ", to_.last,
                     "; both ends must be above 0, or both below");
}

void detail::refuse_data(Eigen::Index rows, Eigen::Index cols) {
    fail("map: the data has ", rows, " x ", cols, " values; it must be one row or one column");
}

} // namespace pya
