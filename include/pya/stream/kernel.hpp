// SPDX-License-Identifier: MIT
/// @file
/// How a processor becomes a step of a stream. Not for programs.
#ifndef PYA_STREAM_KERNEL_HPP
#define PYA_STREAM_KERNEL_HPP

#include <pya/dsp/kernel.hpp>

#include <functional>
#include <memory>
#include <utility>

namespace pya::detail {

/// A processor of which only the blocks and the latency are known.
struct StreamKernel {
    std::function<void(dsp::Block<const float>, dsp::Block<float>)> process; ///< the next block
    dsp::Index latency = 0;                                                  ///< in samples
};

/// Makes a processor for one pass.
using MakeKernel = std::function<StreamKernel()>;

/// Makes copies of a processor that begin with silence.
template <class P>
MakeKernel kernel_of(P processor) {
    return [processor = std::move(processor)] {
        const auto own = std::make_shared<P>(processor);
        own->reset();
        return StreamKernel{
            [own](dsp::Block<const float> in, dsp::Block<float> out) { own->process(in, out); },
            own->latency()};
    };
}

} // namespace pya::detail

#endif
