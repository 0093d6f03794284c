// SPDX-License-Identifier: MIT
#include <pya/dsp/constant_q/constant_q.hpp>

#include <pya/dsp/feature/piptrack.hpp>
#include <pya/error.hpp>

#include "dsp/constant_q/filters.hpp"
#include "dsp/constant_q/halving.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>

namespace pya::dsp {

namespace impl {
namespace {

constexpr double most_points = 1 << 25; // which take some seconds

struct Octave {
    Index first; // bin of the transform
    Index stride;
    std::shared_ptr<const OctaveFilters> filters;
    bool halved; // the signal, before it
};

/// The octaves from the highest down, each at half the rate of the one before where the stride can be halved.
struct ConstantQPlan {
    ConstantQPlan(const ConstantQBins& bins, double sr, const ConstantQOptions& options) {
        const Index size = std::ssize(bins.freqs), each = options.bins_per_octave;
        const Index count = (size + each - 1) / each;
        Index stride = options.stride;
        for (Index twos = stride; twos % 2 == 0; twos /= 2) ++early;
        const double room = std::ceil(std::log2(sr / 2 / bins.cutoff())) - 2;
        early = std::clamp(static_cast<Index>(std::min(room, 60.)), Index{0},
                           std::max<Index>(early - count + 1, 0));
        stride >>= early;
        const double top = std::ldexp(sr, -static_cast<int>(early));
        // The filters of the lowest octave are the longest, at the rate of the last octave that is halved.
        Index halvings = 0;
        while (halvings < count - 1 && (stride >> halvings) % 2 == 0) ++halvings;
        const double points = static_cast<double>(std::min(each, size)) *
                              bins.length(0, std::ldexp(top, -static_cast<int>(halvings)));
        if (points > most_points)
            detail::fail("constant_q: the filters of the lowest octave have ", points,
                         " samples together; they may have ", most_points,
                         ": a higher fmin, fewer bins_per_octave, or a stride with more factors of 2");
        double before = top;
        for (Index last = size, halved = 0; last > 0; last -= each) {
            const double rate = before / (halved ? 2 : 1);
            const Index first = std::max<Index>(last - each, 0);
            if (halved && last - first == each && options.gamma == 0.)
                octaves.push_back({first, stride,
                                   options.scale ? octaves.back().filters
                                                 : std::make_shared<const OctaveFilters>(
                                                       octaves.back().filters->lower(std::numbers::sqrt2)),
                                   true});
            else
                octaves.push_back({first, stride,
                                   std::make_shared<const OctaveFilters>(
                                       bins, static_cast<std::size_t>(first), static_cast<std::size_t>(last),
                                       rate, top, options),
                                   halved != 0});
            before = rate;
            halved = stride % 2 == 0;
            if (halved) stride /= 2;
        }
        // Without a scale the power that went with the samples comes back.
        early_gain = options.scale ? 1 : std::sqrt(sr / top);
    }

    Index early = 0; // how often the signal is halved before the highest octave
    double early_gain = 1;
    std::vector<Octave> octaves = {};
};

/// The samples with `reach` more at each end.
storage::PoolVector<double> extended(const storage::PoolVector<double>& x, Index reach, Boundary boundary) {
    const Index n = std::ssize(x);
    const bool mirrored = boundary == Boundary::even || boundary == Boundary::odd;
    if (mirrored && n <= reach)
        detail::fail("constant_q: an octave has ", n, " samples; this boundary needs ", reach + 1,
                     " to mirror");
    storage::PoolVector<double> y(static_cast<std::size_t>(n + 2 * reach));
    std::copy(x.begin(), x.end(), y.begin() + reach);
    double *const first = y.data() + reach, *const last = first + n - 1;
    for (Index i = 1; i <= reach && boundary != Boundary::zeros; ++i)
        if (boundary == Boundary::constant)
            first[-i] = *first, last[i] = *last;
        else if (boundary == Boundary::even)
            first[-i] = first[i], last[i] = last[-i];
        else
            first[-i] = 2 * *first - first[i], last[i] = 2 * *last - last[-i];
    return y;
}

template <class T>
ConstantQ transformed(Block<const T> sig, double sr, ConstantQOptions options) {
    if (!options.tuning)
        options.tuning = estimate_tuning(sig, sr, {}, {.bins_per_octave = options.bins_per_octave});
    const ConstantQBins bins(sr, options);
    const ConstantQPlan plan(bins, sr, options);
    const Halving halve;
    ConstantQ result{bins.freqs};
    const Index size = std::ssize(bins.freqs);
    // As many frames as the octave with the fewest.
    Index n = sig.samples();
    for (Index i = 0; i < plan.early; ++i) n = (n + 1) / 2;
    result.frames = n == 0 ? 0 : n / plan.octaves.front().stride + 1;
    for (const Octave& octave : plan.octaves) {
        if (octave.halved) n = (n + 1) / 2;
        result.frames = n == 0 ? 0 : std::min(result.frames, n / octave.stride + 1);
    }
    if (result.frames == 0) return result;
    result.bins.resize(static_cast<std::size_t>(sig.channels() * result.frames * size));
    for (Index c = 0; c < sig.channels(); ++c) {
        storage::PoolVector<double> x(sig.channel(c).begin(), sig.channel(c).end());
        for (double& sample : x) sample *= plan.early_gain;
        for (Index i = 0; i < plan.early; ++i) halve(x);
        for (const Octave& octave : plan.octaves) {
            if (octave.halved) halve(x);
            const storage::PoolVector<double> padded =
                extended(x, octave.filters->nfft() / 2, options.boundary);
            (*octave.filters)(padded.data(), octave.stride, result.frames,
                              result.bins.data() + c * result.frames * size + octave.first, size);
        }
    }
    return result;
}

} // namespace
} // namespace impl

ConstantQ constant_q(Block<const float> sig, double sr, const ConstantQOptions& options) {
    return impl::transformed(sig, sr, options);
}

ConstantQ constant_q(Block<const double> sig, double sr, const ConstantQOptions& options) {
    return impl::transformed(sig, sr, options);
}

} // namespace pya::dsp
