# SPDX-License-Identifier: MIT
"""Writes phase_vocoder.hpp: short-time transforms at other rates by their definition, on numpy. Run in this folder:
python3 phase_vocoder.py"""
import numpy as np

BINS, FRAMES, HOP = 5, 7, 3
NFFT = 2 * (BINS - 1)
random = np.random.default_rng(11)
bins = random.standard_normal((BINS, FRAMES)) + 1j * random.standard_normal((BINS, FRAMES))


def stretched(rate):
    usual = 2 * np.pi * HOP * np.arange(BINS) / NFFT
    silent = np.pad(bins, ((0, 0), (0, 2)))
    phase, columns = np.angle(bins[:, 0]), []
    for position in np.arange(0, FRAMES, rate):
        one, two = silent[:, int(position)], silent[:, int(position) + 1]
        columns.append(np.exp(1j * phase) * (abs(one) + position % 1 * (abs(two) - abs(one))))
        excess = np.angle(two) - np.angle(one) - usual
        phase = phase + usual + np.angle(np.exp(1j * excess))
    return np.array(columns)


def numbers(name, rows):
    flat = ', '.join(f'{{{z.real:.14g}, {z.imag:.14g}}}' for z in rows.ravel())
    return f'inline const std::vector<std::complex<double>> {name}{{{flat}}};\n'


with open('phase_vocoder.hpp', 'w') as out:
    out.write(f'''// SPDX-License-Identifier: MIT
// Made by phase_vocoder.py. Spectra frame by frame.
// clang-format off
#ifndef PYA_TESTS_REFERENCE_PHASE_VOCODER_HPP
#define PYA_TESTS_REFERENCE_PHASE_VOCODER_HPP

#include <complex>
#include <vector>

namespace reference {{
inline constexpr int vocoder_bins = {BINS}, vocoder_frames = {FRAMES}, vocoder_hop = {HOP};
''')
    out.write(numbers('vocoder_input', bins.T))
    out.write(numbers('vocoder_slow', stretched(0.7)))
    out.write(numbers('vocoder_fast', stretched(1.6)))
    out.write('} // namespace reference\n')
    out.write('\n#endif\n')
