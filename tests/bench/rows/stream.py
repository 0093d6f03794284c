# SPDX-License-Identifier: MIT
"""Rows 38: a chain over a file, in memory and as a stream."""
import numpy as np
from scipy import signal
from scipy.io import wavfile

from row import Row


def chain(name):
    """One channel, 16 kHz, at -1 dB, of a file; written."""
    x = signal.resample_poly(wavfile.read(name)[1].mean(axis=1) / 32768, 160, 441)
    wavfile.write("python-streamed.wav", 16000, (x * 10 ** (-1 / 20) / np.abs(x).max()).astype(np.float32))


def file():
    return ("stream.wav",)


ROWS = [
    Row("38a", "read 60 s stereo, mono, 16 kHz, norm, write: in memory", file, chain, compared=False),
    Row("38b", "the same as a stream", file, chain, compared=False),
]
