// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/overlap_add.hpp>

#include <pya/error.hpp>

#include "dsp/segment/mirrored_index.hpp"
#include "dsp/window/cache.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <random>
#include <vector>

namespace pya::dsp {
namespace {

Index in_range(const char* name, Index value, Index low, Index high) {
    if (value < low || value > high)
        detail::fail("overlap_add: ", name, " is ", value, "; it must be in [", low, ", ", high, "]");
    return value;
}

constexpr Index longest = std::numeric_limits<std::int32_t>::max();

void check(const OverlapAddOptions& o) {
    in_range("nperseg", o.nperseg, 1, longest);
    in_range("stride_in", o.stride_in, 1, longest);
    in_range("stride_out", o.stride_out, 1, longest);
    in_range("jitter_in", o.jitter_in, 0, longest);
    in_range("jitter_out", o.jitter_out, 0, longest);
}

/// numpy's legacy randint(bound): draws masked to the bits of bound - 1 until one is in range.
Index randint(std::mt19937& rng, Index bound) {
    if (bound <= 1) return 0;
    const auto most = static_cast<std::uint32_t>(bound - 1);
    const std::uint32_t mask = ~std::uint32_t(0) >> std::countl_zero(most);
    std::uint32_t draw;
    do draw = static_cast<std::uint32_t>(rng()) & mask;
    while (draw > most);
    return static_cast<Index>(draw);
}

/// Writes n values x * w, or x if w is null. They are added to the first `old` values of out, and replace the
/// rest.
template <class Scalar>
PYA_INLINE void add_grain(const Scalar* x, const Scalar* w, Index old, Index n, Scalar* out) {
    if (w) {
        for (Index i = 0; i < old; ++i) out[i] += x[i] * w[i];
        for (Index i = old; i < n; ++i) out[i] = x[i] * w[i];
    } else {
        for (Index i = 0; i < old; ++i) out[i] += x[i];
        for (Index i = old; i < n; ++i) out[i] = x[i];
    }
}

struct Grain {
    Index from, to; // first sample in the input and in the output
};

std::vector<Grain> grains(Index samples, const OverlapAddOptions& o) {
    std::vector<Grain> all(static_cast<std::size_t>(samples / o.stride_in));
    std::mt19937 rng(o.seed);
    for (std::size_t g = 0; g < all.size(); ++g) {
        const auto centre = static_cast<Index>(g);
        all[g].from = centre * o.stride_in - o.nperseg / 2 + randint(rng, o.jitter_in);
        all[g].to = centre * o.stride_out - o.nperseg / 2 + randint(rng, o.jitter_out);
    }
    return all;
}

template <class Scalar>
void run(Block<const Scalar> x, const OverlapAddOptions& o, Block<Scalar> out) {
    const Index samples = overlap_add_samples(x.samples(), o);
    if (out.samples() != samples || out.channels() != x.channels())
        detail::fail("overlap_add: out is ", out.samples(), " x ", out.channels(), "; it must be ", samples,
                     " x ", x.channels());
    std::vector<Scalar> w;
    if (!o.win.empty()) {
        const auto window = impl::shared_window(o.win, o.nperseg);
        for (const double value : *window) w.push_back(static_cast<Scalar>(value));
    }
    const std::vector<Grain> all = grains(x.samples(), o);
    std::vector<Scalar> edge(static_cast<std::size_t>(o.pad == Pad::mirror ? o.nperseg : 0));
    for (Index c = 0; c < x.channels(); ++c) {
        const Scalar* in = x.channel(c).data();
        Scalar* sum = out.channel(c).data();
        Index written = 0; // how many samples of sum are in use
        for (const Grain& g : all) {
            const bool inside = g.from >= 0 && g.from + o.nperseg <= x.samples();
            const bool mirror = !inside && o.pad == Pad::mirror;
            const Index begin = std::max({Index(0), mirror ? 0 : -g.from, -g.to});
            const Index end =
                std::min({o.nperseg, mirror ? o.nperseg : x.samples() - g.from, samples - g.to});
            if (end <= begin) continue;
            for (Index i = begin; mirror && i < end; ++i)
                edge[static_cast<std::size_t>(i)] = in[impl::mirrored_index(g.from + i, x.samples())];
            const Index to = g.to + begin;
            if (to > written) {
                std::fill(sum + written, sum + to, Scalar(0));
                written = to;
            }
            const Index n = end - begin;
            const Index old = std::min(n, written - to);
            simd::run<add_grain<Scalar>>((mirror ? edge.data() : in + g.from) + begin,
                                         w.empty() ? nullptr : w.data() + begin, old, n, sum + to);
            written = std::max(written, to + n);
        }
        std::fill(sum + written, sum + samples, Scalar(0));
    }
}

} // namespace

Index overlap_add_samples(Index samples, const OverlapAddOptions& o) {
    check(o);
    in_range("the signal's length", samples, 0, std::numeric_limits<Index>::max() / o.stride_out);
    return samples / o.stride_in * o.stride_out;
}

void overlap_add(Block<const float> x, const OverlapAddOptions& o, Block<float> out) { run(x, o, out); }
void overlap_add(Block<const double> x, const OverlapAddOptions& o, Block<double> out) { run(x, o, out); }

} // namespace pya::dsp
