// SPDX-License-Identifier: MIT
/// @file
/// What changes a generator: filters whose cutoff moves, followers, sample and hold, delays.
#ifndef PYA_AGEN_FILTERS_HPP
#define PYA_AGEN_FILTERS_HPP

#include <pya/export.hpp>

#include <pya/agen/generator.hpp>

namespace pya::gen {

/// A filter of second order, dsp::leaf::Svf, whose cutoff in Hz and q may change in every sample. The cutoff
/// is held between 1e-5 and 0.4999 of the sampling rate, and q above 0.001. Throws ArgumentError for a
/// constant cutoff or q that is not above 0.
///
///     gen::lowpass(gen::saw(110), 200 + 2000 * gen::adsr(), 2)
PYA_EXPORT Agen lowpass(const Agen& x, const Agen& cutoff, const Agen& q = 0.70710678118654752);
/// The same above the cutoff.
PYA_EXPORT Agen highpass(const Agen& x, const Agen& cutoff, const Agen& q = 0.70710678118654752);
/// The same around the cutoff, where the gain is 1.
PYA_EXPORT Agen bandpass(const Agen& x, const Agen& cutoff, const Agen& q = 0.70710678118654752);
/// The same without what is around the cutoff.
PYA_EXPORT Agen notch(const Agen& x, const Agen& cutoff, const Agen& q = 0.70710678118654752);

/// Goes 1 - 1/e of the way to x within that time, so that steps become soft. Throws ArgumentError for a
/// negative time.
PYA_EXPORT Agen smooth(const Agen& x, Seconds time);

/// The level of x, dsp::leaf::PeakFollower: it rises and falls within these times. Throws ArgumentError for a
/// negative one.
PYA_EXPORT Agen follow(const Agen& x, Seconds attack = 0.001, Seconds release = 0.1);

/// The value that x had when the trigger rose above 0 the last time; 0 before the first time.
///
///     gen::sample_hold(gen::noise(), gen::impulse(8))       // another value eight times a second
PYA_EXPORT Agen sample_hold(const Agen& x, const Agen& trigger);

/// What gen::delay() has besides its time.
struct DelayOptions {
    Agen feedback = 0;   ///< part of the output that goes in again; held between -0.999 and 0.999
    Seconds longest = 1; ///< up to which the time may move, above 0, at most 60 s
};

/// x after a time in seconds, which may move: it is held between two samples and `longest`, and read between
/// the samples with a cubic (dsp::leaf::DelayLine::lagrange). It ends with x. Throws ArgumentError for a
/// constant time out of this range.
PYA_EXPORT Agen delay(const Agen& x, const Agen& time, const DelayOptions& options = {});

} // namespace pya::gen

#endif
