# SPDX-License-Identifier: MIT
"""Writes stft.hpp: short-time transforms as scipy.signal makes them. Run in this folder: python3 stft.py"""
import warnings

import numpy as np
import scipy
from scipy.signal import istft, spectrogram, stft

warnings.simplefilter('ignore')
i = np.arange(60)
x = np.sin(0.011 * i * i) + 0.3 + 0.004 * i
FS = 100.0

STFT = [  # window, nperseg, noverlap, nfft, detrend, onesided, boundary, padded
    ('hann', 16, None, None, 'off', True, 'zeros', True),
    ('hamming', 15, 10, 20, 'off', True, 'even', True),
    ('hann', 16, 9, None, 'constant', True, 'odd', False),
    ('boxcar', 12, 0, None, 'off', True, 'zeros', True),
    ('blackman', 16, 12, 18, 'linear', True, 'constant', True),
    ('cosine', 9, 4, None, 'off', False, 'off', False),
    ('hann', 100, None, None, 'off', False, 'zeros', True),
]
SPECTROGRAM = [  # nperseg, noverlap, nfft, detrend, onesided, scaling, mode
    (16, None, None, 'constant', True, 'density', 'psd'),
    (15, 5, None, 'linear', True, 'spectrum', 'psd'),
    (16, 8, 20, 'off', False, 'density', 'psd'),
    (16, None, None, 'off', True, 'density', 'magnitude'),
    (20, 10, None, 'off', True, 'spectrum', 'angle'),
    (20, 10, None, 'off', True, 'spectrum', 'phase'),
]


def numbers(values):
    return '{' + ', '.join(repr(float(f'{v:.14g}')) for v in np.asarray(values).ravel()) + '}'


def optional(value):
    return '{}' if value is None else str(value)


def flag(value):
    return str(bool(value)).lower()


def detrend_of(name):
    return False if name == 'off' else name


rows = []
for window, nperseg, noverlap, nfft, detrend, onesided, boundary, padded in STFT:
    edge = None if boundary == 'off' else boundary
    freqs, times, z = stft(x, FS, window, nperseg, noverlap, nfft, detrend_of(detrend), onesided, edge, padded)
    used = min(nperseg, len(x))
    back = istft(z, FS, window, used, noverlap, nfft or used, onesided, edge is not None)[1].real
    z = z.T.ravel()
    rows.append(f'    {{{{.nperseg = {nperseg}, .window = "{window}", .noverlap = {optional(noverlap)}, '
                f'.nfft = {optional(nfft)}, .detrend = pya::dsp::Detrend::{detrend}, .return_onesided = {flag(onesided)}, '
                f'.boundary = pya::dsp::Boundary::{boundary}, .padded = {flag(padded)}}},\n     {numbers(freqs)},\n'
                f'     {numbers(times)},\n     {numbers(z.real)},\n     {numbers(z.imag)},\n     {numbers(back)}}},')
stft_rows = '\n'.join(rows)

rows = []
for nperseg, noverlap, nfft, detrend, onesided, scaling, mode in SPECTROGRAM:
    freqs, times, s = spectrogram(x, FS, ('tukey', 0.25), nperseg, noverlap, nfft, detrend_of(detrend), onesided,
                                  scaling, mode=mode)
    rows.append(f'    {{{{.nperseg = {nperseg}, .noverlap = {optional(noverlap)}, .nfft = {optional(nfft)}, '
                f'.detrend = pya::dsp::Detrend::{detrend}, .return_onesided = {flag(onesided)}, '
                f'.scaling = pya::dsp::Scaling::{scaling}, .mode = pya::dsp::SpectrogramMode::{mode}}},\n     {numbers(freqs)},\n'
                f'     {numbers(times)},\n     {numbers(s.T)}}},')
spectrogram_rows = '\n'.join(rows)

with open('stft.hpp', 'w') as out:
    out.write(f'''// SPDX-License-Identifier: MIT
// Made by stft.py with scipy {scipy.__version__}.
// clang-format off
#ifndef PYA_TESTS_REFERENCE_STFT_HPP
#define PYA_TESTS_REFERENCE_STFT_HPP

#include <pya/dsp/spectral/spectrogram.hpp>
#include <pya/dsp/spectral/stft.hpp>

#include <vector>

struct StftCase {{
    pya::dsp::StftOptions options;
    std::vector<double> freqs;
    std::vector<double> times;
    std::vector<double> real; ///< frame after frame
    std::vector<double> imag;
    std::vector<double> istft;
}};

struct SpectrogramCase {{
    pya::dsp::SpectrogramOptions options;
    std::vector<double> freqs;
    std::vector<double> times;
    std::vector<double> values; ///< segment after segment
}};

inline const std::vector<double> stft_signal{numbers(x)};

inline const std::vector<StftCase> stft_cases{{
{stft_rows}
}};

inline const std::vector<SpectrogramCase> spectrogram_cases{{
{spectrogram_rows}
}};
''')
    out.write('\n#endif\n')
