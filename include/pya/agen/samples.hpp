// SPDX-License-Identifier: MIT
/// @file
/// Generators that play signals: a sample player, grains, and a plucked string.
#ifndef PYA_AGEN_SAMPLES_HPP
#define PYA_AGEN_SAMPLES_HPP

#include <pya/export.hpp>

#include <pya/agen/generator.hpp>

#include <cstdint>
#include <optional>

namespace pya::gen {

/// A part of a signal that is repeated.
struct LoopPoints {
    Seconds begin = 0; ///< rounded to samples
    Seconds end = 0;   ///< after the last sample, after `begin`
};

/// How gen::play() plays.
struct SampleOptions {
    Agen rate = 1;                       ///< speed; 2 is an octave higher, and a negative one plays backwards
    Seconds from = 0;                    ///< where in the signal it begins
    std::optional<LoopPoints> loop = {}; ///< plays on to its end, and then this part for ever
    /// Without the frequencies that the rate moves beyond half the sampling rate: read with a windowed sinc
    /// of 24 zero crossings on each side instead of the cubic. What would be folded is below -90 dB, but for
    /// the last 13 % of the band, at rates up to 32. It takes ten times as long.
    bool band_limited = false;
};

/// Plays a signal of any sampling rate, read between its samples with a cubic through four; a rate of 1 at
/// the signal's own sampling rate gives its samples. A rate above 1 doesn't limit the band, unless
/// `band_limited` is true. With a constant rate it ends at the end of the signal, or backwards at its
/// beginning. With a rate that moves it has no end; it stands still there, silent, until it goes back. Throws
/// ArgumentError for `from` outside of the signal, and for loop points that don't ascend or are outside of
/// it.
///
///     gen::play(word, {.rate = gen::line(1, 0.5, 2_s)})
PYA_EXPORT Agen play(const Asig& sig, const SampleOptions& options = {});

/// A signal under a playhead that a hand moves, forwards and backwards: the value at a position in seconds,
/// always band-limited, as gen::play() does it. Outside of the signal it is silent. It ends with the
/// position. Throws ArgumentError for several channels on both sides that aren't equally many.
///
///     gen::scrub(word, gen::smooth(hand, 30_ms))              // hand is a gen::Param
PYA_EXPORT Agen scrub(const Asig& sig, const Agen& position);

/// How gen::grains() plays.
struct GrainOptions {
    Agen density = 20;                      ///< grains a second
    Agen position = 0;                      ///< where in the signal a grain begins, in seconds
    Agen rate = 1;                          ///< speed of a grain, as that of gen::play()
    Seconds dur = 0.1;                      ///< of a grain, above 0, at most 100 s
    Seconds jitter = 0;                     ///< the position of each grain is moved by up to that, both ways
    std::optional<std::uint32_t> seed = {}; ///< of the jitter; without one it is another for each generator
};

/// Grains of a signal, one after another at regular times, each under a window of Hann. What moves is read at
/// the beginning of a grain. At most 64 grains sound at the same time; more are left out. Throws
/// ArgumentError for numbers out of their range.
///
///     gen::grains(word, {.density = 50, .position = gen::line(0, word.dur(), 10_s), .jitter = 20_ms})
PYA_EXPORT Agen grains(const Asig& sig, const GrainOptions& options = {});

/// What gen::pluck() has besides its frequency.
struct PluckOptions {
    Seconds t60 = 2; ///< in which low partials fall by 60 dB, above 0; high ones fall sooner
    std::optional<std::uint32_t> seed =
        {}; ///< of the noise that plucks; without one another for each generator
};

/// A plucked string: noise in a delay line with a low-pass in its loop (K. Karplus and A. Strong, 1983),
/// tuned by a cubic. The frequency may move, and is held within 20 Hz and an eighth of the sampling rate.
PYA_EXPORT Agen pluck(const Agen& freq, const PluckOptions& options = {});

} // namespace pya::gen

#endif
