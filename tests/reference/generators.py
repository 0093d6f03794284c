# SPDX-License-Identifier: MIT
"""Writes generators.hpp: waves from scipy.signal at exact phases, numpy's legacy noise, Kellet's filter by lfilter."""
import pathlib
from fractions import Fraction

import numpy as np
from scipy import signal

tables = []


def table(name, values, digits=12):
    body = ", ".join(f"{v:.{digits}g}" for v in np.ravel(values))
    tables.append(f"inline const std::vector<double> {name} = {{{body}}};\n")


def phase(freq, sr, n, first=0, shift=0):
    """Exact phases in radians, in [0, 2 pi)."""
    return np.array([2 * np.pi * float(Fraction(freq) * (i + Fraction(shift)) / sr % 1) for i in range(first, first + n)])


table("sine_near", 0.5 * np.sin(phase(440, 8000, 100)))
table("sine_far", np.sin(phase(97.3, 44100, 300, 10**6)))
table("cosine_negative", np.cos(phase(-1234.5, 44100, 100)))
table("sine_above_rate", np.sin(phase(9000.25, 8000, 100)))
table("square_shifted", 0.5 * signal.square(phase(441.7, 44100, 300, shift=0.5), 0.3))
table("square_negative", signal.square(phase(-441.7, 44100, 300, shift=0.25), 0.7))
table("saw_rising", signal.sawtooth(phase(97.3, 8000, 200)))
table("saw_bent", 0.4 * signal.sawtooth(phase(130.9, 44100, 700), 0.3))
table("saw_falling", signal.sawtooth(phase(211.7, 8000, 200), 0))

np.random.seed(7)
uniform = np.random.rand(700)
table("white_7", ((uniform - 0.5) * 2 * 0.7).astype(np.float32))
np.random.seed(4294967295)
table("uniform_largest_seed", np.random.rand(20), 17)

w = 1.98 * uniform[:200] - 0.99
poles = [(0.99886, 0.0555179), (0.99332, 0.0750759), (0.969, 0.153852), (0.8665, 0.3104856), (0.55, 0.5329522),
         (-0.7616, -0.016898)]
raw = sum(signal.lfilter([g], [1, -p], w) for p, g in poles) + signal.lfilter([0.5362, 0.115926], [1], w)
table("pink_input", w)
table("pink_raw", raw)
centred = raw - raw.mean()
table("pink_half", 0.5 * centred / np.abs(centred).max())

np.random.seed(7)
table("gaussian_7", np.random.randn(300) * 0.25)
np.random.seed(7)
walk = np.cumsum((np.random.rand(300) - 0.5) * 2)
walk -= walk.mean()
table("brown_7", 0.5 * walk / np.abs(walk).max())

t = np.arange(200) / 1000
table("chirp_linear", signal.chirp(t, 20, 0.15, 300, phi=30))
table("chirp_quadratic", signal.chirp(t, 300, 0.15, 20, "quadratic"))
table("chirp_vertex", signal.chirp(t, 300, 0.15, 20, "quadratic", vertex_zero=False))
table("chirp_logarithmic", signal.chirp(t, 20, 0.15, 300, "logarithmic"))
table("chirp_hyperbolic", signal.chirp(t[:150], 300, 0.2, 20, "hyperbolic"))

out = pathlib.Path(__file__).with_name("generators.hpp")
out.write_text("// SPDX-License-Identifier: MIT\n// Written by generators.py.\n#ifndef PYA_TESTS_REFERENCE_GENERATORS_HPP\n"
               "#define PYA_TESTS_REFERENCE_GENERATORS_HPP\n\n#include <vector>\n\nnamespace reference {\n\n"
               + "".join(tables) + "\n} // namespace reference\n\n#endif\n")
