// SPDX-License-Identifier: MIT
// Generators as the samples of a signal of a known length.
#ifndef PYA_SRC_AGEN_RENDERED_HPP
#define PYA_SRC_AGEN_RENDERED_HPP

#include <pya/agen/player.hpp>
#include <pya/storage/samples.hpp>

namespace pya::gen::impl {

/// That many samples. Throws ArgumentError, with the name of the function, if the generator ends before them.
inline storage::Samples rendered(const char* function, const Agen& generator, Index samples, int sr) {
    // A frame of it is at least half a frame before its end, which is rounded.
    Player player(generator, {.sr = sr, .dur = static_cast<double>(samples) / sr});
    if (player.frames() < samples)
        detail::fail(function, ": a parameter ends after ", player.frames(), " samples of ", samples,
                     "; its last value can be held with hold()");
    storage::Samples result = storage::Samples::uninitialised(samples, player.channels());
    player.process(result.write());
    return result;
}

} // namespace pya::gen::impl

#endif
