# SPDX-License-Identifier: MIT
"""The inputs of the rows, as input.hpp makes them, and the precision that the Python side works in."""
import contextlib

import numpy as np

SR = 44100
S10, MIN10 = 10 * SR, 600 * SR
_real = np.float32


@contextlib.contextmanager
def in_double():
    """Inside, the same inputs are float64 and asig() rounds to that: what is computed then is the reference."""
    global _real
    _real = np.float64
    try:
        yield
    finally:
        _real = np.float32


def asig(sig):
    """What the constructor of an Asig does to its samples."""
    return np.array(sig).astype(_real)


def noise(n, channels=1):
    sig = np.empty((n, channels), np.float32)
    for c in range(channels):
        np.random.seed(7 + c)
        sig[:, c] = (np.random.rand(n) - 0.5) * 2
    return asig(sig[:, 0] if channels == 1 else sig)


def impulse_response(seconds=2):
    decay = (1 - np.linspace(0, 1, seconds * SR)) ** 8
    return asig((noise(seconds * SR).astype(np.float64) * decay).astype(np.float32))


def burst():
    return np.append(noise(SR // 10), asig(np.zeros(S10 - SR // 10)))


def bursts():
    return noise(60 * SR) * asig(np.arange(60 * SR) % SR < SR // 2)


def chord(rate=SR):
    """Ten seconds of four sines, the highest at 15 kHz."""
    time = np.arange(10 * rate) / rate
    return asig(sum(0.2 * np.sin(2 * np.pi * freq * time) for freq in (997, 5003, 10007, 15013)))


def onsets(count):
    return 1000 + np.arange(count) * 7919 % 1000003
