// SPDX-License-Identifier: MIT
#include <pya/dsp/source/noise.hpp>

#include <pya/error.hpp>

#include "simd.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace pya::dsp {
namespace {

using Eigen::Index;
using Word = std::uint32_t;

double finite_amp(const char* function, double amp) {
    if (!std::isfinite(amp)) detail::fail(function, ": amp is ", amp, "; it must be finite");
    return amp;
}

Eigen::ArrayXXf sized(const char* function, Index n, Index channels) {
    if (n < 0 || channels < 0)
        detail::fail(function, ": n x channels is ", n, " x ", channels, "; neither must be negative");
    return Eigen::ArrayXXf(n, channels);
}

std::span<float> channel(Eigen::Ref<Eigen::ArrayXXf, 0, Eigen::OuterStride<>> x, Index c) {
    return {x.data() + c * x.outerStride(), static_cast<std::size_t>(x.rows())};
}

constexpr int words = 624;
constexpr int middle = 397;

inline Word twist(Word high, Word low, Word far) {
    const Word y = (high & 0x80000000u) | (low & 0x7fffffffu);
    const Word odd = static_cast<Word>(static_cast<std::int32_t>(y << 31) >> 31); // all ones or none
    return far ^ (y >> 1) ^ (odd & 0x9908b0dfu);
}

/// One turn of the generator, in three loops without a dependence shorter than 227 words, and its output as
/// doubles.
PYA_SIMD void turn(Word* mt, double* out) {
    for (int i = 0; i < words - middle; ++i) mt[i] = twist(mt[i], mt[i + 1], mt[i + middle]);
    for (int i = words - middle; i < words - 1; ++i) mt[i] = twist(mt[i], mt[i + 1], mt[i + middle - words]);
    mt[words - 1] = twist(mt[words - 1], mt[0], mt[middle - 1]);

    Word tempered[words];
    for (int i = 0; i < words; ++i) {
        Word y = mt[i];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        tempered[i] = y ^ (y >> 18);
    }
    for (int i = 0; i < words / 2; ++i) {
        const auto a = static_cast<std::int32_t>(tempered[2 * i] >> 5);
        const auto b = static_cast<std::int32_t>(tempered[2 * i + 1] >> 6);
        out[i] = (a * 67108864.0 + b) * (1.0 / 9007199254740992.0);
    }
}

PYA_SIMD void scale_white(const double* u, double amp, std::size_t n, float* out) {
    for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<float>((u[i] - 0.5) * 2 * amp);
}

using Quad = double __attribute__((vector_size(32)));

constexpr Quad pole[2] = {{0.99886, 0.99332, 0.969, 0.8665}, {0.55, -0.7616, 0, 0}};
constexpr Quad feed[2] = {{0.0555179, 0.0750759, 0.153852, 0.3104856}, {0.5329522, -0.016898, 0.5362, 0}};
constexpr double delayed_feed = 0.115926;

template <class Scalar>
inline __attribute__((always_inline)) void pink(double* state, const Scalar* in, Scalar* out, std::size_t n) {
    Quad slow{state[0], state[1], state[2], state[3]};
    Quad fast{state[4], state[5], 0, 0};
    double delayed = state[6];
    for (std::size_t i = 0; i < n; ++i) {
        const double w = static_cast<double>(in[i]);
        slow = pole[0] * slow + feed[0] * w;
        fast = pole[1] * fast + feed[1] * w;
        const Quad sum = slow + fast;
        out[i] = static_cast<Scalar>(((sum[0] + sum[2]) + (sum[1] + sum[3])) + delayed);
        delayed = delayed_feed * w;
    }
    for (int k = 0; k < 4; ++k) state[k] = slow[k];
    state[4] = fast[0];
    state[5] = fast[1];
    state[6] = delayed;
}

PYA_SIMD void pink_block(double* state, const float* in, float* out, std::size_t n) {
    pink(state, in, out, n);
}
PYA_SIMD void pink_block(double* state, const double* in, double* out, std::size_t n) {
    pink(state, in, out, n);
}

PYA_SIMD void to_bipolar(double* u, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) u[i] = 1.98 * u[i] - 0.99;
}

struct Spread {
    double mean;
    float low, high;
};

/// Of n >= 1 samples, in eight lanes.
PYA_SIMD Spread spread(const float* x, Index n) {
    constexpr Index lanes = 8;
    using Singles = float __attribute__((vector_size(lanes * sizeof(float))));
    using Doubles = double __attribute__((vector_size(lanes * sizeof(double))));
    Doubles sums{};
    Singles lows = x[0] - Singles{}, highs = lows;
    Index i = 0;
    for (; i + lanes <= n; i += lanes) {
        Singles v;
        std::memcpy(&v, x + i, sizeof v);
        sums += __builtin_convertvector(v, Doubles);
        lows = v < lows ? v : lows;
        highs = v > highs ? v : highs;
    }
    double sum = 0;
    float low = x[0], high = x[0];
    for (int l = 0; l < lanes; ++l) {
        sum += sums[l];
        low = std::min(low, lows[l]);
        high = std::max(high, highs[l]);
    }
    for (; i < n; ++i) {
        sum += static_cast<double>(x[i]);
        low = std::min(low, x[i]);
        high = std::max(high, x[i]);
    }
    return {sum / static_cast<double>(n), low, high};
}

PYA_SIMD void centre(float* x, Index n, double mean, double gain) {
    for (Index i = 0; i < n; ++i) x[i] = static_cast<float>((static_cast<double>(x[i]) - mean) * gain);
}

} // namespace

UniformStream::UniformStream(Word seed) {
    for (Word i = 0; i < words; ++i) {
        state_[i] = seed;
        seed = 1812433253u * (seed ^ (seed >> 30)) + i + 1;
    }
}

void UniformStream::refill() {
    turn(state_.data(), ready_.data());
    used_ = 0;
}

void UniformStream::process(std::span<double> out) {
    while (!out.empty()) {
        if (used_ == ready_.size()) refill();
        const auto n = std::min(out.size(), ready_.size() - used_);
        std::copy_n(ready_.data() + used_, n, out.data());
        used_ += n;
        out = out.subspan(n);
    }
}

WhiteNoise::WhiteNoise(Word seed, double amp) : uniform_(seed), amp_(finite_amp("WhiteNoise", amp)) {}

void WhiteNoise::process(std::span<float> out) {
    std::array<double, words / 2> u;
    while (!out.empty()) {
        const auto n = std::min(out.size(), u.size());
        uniform_.process({u.data(), n});
        scale_white(u.data(), amp_, n, out.data());
        out = out.subspan(n);
    }
}

template <class Scalar>
void PinkFilter::process(std::span<const Scalar> in, std::span<Scalar> out) {
    if (in.size() != out.size())
        detail::fail("PinkFilter: out has ", out.size(), " samples; it must have the ", in.size(), " of in");
    pink_block(state_.data(), in.data(), out.data(), in.size());
}

template void PinkFilter::process(std::span<const float>, std::span<float>);
template void PinkFilter::process(std::span<const double>, std::span<double>);

Eigen::ArrayXXf white_noise(Index n, Index channels, Word seed, double amp) {
    Eigen::ArrayXXf out = sized("white_noise", n, channels);
    white_noise(out, seed, amp);
    return out;
}

void white_noise(Eigen::Ref<Eigen::ArrayXXf, 0, Eigen::OuterStride<>> out, Word seed, double amp) {
    WhiteNoise noise(seed, amp);
    for (Index c = 0; c < out.cols(); ++c) noise.process(channel(out, c));
}

Eigen::ArrayXXf pink_noise(Index n, Index channels, Word seed, double amp) {
    Eigen::ArrayXXf out = sized("pink_noise", n, channels);
    pink_noise(out, seed, amp);
    return out;
}

void pink_noise(Eigen::Ref<Eigen::ArrayXXf, 0, Eigen::OuterStride<>> out, Word seed, double amp) {
    finite_amp("pink_noise", amp);
    UniformStream uniform(seed);
    std::array<double, words / 2> w;
    for (Index c = 0; c < out.cols(); ++c) {
        PinkFilter filter;
        for (auto rest = channel(out, c); !rest.empty();) {
            const std::span<double> block(w.data(), std::min(rest.size(), w.size()));
            uniform.process(block);
            to_bipolar(block.data(), block.size());
            filter.process<double>(block, block);
            std::transform(block.begin(), block.end(), rest.begin(),
                           [](double y) { return static_cast<float>(y); });
            rest = rest.subspan(block.size());
        }
        if (out.rows() == 0) continue;
        const auto [mean, low, high] = spread(channel(out, c).data(), out.rows());
        const double peak = std::max(static_cast<double>(high) - mean, mean - static_cast<double>(low));
        centre(channel(out, c).data(), out.rows(), mean, peak > 0 ? amp / peak : 0);
    }
}

} // namespace pya::dsp
