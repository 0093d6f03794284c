// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/dtw.hpp>

#include <pya/error.hpp>

#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>
#include <utility>
#include <vector>

namespace pya::dsp {

using detail::fail;

namespace {

using Frames = Eigen::Ref<const FrameArray<double>>;

constexpr Index in_tile = 32;

/// The sums of f over the values of the frame x and of each of `count` frames of y, which has a frame a
/// column, `cols` in a row. A known count keeps the sums in registers.
template <class Count, class Term>
PYA_INLINE void add_tile(const double* x, const double* y, Index n, Index cols, Count count, double* sums,
                         Term term) {
    double tile[in_tile];
    for (Index j = 0; j < count; ++j) tile[j] = 0;
    for (Index i = 0; i < n; ++i, y += cols)
        for (Index j = 0; j < count; ++j) tile[j] += term(x[i], y[j]);
    for (Index j = 0; j < count; ++j) sums[j] = tile[j];
}

/// The same of any number of frames. The last tile may compute some of the sums before again.
template <class Term>
PYA_INLINE void add_terms(const double* x, const double* y, Index n, Index cols, Index frames, double* sums,
                          Term term) {
    if (frames < in_tile) return add_tile(x, y, n, cols, frames, sums, term);
    for (Index at = 0; at < frames; at += in_tile) {
        const Index first = std::min(at, frames - in_tile);
        add_tile(x, y + first, n, cols, std::integral_constant<Index, in_tile>(), sums + first, term);
    }
}

PYA_INLINE void add_squares(const double* x, const double* y, Index n, Index cols, Index frames,
                            double* sums) {
    add_terms(x, y, n, cols, frames, sums,
              [](double a, double b) PYA_INLINE_LAMBDA { return (a - b) * (a - b); });
}
PYA_INLINE void add_magnitudes(const double* x, const double* y, Index n, Index cols, Index frames,
                               double* sums) {
    add_terms(x, y, n, cols, frames, sums,
              [](double a, double b) PYA_INLINE_LAMBDA { return std::abs(a - b); });
}
PYA_INLINE void add_products(const double* x, const double* y, Index n, Index cols, Index frames,
                             double* sums) {
    add_terms(x, y, n, cols, frames, sums, [](double a, double b) PYA_INLINE_LAMBDA { return a * b; });
}

/// The distances of a frame from frames [first, last) of the second sequence, which go to far[first] and on.
class Distances {
public:
    Distances(const Frames& x, const Frames& y, DtwMetric metric)
        : x_(x), y_(y.transpose()), metric_(metric) {
        if (metric == DtwMetric::cosine) lengths_ = y_.matrix().colwise().norm().transpose();
    }

    void operator()(Index i, Index first, Index last, double* far) const {
        const double* const x = x_.data() + i * x_.outerStride();
        const double* const y = y_.data() + first;
        const Index n = y_.rows(), cols = y_.cols(), frames = last - first;
        if (metric_ == DtwMetric::cityblock) {
            simd::run<add_magnitudes>(x, y, n, cols, frames, far + first);
        } else if (metric_ == DtwMetric::euclidean) {
            simd::run<add_squares>(x, y, n, cols, frames, far + first);
            for (Index j = first; j < last; ++j) far[j] = std::sqrt(far[j]);
        } else {
            simd::run<add_products>(x, y, n, cols, frames, far + first);
            const double length = Eigen::Map<const Eigen::VectorXd>(x, n).norm();
            for (Index j = first; j < last; ++j) far[j] = 1 - far[j] / (length * lengths_[j]);
        }
    }

private:
    const Frames& x_;
    FrameArray<double> y_; // a frame a column
    DtwMetric metric_;
    Eigen::ArrayXd lengths_ = {};
};

/// Steps from a frame before: what the pairs cost if they end with such a step, where that is less. `by` has
/// the number of the step that a pair ends with.
PYA_INLINE void step_down(const double* before, const double* far, double mul, double add, double number,
                          double* costs, double* by, Index n) {
    PYA_INDEPENDENT
    for (Index j = 0; j < n; ++j) {
        const double cost = before[j] + (mul * far[j] + add);
        const bool less = cost < costs[j];
        costs[j] = less ? cost : costs[j];
        by[j] = less ? number : by[j];
    }
}

/// Steps within a row by one frame, which have to follow one another, where `least` is what pairs cost
/// without them. Of equal ones the first is taken.
void step_along(const double* far, double mul, double add, double before, const double* least, double* costs,
                Index n) {
    for (Index j = 0; j < n; ++j) {
        const double cost = before + (mul * far[j] + add);
        before = cost < least[j] ? cost : least[j];
        costs[j] = before;
    }
}

/// Which of these pairs end with such a step. The cost of the pair before the first one is `before`.
PYA_INLINE void mark_steps_along(const double* far, double mul, double add, const double* least,
                                 const double* before, double number, double* by, Index n) {
    PYA_INDEPENDENT
    for (Index j = 0; j < n; ++j) {
        const double cost = before[j] + (mul * far[j] + add), other = by[j];
        const double if_equal = number < other ? number : other,
                     if_more = cost == least[j] ? if_equal : other;
        by[j] = cost < least[j] ? number : if_more;
    }
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

template <class DistancesOf>
Dtw warp(Index rows, Index cols, const DtwOptions& options, const DistancesOf& distances_of) {
    constexpr double never = std::numeric_limits<double>::infinity();
    Dtw result;
    result.costs.assign(static_cast<std::size_t>(rows * cols), never);
    std::vector<signed char> taken(result.costs.size());
    std::vector<double> far(static_cast<std::size_t>(cols)), by(far.size());
    std::vector<std::pair<double, DtwStep>> within; // a row, with their numbers
    // Of a row and the pair before it: what they cost without such a step, and the pairs before them with it.
    std::vector<double> otherwise(far.size() + 1), before(otherwise.size());
    for (std::size_t s = 0; s < options.steps.size(); ++s)
        if (options.steps[s].x == 0) within.emplace_back(static_cast<double>(s), options.steps[s]);
    for (Index i = 0; i < rows; ++i) {
        double* const costs = result.costs.data() + i * cols;
        const Band band = band_of(i, rows, cols, options);
        distances_of(i, band.first, band.last, far.data());
        std::fill(by.begin(), by.end(), -1.);
        if (i == 0)
            for (Index j = band.first; j < (options.subseq ? band.last : std::min<Index>(band.last, 1)); ++j)
                costs[j] = far[static_cast<std::size_t>(j)];
        for (std::size_t s = 0; s < options.steps.size(); ++s) {
            const DtwStep& step = options.steps[s];
            const Index first = std::max(band.first, step.y);
            if (step.x == 0 || i < step.x || first >= band.last) continue;
            simd::run<step_down>(costs + first - step.y - step.x * cols, far.data() + first, step.mul,
                                 step.add, static_cast<double>(s), costs + first, by.data() + first,
                                 band.last - first);
        }
        if (within.size() == 1 && within.front().second.y == 1) {
            const auto& [number, step] = within.front();
            const Index n = band.last - band.first;
            std::copy_n(costs + band.first, n, otherwise.begin() + 1);
            otherwise[0] = band.first > 0 ? costs[band.first - 1] : never;
            const double* const from = far.data() + band.first;
            step_along(from, step.mul, step.add, otherwise[0], otherwise.data() + 1, costs + band.first, n);
            std::copy_n(costs + band.first, std::max<Index>(n - 1, 0), before.begin() + 1);
            before[0] = otherwise[0];
            simd::run<mark_steps_along>(from, step.mul, step.add, otherwise.data() + 1, before.data(), number,
                                        by.data() + band.first, n);
        } else // in any number of steps
            for (Index j = band.first; j < band.last; ++j) {
                const auto at = static_cast<std::size_t>(j);
                double least = costs[j], number = by[at];
                for (const auto& [s, step] : within) {
                    if (j < step.y) continue;
                    const double cost = costs[j - step.y] + (step.mul * far[at] + step.add);
                    const bool better = cost < least || (cost == least && s < number);
                    least = better ? cost : least;
                    number = better ? s : number;
                }
                costs[j] = least;
                by[at] = number;
            }
        std::transform(by.begin(), by.end(), taken.begin() + i * cols,
                       [](double number) { return static_cast<signed char>(number); });
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
    return warp(x.rows(), y.rows(), options, Distances(x, y, options.metric));
}

Dtw dtw(const Frames& distances, const DtwOptions& options) {
    check(distances.rows(), distances.cols(), options);
    return warp(
        distances.rows(), distances.cols(), options, [&](Index i, Index first, Index last, double* far) {
            std::copy_n(distances.data() + i * distances.outerStride() + first, last - first, far + first);
        });
}

} // namespace pya::dsp
