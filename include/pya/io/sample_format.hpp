// SPDX-License-Identifier: MIT
/// @file
/// How one sample is stored in a file, and how a float becomes an integer on its way there.
#ifndef PYA_IO_SAMPLE_FORMAT_HPP
#define PYA_IO_SAMPLE_FORMAT_HPP

#include <pya/export.hpp>

#include <string_view>

namespace pya {

/// The encoding of one sample. `encoded` stands for everything that is not linear PCM: Vorbis, Opus, MP3,
/// mu-law, ...
enum class SampleFormat { uint8, int8, int16, int24, int32, float32, float64, encoded };

/// The format with a numpy-like name: uint8, int8, int16, int24 (also pcm24), int32, float32, float64.
/// Throws ArgumentError for any other name.
PYA_EXPORT SampleFormat sample_format(std::string_view name);

/// The name that sample_format() takes, or "encoded".
PYA_EXPORT std::string_view sample_format_name(SampleFormat format);

/// How a float becomes an integer of b bits. Both ways saturate, so that nothing wraps around; NaN becomes 0,
/// and infinities become the extremes.
enum class PcmScale {
    full,     ///< round(x * 2^(b-1)), the inverse of reading: what was read from integers is written back
              ///< unchanged.
    symmetric ///< trunc(x * (2^(b-1) - 1)), pya's save_wavfile: +1 and -1 are the extremes, 0.003 % softer in
              ///< 16 bits.
};

} // namespace pya

#endif
