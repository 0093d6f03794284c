// SPDX-License-Identifier: MIT
// The program ffmpeg, which decodes what libsndfile can't.
#ifndef PYA_SRC_IO_FFMPEG_HPP
#define PYA_SRC_IO_FFMPEG_HPP

#include "io/bytes.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace pya::io {

/// The first audio stream of a file of `size` bytes as a WAV (beyond 4 GiB RF64) file of float32 samples
/// without a name, or null. message is what ffmpeg complained about, or why it could not be asked; with a
/// result it may be empty. Only formats that contain sound are read, not those that refer to other files.
/// Time and size are limited, depending on `size`, and ffmpeg dies with this process.
std::unique_ptr<FileBytes> decode_with_ffmpeg(const std::string& path, std::int64_t size,
                                              std::string& message);

} // namespace pya::io

#endif
