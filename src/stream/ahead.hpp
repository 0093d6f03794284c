// SPDX-License-Identifier: MIT
// A flow that is computed ahead, in a thread of its own.
#ifndef PYA_SRC_STREAM_AHEAD_HPP
#define PYA_SRC_STREAM_AHEAD_HPP

#include "stream/node.hpp"

namespace pya::detail {

/// The same blocks, in their order, a few of which are made before they are asked for. What the flow throws
/// is thrown when its turn has come.
FlowPtr ahead(FlowPtr flow, const StreamRun& run);

} // namespace pya::detail

#endif
