// SPDX-License-Identifier: MIT
// Finds files that are cut short by the sizes in their chunks, because libsndfile reads them without an
// error.
#ifndef PYA_SRC_IO_TRUNCATION_HPP
#define PYA_SRC_IO_TRUNCATION_HPP

#include "io/bytes.hpp"

namespace pya::io {

/// How many bytes of sample data a file of chunks (RIFF, RIFX, RF64, FORM, W64, CAF), an AU file or one of
/// those of end_by_header() announces beyond its end; 0 for everything else, and where the length is not
/// given (0, or about 2 or 4 GiB, as programs write it to a pipe).
std::int64_t missing_bytes(Bytes& bytes);

} // namespace pya::io

#endif
