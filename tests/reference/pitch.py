# SPDX-License-Identifier: MIT
"""Writes pitch.hpp: YIN and probabilistic YIN by their definitions, sums written out, on numpy and scipy. Run in
this folder: python3 pitch.py"""
import numpy as np
import scipy
from scipy.stats import beta, boltzmann

SR, FRAME, WIN, HOP, FMIN, FMAX = 8000, 256, 120, 100, 90, 500
SHORTEST, LONGEST = SR // FMAX, min(-(-SR // FMIN), FRAME - WIN - 1)
i = np.arange(1500)
phase = 2 * np.pi * np.cumsum(180 + 30 * np.sin(i / 250)) / SR
voiced = (i > 150) & (i < 1000)
x = np.where(voiced, np.sin(phase) + 0.7 * np.sin(2 * phase + 1) + 0.3 * np.sin(5 * phase), 0)
x += np.where((i > 600) & (i < 1350), 0.4 * np.sin(0.37 * i * i), 0)
x = np.round(x, 6)


def difference(frame):
    sums = np.array([np.sum((frame[1:WIN + 1] - frame[1 + lag:1 + lag + WIN]) ** 2) for lag in range(LONGEST + 1)])
    mean = np.cumsum(sums[1:]) / np.arange(1, LONGEST + 1)
    return sums[SHORTEST:] / (mean[SHORTEST - 1:] + np.finfo(float).tiny)


def troughs(d):
    inner = (d[1:-1] < d[:-2]) & (d[1:-1] <= d[2:])
    return np.concatenate([[d[0] < d[1]], inner, [d[-1] < d[-2]]])


def period(d, k):
    shift = 0
    if 0 < k < len(d) - 1:
        bend, slope = d[k + 1] + d[k - 1] - 2 * d[k], (d[k + 1] - d[k - 1]) / 2
        shift = -slope / bend if abs(slope) < abs(bend) else 0
    return SHORTEST + k + shift


def yin(d, threshold):
    below = np.flatnonzero(troughs(d) & (d < threshold))
    return SR / period(d, below[0] if len(below) else np.argmin(d))


padded = np.concatenate([np.zeros(FRAME // 2), x, np.zeros(FRAME // 2)])
frames = [padded[k:k + FRAME] for k in range(0, len(padded) - FRAME + 1, HOP)]
differences = [difference(frame) for frame in frames]

N_THRESHOLDS, SWITCH, NO_TROUGH, A_SEMITONE = 40, 0.02, 0.03, 5
thresholds = np.linspace(0, 1, N_THRESHOLDS + 1)
prior = np.diff(beta.cdf(thresholds, 2, 9))
bins = int(np.floor(12 * A_SEMITONE * np.log2(FMAX / FMIN))) + 1
width = int(round(20 * 12 * HOP / SR)) * A_SEMITONE + 1
observed = np.zeros((len(frames), 2 * bins))
for t, d in enumerate(differences):
    where = np.flatnonzero(troughs(d))
    chance = np.zeros(len(where))
    for j in range(N_THRESHOLDS):
        below = np.flatnonzero(d[where] < thresholds[j + 1])
        if len(below):
            chance[below] += prior[j] * boltzmann.pmf(np.arange(len(below)), 1.5, len(below))
        elif len(where):
            chance[np.argmin(d[where])] += NO_TROUGH * prior[j]
    for k, p in zip(where, chance):
        b = int(np.round(12 * A_SEMITONE * np.log2(SR / period(d, k) / FMIN)))
        if p and b < bins:
            observed[t, max(b, 0)] = p
probability = np.clip(observed[:, :bins].sum(axis=1), 0, 1)
observed[:, bins:] = (1 - probability)[:, None] / bins

move = np.maximum(0, (width + 1) / 2 - abs(np.subtract.outer(np.arange(bins), np.arange(bins))))
move /= move.sum(axis=1, keepdims=True)
transition = np.kron([[1 - SWITCH, SWITCH], [SWITCH, 1 - SWITCH]], move)
tiny = np.finfo(float).tiny
value = np.log(observed[0] + tiny) + np.log(np.repeat([0, 1 / bins], bins) + tiny)
back = []
for p in observed[1:]:
    paths = value[:, None] + np.log(transition + tiny)
    back.append(paths.argmax(axis=0))
    value = paths.max(axis=0) + np.log(p + tiny)
path = [int(value.argmax())]
for step in reversed(back):
    path.append(int(step[path[-1]]))
path = np.array(path[::-1])


def vector(name, values):
    return f"inline const std::vector<double> {name}{{{', '.join(repr(float(f'{v:.14g}')) for v in values)}}};\n"


with open('pitch.hpp', 'w') as out:
    out.write(f'''// SPDX-License-Identifier: MIT
// Made by pitch.py with scipy {scipy.__version__}. 0 stands for unvoiced.
// clang-format off
#ifndef PYA_TESTS_REFERENCE_PITCH_HPP
#define PYA_TESTS_REFERENCE_PITCH_HPP

#include <vector>

''' + vector('pitch_signal', x) + vector('yin_f0', [yin(d, 0.2) for d in differences])
              + vector('pyin_f0', np.where(path < bins, FMIN * 2 ** (path % bins / (12 * A_SEMITONE)), 0))
              + vector('pyin_probability', probability))
    out.write('\n#endif\n')
