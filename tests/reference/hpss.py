# SPDX-License-Identifier: MIT
"""Writes hpss.hpp: harmonic and percussive sound by their definitions, on scipy's median filter and short-time
transform. Run in this folder: python3 hpss.py"""
import pathlib

import numpy as np
from scipy import signal
from scipy.ndimage import median_filter

tables = []


def table(name, values):
    body = ", ".join(f"{v:.12g}" for v in np.ravel(np.asarray(values), order="F"))
    tables.append(f"inline const std::vector<double> {name} = {{{body}}};\n")


def share(x, y, power, both_zero):
    if np.isinf(power):
        return (x > y).astype(float)
    larger = np.where(np.maximum(x, y) > 0, np.maximum(x, y), 1)
    a, b = (x / larger) ** power, (y / larger) ** power
    return np.where(np.maximum(x, y) > 0, a / np.where(a + b > 0, a + b, 1), both_zero)


def masks(s, widths=(31, 31), margins=(1, 1), power=2):
    h = median_filter(s, size=(1, widths[0]), mode="reflect")
    p = median_filter(s, size=(widths[1], 1), mode="reflect")
    both_zero = 0.5 if margins == (1, 1) else 0
    return share(h, p * margins[0], power, both_zero), share(p, h * margins[1], power, both_zero)


# Bins x frames with a line along time, one along frequency, and a corner of silence.
s = np.random.default_rng(31).uniform(0, 1, (13, 23))
s[4], s[:, 12], s[7:, :9] = 5, 4, 0
s = np.round(s, 6)
table("magnitudes", s)
for name, options in {"defaults": {}, "narrow": {"widths": (5, 8)}, "one": {"widths": (1, 2)},
                      "margins": {"widths": (7, 9), "margins": (2, 3)},
                      "linear": {"widths": (16, 17), "power": 1}, "odd_power": {"widths": (9, 9), "power": 1.5},
                      "hard": {"widths": (9, 9), "margins": (1.5, 1.5), "power": np.inf}}.items():
    harmonic, percussive = masks(s, **options)
    table(f"{name}_harmonic", harmonic)
    table(f"{name}_percussive", percussive)


def separated(x, **options):
    n = len(x)
    frames = 1 + n // 512
    padded = np.pad(x, 1024)
    window = signal.get_window("hann", 2048)
    spectra = np.array([np.fft.rfft(window * padded[512 * f:512 * f + 2048]) for f in range(frames)]).T
    parts = []
    for mask in masks(np.abs(spectra), **options):
        y, weight = np.zeros(n + 2048), np.zeros(n + 2048)
        for f, frame in enumerate((spectra * mask).T):
            y[512 * f:512 * f + 2048] += window * np.fft.irfft(frame)
            weight[512 * f:512 * f + 2048] += window ** 2
        parts.append((y[1024:1024 + n] / weight[1024:1024 + n])[::29])
    return parts


for name, n in {"long": 5000, "short": 900}.items():
    i = np.arange(n)
    x = 0.5 * np.sin(0.2 * i) + (i * i * 37 % 101 / 101 - 0.5) * (i % 1500 < 60)
    for part, values in zip(("harmonic", "percussive"), separated(x, widths=(5, 31), margins=(1, 2))):
        table(f"{name}_{part}", values)

text = f"""// SPDX-License-Identifier: MIT
// Written by hpss.py. Bins x frames: column by column.
// clang-format off
#ifndef PYA_TESTS_REFERENCE_HPSS_HPP
#define PYA_TESTS_REFERENCE_HPSS_HPP

#include <vector>

namespace hpss_reference {{

{''.join(tables)}
}} // namespace hpss_reference

#endif
"""
pathlib.Path(__file__).with_suffix(".hpp").write_text(text)
