// SPDX-License-Identifier: MIT
/// @file
/// Gives a sound the formants of another one.
#ifndef PYA_DSP_STRETCH_FORMANTS_HPP
#define PYA_DSP_STRETCH_FORMANTS_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

namespace pya::dsp {

/// Gives `sound` the formants, the envelope of the spectrum, that `original` has at the same time: for a
/// voice that was shifted in pitch, so that it stays the same person's.
///
///     dsp::copy_formants(voice, 44100, shifted);
///
/// Both are samples x channels, of one shape. In frames of 46 ms (a power of two of samples), each bin of
/// `sound` is multiplied by the ratio of the two envelopes, within 30 dB. An envelope is the cepstrum up to
/// 2.4 ms, of the spectrum as far as it lies above the envelope before (A. Röbel and X. Rodet, Efficient
/// spectral envelope estimation, 2005). All channels are filtered alike, which keeps the image. A frame in
/// which either is silent, or `original` isn't finite, stays as it is; a NaN in `sound` spreads over its
/// frames. Throws ArgumentError for different shapes, and for an sr that isn't positive and finite.
template <class T>
PYA_DSP_EXPORT void copy_formants(Block<const T> original, double sr, Block<T> sound);

} // namespace pya::dsp

#endif
