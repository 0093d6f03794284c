# SPDX-License-Identifier: MIT
"""Writes mfcc.hpp: cepstra by pya's recipe on numpy and scipy. Run in this folder: python3 mfcc.py"""
import numpy as np
import scipy
from scipy.fft import dct
from scipy.signal import get_window

SR = 2000
i = np.arange(170)
x = np.sin(0.02 * i * i) + 0.1 * np.cos(0.4 * i)


def filter_banks(nfilters, nfft, low, high):
    mel = np.linspace(2595 * np.log10(1 + low / 700), 2595 * np.log10(1 + high / 700), nfilters + 2)
    corner = np.floor((nfft + 1) * 700 * (10 ** (mel / 2595) - 1) / SR)
    banks = np.zeros((nfilters, nfft // 2 + 1))
    for j in range(nfilters):
        left, peak, right = corner[j:j + 3]
        for k in range(nfft // 2 + 1):
            if left <= k < peak:
                banks[j, k] = (k - left) / (peak - left)
            elif peak <= k < right:
                banks[j, k] = (right - k) / (right - peak)
    return banks


length, hop, nfft, nfilters, ncep, lift, coeff = 50, 20, 64, 12, 6, 22, 0.95
y = np.append(x[0], x[1:] - coeff * x[:-1])
count = 1 + int(np.ceil((len(y) - length) / hop))
y = np.append(y, np.zeros((count - 1) * hop + length - len(y)))
frames = np.stack([y[k * hop:k * hop + length] for k in range(count)]) * get_window('hann', length)
pspec = np.abs(np.fft.rfft(frames, nfft)) ** 2 / nfft
banks = filter_banks(nfilters, nfft, 0, SR // 2)
log_mel = np.log(pspec @ banks.T)
cepstra = dct(log_mel, 2, axis=1, norm='ortho')[:, :ncep]
lifted = cepstra * (1 + lift / 2 * np.sin(np.pi * np.arange(ncep) / lift))
final = lifted.copy()
final[:, 0] = np.log(pspec.sum(axis=1))


def matrix(name, values):
    flat = ', '.join(repr(float(f'{v:.14g}')) for v in np.asarray(values).ravel())
    return f'inline const std::vector<double> {name}{{{flat}}};\n'


with open('mfcc.hpp', 'w') as out:
    out.write(f'''// SPDX-License-Identifier: MIT
// Made by mfcc.py with scipy {scipy.__version__}. Matrices row by row.
// clang-format off
#ifndef PYA_TESTS_REFERENCE_MFCC_HPP
#define PYA_TESTS_REFERENCE_MFCC_HPP

#include <vector>

inline constexpr int mfcc_frames = {count};
''' + matrix('mfcc_signal', x) + matrix('mfcc_log_mel', log_mel) + matrix('mfcc_dct', cepstra)
              + matrix('mfcc_liftered', lifted) + matrix('mfcc_cepstra', final)
              + matrix('mfcc_banks', filter_banks(5, 32, 50, 900)))
    out.write('\n#endif\n')
