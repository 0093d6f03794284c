// SPDX-License-Identifier: MIT
/// @file
/// Scales of frequency and the frequencies of bins and bands, with librosa's numbers.
#ifndef PYA_DSP_FEATURE_FREQUENCIES_HPP
#define PYA_DSP_FEATURE_FREQUENCIES_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

#include <vector>

namespace pya::dsp {

/// Slaney's mel scale is linear to 1000 Hz and logarithmic above (Auditory Toolbox); htk is 2595 log10(1 + f
/// / 700).
enum class MelScale { slaney, htk };

/// A frequency in Hz as mel.
PYA_DSP_EXPORT double hz_to_mel(double hz, MelScale scale = MelScale::slaney);
/// Mel as a frequency in Hz.
PYA_DSP_EXPORT double mel_to_hz(double mel, MelScale scale = MelScale::slaney);

/// Octaves above the A of 27.5 Hz, which is tuned by `tuning` bins, `bins_per_octave` of them an octave.
PYA_DSP_EXPORT double hz_to_octs(double hz, double tuning = 0, Index bins_per_octave = 12);
/// The frequency in Hz so many octaves above that A.
PYA_DSP_EXPORT double octs_to_hz(double octs, double tuning = 0, Index bins_per_octave = 12);

/// Frequencies of the nfft / 2 + 1 bins of a transform: k sr / nfft. Throws ArgumentError unless sr > 0 and
/// 1 <= nfft <= longest_frame.
PYA_DSP_EXPORT std::vector<double> fft_frequencies(double sr = 22050, Index nfft = 2048);

/// n frequencies from fmin to fmax, evenly spaced in mel. Throws ArgumentError unless 1 <= n <= 2^16 and
/// 0 <= fmin <= fmax.
PYA_DSP_EXPORT std::vector<double> mel_frequencies(Index n = 128, double fmin = 0, double fmax = 11025,
                                                   MelScale scale = MelScale::slaney);

/// n frequencies from fmin on, bins_per_octave an octave, all of them `tuning` bins higher. Throws
/// ArgumentError unless fmin > 0, 1 <= n <= 2^16 and bins_per_octave >= 1.
PYA_DSP_EXPORT std::vector<double> cqt_frequencies(Index n, double fmin, Index bins_per_octave = 12,
                                                   double tuning = 0);

/// Beats a minute that a lag of 0, 1, ... n - 1 frames means: infinity, 60 sr / stride, half of it, ...
/// Throws ArgumentError unless sr > 0, n >= 1 and stride >= 1.
PYA_DSP_EXPORT std::vector<double> tempo_frequencies(Index n, double sr = 22050, Index stride = 512);

} // namespace pya::dsp

#endif
