// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/window_op.hpp>

#include <pya/error.hpp>

#include "dsp/level/segment_energy.hpp"
#include "dsp/segment/reflected.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>

namespace pya::dsp {
namespace {

using Eigen::Index;

Index at_least_one(const char* name, Index value) {
    if (value < 1) detail::fail("window_op: ", name, " is ", value, "; it must be at least 1");
    return value;
}

} // namespace

Segments::Segments(Index samples, const SegmentOptions& o, const WindowFunction& window)
    : samples_(samples), options_(o) {
    const Index nperseg = at_least_one("nperseg", o.nperseg);
    const Index stride = at_least_one("stride", o.stride);
    if (samples < 0) detail::fail("window_op: the signal has ", samples, " samples; it must not be negative");
    const Index half = nperseg / 2;
    const Index room = samples - (nperseg - half); // the last centre of a whole segment
    count_ = samples / stride + (samples % stride != 0);
    first_whole_ = std::min(count_, half / stride + (half % stride != 0));
    last_whole_ = std::clamp<Index>(room < 0 ? 0 : room / stride + 1, first_whole_, count_);
    if (!window) return;
    const auto add = [&](Index n) {
        Eigen::ArrayXd& w = windows_[n];
        if (w.size() == n) return;
        w = window(n);
        if (w.size() != n)
            detail::fail("window_op: the window has ", w.size(), " values; it must have the ", n,
                         " asked for");
    };
    for (Index k = 0; k < first_whole_; ++k) add(size(k));
    for (Index k = std::max(first_whole_, last_whole_ - 1); k < count_; ++k) add(size(k));
}

Index Segments::begin(Index k) const {
    const Index first = k * options_.stride - options_.nperseg / 2;
    return options_.pad == Pad::off ? std::max<Index>(0, first) : first;
}

Index Segments::size(Index k) const {
    if (options_.pad != Pad::off) return options_.nperseg;
    const Index first = k * options_.stride - options_.nperseg / 2;
    return std::min(samples_, first + options_.nperseg) - begin(k);
}

const double* Segments::window() const {
    const auto found = windows_.find(options_.nperseg);
    return found == windows_.end() ? nullptr : found->second.data();
}

template <class Scalar>
void Segments::read(const Scalar* x, Index k, Scalar* out) const {
    const Index first = begin(k), n = size(k);
    if (first >= 0 && first + n <= samples_)
        std::copy_n(x + first, n, out);
    else if (options_.pad == Pad::mirror)
        for (Index i = 0; i < n; ++i) out[i] = x[impl::reflected(first + i, samples_)];
    else
        for (Index i = 0; i < n; ++i)
            out[i] = first + i >= 0 && first + i < samples_ ? x[first + i] : Scalar(0);
    if (windows_.empty()) return;
    const double* w = windows_.at(n).data();
    for (Index i = 0; i < n; ++i) out[i] = static_cast<Scalar>(static_cast<double>(out[i]) * w[i]);
}

template void Segments::read(const float*, Index, float*) const;
template void Segments::read(const double*, Index, double*) const;

Reduction reduction(std::string_view name) {
    constexpr std::string_view names[] = {"rms", "mean", "sum", "std", "var", "min", "max"};
    const auto found = std::find(std::begin(names), std::end(names), name);
    if (found == std::end(names))
        detail::fail("window_op: fn is '", name, "'; it must be rms, mean, sum, std, var, min or max");
    return static_cast<Reduction>(found - std::begin(names));
}

void impl::check_rows(const char* function, Index rows, Index wanted) {
    if (rows != wanted)
        detail::fail(function, ": the signal has ", rows, " samples; it must have the ", wanted,
                     " of the segments");
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

/// The rms of the segments that lie in the signal as a whole. Where they overlap by whole strides, the
/// squares of each stride are added up once.
template <class Scalar>
void whole_rms(const Scalar* x, const Segments& segments, Scalar* out) {
    const Index count = segments.last_whole() - segments.first_whole();
    if (count == 0) return;
    const auto [nperseg, stride, pad] = segments.options();
    const Scalar* first = x + segments.begin(segments.first_whole());
    const bool shared = !segments.window() && nperseg % stride == 0;
    const Index parts = shared ? nperseg / stride : 1;
    const Index most = 256 + 4 * parts; // at a time, so that the sums stay in the first-level cache
    const auto size = static_cast<double>(nperseg), inverse = 1 / size;
    const bool exact = std::has_single_bit(static_cast<std::size_t>(nperseg)); // and so a product will do
    Eigen::ArrayXd sums(most + parts - 1), energy(most);
    for (Index k = 0, n = 0; k < count; k += n) {
        n = std::min(most, count - k);
        impl::energies(first + k * stride, segments.window(), nperseg / parts, stride, n + parts - 1,
                       sums.data());
        energy.head(n) = sums.head(n);
        for (Index p = 1; p < parts; ++p) energy.head(n) += sums.segment(p, n);
        if (exact)
            energy.head(n) *= inverse;
        else
            energy.head(n) /= size;
        Eigen::Map<Eigen::ArrayX<Scalar>>(out + segments.first_whole() + k, n) =
            energy.head(n).sqrt().template cast<Scalar>();
    }
}

template <class Scalar, class Signal>
Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic> reduce_all(const Signal& x, const Segments& segments,
                                                                Reduction fn) {
    impl::check_rows("window_op", x.rows(), segments.samples());
    Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic> out(segments.count(), x.cols());
    Eigen::Array<Scalar, Eigen::Dynamic, 1> buffer(segments.options().nperseg);
    for (Index c = 0; c < x.cols(); ++c) {
        const Scalar* channel = x.col(c).data();
        if (fn == Reduction::rms) whole_rms(channel, segments, out.col(c).data());
        for (Index k = 0; k < segments.count(); ++k) {
            if (fn == Reduction::rms && k == segments.first_whole()) k = segments.last_whole();
            if (k == segments.count()) break;
            const bool whole = k >= segments.first_whole() && k < segments.last_whole();
            const Scalar* segment = buffer.data();
            if (whole && !segments.window())
                segment = channel + segments.begin(k);
            else
                segments.read(channel, k, buffer.data());
            out(k, c) = static_cast<Scalar>(reduce(Column<Scalar>(segment, segments.size(k)), fn));
        }
    }
    return out;
}

} // namespace

Eigen::ArrayXXf window_op(const Eigen::Ref<const Eigen::ArrayXXf, 0, Eigen::OuterStride<>>& x,
                          const Segments& segments, Reduction fn) {
    return reduce_all<float>(x, segments, fn);
}

Eigen::ArrayXXd window_op(const Eigen::Ref<const Eigen::ArrayXXd, 0, Eigen::OuterStride<>>& x,
                          const Segments& segments, Reduction fn) {
    return reduce_all<double>(x, segments, fn);
}

} // namespace pya::dsp
