# SPDX-License-Identifier: MIT
"""Writes constant_q.hpp: a variable-Q transform of one octave by its definition, on numpy and scipy. Run in this folder:
python3 constant_q.py"""
import numpy as np
import scipy
from scipy.signal import get_window

SR, FMIN, BINS, STRIDE = 8000, 1000., 12, 64
i = np.arange(600)
x = np.sin(0.002 * i * i) + 0.3 * np.cos(1.2 * i)

# Bandwidths are those of the ear, 24.7 + 0.108 f Hz, times a constant that makes neighbours meet.
ratio = 2 ** (2 / BINS)
alpha = (ratio - 1) / (ratio + 1)
f = FMIN * 2 ** (np.arange(BINS) / BINS)
lengths = SR / (alpha * (f + 24.7 / 0.108))
nfft = 2 ** int(np.ceil(np.log2(lengths.max())))


def single(z):
    return z.astype(np.complex64).astype(complex)


def spectrum(hz, length):
    """Of a windowed wave with magnitudes that sum up to 1, in the middle of a frame, up to half of the rate. The wave is
    in single precision, as librosa has it."""
    n = np.arange(np.floor(-length / 2), np.floor(length / 2))
    wave = get_window('hann', len(n)) * np.exp(2j * np.pi * hz * n / SR)
    frame = np.zeros(nfft, complex)
    frame[(nfft - len(n)) // 2:][:len(n)] = single(single(wave / abs(wave).sum()) * (length / nfft))
    return np.fft.fft(frame)[:nfft // 2 + 1] / np.sqrt(length)


padded = np.pad(x, nfft // 2)
frames = np.stack([padded[k:k + nfft] for k in range(0, len(x) + 1, STRIDE)])
bins = np.fft.rfft(frames, axis=1) @ np.stack([spectrum(*filter) for filter in zip(f, lengths)]).T

with open('constant_q.hpp', 'w') as out:
    flat = ', '.join(f'{{{z.real:.14g}, {z.imag:.14g}}}' for z in bins.ravel())
    samples = ', '.join(repr(float(f'{v:.14g}')) for v in x)
    out.write(f'''// SPDX-License-Identifier: MIT
// Made by constant_q.py with scipy {scipy.__version__}. Frame by frame.
// clang-format off
#ifndef PYA_TESTS_REFERENCE_CONSTANT_Q_HPP
#define PYA_TESTS_REFERENCE_CONSTANT_Q_HPP

#include <complex>
#include <vector>

namespace reference {{
inline constexpr double vqt_sr = {SR}, vqt_fmin = {FMIN};
inline constexpr int vqt_bins = {BINS}, vqt_stride = {STRIDE};
inline const std::vector<double> vqt_signal{{{samples}}};
inline const std::vector<std::complex<double>> vqt{{{flat}}};
}} // namespace reference
''')
    out.write('\n#endif\n')
