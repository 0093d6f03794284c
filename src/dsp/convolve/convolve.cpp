// SPDX-License-Identifier: MIT
#include <pya/dsp/convolve/convolve.hpp>

#include "dsp/convolve/cost.hpp"
#include "dsp/convolve/overlap_save.hpp"
#include "dsp/threads.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <pya/error.hpp>
#include <utility>

namespace pya::dsp {

namespace {

/// y[i] = sum over k of h[k] x[start + i - k], for `count` samples.
template <class T>
PYA_INLINE void convolve_direct(const T* x, Index n, const T* h, Index taps, Index start, T* y, Index count) {
    constexpr Index tile = 512;
    double sum[tile];
    for (Index done = 0; done < count; done += tile) {
        const Index first = start + done, last = first + std::min(tile, count - done);
        std::fill_n(sum, tile, 0.0);
        for (Index k = std::max<Index>(0, first - n + 1); k < std::min(taps, last); ++k) {
            const double tap = h[k];
            const Index from = std::max(first, k), to = std::min(last, n + k);
            const T* const shifted = x + (from - k);
            double* const into = sum + (from - first);
            for (Index i = 0; i < to - from; ++i) into[i] += tap * shifted[i];
        }
        for (Index i = 0; i < last - first; ++i) y[done + i] = static_cast<T>(sum[i]);
    }
}

/// Estimates the nanoseconds of a convolution, to compare ways of computing it.
double direct_cost(Index count, Index taps) {
    return 0.15 * static_cast<double>(count) * static_cast<double>(taps);
}

/// How many products of a direct convolution are worth a thread.
constexpr Index worth_a_thread = Index{1} << 20;

double fft_cost(Index samples, Index taps, Index block) {
    const double blocks = std::ceil(static_cast<double>(samples) / static_cast<double>(block));
    const double partitions = std::ceil(static_cast<double>(taps) / static_cast<double>(block));
    return impl::transform_cost(static_cast<double>(block)) * (2 * blocks + partitions) +
           impl::product_cost * static_cast<double>(block) * blocks * partitions;
}

/// The block, from 2^6 to 2^17, that makes the least work.
Index best_block(Index samples, Index taps) {
    Index best = 64;
    for (Index block = 128; block <= (Index(1) << 17); block *= 2)
        if (fft_cost(samples, taps, block) < fft_cost(samples, taps, best)) best = block;
    return best;
}

template <class T>
void convolve_to(Block<const T> x, Block<const T> ir, Block<T> y, ConvMode mode, ConvMethod method,
                 int threads) {
    impl::check_threads("convolve", threads);
    if (x.empty()) detail::fail("convolve: argument x is empty; it must have at least one sample");
    if (ir.empty()) detail::fail("convolve: argument ir is empty; it must have at least one sample");
    if (ir.channels() != 1 && ir.channels() != x.channels())
        detail::fail("convolve: argument ir has ", ir.channels(),
                     " channels; it must have 1 or as many as x, ", x.channels());
    const Index n = x.samples(), m = ir.samples(), taps = std::min(n, m);
    const Index start = convolution_start(n, m, mode), count = convolved_samples(n, m, mode);
    if (y.samples() != count || y.channels() != x.channels())
        detail::fail("convolve: argument y is ", y.samples(), " x ", y.channels(), "; it must be ", count,
                     " x ", x.channels());
    const Index block = best_block(start + count, taps);
    if (method == ConvMethod::automatic)
        method = direct_cost(count, taps) <= fft_cost(start + count, taps, block) ? ConvMethod::direct
                                                                                  : ConvMethod::fft;
    const auto operands = [&](Index c) {
        const T* longer = x.channel(c).data();
        const T* shorter = ir.channel(ir.channels() == 1 ? 0 : c).data();
        if (m > n) std::swap(longer, shorter);
        return std::pair(longer, shorter);
    };
    const Index longest = std::max(n, m);
    if (method == ConvMethod::direct) {
        const Index least = worth_a_thread / taps + 1;
        impl::share(threads, x.channels(), count, least, 0, [&](int, Index c, Index from, Index to) {
            const auto [longer, shorter] = operands(c);
            simd::run<convolve_direct<T>>(longer, longest, shorter, taps, start + from,
                                          y.channel(c).data() + from, to - from);
        });
        return;
    }
    struct Worker {
        impl::OverlapSave<T> transforms;
        const T* loaded = nullptr;
    };
    impl::share(threads, x.channels(), (count + block - 1) / block, impl::least_transforms(2 * block),
                Worker{impl::OverlapSave<T>(block, taps)}, [&](Worker& own, Index c, Index from, Index to) {
                    const auto [longer, shorter] = operands(c);
                    if (shorter != own.loaded) own.transforms.load(shorter);
                    own.loaded = shorter;
                    const Index first = from * block;
                    own.transforms.run(longer, longest, start + first, y.channel(c).data() + first,
                                       std::min(count, to * block) - first);
                });
}

} // namespace

Index convolved_samples(Index n, Index m, ConvMode mode) {
    if (n < 1 || m < 1) return 0;
    return mode == ConvMode::full   ? n + m - 1
           : mode == ConvMode::same ? n
                                    : std::max(n, m) - std::min(n, m) + 1;
}

Index convolution_start(Index n, Index m, ConvMode mode) {
    return mode == ConvMode::same ? (m - 1) / 2 : mode == ConvMode::valid ? std::min(n, m) - 1 : 0;
}

void convolve_into(Block<const float> x, Block<const float> ir, Block<float> y, ConvMode mode,
                   ConvMethod method, int threads) {
    convolve_to(x, ir, y, mode, method, threads);
}

void convolve_into(Block<const double> x, Block<const double> ir, Block<double> y, ConvMode mode,
                   ConvMethod method, int threads) {
    convolve_to(x, ir, y, mode, method, threads);
}

} // namespace pya::dsp
