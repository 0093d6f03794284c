// SPDX-License-Identifier: MIT
// Where streams come from: files, signals, several streams end to end.
#ifndef PYA_SRC_STREAM_SOURCE_HPP
#define PYA_SRC_STREAM_SOURCE_HPP

#include "stream/node.hpp"

#include <string>
#include <vector>

namespace pya::detail {

/// An audio file, which is opened by each pass. Throws IoError.
NodePtr file_source(const std::string& path);
/// A signal, whose memory is shared.
NodePtr signal_source(const Asig& sig);
/// Streams of the same rate and channels, one after the other.
NodePtr end_to_end(std::vector<NodePtr> parts, Asig head);

} // namespace pya::detail

#endif
