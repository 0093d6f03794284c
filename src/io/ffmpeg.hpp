// SPDX-License-Identifier: MIT
// The program ffmpeg as the decoder of last resort.
#ifndef PYA_SRC_IO_FFMPEG_HPP
#define PYA_SRC_IO_FFMPEG_HPP

#include "io/bytes.hpp"

#include <memory>
#include <string>

namespace pya::io {

/// The first audio stream of the file as a WAV (beyond 4 GiB RF64) file of float32 samples without a name, or
/// null. message is what ffmpeg complained about, or why it could not be asked.
std::unique_ptr<FileBytes> decode_with_ffmpeg(const std::string& path, std::string& message);

} // namespace pya::io

#endif
