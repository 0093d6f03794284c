// SPDX-License-Identifier: MIT
// File formats by name, and their numbers in libsndfile.
#ifndef PYA_SRC_IO_CONTAINER_HPP
#define PYA_SRC_IO_CONTAINER_HPP

#include <pya/io/audio_writer.hpp>

#include <cstdint>
#include <string>

#include <sndfile.h>

namespace pya::io {

/// The format of a file that will be written.
struct Target {
    SF_INFO info;
    SampleFormat dtype;
    std::uint64_t max_bytes; ///< of sample data; 0: no limit
};

/// Checks every argument of a file to be written; fn and the file name are for the messages.
Target choose_target(const char* fn, const std::string& path, int sr, int channels,
                     const SaveOptions& options);

std::string container_name(int format); ///< short name of a libsndfile format
std::string encoding_name(int format);
SampleFormat dtype_of(int format);

} // namespace pya::io

#endif
