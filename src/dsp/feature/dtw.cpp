// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/dtw.hpp>

#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace pya::dsp {

using detail::fail;

namespace {

using Frames = Eigen::Ref<const FrameArray<double>>;

double distance(const double* x, const double* y, Index n, DtwMetric metric) {
    double sum = 0, xx = 0, yy = 0;
    for (Index i = 0; i < n; ++i) {
        const double d = x[i] - y[i];
        switch (metric) {
        case DtwMetric::euclidean: sum += d * d; break;
        case DtwMetric::cityblock: sum += std::abs(d); break;
        case DtwMetric::cosine:
            sum += x[i] * y[i];
            xx += x[i] * x[i];
            yy += y[i] * y[i];
        }
    }
    if (metric == DtwMetric::cosine) return 1 - sum / (std::sqrt(xx) * std::sqrt(yy));
    return metric == DtwMetric::euclidean ? std::sqrt(sum) : sum;
}

void check(Index rows, Index cols, const DtwOptions& options) {
    if (rows < 1 || cols < 1)
        fail("dtw: the sequences have ", rows, " and ", cols, " frames; each must have at least one");
    if (options.steps.empty() || options.steps.size() > 100)
        fail("dtw: option steps has ", options.steps.size(), " of them; there must be 1 to 100");
    for (const DtwStep& step : options.steps)
        if (step.x < 0 || step.y < 0 || step.x + step.y == 0 || std::isnan(step.mul) || std::isnan(step.add))
            fail("dtw: option steps has (", step.x, ", ", step.y, ") with mul ", step.mul, " and add ",
                 step.add, "; a step must advance, and its costs must be numbers");
    if (options.band && !(*options.band >= 0 && *options.band <= 1))
        fail("dtw: option band is ", *options.band, "; it must lie between 0 and 1");
}

/// The frames of y that frame i of x may belong to.
struct Band {
    Index first, last;
};

Band band_of(Index i, Index rows, Index cols, const DtwOptions& options) {
    if (!options.band) return {0, cols};
    const Index radius =
        static_cast<Index>(std::nearbyint(*options.band * static_cast<double>(std::min(rows, cols))));
    const Index above = radius + std::max<Index>(cols - rows, 0);
    const Index below = radius + std::max<Index>(rows - cols, 0);
    return {std::clamp<Index>(i - below + 1, 0, cols), std::clamp<Index>(i + above, 0, cols)};
}

template <class DistanceOf>
Dtw warp(Index rows, Index cols, const DtwOptions& options, const DistanceOf& distance_of) {
    constexpr double never = std::numeric_limits<double>::infinity();
    Dtw result;
    result.costs.assign(static_cast<std::size_t>(rows * cols), never);
    std::vector<signed char> taken(result.costs.size(), -1);
    for (Index i = 0; i < rows; ++i) {
        double* const costs = result.costs.data() + i * cols;
        const Band band = band_of(i, rows, cols, options);
        for (Index j = band.first; j < band.last; ++j) {
            const double far = distance_of(i, j);
            if (i == 0 && (j == 0 || options.subseq)) costs[j] = far;
            for (std::size_t s = 0; s < options.steps.size(); ++s) {
                const DtwStep& step = options.steps[s];
                if (i < step.x || j < step.y) continue;
                const double cost = costs[j - step.y - step.x * cols] + (step.mul * far + step.add);
                if (!(cost < costs[j])) continue;
                costs[j] = cost;
                taken[static_cast<std::size_t>(i * cols + j)] = static_cast<signed char>(s);
            }
        }
    }
    const double* const last = result.costs.data() + (rows - 1) * cols;
    DtwPair at{rows - 1, options.subseq ? std::min_element(last, last + cols) - last : cols - 1};
    result.cost = last[at.y];
    if (!(result.cost < never))
        fail("dtw: no path of the given steps leads from the first frames to the last",
             options.band ? " in the band" : "", "; other steps or a wider band would");
    for (;;) {
        result.path.push_back(at);
        const signed char s = taken[static_cast<std::size_t>(at.x * cols + at.y)];
        if (s < 0 || (options.subseq && at.x == 0)) break;
        at.x -= options.steps[static_cast<std::size_t>(s)].x;
        at.y -= options.steps[static_cast<std::size_t>(s)].y;
    }
    std::reverse(result.path.begin(), result.path.end());
    return result;
}

} // namespace

Dtw dtw(const Frames& x, const Frames& y, const DtwOptions& options) {
    if (x.cols() != y.cols())
        fail("dtw: the frames have ", x.cols(), " and ", y.cols(), " columns; they must agree");
    check(x.rows(), y.rows(), options);
    return warp(x.rows(), y.rows(), options, [&](Index i, Index j) {
        return distance(x.data() + i * x.outerStride(), y.data() + j * y.outerStride(), x.cols(),
                        options.metric);
    });
}

Dtw dtw(const Frames& distances, const DtwOptions& options) {
    check(distances.rows(), distances.cols(), options);
    return warp(distances.rows(), distances.cols(), options,
                [&](Index i, Index j) { return distances(i, j); });
}

} // namespace pya::dsp
