// SPDX-License-Identifier: MIT
#include <pya/dsp/source/noise.hpp>

#include "dsp/shape.hpp"
#include "simd/eight.hpp"
#include "simd/run.hpp"
#include "simd/vector.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace pya::dsp {
namespace {

using Word = std::uint32_t;

double finite(const char* function, const char* name, double value) {
    if (!std::isfinite(value)) detail::fail(function, ": ", name, " is ", value, "; it must be finite");
    return value;
}

constexpr int words = 624;
constexpr int middle = 397;

/// Of words, or of vectors of words.
template <class W>
PYA_INLINE void twist(const W& high, const W& low, const W& far, W& to) {
    const W y = (high & 0x80000000u) | (low & 0x7fffffffu);
    to = far ^ (y >> 1) ^ (-(y & 1u) & 0x9908b0dfu);
}

/// Makes `count` words from mt[0] on. The words that it reads far away are not among them. The vectors are
/// written by hand because clang would keep each word for its neighbour, and shift vectors instead of loading
/// them.
template <class Set>
PYA_INLINE void twist(Word* mt, const Word* far, int count) {
    constexpr int width = Set::bytes / static_cast<int>(sizeof(Word));
    int i = 0;
    for (; i + width <= count; i += width) {
        simd::Vector<Word, width> high, low, other;
        simd::load(high, mt + i);
        simd::load(low, mt + i + 1);
        simd::load(other, far + i);
        twist(high, low, other, high);
        simd::store(high, mt + i);
    }
    for (; i < count; ++i) twist(mt[i], mt[i + 1], far[i], mt[i]);
}

/// Makes all words of the generator anew, in stretches of 227, and writes its output as doubles.
template <class Set>
PYA_INLINE void turn(Word* mt, double* out) {
    constexpr int stretch = words - middle;
    twist<Set>(mt, mt + middle, stretch);
    twist<Set>(mt + stretch, mt, stretch);
    twist<Set>(mt + 2 * stretch, mt + stretch, words - 1 - 2 * stretch);
    twist(mt[words - 1], mt[0], mt[middle - 1], mt[words - 1]);

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

PYA_INLINE double bipolar(double u, double amp) { return (u - 0.5) * 2 * amp; }

template <class T>
PYA_INLINE void scale_white(const double* u, double amp, std::size_t n, T* out) {
    for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<T>(bipolar(u[i], amp));
}

using Quad = simd::Vector<double, 4>;

constexpr Quad pole[2] = {{0.99886, 0.99332, 0.969, 0.8665}, {0.55, -0.7616, 0, 0}};
constexpr Quad feed[2] = {{0.0555179, 0.0750759, 0.153852, 0.3104856}, {0.5329522, -0.016898, 0.5362, 0}};
constexpr double delayed_feed = 0.115926;

template <class Scalar>
PYA_INLINE void pink(double* state, const Scalar* in, Scalar* out, Index n) {
    Quad slow{state[0], state[1], state[2], state[3]};
    Quad fast{state[4], state[5], 0, 0};
    double delayed = state[6];
    for (Index i = 0; i < n; ++i) {
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

PYA_INLINE void to_pink_input(double* u, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) u[i] = 1.98 * u[i] - 0.99;
}

struct Spread {
    double mean, low, high;
};

/// For n >= 1 samples, in eight lanes.
template <class Set, class T>
PYA_INLINE Spread spread(const T* x, Index n) {
    constexpr Index lanes = 8;
    using Samples = simd::Vector<T, lanes>;
    simd::Eight<Set> sums{};
    Samples lows = x[0] - Samples{}, highs = lows;
    Index i = 0;
    for (; i + lanes <= n; i += lanes) {
        Samples v;
        std::memcpy(&v, x + i, sizeof v);
        simd::Eight<Set> values;
        simd::load_as(values, x + i);
        simd::add(sums, values);
        lows = v < lows ? v : lows;
        highs = v > highs ? v : highs;
    }
    double parts[lanes], sum = 0;
    simd::store(sums, parts);
    T low = x[0], high = x[0];
    for (int l = 0; l < lanes; ++l) {
        sum += parts[l];
        low = std::min<T>(low, lows[l]);
        high = std::max<T>(high, highs[l]);
    }
    for (; i < n; ++i) {
        sum += static_cast<double>(x[i]);
        low = std::min(low, x[i]);
        high = std::max(high, x[i]);
    }
    return {sum / static_cast<double>(n), static_cast<double>(low), static_cast<double>(high)};
}

template <class T>
PYA_INLINE void centre(T* x, Index n, double mean, double gain) {
    for (Index i = 0; i < n; ++i) x[i] = static_cast<T>((static_cast<double>(x[i]) - mean) * gain);
}

/// 1 / rms of white noise in [-1, 1) after PinkFilter: the squares of its impulse response add up to
/// 9.317924421124092, and the noise has a power of 1 / 3.
constexpr double pink_gain = 0.5674152915178023;

} // namespace

UniformStream::UniformStream(Word seed) : seed_(seed) { reset(); }

void UniformStream::reset() {
    Word word = seed_;
    for (Word i = 0; i < words; ++i) {
        state_[i] = word;
        word = 1812433253u * (word ^ (word >> 30)) + i + 1;
    }
    used_ = ready_.size();
}

void UniformStream::refill() {
    simd::run<turn<simd::Baseline>, turn<simd::Avx2>, turn<simd::Avx512>>(state_.data(), ready_.data());
    used_ = 0;
}

void UniformStream::take(std::span<double> out) {
    while (!out.empty()) {
        if (used_ == ready_.size()) refill();
        const auto n = std::min(out.size(), ready_.size() - used_);
        std::copy_n(ready_.data() + used_, n, out.data());
        used_ += n;
        out = out.subspan(n);
    }
}

/// map(u, n, to) makes n samples from n numbers.
template <class T, class Map>
void UniformStream::write(Block<T> out, Map map) {
    std::array<double, words / 2> u;
    std::array<T, words / 2> samples;
    Index sample = 0, channel = 0;
    for (auto left = static_cast<std::size_t>(out.samples() * out.channels()); left > 0;) {
        const std::size_t n = std::min(left, u.size());
        take({u.data(), n});
        if (out.channels() == 1) {
            map(u.data(), n, &out(sample));
            sample += static_cast<Index>(n);
        } else {
            map(u.data(), n, samples.data());
            for (std::size_t i = 0; i < n; ++i) {
                out(sample, channel) = samples[i];
                if (++channel == out.channels()) channel = 0, ++sample;
            }
        }
        left -= n;
    }
}

void UniformStream::process(Block<float> out) {
    write(out, [](const double* u, std::size_t n, float* to) {
        std::transform(u, u + n, to, [](double x) { return static_cast<float>(x); });
    });
}

void UniformStream::process(Block<double> out) {
    if (out.channels() == 1) return take(out.channel(0));
    write(out, [](const double* u, std::size_t n, double* to) { std::copy_n(u, n, to); });
}

WhiteNoise::WhiteNoise(Word seed, double amp) : uniform_(seed), amp_(finite("WhiteNoise", "amp", amp)) {}

template <class T>
void WhiteNoise::write(Block<T> out) {
    uniform_.write(
        out, [this](const double* u, std::size_t n, T* to) { simd::run<scale_white<T>>(u, amp_, n, to); });
}

void WhiteNoise::process(Block<float> out) { write(out); }
void WhiteNoise::process(Block<double> out) { write(out); }

PinkFilter::PinkFilter(Index channels)
    : state_(static_cast<std::size_t>(impl::checked_channels("PinkFilter", channels))) {}

void PinkFilter::reset() {
    for (auto& state : state_) state.fill(0);
}

template <class T>
void PinkFilter::filter(Block<const T> in, Block<T> out) {
    impl::check_shape("PinkFilter", in, out);
    impl::check_channels("PinkFilter", in.channels(), std::ssize(state_));
    for (Index c = 0; c < in.channels(); ++c)
        simd::run<pink<T>>(state_[static_cast<std::size_t>(c)].data(), in.channel(c).data(),
                           out.channel(c).data(), in.samples());
}

void PinkFilter::process(Block<const float> in, Block<float> out) { filter(in, out); }
void PinkFilter::process(Block<const double> in, Block<double> out) { filter(in, out); }

PinkNoise::PinkNoise(Word seed, double rms, Index channels)
    : white_(seed, finite("PinkNoise", "rms", rms) * pink_gain), filter_(channels),
      block_(static_cast<std::size_t>(256 * channels)) {}

template <class T>
void PinkNoise::write(Block<T> out) {
    const auto channels = std::ssize(block_) / 256;
    impl::check_channels("PinkNoise", out.channels(), channels);
    for (Index first = 0; first < out.samples(); first += 256) {
        const Block<T> part = out.part(first, std::min<Index>(256, out.samples() - first));
        const Block<double> noise(block_.data(), part.samples(), channels);
        white_.process(noise);
        filter_.process(noise, noise);
        for (Index c = 0; c < channels; ++c)
            std::transform(noise.channel(c).begin(), noise.channel(c).end(), part.channel(c).begin(),
                           [](double y) { return static_cast<T>(y); });
    }
}

void PinkNoise::process(Block<float> out) { write(out); }
void PinkNoise::process(Block<double> out) { write(out); }

void PinkNoise::reset() {
    white_.reset();
    filter_.reset();
}

namespace {

template <class T>
void white_noise_into(Block<T> out, Word seed, double amp) {
    WhiteNoise noise(seed, amp);
    for (Index c = 0; c < out.channels(); ++c) noise.process(out.channels_from(c, 1));
}

template <class T>
void pink_noise_into(Block<T> out, Word seed, double amp) {
    finite("pink_noise", "amp", amp);
    UniformStream uniform(seed);
    std::array<double, words / 2> w;
    for (Index c = 0; c < out.channels(); ++c) {
        PinkFilter filter;
        for (auto rest = out.channel(c); !rest.empty();) {
            const std::span<double> block(w.data(), std::min(rest.size(), w.size()));
            uniform.process(block);
            simd::run<to_pink_input>(block.data(), block.size());
            filter.process(block, block);
            std::transform(block.begin(), block.end(), rest.begin(),
                           [](double y) { return static_cast<T>(y); });
            rest = rest.subspan(block.size());
        }
        if (out.samples() == 0) continue;
        T* const x = out.channel(c).data();
        const auto [mean, low, high] =
            simd::run<spread<simd::Baseline, T>, spread<simd::Avx2, T>, spread<simd::Avx512, T>>(
                x, out.samples());
        const double peak = std::max(high - mean, mean - low);
        simd::run<centre<T>>(x, out.samples(), mean, peak > 0 ? amp / peak : 0);
    }
}

} // namespace

void white_noise(Block<float> out, Word seed, double amp) { white_noise_into(out, seed, amp); }
void white_noise(Block<double> out, Word seed, double amp) { white_noise_into(out, seed, amp); }
void pink_noise(Block<float> out, Word seed, double amp) { pink_noise_into(out, seed, amp); }
void pink_noise(Block<double> out, Word seed, double amp) { pink_noise_into(out, seed, amp); }

} // namespace pya::dsp
