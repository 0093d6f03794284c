// SPDX-License-Identifier: MIT
// The rarer formats whose header says how many samples there are.
#ifndef PYA_SRC_IO_HEADER_LENGTH_HPP
#define PYA_SRC_IO_HEADER_LENGTH_HPP

#include "io/bytes.hpp"

namespace pya::io {

/// The whole number of n <= 8 bytes.
std::int64_t number(const unsigned char* at, int n, bool big_endian);

/// Where the samples of an AVR, MAT4, MAT5, MPC 2000, NIST, SDS, VOC or WVE file end, according to its
/// header; 0 for everything else. The headers of PAF, PVF, IRCAM and XI files do not say it.
std::int64_t end_by_header(Bytes& bytes);

} // namespace pya::io

#endif
