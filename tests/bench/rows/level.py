# SPDX-License-Identifier: MIT
"""Rows 01 to 05 and 24: level, slices, channels."""
import math

import numpy as np

from row import Row, on
from signals import MIN10, S10, SR, asig, noise

MINUTES = slice(60 * SR, 540 * SR)


def fade(a, ramp, part):
    a = asig(a)
    a[part] = (a[part].T * asig(ramp)).T
    return asig(a)


def faded(a):
    k, ramp = SR // 10, np.linspace(0, 1, SR // 10)
    return fade(fade(a, ramp, slice(0, k)), 1 - ramp, slice(len(a) - k, None))


def chain(a, b):
    return faded(asig(asig(a * 0.5) + b))


def stereo(a):
    left, right = np.arange(1, 9) / 10, np.arange(8, 0, -1) / 10
    return asig(np.stack([np.sum(a * left, 1), np.sum(a * right, 1)], 1))


def pan2(a, pan):
    angle = (pan + 1) / 2 * math.pi / 2
    return asig(np.stack([a, a], 1) * np.array([math.cos(angle), math.sin(angle)]))


def norm(a):
    return asig(1 * a / np.max(np.abs(a), 0))


def rms(a):
    return np.sqrt(np.mean(np.square(a), 0)).astype(float)


def tanh(a):
    return asig(np.vectorize(math.tanh)(a))


def one(n, channels=1):
    return lambda: (noise(n, channels),)


def two(n):
    return lambda: (noise(n, 2), asig(noise(n, 2) * 0.25))


CHAIN = on(lambda a, b: (a.gain(0.5) + b).fade_in(0.1).fade_out(0.1))
WEIGHTS = [k / 10 for k in range(1, 9)]
NORM, RMS, COPY, TANH = (on(f) for f in (
    lambda a: a.norm(), lambda a: a.rms(), lambda a: a[{60.: 540.}], lambda a: a.apply(math.tanh)))

ROWS = [
    Row("01a/chain", "gain + add + fades, 10 s stereo, on temporaries", two(S10), chain, CHAIN, 3.75, "KFR 0.37"),
    Row("01a/fused", "the same, gain + add as one Eigen expression", two(S10), chain, CHAIN, 5.5, "KFR 0.37"),
    Row("01a/names", "the same, every step named", two(S10), chain, CHAIN, 1.55, "KFR 0.37"),
    Row("01b/chain", "gain + add + fades, 10 min stereo, on temporaries", two(MIN10), chain, CHAIN, 5, "KFR 45"),
    Row("01b/fused", "the same, gain + add as one Eigen expression", two(MIN10), chain, CHAIN, 10, "KFR 45"),
    Row("01b/names", "the same, every step named", two(MIN10), chain, CHAIN, 1.55, "KFR 45"),
    Row("02/10s", "norm, 10 s stereo", one(S10, 2), norm, NORM, 16, "KFR 0.384"),
    Row("02/10min", "norm, 10 min stereo", one(MIN10, 2), norm, NORM, 11, "KFR 50"),
    Row("03/10s", "rms, 10 s stereo", one(S10, 2), rms, RMS, 16.5, "KFR 0.118"),
    Row("03/10min", "rms, 10 min stereo", one(MIN10, 2), rms, RMS, 8, "KFR 16.2"),
    Row("04/view", "8 of 10 min stereo as a view", one(MIN10, 2), lambda a: asig(a[MINUTES]), COPY, 2.4,
        "memcpy 15.2"),
    Row("04/copy", "8 of 10 min stereo copied", one(MIN10, 2), lambda a: asig(a[MINUTES]), COPY, 2.4,
        "memcpy 15.2"),
    Row("04/reversed", "10 s stereo reversed", one(S10, 2), lambda a: asig(a[::-1]), on(lambda a: a[::-1]), 1.15),
    Row("05/stereo", "8 channels to 2, 10 s", one(S10, 8), stereo,
        on(lambda a: a.stereo([WEIGHTS, WEIGHTS[::-1]])), 20.5, "Eigen 2.33"),
    Row("05/mono", "8 channels to 1, 10 s", one(S10, 8), lambda a: asig(np.sum(a * (np.ones(8) / 8), 1)),
        on(lambda a: a.mono()), 11.5, "Eigen 2.09"),
    Row("05/pan2", "pan2, 10 s", one(S10), lambda a: pan2(a, 0.3), on(lambda a: a.pan2(0.3)), 19.5, "loop 0.21"),
    Row("24/array", "apply tanh, a function of arrays, 10 s", one(S10), tanh, TANH, 235, "Eigen 0.138",
        exact=np.tanh),
    Row("24/kernel", "apply tanh, the library's", one(S10), tanh, TANH, 235, "Eigen 0.138", exact=np.tanh),
    Row("24/scalar", "apply tanh, a function of a sample, 10 s", one(S10), tanh, TANH, 6.5, "libm 5.0",
        exact=np.tanh),
]
