// SPDX-License-Identifier: MIT
// The checks that every kernel makes of the blocks it is given, before it changes anything.
#ifndef PYA_SRC_DSP_SHAPE_HPP
#define PYA_SRC_DSP_SHAPE_HPP

#include <pya/dsp/block.hpp>
#include <pya/error.hpp>

namespace pya::dsp::impl {

/// Throws ArgumentError unless out has the shape of in.
template <class T>
void check_shape(const char* function, Block<const T> in, Block<T> out) {
    if (out.samples() != in.samples() || out.channels() != in.channels())
        detail::fail(function, ": out has ", out.samples(), " samples x ", out.channels(),
                     " channels; it must be as in, ", in.samples(), " x ", in.channels());
}

/// Throws ArgumentError unless the block has as many channels as the kernel was made for.
inline void check_channels(const char* function, Index channels, Index wanted) {
    if (channels != wanted)
        detail::fail(function, ": the block has ", channels, " channels; it must have ", wanted);
}

/// Throws ArgumentError for a negative number of channels; returns it otherwise.
inline Index checked_channels(const char* function, Index channels) {
    if (channels < 0) detail::fail(function, ": channels is ", channels, "; it must not be negative");
    return channels;
}

} // namespace pya::dsp::impl

#endif
