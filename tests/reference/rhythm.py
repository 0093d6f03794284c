# SPDX-License-Identifier: MIT
"""Writes rhythm.hpp: onset strength, peaks, tempo and beats by their definitions, on numpy and scipy. Run in this
folder: python3 rhythm.py"""
import numpy as np
import scipy
from scipy.ndimage import maximum_filter1d
from scipy.signal import convolve, get_window, lfilter

SR, STRIDE = 8000, 128
random = np.random.default_rng(7)

# A spectrum in decibels, 6 bands x 40 frames.
decibels = 20 * random.standard_normal((6, 40)).cumsum(axis=1) / 5 - 40


def strength(lag, size, shift, slow=False, rows=slice(None), of=np.mean):
    rise = np.maximum(decibels[:, lag:] - maximum_filter1d(decibels, size, axis=0)[:, :-lag], 0)
    envelope = np.pad(of(rise[rows], axis=0), (lag + shift, 0))
    if slow:
        envelope = lfilter([1, -1], [1, -0.99], envelope)
    return envelope[:decibels.shape[1]]


# An envelope of 8 s with a pulse about twice a second, weak at both ends.
rate = SR / STRIDE
n = int(8 * rate)
envelope = 0.05 * random.random(n)
for k, beat in enumerate(np.arange(0.3, 7.8, 0.52)):
    envelope[int(beat * rate)] += (0.1 if k in (0, 13, 14) else 1) * (0.7 + 0.3 * random.random())


def peaks(x, before, behind, mean_before, mean_behind, delta, wait):
    found = []
    for i in range(len(x)):
        largest = x[max(i - before, 0):i + behind].max()
        mean = x[max(i - mean_before, 0):i + mean_behind].mean()
        if x[i] == largest and x[i] >= mean + delta and (not found or i - found[-1] > wait):
            found.append(i)
    return found


scaled = (envelope - envelope.min()) / np.ptp(envelope)
onsets = peaks(scaled, 1, 1, 6, 7, 0.07, 1)
minima = np.append(0, 1 + np.flatnonzero((scaled[1:-1] <= scaled[:-2]) & (scaled[1:-1] < scaled[2:])))
begins = [minima[minima <= o].max() for o in onsets]


def tempogram(x, width):
    ramped = np.pad(x, width // 2, mode='linear_ramp', end_values=0)
    rows = []
    for k in range(len(x)):
        v = ramped[k:k + width] * get_window('hann', width)
        row = np.correlate(v, v, 'full')[width - 1:]
        rows.append(row / np.abs(row).max())
    return np.array(rows)


def choose(row, start=120, octaves=1, limit=320):
    with np.errstate(divide='ignore'):
        bpm = 60 * rate / np.arange(len(row))
    prior = -0.5 * ((np.log2(bpm) - np.log2(start)) / octaves) ** 2
    prior[bpm >= limit] = -np.inf
    return bpm[np.argmax(np.log1p(1e6 * row) + prior)]


rows = tempogram(envelope, int(4 * rate))
tempo = choose(rows.mean(axis=0))
slow_tempo = choose(rows.mean(axis=0), 60, 0.5)
tempi = [choose(row) for row in rows]


def beats(x, bpm, tightness, trim):
    period = round(60 * rate / bpm)
    score = convolve(x / x.std(ddof=1), np.exp(-0.5 * (32 * np.arange(-period, period + 1) / period) ** 2), 'same')
    lags = np.arange(2 * period, round(period / 2) - 1, -1)
    cost = -tightness * np.log(lags / period) ** 2
    total, back, begun = np.zeros(len(x)), np.full(len(x), -1), False
    for i in range(len(x)):
        ways = cost + np.where(i >= lags, total[i - np.minimum(lags, i)], 0)
        total[i] = score[i] + ways.max()
        begun |= score[i] >= 0.01 * score.max()
        if begun:
            back[i] = i - lags[ways.argmax()]
    tops = [i for i in range(1, len(x)) if total[i] > total[i - 1] and (i + 1 == len(x) or total[i] >= total[i + 1])]
    path = [max(i for i in tops if 2 * total[i] > np.median(total[tops]))]
    while back[path[-1]] >= 0:
        path.append(back[path[-1]])
    path = np.array(path[::-1])
    smooth = convolve(score[path], [0, 0.5, 1, 0.5, 0], 'same')
    strong = np.flatnonzero(smooth > (np.sqrt((smooth ** 2).mean()) / 2 if trim else 0))
    return path[strong[0]:strong[-1]]


def numbers(name, values, kind='double'):
    form = (lambda v: repr(float(f'{v:.14g}'))) if kind == 'double' else (lambda v: str(int(v)))
    flat = ', '.join(form(v) for v in np.asarray(values).ravel())
    return f'inline const std::vector<{kind}> {name}{{{flat}}};\n'


with open('rhythm.hpp', 'w') as out:
    out.write(f'''// SPDX-License-Identifier: MIT
// Made by rhythm.py with scipy {scipy.__version__}. Spectra frame by frame.
// clang-format off
#ifndef PYA_TESTS_REFERENCE_RHYTHM_HPP
#define PYA_TESTS_REFERENCE_RHYTHM_HPP

#include <cstddef>
#include <vector>

namespace reference {{
inline constexpr int rhythm_sr = {SR}, rhythm_stride = {STRIDE}, rhythm_bands = {len(decibels)};
inline constexpr double rhythm_tempo = {tempo!r}, rhythm_slow_tempo = {slow_tempo!r};
''')
    out.write(numbers('rhythm_decibels', decibels.T))
    out.write(numbers('rhythm_strength', strength(1, 1, 2)))
    out.write(numbers('rhythm_wide_strength', strength(2, 4, 0, of=np.median)))
    out.write(numbers('rhythm_detrended', strength(1, 3, 2, slow=True)))
    out.write(numbers('rhythm_low_strength', strength(1, 1, 2, rows=slice(0, 2))))
    out.write(numbers('rhythm_high_strength', strength(1, 1, 2, rows=slice(2, 6))))
    out.write(numbers('rhythm_envelope', envelope))
    out.write(numbers('rhythm_onsets', onsets, 'std::ptrdiff_t'))
    out.write(numbers('rhythm_begins', begins, 'std::ptrdiff_t'))
    out.write(numbers('rhythm_peaks', peaks(envelope, 4, 3, 10, 12, 0.01, 5), 'std::ptrdiff_t'))
    out.write(numbers('rhythm_tempi', tempi))
    out.write(numbers('rhythm_beats', beats(envelope, tempo, 100, True), 'std::ptrdiff_t'))
    out.write(numbers('rhythm_loose_beats', beats(envelope, 60, 20, False), 'std::ptrdiff_t'))
    out.write('} // namespace reference\n')
    out.write('\n#endif\n')
