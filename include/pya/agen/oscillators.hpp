// SPDX-License-Identifier: MIT
/// @file
/// Oscillators whose parameters move: sine, triangle, sawtooth, pulse.
///
/// A phase advances by freq / sr cycles with each sample and is an integer of 64 bits, so that it does not
/// drift: after 10^9 samples the phase of any glide is right within 1e-9 cycles. The frequency may change in
/// every sample; it may be negative, and then the wave runs backwards (frequency modulation through 0). Where
/// it is not finite, the phase stands still. As a number it must lie within 0 and half the sampling rate.
#ifndef PYA_AGEN_OSCILLATORS_HPP
#define PYA_AGEN_OSCILLATORS_HPP

#include <pya/export.hpp>

#include <pya/agen/generator.hpp>

namespace pya::gen {

/// What a sine has besides its frequency.
struct SineOptions {
    Agen phase = 0; ///< in cycles, added to that of the oscillator: phase modulation
};

/// sin(2 pi phase), within 1e-13.
///
///     gen::sine(400 + 30 * gen::sine(5))
PYA_EXPORT Agen sine(const Agen& freq, const SineOptions& options = {});

/// What the other waves have besides their frequency.
struct WaveOptions {
    Agen phase = 0; ///< in cycles, added to that of the oscillator
    /// Only the harmonics below half the sampling rate, at most 1024, so that the wave has no aliases: they
    /// are below -150 dB for sawtooths of 1.2 and 4.2 kHz. Otherwise the wave has its exact form.
    bool band_limited = false;
};

/// Rises from -1 at phase 0 to 1.
PYA_EXPORT Agen saw(const Agen& freq, const WaveOptions& options = {});
/// Rises from -1 at phase 0 to 1 for the first part `width` of each cycle, and falls back for the rest: 1 is
/// saw(freq), 0.5 is tri(freq). The width is held within 0 and 1, and may move.
///
///     gen::saw(110, 0.5 + 0.4 * gen::sine(0.3), {.band_limited = true})
PYA_EXPORT Agen saw(const Agen& freq, const Agen& width, const WaveOptions& options = {});
/// Rises from -1 at phase 0 to 1 at phase 1/2, and falls back.
PYA_EXPORT Agen tri(const Agen& freq, const WaveOptions& options = {});
/// 1 for the first half of each cycle, -1 for the rest.
PYA_EXPORT Agen square(const Agen& freq, const WaveOptions& options = {});
/// 1 for the first part `width` of each cycle, -1 for the rest. The width is held within 0 and 1, and may
/// move.
PYA_EXPORT Agen pulse(const Agen& freq, const Agen& width, const WaveOptions& options = {});

/// One period from a signal of one channel, through all of its samples, always band-limited. Throws
/// ArgumentError if it is empty, has several channels or samples that aren't finite.
PYA_EXPORT Agen wavetable(const Asig& period, const Agen& freq, const SineOptions& options = {});

/// What gen::fm() has besides its frequency.
struct FmOptions {
    Agen ratio = 1; ///< the frequency of the modulator divided by that of the carrier
    Agen index = 1; ///< how far the phase is modulated, in radians
};

/// A sine whose phase another sine modulates: sin(2 pi p + index sin(2 pi ratio p)).
///
///     gen::fm(220, {.ratio = 1.4, .index = gen::exponential(8, 0.1, 2_s)})
PYA_EXPORT Agen fm(const Agen& freq, const FmOptions& options = {});

/// 1 at the first sample of each cycle, 0 between, from the first sample on. A frequency of 0 is one impulse.
PYA_EXPORT Agen impulse(const Agen& freq);

} // namespace pya::gen

#endif
