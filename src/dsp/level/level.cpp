// SPDX-License-Identifier: MIT
#include <pya/dsp/level/level.hpp>

#include "dsp/shape.hpp"
#include "dsp/write_channels.hpp"
#include "simd/eight.hpp"
#include "simd/run.hpp"
#include "simd/scale.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>
#include <vector>

namespace pya::dsp {
namespace {

constexpr Index width = 8;

// Adds up four quarters side by side, because the memory is faster at four places than at one. Each has eight
// running sums, so every instruction set gives the same result.
template <bool squared, class Set, class T>
PYA_INLINE double total(const T* x, Index n) {
    constexpr Index ahead = 512;
    constexpr Index line = 2 * width;
    const Index quarter = n / (4 * line) * line;
    simd::Eight<Set> lane[4] = {};
    for (Index i = 0; i < quarter; i += line) {
#pragma GCC unroll 4
        for (Index k = 0; k < 4; ++k) {
            const T* const from = x + k * quarter + i;
            __builtin_prefetch(from + ahead);
#pragma GCC unroll 2
            for (Index half = 0; half < line; half += width) {
                simd::Eight<Set> v;
                simd::load_as(v, from + half);
                if constexpr (squared)
                    simd::add_product(lane[k], v, v);
                else
                    simd::add(lane[k], v);
            }
        }
    }
    simd::add(lane[0], lane[1]);
    simd::add(lane[2], lane[3]);
    simd::add(lane[0], lane[2]);
    double lanes[width], sum = 0;
    simd::store(lane[0], lanes);
    for (Index l = 0; l < width; ++l) sum += lanes[l];
    for (Index i = 4 * quarter; i < n; ++i) {
        const auto v = static_cast<double>(x[i]);
        sum += squared ? v * v : v;
    }
    return sum;
}

// Magnitudes have the same order as their bit patterns, with NaN above infinity.
template <class T>
PYA_INLINE T largest(const T* x, Index n) {
    using Bits = std::conditional_t<sizeof(T) == 4, std::int32_t, std::int64_t>;
    Bits most = 0;
    for (Index i = 0; i < n; ++i)
        most = std::max(most, std::bit_cast<Bits>(x[i]) & std::numeric_limits<Bits>::max());
    return std::bit_cast<T>(most);
}

template <class T>
PYA_INLINE void rescale_run(const T* x, double offset, double gain, T* out, Index n) {
    for (Index i = 0; i < n; ++i) out[i] = static_cast<T>((static_cast<double>(x[i]) - offset) * gain);
}

// Rows of a matrix of gains, gain(d, s) = first[d + s * step], and the sources that all of these rows use.
struct Gains {
    const double* first;
    Index step;
    std::span<const Index> sources;
};

// out[d * out_step] = sum of gain(d, s) * in[s * in_step] for each of `outputs`, with the sums in registers.
template <int outputs, class Set, class T>
PYA_INLINE void mix(const Gains& gains, const T* in, Index in_step, T* out, Index out_step, Index n) {
    constexpr Index groups = simd::Eight<Set>::registers == 1 ? 4 : 2, lanes = groups * width;
    Index i = 0;
    for (; i + lanes <= n; i += lanes) {
        simd::Eight<Set> sums[outputs][groups] = {};
        for (const Index s : gains.sources) {
            simd::Eight<Set> v[groups];
#pragma GCC unroll 4
            for (Index k = 0; k < groups; ++k) simd::load_as(v[k], in + s * in_step + i + k * width);
#pragma GCC unroll 2
            for (int d = 0; d < outputs; ++d)
#pragma GCC unroll 4
                for (Index k = 0; k < groups; ++k)
                    simd::add_product(sums[d][k], v[k], gains.first[d + s * gains.step]);
        }
#pragma GCC unroll 2
        for (int d = 0; d < outputs; ++d)
#pragma GCC unroll 4
            for (Index k = 0; k < groups; ++k) simd::store_as(sums[d][k], out + d * out_step + i + k * width);
    }
    for (; i < n; ++i)
        for (int d = 0; d < outputs; ++d) {
            double sum = 0;
            for (const Index s : gains.sources)
                sum += gains.first[d + s * gains.step] * static_cast<double>(in[s * in_step + i]);
            out[d * out_step + i] = static_cast<T>(sum);
        }
}

template <int outputs, class T>
void run_mix(const Gains& gains, const T* in, Index in_step, T* out, Index out_step, Index n) {
    using simd::Avx2, simd::Avx512, simd::Baseline;
    simd::run<mix<outputs, Baseline, T>, mix<outputs, Avx2, T>, mix<outputs, Avx512, T>>(gains, in, in_step,
                                                                                         out, out_step, n);
}

template <bool squared, class T>
double run_total(const T* x, Index n) {
    using simd::Avx2, simd::Avx512, simd::Baseline;
    return simd::run<total<squared, Baseline, T>, total<squared, Avx2, T>, total<squared, Avx512, T>>(x, n);
}

// The channels that each output uses.
std::vector<std::vector<Index>> heard(const Eigen::Ref<const Eigen::ArrayXXd>& gains) {
    std::vector<std::vector<Index>> sources(static_cast<std::size_t>(gains.rows()));
    for (Index d = 0; d < gains.rows(); ++d)
        for (Index s = 0; s < gains.cols(); ++s)
            if (gains(d, s) != 0) sources[static_cast<std::size_t>(d)].push_back(s);
    return sources;
}

// The sum of of(channel, samples) over all channels, divided by the number of samples; NaN if there are none.
template <class T, class Of>
double average(Block<const T> x, Of of) {
    if (x.samples() == 0 || x.channels() == 0) return std::numeric_limits<double>::quiet_NaN();
    double all = 0;
    for (Index c = 0; c < x.channels(); ++c) all += of(x.channel(c).data(), x.samples());
    return all / static_cast<double>(x.samples() * x.channels());
}

template <class T>
T peak_of(Block<const T> x) {
    T most = 0;
    for (Index c = 0; c < x.channels(); ++c) {
        const T own = simd::run<largest<T>>(x.channel(c).data(), x.samples());
        if (!(own <= most)) most = own; // also if it is NaN
        if (std::isnan(most)) break;
    }
    return most;
}

template <class T>
void add(Block<const T> x, T gain, Block<T> out) {
    impl::check_shape("add_scaled", x, out);
    for (Index c = 0; c < x.channels(); ++c)
        simd::add_scaled(x.channel(c).data(), gain, out.channel(c).data(), x.samples());
}

template <class T>
void mix_all(Block<const T> in, const Eigen::Ref<const Eigen::ArrayXXd>& gains, Block<T> out) {
    if (gains.cols() != in.channels() || gains.rows() != out.channels())
        detail::fail("mix_channels: gains is ", gains.rows(), " x ", gains.cols(),
                     "; it must be outputs x inputs, ", out.channels(), " x ", in.channels());
    if (out.samples() != in.samples())
        detail::fail("mix_channels: out has ", out.samples(), " samples; it must have the ", in.samples(),
                     " of in");
    constexpr Index block = 512; // so that several channels fit into the first-level cache
    const auto sources = heard(gains);
    for (Index start = 0; start < in.samples(); start += block) {
        const Index n = std::min(block, in.samples() - start);
        const T* const from = in.data() + start;
        for (std::size_t d = 0; d < sources.size(); ++d) {
            const auto row = static_cast<Index>(d);
            T* const to = &out(start, row);
            const Gains weights{gains.data() + row, gains.outerStride(), sources[d]};
            if (sources[d].size() == 1)
                simd::scale(&in(start, sources[d][0]), gains(row, sources[d][0]), to, n);
            else if (d + 1 < sources.size() && sources[d] == sources[d + 1])
                run_mix<2, T>(weights, from, in.stride(), to, out.stride(), n), ++d;
            else
                run_mix<1, T>(weights, from, in.stride(), to, 0, n);
        }
    }
}

} // namespace

#define PYA_FOR(T)                                                                                           \
    T peak(Block<const T> x) { return peak_of(x); }                                                          \
    double mean(Block<const T> x) {                                                                          \
        return average(x, [](const T* run, Index n) { return run_total<false>(run, n); });                   \
    }                                                                                                        \
    double rms(Block<const T> x) {                                                                           \
        return std::sqrt(average(x, [](const T* run, Index n) { return run_total<true>(run, n); }));         \
    }                                                                                                        \
    void scale(Block<const T> x, T gain, Block<T> out) {                                                     \
        impl::write_channels("scale", x, out,                                                                \
                             [gain](const T* from, T* to, Index n) { simd::scale(from, gain, to, n); });     \
    }                                                                                                        \
    void add_scaled(Block<const T> x, T gain, Block<T> out) { add(x, gain, out); }                           \
    void rescale(Block<const T> x, double offset, double gain, Block<T> out) {                               \
        impl::write_channels("rescale", x, out, [=](const T* from, T* to, Index n) {                         \
            simd::run<rescale_run<T>>(from, offset, gain, to, n);                                            \
        });                                                                                                  \
    }                                                                                                        \
    void mix_channels(Block<const T> in, const Eigen::Ref<const Eigen::ArrayXXd>& gains, Block<T> out) {     \
        mix_all(in, gains, out);                                                                             \
    }
PYA_FOR(float)
PYA_FOR(double)
#undef PYA_FOR

} // namespace pya::dsp
