// SPDX-License-Identifier: MIT
#include <pya/dsp/convolve.hpp>

#include "simd.hpp"

#include <algorithm>
#include <cmath>
#include <pya/error.hpp>

namespace pya::dsp {

namespace {

/// y[i] = sum over k of h[k] x[start + i - k], for `count` samples.
template <class T>
inline __attribute__((always_inline)) void direct_sum(const T* x, Index n, const T* h, Index taps,
                                                      Index start, T* y, Index count) {
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

PYA_SIMD void convolve_direct(const float* x, Index n, const float* h, Index taps, Index start, float* y,
                              Index count) {
    direct_sum(x, n, h, taps, start, y, count);
}
PYA_SIMD void convolve_direct(const double* x, Index n, const double* h, Index taps, Index start, double* y,
                              Index count) {
    direct_sum(x, n, h, taps, start, y, count);
}

/// Nanoseconds of a convolution, roughly, to compare ways to do it.
double direct_cost(Index count, Index taps) {
    return 0.15 * static_cast<double>(count) * static_cast<double>(taps);
}

double fft_cost(Index samples, Index taps, Index block) {
    const double blocks = std::ceil(static_cast<double>(samples) / static_cast<double>(block));
    const double partitions = std::ceil(static_cast<double>(taps) / static_cast<double>(block));
    const double bins = static_cast<double>(block);
    const double transform = 150 + 0.25 * bins * std::log2(2 * bins);
    return transform * (2 * blocks + partitions) + 0.5 * bins * blocks * partitions;
}

/// The block, from 2^6 to 2^17, that makes the least work.
Index best_block(Index samples, Index taps) {
    Index best = 64;
    for (Index block = 128; block <= (Index(1) << 17); block *= 2)
        if (fft_cost(samples, taps, block) < fft_cost(samples, taps, best)) best = block;
    return best;
}

/// Samples start .. start + y.rows() - 1 of the convolution, by streaming x and then silence through a
/// Convolver.
template <class T>
void convolve_fft(const Eigen::Ref<const Eigen::ArrayXX<T>>& x, const Eigen::Ref<const Eigen::ArrayXX<T>>& ir,
                  Index start, Eigen::ArrayXX<T>& y) {
    const Index block = best_block(start + y.rows(), ir.rows());
    Convolver<T> convolver(ir, x.cols(), {.block = block});
    const Eigen::ArrayXX<T> silence = Eigen::ArrayXX<T>::Zero(block, x.cols());
    Eigen::ArrayXX<T> unwanted(block, x.cols());
    const Index lead = start + block; // what comes out before the first sample of y
    const Index end = lead + y.rows();
    for (Index at = 0, count = 0; at < end; at += count) {
        count = at < lead ? std::min(block, lead - at) : end - at;
        count = std::min(count, at < x.rows() ? x.rows() - at : block);
        using In = Eigen::Ref<const Eigen::ArrayXX<T>>;
        using Out = Eigen::Ref<Eigen::ArrayXX<T>>;
        const In in = at < x.rows() ? In(x.middleRows(at, count)) : In(silence.topRows(count));
        convolver.process(in, at < lead ? Out(unwanted.topRows(count)) : Out(y.middleRows(at - lead, count)));
    }
}

template <class T>
Eigen::ArrayXX<T> convolve_of(const Eigen::Ref<const Eigen::ArrayXX<T>>& x,
                              const Eigen::Ref<const Eigen::ArrayXX<T>>& ir, ConvMode mode,
                              ConvMethod method) {
    using Matrix = Eigen::Ref<const Eigen::ArrayXX<T>>;
    if (x.size() == 0) pya::detail::fail("convolve: argument x is empty; it must have at least one sample");
    if (ir.size() == 0) pya::detail::fail("convolve: argument ir is empty; it must have at least one sample");
    if (ir.cols() != 1 && ir.cols() != x.cols())
        pya::detail::fail("convolve: argument ir has ", ir.cols(),
                          " channels; it must have 1 or as many as x, ", x.cols());
    const Index n = x.rows(), m = ir.rows();
    Index start = 0, count = n + m - 1;
    if (mode == ConvMode::same) {
        start = (m - 1) / 2;
        count = n;
    } else if (mode == ConvMode::valid) {
        start = std::min(n, m) - 1;
        count = std::max(n, m) - start;
    }
    if (method == ConvMethod::automatic) {
        const Index taps = std::min(n, m);
        const bool direct =
            direct_cost(count, taps) <= fft_cost(start + count, taps, best_block(start + count, taps));
        method = direct ? ConvMethod::direct : ConvMethod::fft;
    }
    Eigen::ArrayXX<T> y(count, x.cols());
    if (method == ConvMethod::fft && n >= m) {
        convolve_fft<T>(x, ir, start, y);
        return y;
    }
    for (Index c = 0; c < x.cols(); ++c) {
        const Matrix signal = x.col(c), response = ir.col(ir.cols() == 1 ? 0 : c);
        if (method == ConvMethod::direct) {
            const bool swap = m > n;
            const Matrix &longer = swap ? response : signal, &shorter = swap ? signal : response;
            convolve_direct(longer.data(), longer.rows(), shorter.data(), shorter.rows(), start,
                            y.col(c).data(), count);
        } else {
            Eigen::ArrayXX<T> part(count, 1); // the roles exchanged: the shorter one is cut into partitions
            convolve_fft<T>(response, signal, start, part);
            y.col(c) = part;
        }
    }
    return y;
}

} // namespace

Eigen::ArrayXXf convolve(const Eigen::Ref<const Eigen::ArrayXXf>& x,
                         const Eigen::Ref<const Eigen::ArrayXXf>& ir, ConvMode mode, ConvMethod method) {
    return convolve_of<float>(x, ir, mode, method);
}

Eigen::ArrayXXd convolve(const Eigen::Ref<const Eigen::ArrayXXd>& x,
                         const Eigen::Ref<const Eigen::ArrayXXd>& ir, ConvMode mode, ConvMethod method) {
    return convolve_of<double>(x, ir, mode, method);
}

} // namespace pya::dsp
