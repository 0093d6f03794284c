# SPDX-License-Identifier: MIT
"""Rows 40 to 42: short signals, short blocks, and any length."""
import numpy as np
from scipy import signal

from row import Row, on
from rows.filter import sosfilt
from rows.level import norm, one
from signals import S10, SR, asig, noise


def halves(n):
    both = noise(2 * n)
    return lambda: (both[:n], both[n:])


def thousand(call):
    def calls(*args):
        for _ in range(1000):
            last = call(*args)
        return last
    return calls


def rms(a):
    return np.sqrt(np.mean(np.square(a)))


def sine(n):
    return asig(np.sin(2 * np.pi * 440.3 * np.linspace(0, n / SR, n, endpoint=False)))


def short(n):
    begin, end = n // 4, n // 2
    yield Row(f"40a/{n}", f"1000 times gain of {n} samples", halves(n), thousand(lambda a, b: asig(a * 0.5)),
              on(thousand(lambda a, b: a.gain(0.5))))
    yield Row(f"40b/{n}", f"1000 sums of {n} samples", halves(n), thousand(lambda a, b: asig(a + b)),
              on(thousand(lambda a, b: a + b)))
    yield Row(f"40c/{n}", f"1000 slices of {n // 4} out of {n} samples", halves(n),
              thousand(lambda a, b: asig(a[begin:end])), on(thousand(lambda a, b: a[begin:end])))
    yield Row(f"40d/{n}", f"1000 times rms of {n} samples", halves(n), thousand(lambda a, b: rms(a)),
              on(thousand(lambda a, b: a.rms())))
    yield Row(f"40e/{n}", f"1000 times butter band-pass of order 4 of {n} samples, to sosfilt", halves(n),
              thousand(lambda a, b: sosfilt(a)))
    yield Row(f"40f/{n}", f"1000 sines of {n} samples", tuple, thousand(lambda: sine(n)))


def sections(order):
    def call(a):
        sos = signal.butter(order, [300, 3000], "bandpass", output="sos", fs=SR)
        return asig(signal.sosfilt(sos, a))
    return call


def steps(a, b):
    return norm(sosfilt(asig(asig(a * 0.5) + b)))


def any_length(text):
    n = int(float(text))
    return Row(f"42/{text}", f"gain, sum, band-pass and norm of {n:,} samples",
               lambda: (noise(n), asig(noise(n) * 0.25)), steps)


ROWS = [
    *(row for n in (64, 256, 1024, 4096) for row in short(n)),
    *(Row(f"{name}/{block}", f"{count} in blocks of {block}, 10 s, to sosfilt of the whole", one(S10),
          sections(order)) for block in (64, 128, 256)
      for name, count, order in (("41a", "four sections", 4), ("41b", "one section", 1))),
    *(any_length(text) for text in ("1e2", "1e3", "1e4", "1e5", "1e6", "1e7")),
]
