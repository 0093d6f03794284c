// SPDX-License-Identifier: MIT
#include "io/interleave.hpp"
#include "simd/run.hpp"

namespace pya::io {
namespace {

template <class T, class F>
PYA_INLINE void split_with(const T* in, Planes<float> out, F convert) {
    if (out.channels == 1) {
        float* __restrict y = out.data;
        for (std::ptrdiff_t i = 0; i < out.frames; ++i) y[i] = convert(in[i]);
    } else if (out.channels == 2) {
        float* __restrict left = out.data;
        float* __restrict right = out.data + out.stride;
        for (std::ptrdiff_t i = 0; i < out.frames; ++i) {
            left[i] = convert(in[2 * i]);
            right[i] = convert(in[2 * i + 1]);
        }
    } else {
        for (std::ptrdiff_t c = 0; c < out.channels; ++c) {
            float* __restrict y = out.data + c * out.stride;
            for (std::ptrdiff_t i = 0; i < out.frames; ++i) y[i] = convert(in[i * out.channels + c]);
        }
    }
}

// convert() takes a sample, its frame and its channel.
template <class T, class F>
PYA_INLINE void join_with(Planes<const float> in, T* __restrict out, F convert) {
    if (in.channels == 1) {
        for (std::ptrdiff_t i = 0; i < in.frames; ++i) out[i] = convert(in.data[i], i, 0);
    } else if (in.channels == 2) {
        const float* left = in.data;
        const float* right = in.data + in.stride;
        for (std::ptrdiff_t i = 0; i < in.frames; ++i) {
            out[2 * i] = convert(left[i], i, 0);
            out[2 * i + 1] = convert(right[i], i, 1);
        }
    } else {
        for (std::ptrdiff_t c = 0; c < in.channels; ++c) {
            const float* x = in.data + c * in.stride;
            for (std::ptrdiff_t i = 0; i < in.frames; ++i) out[i * in.channels + c] = convert(x[i], i, c);
        }
    }
}

// NaN fails x == x, and the comparisons are written so that they compile to min and max.
template <class Real>
PYA_INLINE Real within(Real x, Real low, Real high) {
    const Real number = x == x ? x : Real(0);
    const Real bounded = number < low ? low : number;
    return high < bounded ? high : bounded;
}

// Noise with a triangular density between -1 and 1 that depends on the position alone, so that blocks of any
// size get the same: the difference of the halves of a word that A. Appleby's finaliser of MurmurHash3 makes.
template <class Real>
PYA_INLINE Real triangular(std::uint32_t frame, std::uint32_t channel) {
    std::uint32_t word = frame * 0x9e3779b9u + (channel + 1) * 0x7f4a7c15u;
    word = (word ^ (word >> 16)) * 0x85ebca6bu;
    word = (word ^ (word >> 13)) * 0xc2b2ae35u;
    word ^= word >> 16;
    const auto difference = static_cast<std::int32_t>(word >> 16) - static_cast<std::int32_t>(word & 0xffffu);
    return static_cast<Real>(difference) * Real(0x1p-16);
}

// Adding and subtracting 1.5 * 2^(mantissa bits) rounds to the nearest integer, ties to even.
template <class Real, class T>
PYA_INLINE void quantise(Planes<const float> in, const Quantiser& q, T* out, Real magic) {
    const auto scale = static_cast<Real>(q.scale), low = static_cast<Real>(q.low),
               high = static_cast<Real>(q.high);
    const std::int32_t unit = q.unit;
    if (q.dither) {
        const std::uint32_t first = q.first_frame;
        join_with(in, out, [=](float x, std::ptrdiff_t i, std::ptrdiff_t c) PYA_INLINE_LAMBDA {
            const Real y = within<Real>(static_cast<Real>(x) * scale, low, high);
            const Real whole = (y + magic) - magic, rest = y - whole;
            const Real noise =
                triangular<Real>(first + static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(c));
            // What is an integer already stays.
            const Real moved = rest != 0 ? rest + noise : Real(0);
            const Real dithered = within<Real>(whole + ((moved + magic) - magic), low, high);
            return static_cast<T>(static_cast<std::int32_t>(dithered) * unit);
        });
    } else if (q.rounded) {
        join_with(in, out, [=](float x, std::ptrdiff_t, std::ptrdiff_t) PYA_INLINE_LAMBDA {
            const Real y = within<Real>(static_cast<Real>(x) * scale, low, high);
            return static_cast<T>(static_cast<std::int32_t>((y + magic) - magic) * unit);
        });
    } else {
        const auto offset = static_cast<Real>(q.offset);
        const auto integer_offset = static_cast<std::int32_t>(q.offset);
        join_with(in, out, [=](float x, std::ptrdiff_t, std::ptrdiff_t) PYA_INLINE_LAMBDA {
            const Real y = within<Real>(static_cast<Real>(x) * scale, low, high);
            return static_cast<T>((static_cast<std::int32_t>(y + offset) - integer_offset) * unit);
        });
    }
}

PYA_INLINE void split_16(const std::int16_t* in, Planes<float> out) {
    split_with(in, out, [](std::int16_t x) PYA_INLINE_LAMBDA { return static_cast<float>(x) * 0x1p-15f; });
}

PYA_INLINE void split_32(const std::int32_t* in, Planes<float> out) {
    split_with(in, out, [](std::int32_t x) PYA_INLINE_LAMBDA { return static_cast<float>(x) * 0x1p-31f; });
}

PYA_INLINE void split_float(const float* in, Planes<float> out) {
    split_with(in, out, [](float x) PYA_INLINE_LAMBDA { return x; });
}

PYA_INLINE void join_float(Planes<const float> in, float* out) {
    join_with(in, out, [](float x, std::ptrdiff_t, std::ptrdiff_t) PYA_INLINE_LAMBDA { return x; });
}

PYA_INLINE void join_within_1(Planes<const float> in, float* out) {
    join_with(in, out, [](float x, std::ptrdiff_t, std::ptrdiff_t) PYA_INLINE_LAMBDA {
        return within(x, -1.0f, 1.0f);
    });
}

PYA_INLINE void join_16(Planes<const float> in, const Quantiser& q, std::int16_t* out) {
    quantise<float>(in, q, out, 0x1.8p23f);
}

PYA_INLINE void join_32(Planes<const float> in, const Quantiser& q, std::int32_t* out) {
    quantise<double>(in, q, out, 0x1.8p52);
}

} // namespace

void split(const std::int16_t* in, Planes<float> out) { simd::run<split_16>(in, out); }
void split(const std::int32_t* in, Planes<float> out) { simd::run<split_32>(in, out); }
void split(const float* in, Planes<float> out) { simd::run<split_float>(in, out); }
void join(Planes<const float> in, float* out) { simd::run<join_float>(in, out); }
void join_clipped(Planes<const float> in, float* out) { simd::run<join_within_1>(in, out); }
void join(Planes<const float> in, const Quantiser& q, std::int16_t* out) { simd::run<join_16>(in, q, out); }
void join(Planes<const float> in, const Quantiser& q, std::int32_t* out) { simd::run<join_32>(in, q, out); }

} // namespace pya::io
