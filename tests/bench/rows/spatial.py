# SPDX-License-Identifier: MIT
"""Rows 35: sounds from all sides, and many of them."""
import numpy as np

from row import Row
from rows.level import one
from signals import S10, SR, asig, noise


def around(a):
    """A gain for each sample and loudspeaker: the share of the two neighbours on a ring of eight."""
    place = np.arange(len(a)) / len(a) * 8
    angle = (place - np.floor(place)) * np.pi / 4
    pair = np.stack([np.sin(np.pi / 4 - angle), np.sin(angle)])
    pair /= np.hypot(*pair)
    out = np.zeros((len(a), 8))
    rows = np.arange(len(a))
    out[rows, np.floor(place).astype(int) % 8] = a * pair[0]
    out[rows, np.floor(place + 1).astype(int) % 8] = a * pair[1]
    return asig(out)


def at_rest(sound):
    """What comes in is added up and multiplied by the gains of 30 degrees to the left."""
    gains = np.zeros(8)
    pair = np.sin([np.pi / 4 - np.pi / 6, np.pi / 6])
    gains[:2] = pair / np.hypot(*pair)
    return asig(np.sum(sound, 1, keepdims=True) * gains)


def field(a):
    """Two products with matrices of the right sizes."""
    rng = np.random.default_rng(1)
    return asig(np.outer(a, rng.uniform(size=16)) @ rng.uniform(size=(16, 8)))


def mixed(a):
    out = np.zeros(int(10.9 * SR), a.dtype)
    for i in range(100):
        onset = round(0.1 * i * SR)
        out[onset:onset + SR] += a.dtype.type(0.1) * a[:SR]
    return asig(out)


ROWS = [
    Row("35a", "around a ring of 8, 10 s", one(S10), around, compared=False),
    Row("35b", "to third-order ambisonics and 8 loudspeakers, 10 s", one(S10), field, compared=False),
    Row("35c", "the sum of 100 signals of 1 s", one(S10), mixed),
    Row("35d", "a panner on a ring of 8 in blocks of 256, 10 s",
        lambda: (np.pad(noise(S10)[:, None], ((0, 0), (0, 7))),), at_rest),
]
