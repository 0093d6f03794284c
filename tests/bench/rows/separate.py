# SPDX-License-Identifier: MIT
"""Row 34c: taking apart."""
import numpy as np
from scipy import signal
from scipy.ndimage import median_filter

from row import Row
from rows.level import one
from signals import S10, asig

FRAMES = {"nperseg": 2048, "noverlap": 1536}


def hpss(a):
    """The harmonic part, and the percussive one, which takes as long."""
    z = signal.stft(np.pad(a, 1024), **FRAMES, boundary=None, padded=False)[2]
    magnitudes = np.abs(z)
    h = median_filter(magnitudes, size=(1, 31), mode="reflect")
    p = median_filter(magnitudes, size=(31, 1), mode="reflect")
    larger = np.maximum(np.maximum(h, p), np.finfo(h.dtype).tiny)
    h, p = (h / larger) ** 2, (p / larger) ** 2
    parts = [signal.istft(z * part / (h + p), **FRAMES, boundary=False)[1] for part in (h, p)]
    return asig(parts[0][1024:1024 + len(a)])


ROWS = [Row("34c", "tones and attacks apart, 10 s", one(S10), hpss, ends=1024)]
