// SPDX-License-Identifier: MIT
// libsndfile reads a file of plain samples that breaks off without a word; its chunks tell.
#ifndef PYA_SRC_IO_TRUNCATION_HPP
#define PYA_SRC_IO_TRUNCATION_HPP

#include "io/bytes.hpp"

namespace pya::io {

/// How many bytes of sample data a file of chunks (RIFF, RIFX, RF64, FORM, W64, CAF), an AU file or one of
/// those of end_by_header() announces beyond its end; 0 for everything else, and where the writer left the
/// length open (0 or about 2 or 4 GiB, as programs do that write to a pipe).
std::int64_t missing_bytes(Bytes& bytes);

} // namespace pya::io

#endif
