# SPDX-License-Identifier: MIT
"""Rows 36: generators, beside the same in numpy."""
import numpy as np

from row import Row
from signals import S10, SR

TIME = np.arange(S10) / SR


def phase(freq):
    """Of a frequency that moves, from 0 on, in radians."""
    return 2 * np.pi / SR * (np.cumsum(freq) - freq)


def sines():
    out = np.zeros(SR)
    for k in range(1000):
        out += np.sin(2 * np.pi * (100 + 3.7 * k) * TIME[:SR])
    return (out * 0.001).astype(np.float32)[:, None]


class Sine:
    """A generator as pya's work on them has it: an object that gives block after block, whose frequency is a number or
    another generator."""
    def __init__(self, freq):
        self.freq, self.phase = freq, 0

    def block(self, n):
        freq = self.freq.block(n) if hasattr(self.freq, "block") else np.full(n, self.freq)
        turned = self.phase + 2 * np.pi / SR * np.cumsum(freq)
        before, self.phase = turned - 2 * np.pi / SR * freq, turned[-1] % (2 * np.pi)
        return np.sin(before)


def sines_in_blocks(n=256):
    """As a server with pya's default size of blocks asks for them."""
    parts = [Sine(100 + 3.7 * k) for k in range(1000)]
    blocks = [sum(part.block(n) for part in parts) for _ in range(SR // n)]
    return (np.concatenate(blocks) * 0.001).astype(np.float32)[:, None]


def voices():
    out = np.zeros(SR)
    for k in range(1000):
        freq = 100 + 3.7 * k + 30 * np.sin(2 * np.pi * (1 + 0.01 * k) * TIME[:SR])
        out += np.sin(phase(freq))
    return (out * 0.001).astype(np.float32)[:, None]


def modulated():
    freq = 400 + 30 * np.sin(2 * np.pi * 5 * TIME)
    return (np.sin(phase(freq)) * (1 - TIME / 10)).astype(np.float32)[:, None]


def glide():
    """With its aliases, which numpy alone can't avoid."""
    cycles = phase(100 + 490 * TIME) / (2 * np.pi)
    return (2 * (cycles % 1) - 1).astype(np.float32)[:, None]


def noise():
    return (np.random.default_rng(1).random(2 * S10),)


def scrubbed(sound):
    """On straight lines, with the aliases that come of them."""
    return np.interp(2 * SR * TIME, np.arange(len(sound)), sound).astype(np.float32)[:, None]


ROWS = [
    Row("36a", "1000 sines of 1 s, added up", tuple, sines),
    Row("36f", "1000 sines of 1 s in blocks of 256, as a server asks for them", tuple, sines_in_blocks, ratio=20),
    Row("36e", "1000 sines, each of which another sine modulates, 1 s", tuple, voices),
    Row("36b", "a sine that a sine modulates, under a line, 10 s", tuple, modulated),
    Row("36c", "a band-limited sawtooth that glides, 10 s; beside a plain one", tuple, glide, compared=False),
    Row("36d", "20 s scrubbed in 10 s, band-limited; beside straight lines", noise, scrubbed, compared=False),
]
