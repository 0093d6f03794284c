# SPDX-License-Identifier: MIT
"""Writes denoise.hpp: noise turned down by the definition of Ephraim and Malah (1985), on scipy's short-time
transform and exponential integral. Run in this folder: python3 denoise.py"""
import pathlib

import numpy as np
from scipy import signal
from scipy.special import exp1

N = 32
FRAMES = {"nperseg": N, "noverlap": N - N // 4}


def denoised(x, noise, reduction=18, smoothing=0.98):
    """With a frame of silence on either side."""
    bins = signal.stft(np.pad(x, N), **FRAMES, boundary=None, padded=False)[2]
    floor = 10 ** (-reduction / 20)
    sound, out = np.zeros(len(noise)), np.zeros(bins.shape, complex)
    for t, frame in enumerate(bins.T):
        both = np.abs(frame) ** 2 / noise
        ratio = smoothing * sound / noise + (1 - smoothing) * np.maximum(both - 1, 0)
        wiener = np.maximum(ratio, floor ** 2)
        wiener /= 1 + wiener
        gain = np.minimum(1, wiener * np.exp(exp1(np.maximum(wiener * both, 1e-10)) / 2))
        sound = gain ** 2 * np.abs(frame) ** 2
        out[:, t] = frame * np.maximum(gain, floor)
    return signal.istft(out, **FRAMES, boundary=False)[1][N:N + len(x)]


i = np.arange(201)
x = np.round(0.5 * np.sin(0.3 * i) * (i % 100 < 60) + 0.2 * (i * i * 37 % 101 / 101 - 0.5), 6)
noise = np.round(1e-4 * (1 + np.arange(N // 2 + 1) / 8), 9)
tables = {"noisy": x, "noise": noise, "by_default": denoised(x, noise),
          "by_30_db": denoised(x, noise, 30, 0.9)}
body = "".join(f"inline const std::vector<double> {name} = {{{', '.join(f'{v:.12g}' for v in values)}}};\n"
               for name, values in tables.items())
text = f"""// SPDX-License-Identifier: MIT
// Written by denoise.py.
// clang-format off
#ifndef PYA_TESTS_REFERENCE_DENOISE_HPP
#define PYA_TESTS_REFERENCE_DENOISE_HPP

#include <vector>

namespace denoise_reference {{

{body}
}} // namespace denoise_reference

#endif
"""
pathlib.Path(__file__).with_suffix(".hpp").write_text(text)
