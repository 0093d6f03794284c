// SPDX-License-Identifier: MIT
// Steps of a stream: what happens to the blocks on their way.
#ifndef PYA_SRC_STREAM_STEP_HPP
#define PYA_SRC_STREAM_STEP_HPP

#include "stream/node.hpp"

#include <pya/dsp/rate/interpolate.hpp>
#include <pya/stream/kernel.hpp>

#include <functional>

namespace pya::detail {

/// The samples [first, first + count), or all from `first` on.
NodePtr part_of(NodePtr from, Asig head, Index first, std::optional<Index> count);

/// What has no memory: a function of each block, which must not change its length.
NodePtr mapped(NodePtr from, Asig head, std::function<storage::Samples(storage::Samples)> f);

/// A kernel with state, of which each pass makes one. The result is `tail` samples longer.
NodePtr processed(NodePtr from, Asig head, MakeKernel make, Index tail = 0);

/// Linear, which needs a ratio of whole numbers up to 65536, or one of the sinc kinds.
NodePtr resampled(NodePtr from, Asig head, double rate, dsp::Interp kind);

/// Learns something about a whole signal that comes in blocks.
class Meter {
public:
    virtual ~Meter() = default;
    virtual void take(dsp::Block<const float> block) = 0;
    virtual std::vector<double> values() = 0;
};

/// Measures the whole, in a pass of its own, and then changes the blocks by what was found.
NodePtr measured(NodePtr from, Asig head, std::function<std::unique_ptr<Meter>()> make,
                 std::function<void(const std::vector<double>&, storage::Samples&)> change);

} // namespace pya::detail

#endif
