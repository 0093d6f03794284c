// SPDX-License-Identifier: MIT
#include <pya/dsp/level.hpp>

#include "simd.hpp"
#include "stream.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace pya::dsp {
namespace {

constexpr Index width = 8;
using Doubles = double __attribute__((vector_size(width * sizeof(double))));

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
    const Index quarter = n / (4 * width) * width;
    Doubles lane[4] = {};
    for (Index i = 0; i < quarter; i += width) {
        for (Index k = 0; k < 4; ++k) {
            const float* const from = x + k * quarter + i;
            __builtin_prefetch(from + ahead);
            Doubles v;
            load(from, v);
            lane[k] += squared ? v * v : v;
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

PYA_SIMD void accumulate(const float* x, double gain, double* sums, Index n) {
    for (Index i = 0; i < n; ++i) sums[i] += gain * static_cast<double>(x[i]);
}

PYA_SIMD void store(const double* sums, float* out, Index n) {
    for (Index i = 0; i < n; ++i) out[i] = static_cast<float>(sums[i]);
}

// The only channel that output d hears, or -1.
Index only_source(const Eigen::Ref<const Eigen::ArrayXXd>& gains, Index d) {
    Index source = -1;
    for (Index s = 0; s < gains.cols(); ++s) {
        if (gains(d, s) == 0) continue;
        if (source >= 0) return -1;
        source = s;
    }
    return source;
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
    pya::detail::write_run(
        out.data(), length(x), x.data() == out.data(),
        [&](Index first, float* to, Index n) { scale_run(x.data() + first, gain, to, n); });
}

void add_scaled(std::span<const float> x, float gain, std::span<float> out) {
    add_scaled_run(x.data(), gain, out.data(), length(x));
}

void rescale(std::span<const float> x, double offset, double gain, std::span<float> out) {
    pya::detail::write_run(
        out.data(), length(x), x.data() == out.data(),
        [&](Index first, float* to, Index n) { rescale_run(x.data() + first, offset, gain, to, n); });
}

void mix_channels(const Eigen::Ref<const Eigen::ArrayXXf>& in, const Eigen::Ref<const Eigen::ArrayXXd>& gains,
                  Eigen::Ref<Eigen::ArrayXXf> out) {
    constexpr Index block = 512; // what stays in the first-level cache with its sums
    std::array<double, block> sums;
    for (Index start = 0; start < in.rows(); start += block) {
        const Index n = std::min(block, in.rows() - start);
        for (Index d = 0; d < out.cols(); ++d) {
            if (const Index s = only_source(gains, d); s >= 0) {
                scale_in_double(&in.coeffRef(start, s), gains(d, s), &out.coeffRef(start, d), n);
                continue;
            }
            std::fill_n(sums.begin(), n, 0.0);
            for (Index s = 0; s < in.cols(); ++s)
                if (gains(d, s) != 0) accumulate(&in.coeffRef(start, s), gains(d, s), sums.data(), n);
            store(sums.data(), &out.coeffRef(start, d), n);
        }
    }
}

} // namespace pya::dsp
