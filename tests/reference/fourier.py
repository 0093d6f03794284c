# SPDX-License-Identifier: MIT
"""Writes fourier.hpp: small convolutions by scipy.signal.convolve, and spectra by numpy.fft."""
from pathlib import Path

import numpy as np
from scipy import signal

rng = np.random.RandomState(5)


def literal(name, values):
    body = ", ".join(repr(float(v)) for v in values)
    return f"inline const std::vector<double> {name}{{{body}}};\n"


text = """// SPDX-License-Identifier: MIT
// Made by fourier.py.
#ifndef PYA_TESTS_REFERENCE_FOURIER_HPP
#define PYA_TESTS_REFERENCE_FOURIER_HPP

#include <vector>

namespace reference {

"""
x, h = np.round(rng.randn(13), 3), np.round(rng.randn(6), 3)
text += literal("long_input", x) + literal("short_input", h)
for mode in ("full", "same", "valid"):
    text += literal(f"long_short_{mode}", signal.convolve(x, h, mode, "direct"))
    text += literal(f"short_long_{mode}", signal.convolve(h, x, mode, "direct"))
for n in (1, 2, 15, 16, 59):
    v = np.round(rng.randn(n), 3)
    z = np.fft.rfft(v)
    text += literal(f"fft_input_{n}", v) + literal(f"rfft_{n}", np.stack([z.real, z.imag], 1).ravel())
text += "\n} // namespace reference\n\n#endif\n"
Path(__file__).with_suffix(".hpp").write_text(text)
