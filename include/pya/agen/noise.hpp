// SPDX-License-Identifier: MIT
/// @file
/// Generators of chance: noise and random impulses. A seed says which; without one it is another one for each
/// generator, but always the same for that one.
#ifndef PYA_AGEN_NOISE_HPP
#define PYA_AGEN_NOISE_HPP

#include <pya/export.hpp>

#include <pya/agen/generator.hpp>
#include <pya/ugen.hpp>

#include <cstdint>
#include <optional>

namespace pya::gen {

/// What gen::noise() makes.
struct NoiseOptions {
    Noise type = Noise::white;              ///< the colour
    std::optional<std::uint32_t> seed = {}; ///< of the first channel; the others have the next ones
    Index channels = 1;                     ///< how many, independent of each other
};

/// Noise. White noise is uniform within -1 and 1, gaussian noise has a standard deviation of 1
/// (dsp::WhiteNoise, dsp::GaussianNoise). Pink noise falls by 3 dB an octave (dsp::PinkNoise), and brown
/// noise by 6 dB above 10 Hz; both have a root mean square of 0.2. Throws ArgumentError unless there is a
/// channel.
///
///     gen::noise({.type = Noise::pink, .seed = 7})
PYA_EXPORT Agen noise(const NoiseOptions& options = {});

/// Impulses of random height, in [0, 1), at random times, on average `density` a second. Throws ArgumentError
/// for a negative density.
PYA_EXPORT Agen dust(const Agen& density, std::optional<std::uint32_t> seed = {});

} // namespace pya::gen

#endif
