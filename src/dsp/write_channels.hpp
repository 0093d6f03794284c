// SPDX-License-Identifier: MIT
// What kernels have in common that compute each sample from the one at its place.
#ifndef PYA_SRC_DSP_WRITE_CHANNELS_HPP
#define PYA_SRC_DSP_WRITE_CHANNELS_HPP

#include "dsp/shape.hpp"
#include "simd/stream.hpp"

#include <type_traits>

namespace pya::dsp::impl {

/// Calls run(from, to, n) to write each channel of out. Long channels of float are written past the caches.
/// Throws ArgumentError unless out has the shape of x.
template <class T, class Run>
void write_channels(const char* function, Block<const T> x, Block<T> out, Run run) {
    check_shape(function, x, out);
    for (Index c = 0; c < x.channels(); ++c) {
        const T* const from = x.channel(c).data();
        T* const to = out.channel(c).data();
        if constexpr (std::is_same_v<T, float>)
            simd::write_run(to, x.samples(), from == to,
                            [&](Index first, float* some, Index n) { run(from + first, some, n); });
        else
            run(from, to, x.samples());
    }
}

} // namespace pya::dsp::impl

#endif
