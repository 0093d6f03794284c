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

template <class T, class F>
PYA_INLINE void join_with(Planes<const float> in, T* __restrict out, F convert) {
    if (in.channels == 1) {
        for (std::ptrdiff_t i = 0; i < in.frames; ++i) out[i] = convert(in.data[i]);
    } else if (in.channels == 2) {
        const float* left = in.data;
        const float* right = in.data + in.stride;
        for (std::ptrdiff_t i = 0; i < in.frames; ++i) {
            out[2 * i] = convert(left[i]);
            out[2 * i + 1] = convert(right[i]);
        }
    } else {
        for (std::ptrdiff_t c = 0; c < in.channels; ++c) {
            const float* x = in.data + c * in.stride;
            for (std::ptrdiff_t i = 0; i < in.frames; ++i) out[i * in.channels + c] = convert(x[i]);
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

// Adding and subtracting 1.5 * 2^(mantissa bits) rounds to the nearest integer, ties to even.
template <class Real, class T>
PYA_INLINE void quantise(Planes<const float> in, const Quantiser& q, T* out, Real magic) {
    const auto scale = static_cast<Real>(q.scale), low = static_cast<Real>(q.low),
               high = static_cast<Real>(q.high);
    const std::int32_t unit = q.unit;
    if (q.rounded) {
        join_with(in, out, [=](float x) PYA_INLINE_LAMBDA {
            const Real y = within<Real>(static_cast<Real>(x) * scale, low, high);
            return static_cast<T>(static_cast<std::int32_t>((y + magic) - magic) * unit);
        });
    } else {
        const auto offset = static_cast<Real>(q.offset);
        const auto integer_offset = static_cast<std::int32_t>(q.offset);
        join_with(in, out, [=](float x) PYA_INLINE_LAMBDA {
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
    join_with(in, out, [](float x) PYA_INLINE_LAMBDA { return x; });
}

PYA_INLINE void join_within_1(Planes<const float> in, float* out) {
    join_with(in, out, [](float x) PYA_INLINE_LAMBDA { return within(x, -1.0f, 1.0f); });
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
