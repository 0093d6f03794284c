# SPDX-License-Identifier: MIT
"""Rows 25 and 26: the audio callback and the scheduler."""
import numpy as np

from row import Row
from signals import SR, asig, noise, onsets

BLOCK = 256


def voices():
    source = noise(SR + 1000)
    return ([asig(source[v:v + SR]) for v in range(1000)],)


def mix(sounds):
    """What the callback does about voices that have begun: the second block of each."""
    out = asig(np.zeros((BLOCK, 2)))
    for v, sound in enumerate(sounds):
        part = sound[BLOCK:2 * BLOCK]
        out[:len(part), v % 2] += part
    return out.ravel()


def schedule(grain, begins):
    """Four lists kept in the order of onsets, which are searched as an array each time."""
    times, sounds, positions, channels = [], [], [], []
    for begin in begins:
        at = np.searchsorted(times, begin)
        for column, value in zip((times, sounds, positions, channels), (begin, grain, 0, 0)):
            column.insert(at, value)


def many(count):
    return lambda: (noise(441), onsets(count) / SR)


ROWS = [
    Row("25", "mixer callback, 256 frames of 1000 voices", voices, mix, None, 17, "loop 0.34"),
    Row("26/10k", "schedule 10,000 onsets", many(10000), schedule, None, None, compared=False, once=True),
    Row("26/100k", "schedule 100,000 onsets", many(100000), schedule, None, 42500, "priority_queue 2.0",
        compared=False, once=True, slow=True),
]
