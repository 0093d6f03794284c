// SPDX-License-Identifier: MIT
// Between the interleaved samples of files and the channel-by-channel floats of the library.
#ifndef PYA_SRC_IO_INTERLEAVE_HPP
#define PYA_SRC_IO_INTERLEAVE_HPP

#include <cstddef>
#include <cstdint>

namespace pya::io {

/// The library's side: channel c begins at data + c * stride.
template <class T>
struct Planes {
    T* data;
    std::ptrdiff_t stride, frames, channels;
};

void split(const std::int16_t* in, Planes<float> out); ///< times 2^-15
void split(const std::int32_t* in, Planes<float> out); ///< times 2^-31
void split(const float* in, Planes<float> out);

void join(Planes<const float> in, float* out);
void join_clipped(Planes<const float> in, float* out); ///< within [-1, 1], NaN becomes 0

/// How floats become integers: clamp(x * scale, low, high), NaN as 0, then rounded or truncated toward 0,
/// then times `unit` to stand in the high bits of the type that libsndfile takes.
struct Quantiser {
    double scale, low, high;
    bool rounded;
    std::int32_t unit;
    double offset; ///< added before truncation and taken off after it: pya's uint8 truncates x * 127 + 128
};
void join(Planes<const float> in, const Quantiser& q, std::int16_t* out);
void join(Planes<const float> in, const Quantiser& q, std::int32_t* out);

} // namespace pya::io

#endif
