// SPDX-License-Identifier: MIT
/// @file
/// Runs a processor over a whole signal.
#ifndef PYA_ASIG_THROUGH_HPP
#define PYA_ASIG_THROUGH_HPP

#include <pya/dsp/run_whole.hpp>
#include <pya/error.hpp>
#include <pya/memory.hpp>
#include <pya/storage/samples.hpp>

#include <cmath>

namespace pya::detail {

/// The signal after the processor, at the same times, and `tail` seconds longer.
template <class P>
storage::Samples through(P& processor, ConstSigMap sig, int sr, double tail) {
    if constexpr (requires { static_cast<double>(processor.sr()); })
        if (const auto rate = static_cast<double>(processor.sr()); rate != 0 && rate != sr)
            fail("Asig::through: the processor is for ", rate, " Hz; it must be for the signal's ", sr,
                 " Hz");
    if constexpr (requires { static_cast<Index>(processor.channels()); })
        if (const auto channels = static_cast<Index>(processor.channels());
            channels != 0 && channels != sig.cols())
            fail("Asig::through: the processor has ", channels,
                 " channels; it must have those of the signal, ", sig.cols());
    if (!(tail >= 0 && tail <= 86400))
        fail("Asig::through: argument tail is ", tail, " s; it must be from 0 to 86400 s");
    return within_memory("Asig::through", [&] {
        storage::Samples out = storage::Samples::uninitialised(
            sig.rows() + static_cast<Index>(std::lround(tail * sr)), sig.cols());
        processor.reset();
        if (out.cols() > 0) dsp::run_whole<float>(processor, sig, out.write());
        return out;
    });
}

} // namespace pya::detail

#endif
