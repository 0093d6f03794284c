# SPDX-License-Identifier: MIT
"""Rows 33: effects."""
import numpy as np
from scipy import signal

from row import Row
from rows.level import one
from signals import S10, SR


def compress(x):
    """A static curve of a level that one low-pass smooths: in numpy the gain can't fall faster than it rises."""
    level = signal.lfilter([1 - np.exp(-1 / (0.05 * SR))], [1, -np.exp(-1 / (0.05 * SR))], np.abs(x).max(axis=1))
    over = np.maximum(20 * np.log10(np.maximum(level, 1e-15)) + 20, 0)
    return x * 10 ** (-0.75 * over / 20)[:, None]


def reverberate(x):
    """Convolution with noise that dies away by 60 dB in 1.8 s."""
    time = np.arange(int(1.8 * SR)) / SR
    room = np.random.default_rng(1).standard_normal((len(time), 2)) * 10 ** (-3 * time / 1.8)[:, None]
    return signal.oaconvolve(x, room, axes=0)[:len(x)]


ROWS = [
    Row("33a", "compressor, 10 s stereo; beside a static curve of a smoothed level", one(S10, 2), compress, compared=False),
    Row("33b", "reverb, 10 s stereo; beside convolution with 1.8 s", one(S10, 2), reverberate, compared=False),
]
