# SPDX-License-Identifier: MIT
"""Rows 30: pitch."""
import numpy as np
from scipy import stats

from row import Row
from rows.level import one
from signals import S10, SR

FRAME, WIN, HOP = 2048, 1024, 512
FMIN, FMAX = 65.40639132514966, 2093.004522404789
SHORTEST, LONGEST = int(SR / FMAX), int(np.ceil(SR / FMIN))
BINS = int(120 * np.log2(FMAX / FMIN)) + 1
TINY = np.finfo(float).tiny


def differences(a):
    """YIN's, one frame a row."""
    x = np.pad(a.astype(float), FRAME // 2)
    frames = np.lib.stride_tricks.sliding_window_view(x, FRAME)[::HOP]
    spectrum = np.fft.rfft(frames) * np.conj(np.fft.rfft(np.pad(frames[:, 1:WIN + 1], ((0, 0), (1, FRAME - WIN - 1)))))
    energy = np.cumsum(frames ** 2, axis=1)
    energy = energy[:, WIN:] - energy[:, :-WIN]
    all = energy[:, :1] + energy - 2 * np.fft.irfft(spectrum)[:, :FRAME - WIN]
    mean = np.cumsum(all[:, 1:LONGEST + 1], axis=1) / np.arange(1, LONGEST + 1)
    d = all[:, SHORTEST:LONGEST + 1] / (mean[:, SHORTEST - 1:] + TINY)
    bend, slope = d[:, 2:] + d[:, :-2] - 2 * d[:, 1:-1], (d[:, 2:] - d[:, :-2]) / 2
    shift = np.zeros_like(d)
    shift[:, 1:-1] = np.where(np.abs(slope) < np.abs(bend), -slope / bend, 0)
    trough = np.zeros(d.shape, bool)
    trough[:, 0] = d[:, 0] < d[:, 1]
    trough[:, 1:-1] = (d[:, 1:-1] < d[:, :-2]) & (d[:, 1:-1] <= d[:, 2:])
    trough[:, -1] = d[:, -1] < d[:, -2]
    return d, SHORTEST + np.arange(d.shape[1]) + shift, trough


def yin(a):
    d, period, trough = differences(a)
    low = trough & (d < 0.1)
    chosen = np.where(low.any(axis=1), low.argmax(axis=1), d.argmin(axis=1))
    return SR / period[np.arange(len(d)), chosen]


def observe(d, period, prior, thresholds):
    below = d[:, None] < thresholds
    position = np.cumsum(below, axis=0) - 1
    count = below.sum(axis=0)
    chance = np.where(below, np.exp(-2. * position) * (1 - np.exp(-2)) / (1 - np.exp(-2. * np.maximum(count, 1))), 0)
    p = chance @ prior
    p[d.argmin()] += 0.01 * prior[count == 0].sum()
    bins = np.clip(np.round(120 * np.log2(SR / period / FMIN)), 0, BINS).astype(int)
    observed = np.zeros(BINS + 1)
    observed[bins[p > 0]] = p[p > 0]
    return observed[:BINS]


def pyin(a):
    thresholds = np.linspace(0, 1, 101)
    prior = np.diff(stats.beta.cdf(thresholds, 2, 18))
    voiced = np.array([observe(d[t], period[t], prior, thresholds[1:]) for d, period, t in zip(*differences(a))])
    probability = np.clip(voiced.sum(axis=1), 0, 1)
    states = np.concatenate([voiced, np.tile((1 - probability)[:, None] / BINS, BINS)], axis=1)
    width = round(35.92 * 12 * HOP / SR) * 10 + 1
    move = np.maximum(0, (width + 1) / 2 - np.abs(np.subtract.outer(np.arange(BINS), np.arange(BINS))))
    move = np.log(np.kron([[.99, .01], [.01, .99]], move / move.sum(axis=1, keepdims=True)) + TINY).T
    logs = np.log(states + TINY)
    value, back = logs[0] + np.log(np.repeat([0, 1 / BINS], BINS) + TINY), []
    for log in logs[1:]:
        paths = move + value
        back.append(paths.argmax(axis=1))
        value = paths.max(axis=1) + log
    return probability


def librosa_pyin(librosa, a):
    return lambda: librosa.pyin(a, fmin=FMIN, fmax=FMAX, sr=SR)


ROWS = [
    Row("30a", "pitch, 10 s; beside pyin", one(S10), pyin, compared=False, librosa=librosa_pyin),
    Row("30b", "yin, 10 s", one(S10), yin,
        librosa=lambda librosa, a: lambda: librosa.yin(a, fmin=FMIN, fmax=FMAX, sr=SR)),
    Row("30c", "pyin, 10 s", one(S10), pyin, librosa=librosa_pyin),
]
