# SPDX-License-Identifier: MIT
"""Writes griffin_lim.hpp: phases found by their definition, on scipy's short-time transform and its inverse.
Run in this folder: python3 griffin_lim.py"""
import pathlib

import numpy as np
from scipy import signal

FRAMES = {"nperseg": 16, "noverlap": 12}
SAMPLES = 61


def found(magnitudes, phases, iterations, momentum):
    tiny = np.finfo(float).tiny
    bins, past = magnitudes * np.exp(1j * phases), 0
    for _ in range(iterations):
        now = signal.stft(signal.istft(bins, **FRAMES)[1][:SAMPLES], **FRAMES)[2]
        bins = now - momentum / (1 + momentum) * past
        bins = magnitudes * bins / (np.abs(bins) + tiny)
        past = now
    return signal.istft(bins, **FRAMES)[1][:SAMPLES]


i = np.arange(SAMPLES)
x = np.sin(0.03 * i * i) + (i * i * 37 % 101 / 101 - 0.5)
magnitudes = np.abs(signal.stft(x, **FRAMES)[2])
random = 2 * np.pi * np.random.RandomState(3).rand(*magnitudes.shape)
zero = np.zeros(magnitudes.shape)
cases = {"signal": x, "from_zero": found(magnitudes, zero, 32, 0.99), "plain": found(magnitudes, zero, 5, 0),
         "from_random": found(magnitudes, random, 10, 0.5)}
tables = [f"inline const std::vector<double> {name} = {{{', '.join(f'{v:.12g}' for v in values)}}};\n"
          for name, values in cases.items()]
text = f"""// SPDX-License-Identifier: MIT
// Written by griffin_lim.py.
// clang-format off
#ifndef PYA_TESTS_REFERENCE_GRIFFIN_LIM_HPP
#define PYA_TESTS_REFERENCE_GRIFFIN_LIM_HPP

#include <vector>

namespace griffin_lim_reference {{

{''.join(tables)}
}} // namespace griffin_lim_reference

#endif
"""
pathlib.Path(__file__).with_suffix(".hpp").write_text(text)
