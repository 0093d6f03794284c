# SPDX-License-Identifier: MIT
"""Writes features.hpp: spectral features by their definitions, on numpy and scipy. Run in this folder:
python3 features.py"""
import numpy as np
import scipy
from scipy.fft import dct
from scipy.signal import get_window, lfilter, savgol_filter

SR, NFFT, NPERSEG, HOP = 2000, 64, 50, 24
i = np.arange(300)
x = np.sin(0.004 * i * i) + 0.2 * np.cos(1.1 * i) + 0.05 * np.sin(2.9 * i)
x[200:230] = 0


def spectra(boundary):
    y = np.pad(x, NFFT // 2, mode=boundary) if boundary else x
    window = np.zeros(NFFT)
    window[(NFFT - NPERSEG) // 2:][:NPERSEG] = get_window('hann', NPERSEG)
    count = (len(y) - NFFT) // HOP + 1
    frames = np.stack([y[k * HOP:k * HOP + NFFT] for k in range(count)])
    return frames, np.abs(np.fft.rfft(frames * window, axis=1))


def mel_scale(hz):
    return np.where(hz < 1000, 3 * hz / 200, 15 + 27 * np.log(np.maximum(hz, 1e-9) / 1000) / np.log(6.4))


def hertz(mel):
    return np.where(mel < 15, 200 * mel / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))


def mel_filters(n, low, high):
    edges = hertz(np.linspace(mel_scale(low), mel_scale(high), n + 2))
    f = np.arange(NFFT // 2 + 1) * SR / NFFT
    rows = []
    for left, peak, right in zip(edges, edges[1:], edges[2:]):
        rows.append(np.interp(f, [left, peak, right], [0, 1, 0], 0, 0) * 2 / (right - left))
    return np.array(rows)


def decibels(power, top=None):
    db = 10 * np.log10(np.maximum(power, 1e-10))
    return db if top is None else np.maximum(db, db.max() - top)


def chroma_filters(n, tuning):
    f = np.arange(1, NFFT) * SR / NFFT
    at = n * np.log2(f / (27.5 * 2 ** (tuning / n)))
    at = np.append(at[0] - 1.5 * n, at)
    width = np.append(np.maximum(np.diff(at), 1), 1)
    distance = (at[None, :] - np.arange(n)[:, None] + n // 2 + 10 * n) % n - n // 2
    w = np.exp(-2 * (distance / width) ** 2)
    w /= np.sqrt((w ** 2).sum(axis=0))
    w *= np.exp(-0.5 * ((at / n - 5) / 2) ** 2)
    return np.roll(w, -3 * (n // 12), axis=0)[:, :NFFT // 2 + 1]


def contrast(s, bands, low):
    f = np.arange(NFFT // 2 + 1) * SR / NFFT
    edges = np.append(0, low * 2.0 ** np.arange(bands + 1))
    peaks, valleys = [], []
    for b in range(bands + 1):
        inside = np.flatnonzero((f >= edges[b]) & (f <= edges[b + 1]))
        first, last = inside[0] - (b > 0), len(f) if b == bands else inside[-1] + 1
        few = max(int(np.rint(0.2 * (last - first))), 1)
        band = np.sort(s[:, first:last - (b < bands)], axis=1)
        valleys.append(band[:, :few].mean(axis=1))
        peaks.append(band[:, -few:].mean(axis=1))
    return decibels(np.array(peaks).T) - decibels(np.array(valleys).T)


frames, s = spectra('constant')
f = np.arange(NFFT // 2 + 1) * SR / NFFT
share = s / s.sum(axis=1, keepdims=True)
centroid = (share * f).sum(axis=1)
bandwidth = np.sqrt((share * (f - centroid[:, None]) ** 2).sum(axis=1))
rolloff = f[(s.cumsum(axis=1) >= 0.85 * s.sum(axis=1, keepdims=True)).argmax(axis=1)]
floored = np.maximum(s ** 2, 1e-10)
flatness = np.exp(np.log(floored).mean(axis=1)) / floored.mean(axis=1)
flux = np.append(0, np.maximum(np.diff(s, axis=0), 0).mean(axis=1))
rms = np.sqrt((frames ** 2).mean(axis=1))
edge = np.pad(x, NFFT // 2, mode='edge')
edge = np.where(np.abs(edge) <= 1e-10, 0, edge)
zcr = np.array([np.mean(np.append(0, np.diff(np.signbit(edge[k * HOP:k * HOP + NFFT]) * 1) != 0))
                for k in range(len(s))])
mel = s ** 2 @ mel_filters(8, 0, 1000).T
mfcc = dct(decibels(mel), 2, axis=1, norm='ortho')[:, :5]
mfcc *= 1 + 3 * np.sin(np.pi * np.arange(1, 6) / 6)
mfcc_held = dct(decibels(mel, 20), 2, axis=1, norm='ortho')[:, :5]
chroma = s ** 2 @ chroma_filters(12, 0.1).T
chroma /= chroma.max(axis=1, keepdims=True)
row = np.column_stack([centroid, bandwidth, rolloff, flatness, contrast(s, 2, 150), flux, rms, zcr, mel, mfcc, chroma])

# What works on rows of features.
slopes = np.column_stack([savgol_filter(c, 5, 1, deriv=1, mode='interp') for c in mel.T])
bends = np.column_stack([savgol_filter(c, 7, 2, deriv=2, mode='nearest') for c in mel.T])
t = 0.4 * SR / HOP
b = (np.sqrt(1 + 4 * t * t) - 1) / (2 * t * t)
smooth = lfilter([b], [1, b - 1], mel, axis=0, zi=np.full((1, 8), 1 - b))[0]
gain = np.exp(-0.98 * (np.log(1e-6) + np.log1p(smooth / 1e-6)))
pcen = np.sqrt(2) * np.expm1(0.5 * np.log1p(mel * gain / 2))


def tonnetz(c):
    c = c / c.sum(axis=1, keepdims=True)
    k = np.arange(12)
    angles = np.outer([7 / 6, 7 / 6, 3 / 2, 3 / 2, 2 / 3, 2 / 3], k) - np.array([.5, 0, .5, 0, .5, 0])[:, None]
    return c @ (np.array([1, 1, 1, 1, .5, .5])[:, None] * np.cos(np.pi * angles)).T


def burg(y, order):
    f, b, a = y[1:].copy(), y[:-1].copy(), np.array([1.0])
    for _ in range(order):
        k = -2 * f @ b / (f @ f + b @ b)
        a = np.append(a, 0) + k * np.append(a, 0)[::-1]
        f, b = (f + k * b)[1:], (b + k * f)[:-1]
    return a


def costs_of(p, q):
    far = np.sqrt(((p[:, None, :] - q[None, :, :]) ** 2).sum(axis=2))
    d = np.full(far.shape, np.inf)
    for r in range(len(p)):
        for c in range(len(q)):
            best = min([d[r - u, c - v] for u, v in ((1, 1), (0, 1), (1, 0)) if r >= u and c >= v], default=0)
            d[r, c] = far[r, c] + best
    return d


envelope = rms
width = 7
ramped = np.pad(envelope, width // 2, mode='linear_ramp', end_values=0)
local = np.stack([ramped[k:k + width] * get_window('hann', width) for k in range(len(envelope))])
tempogram = np.stack([np.correlate(v, v, 'full')[width - 1:] for v in local])
tempogram /= np.abs(tempogram).max(axis=1, keepdims=True)


def matrix(name, values):
    flat = ', '.join(repr(float(f'{v:.14g}')) for v in np.asarray(values).ravel())
    return f'inline const std::vector<double> {name}{{{flat}}};\n'


with open('features.hpp', 'w') as out:
    out.write(f'''// SPDX-License-Identifier: MIT
// Made by features.py with scipy {scipy.__version__}. Matrices row by row.
// clang-format off
#ifndef PYA_TESTS_REFERENCE_FEATURES_HPP
#define PYA_TESTS_REFERENCE_FEATURES_HPP

#include <vector>

namespace reference {{
inline constexpr int features_sr = {SR}, features_nfft = {NFFT}, features_nperseg = {NPERSEG}, features_hop = {HOP};
''')
    out.write(matrix('features_signal', x))
    out.write(matrix('features_rows', row))
    out.write(matrix('features_mfcc_held', mfcc_held))
    out.write(matrix('features_mirrored_centroid',
                     (lambda m: (m * f).sum(axis=1) / m.sum(axis=1))(spectra('reflect')[1])))
    out.write(matrix('features_mel', mel))
    out.write(matrix('features_slopes', slopes))
    out.write(matrix('features_bends', bends))
    out.write(matrix('features_pcen', pcen))
    out.write(matrix('features_chroma', chroma))
    out.write(matrix('features_tonnetz', tonnetz(chroma)))
    out.write(matrix('features_lpc', burg(x, 6)))
    out.write(matrix('features_costs', costs_of(mel[:6], mel[3:10])))
    out.write(matrix('features_envelope', envelope))
    out.write(matrix('features_tempogram', tempogram))
    out.write('} // namespace reference\n')
    out.write('\n#endif\n')
