# SPDX-License-Identifier: MIT
"""Rows 09 and 10: generators and envelopes."""
import numpy as np
from scipy import signal

from row import Row, on
from rows.level import one
from signals import S10, SR, asig, noise

TIME = np.arange(S10) / SR


def sine():
    return asig(np.sin(2 * np.pi * 440.3 * TIME))


def square():
    return asig(signal.square(2 * np.pi * 440.3 * (TIME + 0.5 / SR)))


def saw():
    return asig(signal.sawtooth(2 * np.pi * 440.3 * TIME))


def white():
    np.random.seed(7)
    return asig((np.random.rand(S10) - 0.5) * 2)


def chirp():
    return asig(signal.chirp(TIME, 20, 10, 20000, "logarithmic"))


def gaussian():
    np.random.seed(7)
    return asig(np.random.randn(S10))


def brown():
    np.random.seed(7)
    sig = np.cumsum((np.random.rand(S10) - 0.5) * 2)
    sig -= np.mean(sig)
    return asig(sig / np.max(np.abs(sig)))


def pink(n):
    """Paul Kellet's filter."""
    np.random.seed(7)
    out, b0, b1, b2, b3, b4, b5, b6 = np.empty(n), 0., 0., 0., 0., 0., 0., 0.
    for i, w in enumerate((np.random.rand(n) * 1.98 - 0.99).tolist()):
        b0 = 0.99886 * b0 + w * 0.0555179
        b1 = 0.99332 * b1 + w * 0.0750759
        b2 = 0.96900 * b2 + w * 0.1538520
        b3 = 0.86650 * b3 + w * 0.3104856
        b4 = 0.55000 * b4 + w * 0.5329522
        b5 = -0.7616 * b5 - w * 0.0168980
        out[i] = b0 + b1 + b2 + b3 + b4 + b5 + b6 + w * 0.5362
        b6 = w * 0.115926
    return out


def level_pink():
    """Without a mean and with a peak of 1, both of which pya's own lacks."""
    sig = pink(S10)
    sig -= np.mean(sig)
    return asig(sig / np.max(np.abs(sig)))


def envelope(a, amps, ts, curve=1):
    return asig(a * np.interp(np.linspace(0, len(a) / SR, len(a)), ts, amps) ** curve)


def ugen(kind, **options):
    return lambda pya: lambda: getattr(pya.Ugen(), kind)(dur=10., **options)


ROWS = [
    Row("09a", "sine, 10 s", tuple, sine, ugen("sine", freq=440.3), 11, "libmvec 0.40"),
    Row("09b/square", "square, 10 s", tuple, square, ugen("square", freq=440.3), 47.5, "miniaudio 0.88"),
    Row("09b/saw", "sawtooth, 10 s", tuple, saw, ugen("sawtooth", freq=440.3), 60, "miniaudio 0.74"),
    Row("09c", "white noise of MT19937, 10 s", tuple, white, ugen("noise"), 6, "std::mt19937 1.66"),
    Row("09d", "pink noise, 10 s", tuple, level_pink, ugen("noise", type="pink"), 110, "loop 2.2"),
    Row("09e", "logarithmic chirp, 10 s", tuple, chirp),
    Row("09f", "gaussian noise of MT19937, 10 s", tuple, gaussian),
    Row("09g", "brown noise, 10 s", tuple, brown),
    Row("10/envelope", "envelope, 10 s", one(S10), lambda a: envelope(a, [0, 1, 0.5, 0], [0, 0.05, 3, 10]),
        on(lambda a: a.envelope([0, 1, 0.5, 0], [0, 0.05, 3, 10.])), 15, "loop 0.128"),
    Row("10/curve", "the same with a curve of 1.5", one(S10),
        lambda a: envelope(a, [0, 1, 0.5, 0], [0, 0.05, 3, 10], 1.5),
        on(lambda a: a.envelope([0, 1, 0.5, 0], [0, 0.05, 3, 10.], curve=1.5))),
    Row("10/adsr", "adsr, 10 s", one(S10), lambda a: envelope(a, [0, 1, .7, .7, 0], [0, .01, .11, 9.8, 10]),
        on(lambda a: a.adsr(0.01, 0.1, 0.7, 0.2)), 15, "loop 0.128"),
]
