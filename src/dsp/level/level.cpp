// SPDX-License-Identifier: MIT
#include <pya/dsp/level/level.hpp>

#include "simd.hpp"
#include "stream.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

namespace pya::dsp {
namespace {

constexpr Index width = 8;
using Doubles = double __attribute__((vector_size(width * sizeof(double))));
using Floats = float __attribute__((vector_size(width * sizeof(float))));

[[gnu::always_inline]] inline void load(const float* x, Doubles& to) {
    double v[width]; // not __builtin_convertvector, which g++ 12 makes of two halves
    for (Index i = 0; i < width; ++i) v[i] = x[i];
    std::memcpy(&to, v, sizeof(v));
}

// Four quarters side by side, which keeps more of the memory busy than one place, each in eight running sums:
// in every instruction set the same result.
template <bool squared>
[[gnu::always_inline]] inline double total(const float* x, Index n) {
    constexpr Index ahead = 512;
    constexpr Index line = 2 * width;
    const Index quarter = n / (4 * line) * line;
    Doubles lane[4] = {};
    for (Index i = 0; i < quarter; i += line) {
        for (Index k = 0; k < 4; ++k) {
            const float* const from = x + k * quarter + i;
            __builtin_prefetch(from + ahead);
            for (Index half = 0; half < line; half += width) {
                Doubles v;
                load(from + half, v);
                lane[k] += squared ? v * v : v;
            }
        }
    }
    const Doubles lanes = (lane[0] + lane[1]) + (lane[2] + lane[3]);
    double sum = 0;
    for (Index l = 0; l < width; ++l) sum += lanes[l];
    for (Index i = 4 * quarter; i < n; ++i) {
        const double v = x[i];
        sum += squared ? v * v : v;
    }
    return sum;
}

PYA_SIMD double sum(const float* x, Index n) { return total<false>(x, n); }

PYA_SIMD double sum_squares(const float* x, Index n) { return total<true>(x, n); }

// Magnitudes order like their bit patterns, with NaN above infinity.
PYA_SIMD std::int32_t largest_bits(const float* x, Index n) {
    std::int32_t most = 0;
    for (Index i = 0; i < n; ++i) most = std::max(most, std::bit_cast<std::int32_t>(x[i]) & 0x7fffffff);
    return most;
}

PYA_SIMD void scale_run(const float* x, float gain, float* out, Index n) {
    for (Index i = 0; i < n; ++i) out[i] = x[i] * gain;
}

PYA_SIMD void add_scaled_run(const float* x, float gain, float* out, Index n) {
    for (Index i = 0; i < n; ++i) out[i] += x[i] * gain;
}

PYA_SIMD void rescale_run(const float* x, double offset, double gain, float* out, Index n) {
    for (Index i = 0; i < n; ++i) out[i] = static_cast<float>((static_cast<double>(x[i]) - offset) * gain);
}

PYA_SIMD void scale_in_double(const float* x, double gain, float* out, Index n) {
    for (Index i = 0; i < n; ++i) out[i] = static_cast<float>(static_cast<double>(x[i]) * gain);
}

// Rows of a matrix of gains, gain(d, s) = first[d + s * step], and the sources that all of these rows hear.
struct Gains {
    const double* first;
    Index step;
    std::span<const Index> sources;
};

// out[d * out_step] = sum of gain(d, s) * in[s * in_step] for each of `outputs`, the sums in registers.
template <int outputs>
PYA_INLINE void mix(const Gains& gains, const float* in, Index in_step, float* out, Index out_step, Index n) {
    constexpr Index lanes = 4 * width;
    Index i = 0;
    for (; i + lanes <= n; i += lanes) {
        Doubles sums[outputs][4] = {};
        for (const Index s : gains.sources) {
            Doubles v[4];
            for (Index k = 0; k < 4; ++k) load(in + s * in_step + i + k * width, v[k]);
            for (int d = 0; d < outputs; ++d)
                for (Index k = 0; k < 4; ++k) sums[d][k] += gains.first[d + s * gains.step] * v[k];
        }
        for (int d = 0; d < outputs; ++d)
            for (Index k = 0; k < 4; ++k) {
                const auto rounded = __builtin_convertvector(sums[d][k], Floats);
                std::memcpy(out + d * out_step + i + k * width, &rounded, sizeof(rounded));
            }
    }
    for (; i < n; ++i)
        for (int d = 0; d < outputs; ++d) {
            double sum = 0;
            for (const Index s : gains.sources) sum += gains.first[d + s * gains.step] * in[s * in_step + i];
            out[d * out_step + i] = static_cast<float>(sum);
        }
}

PYA_SIMD void mix_one(const Gains& gains, const float* in, Index in_step, float* out, Index n) {
    mix<1>(gains, in, in_step, out, 0, n);
}

PYA_SIMD void mix_two(const Gains& gains, const float* in, Index in_step, float* out, Index out_step,
                      Index n) {
    mix<2>(gains, in, in_step, out, out_step, n);
}

// The channels that each output hears.
std::vector<std::vector<Index>> heard(const Eigen::Ref<const Eigen::ArrayXXd>& gains) {
    std::vector<std::vector<Index>> sources(static_cast<std::size_t>(gains.rows()));
    for (Index d = 0; d < gains.rows(); ++d)
        for (Index s = 0; s < gains.cols(); ++s)
            if (gains(d, s) != 0) sources[static_cast<std::size_t>(d)].push_back(s);
    return sources;
}

Index length(std::span<const float> x) { return static_cast<Index>(x.size()); }

} // namespace

float peak(std::span<const float> x) { return std::bit_cast<float>(largest_bits(x.data(), length(x))); }

double mean(std::span<const float> x) {
    if (x.empty()) return std::numeric_limits<double>::quiet_NaN();
    return sum(x.data(), length(x)) / static_cast<double>(x.size());
}

double rms(std::span<const float> x) {
    if (x.empty()) return std::numeric_limits<double>::quiet_NaN();
    return std::sqrt(sum_squares(x.data(), length(x)) / static_cast<double>(x.size()));
}

void scale(std::span<const float> x, float gain, std::span<float> out) {
    detail::write_run(out.data(), length(x), x.data() == out.data(),
                      [&](Index first, float* to, Index n) { scale_run(x.data() + first, gain, to, n); });
}

void add_scaled(std::span<const float> x, float gain, std::span<float> out) {
    add_scaled_run(x.data(), gain, out.data(), length(x));
}

void rescale(std::span<const float> x, double offset, double gain, std::span<float> out) {
    detail::write_run(out.data(), length(x), x.data() == out.data(), [&](Index first, float* to, Index n) {
        rescale_run(x.data() + first, offset, gain, to, n);
    });
}

void mix_channels(const Eigen::Ref<const Eigen::ArrayXXf>& in, const Eigen::Ref<const Eigen::ArrayXXd>& gains,
                  Eigen::Ref<Eigen::ArrayXXf> out) {
    constexpr Index block = 512; // of which the first-level cache holds several channels
    const auto sources = heard(gains);
    for (Index start = 0; start < in.rows(); start += block) {
        const Index n = std::min(block, in.rows() - start);
        const float* const from = &in.coeffRef(start, 0);
        for (std::size_t d = 0; d < sources.size(); ++d) {
            const auto row = static_cast<Index>(d);
            float* const to = &out.coeffRef(start, row);
            const Gains weights{&gains.coeffRef(row, 0), gains.outerStride(), sources[d]};
            if (sources[d].size() == 1)
                scale_in_double(from + sources[d][0] * in.outerStride(), gains(row, sources[d][0]), to, n);
            else if (d + 1 < sources.size() && sources[d] == sources[d + 1])
                mix_two(weights, from, in.outerStride(), to, out.outerStride(), n), ++d;
            else
                mix_one(weights, from, in.outerStride(), to, n);
        }
    }
}

} // namespace pya::dsp
