// SPDX-License-Identifier: MIT
// Converts between the interleaved samples of files and the separate channels of floats in the library.
#ifndef PYA_SRC_IO_INTERLEAVE_HPP
#define PYA_SRC_IO_INTERLEAVE_HPP

#include <cstddef>
#include <cstdint>

namespace pya::io {

/// Samples in the library: channel c begins at data + c * stride.
template <class T>
struct Planes {
    T* data;
    std::ptrdiff_t stride, frames, channels;
};

void split(const std::int16_t* in, Planes<float> out); ///< multiplied by 2^-15
void split(const std::int32_t* in, Planes<float> out); ///< multiplied by 2^-31
void split(const float* in, Planes<float> out);

void join(Planes<const float> in, float* out);
void join_clipped(Planes<const float> in, float* out); ///< limited to [-1, 1]; NaN becomes 0

/// How floats become integers: clamp(x * scale, low, high), with 0 for NaN, is rounded or truncated toward 0,
/// and multiplied by `unit`, so that it is in the high bits of the type that libsndfile expects.
struct Quantiser {
    double scale, low, high;
    bool rounded;
    std::int32_t unit;
    double offset; ///< added before truncation and taken off after it: pya's uint8 truncates x * 127 + 128
    bool dither = false;           ///< with noise before rounding, but for what is an integer already
    std::uint32_t first_frame = 0; ///< of the file, on which the noise depends
};
void join(Planes<const float> in, const Quantiser& q, std::int16_t* out);
void join(Planes<const float> in, const Quantiser& q, std::int32_t* out);

} // namespace pya::io

#endif
