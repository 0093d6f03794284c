# SPDX-License-Identifier: MIT
"""Rows 28: loudness."""
import math

import numpy as np
from scipy import signal

from row import Row
from signals import MIN10, SR, noise

HOP = SR // 10


def section(f0, q, high):
    """One section of the K filter: a shelf, or a high-pass where there is no gain at high frequencies."""
    k = math.tan(math.pi * f0 / SR)
    a0 = 1 + k / q + k * k
    b = [1, -2, 1]
    if high:
        middle = high ** 0.4996667741545416
        b = [(high + middle * k / q + k * k) / a0, 2 * (k * k - high) / a0, (high - middle * k / q + k * k) / a0]
    return [*b, 1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0]


K_FILTER = np.array([section(1681.974450955533, 0.7071752369554196, 10 ** (3.999843853973347 / 20)),
                     section(38.13547087602444, 0.5003270373238773, 0)])


def lufs(power):
    return 10 * np.log10(power) - 0.691


def loudness(x):
    """Integrated loudness and range after EBU R128."""
    y = np.square(signal.sosfilt(K_FILTER, x, axis=0)).sum(1)
    hops = y[:len(y) // HOP * HOP].reshape(-1, HOP).mean(1)
    total = np.concatenate([[0], np.cumsum(hops)])
    blocks = (total[4:] - total[:-4]) / 4
    windows = ((total[30:] - total[:-30]) / 30)[::10]
    gate = 10 ** ((-70 + 0.691) / 10)
    blocks = blocks[blocks >= gate]
    integrated = lufs(blocks[blocks >= blocks.mean() / 10].mean())
    windows = windows[windows >= gate]
    windows = np.sort(windows[windows >= windows.mean() / 100])
    low, high = (windows[int((len(windows) - 1) * share + 0.5)] for share in (0.1, 0.95))
    return np.array([integrated, lufs(high) - lufs(low)])


def true_peak(x):
    return 20 * math.log10(max(np.abs(signal.resample_poly(x[:, c], 4, 1)).max() for c in range(x.shape[1])))


ROWS = [
    Row("28a", "integrated loudness and range, 10 min stereo (scipy: the same steps)", lambda: (noise(MIN10, 2),),
        loudness),
    Row("28b", "true peak, 10 min stereo, to 0.02 dB (scipy and libebur128: fourfold)", lambda: (noise(MIN10, 2),),
        true_peak, compared=False),
]
