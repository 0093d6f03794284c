// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/window_op.hpp>

#include <pya/error.hpp>

#include "dsp/level/segment_energy.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <vector>

namespace pya::dsp {

Reduction reduction(std::string_view name) {
    constexpr std::string_view names[] = {"rms", "mean", "sum", "std", "var", "min", "max"};
    const auto found = std::find(std::begin(names), std::end(names), name);
    if (found == std::end(names))
        detail::fail("window_op: fn is '", name, "'; it must be rms, mean, sum, std, var, min or max");
    return static_cast<Reduction>(found - std::begin(names));
}

namespace {

template <class Scalar>
using Column = Eigen::Map<const Eigen::Array<Scalar, Eigen::Dynamic, 1>>;

template <class Scalar>
double reduce(const Column<Scalar>& segment, Reduction fn) {
    const auto n = static_cast<double>(segment.size());
    const auto variance = [&] {
        const double mean = segment.template cast<double>().sum() / n;
        return (segment.template cast<double>() - mean).square().sum() / n;
    };
    switch (fn) {
    case Reduction::rms: return std::sqrt(segment.template cast<double>().square().sum() / n);
    case Reduction::mean: return segment.template cast<double>().sum() / n;
    case Reduction::sum: return segment.template cast<double>().sum();
    case Reduction::std: return std::sqrt(variance());
    case Reduction::var: return variance();
    case Reduction::min: return static_cast<double>(segment.template minCoeff<Eigen::PropagateNaN>());
    case Reduction::max: return static_cast<double>(segment.template maxCoeff<Eigen::PropagateNaN>());
    }
    detail::fail("window_op: fn is ", static_cast<int>(fn), "; it must be a Reduction");
}

/// The rms of the segments that lie completely in the signal. If they overlap by whole strides, the squares
/// of each stride are added up once.
template <class Scalar>
void whole_rms(const Scalar* x, const SegmentLayout& layout, Scalar* out) {
    const Index count = layout.last_whole() - layout.first_whole();
    if (count == 0) return;
    const Index nperseg = layout.nperseg(), stride = layout.stride();
    const Scalar* first = x + layout.begin(layout.first_whole());
    const bool shared = !layout.window() && nperseg % stride == 0;
    const Index parts = shared ? nperseg / stride : 1;
    // How many are computed together, so that the sums stay in the first-level cache.
    const Index most = 256 + 4 * parts;
    const auto size = static_cast<double>(nperseg), inverse = 1 / size;
    // So that a product is as exact as a division.
    const bool exact = std::has_single_bit(static_cast<std::size_t>(nperseg));
    std::vector<double> sums(static_cast<std::size_t>(most + parts - 1));
    std::vector<double> energies(static_cast<std::size_t>(most));
    for (Index k = 0, n = 0; k < count; k += n) {
        n = std::min(most, count - k);
        impl::segment_energies(first + k * stride, layout.window(), nperseg / parts, stride, n + parts - 1,
                               sums.data());
        const Eigen::Map<Eigen::ArrayXd> part(sums.data(), n + parts - 1);
        Eigen::Map<Eigen::ArrayXd> energy(energies.data(), n);
        energy = part.head(n);
        for (Index p = 1; p < parts; ++p) energy += part.segment(p, n);
        if (exact)
            energy *= inverse;
        else
            energy /= size;
        Eigen::Map<Eigen::ArrayX<Scalar>>(out + layout.first_whole() + k, n) =
            energy.sqrt().template cast<Scalar>();
    }
}

template <class Scalar>
void reduce_all(Block<const Scalar> x, const SegmentLayout& layout, Reduction fn, Block<Scalar> out) {
    if (x.samples() != layout.samples())
        detail::fail("window_op: the signal has ", x.samples(), " samples; it must have the ",
                     layout.samples(), " of the segments");
    if (out.samples() != layout.count() || out.channels() != x.channels())
        detail::fail("window_op: out is ", out.samples(), " x ", out.channels(), "; it must be ",
                     layout.count(), " x ", x.channels());
    std::vector<Scalar> buffer(static_cast<std::size_t>(layout.nperseg()));
    for (Index c = 0; c < x.channels(); ++c) {
        const Scalar* channel = x.channel(c).data();
        if (fn == Reduction::rms) whole_rms(channel, layout, out.channel(c).data());
        for (Index k = 0; k < layout.count(); ++k) {
            if (fn == Reduction::rms && k == layout.first_whole()) k = layout.last_whole();
            if (k == layout.count()) break;
            const bool whole = k >= layout.first_whole() && k < layout.last_whole();
            const Scalar* segment = buffer.data();
            if (whole && !layout.window())
                segment = channel + layout.begin(k);
            else
                layout.read(channel, k, buffer.data());
            out(k, c) = static_cast<Scalar>(reduce(Column<Scalar>(segment, layout.size(k)), fn));
        }
    }
}

} // namespace

void window_op(Block<const float> x, const SegmentLayout& layout, Reduction fn, Block<float> out) {
    reduce_all(x, layout, fn, out);
}

void window_op(Block<const double> x, const SegmentLayout& layout, Reduction fn, Block<double> out) {
    reduce_all(x, layout, fn, out);
}

} // namespace pya::dsp
