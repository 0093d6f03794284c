# SPDX-License-Identifier: MIT
"""Rows 34: time, pitch, taking apart, and putting together again."""
import numpy as np
from scipy import optimize, signal, special
from scipy.ndimage import median_filter

from row import Row
from rows.level import one
from signals import S10, SR, asig, noise

FRAMES = {"nperseg": 2048, "noverlap": 1536}


def phase_vocoder(a, factor):
    """The plain one, each bin on its own, which is less than what it stands beside."""
    z = signal.stft(a, **FRAMES)[2]
    at = np.arange(0, z.shape[1] - 1, 1 / factor)
    k = at.astype(int)
    turn = 2 * np.pi * 512 / 2048 * np.arange(1025)[:, None]
    step = np.diff(np.angle(z), axis=1) - turn
    step = turn + step - 2 * np.pi * np.round(step / (2 * np.pi))
    phase = np.angle(z[:, :1]) + np.cumsum(step[:, k], axis=1) - step[:, k]
    magnitude = (1 - at + k) * np.abs(z[:, k]) + (at - k) * np.abs(z[:, k + 1])
    return asig(signal.istft(magnitude * np.exp(1j * phase), **FRAMES)[1])


def shifted(a, semitones):
    ratio = 2 ** (semitones / 12)
    return asig(signal.resample(phase_vocoder(a, ratio), len(a)))


def hpss(a):
    """The harmonic part, and the percussive one, which takes as long."""
    z = signal.stft(np.pad(a, 1024), **FRAMES, boundary=None, padded=False)[2]
    magnitudes = np.abs(z)
    h = median_filter(magnitudes, size=(1, 31), mode="reflect")
    p = median_filter(magnitudes, size=(31, 1), mode="reflect")
    larger = np.maximum(np.maximum(h, p), np.finfo(h.dtype).tiny)
    h, p = (h / larger) ** 2, (p / larger) ** 2
    parts = [signal.istft(z * part / (h + p), **FRAMES, boundary=False)[1] for part in (h, p)]
    return asig(parts[0][1024:1024 + len(a)])


def griffin_lim(a):
    frames = {"nperseg": 1024, "noverlap": 768}
    magnitudes = np.abs(signal.stft(a, **frames)[2])
    bins, past = magnitudes.astype(np.result_type(magnitudes, np.complex64)), 0
    for _ in range(32):
        now = signal.stft(signal.istft(bins, **frames)[1][:len(a)], **frames)[2]
        bins = now - 0.99 / 1.99 * past
        bins *= magnitudes / (np.abs(bins) + np.finfo(magnitudes.dtype).tiny)
        past = now
    return asig(signal.istft(bins, **frames)[1][:len(a)])


def mel_filters():
    def to_hz(mel):
        return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))

    corners = to_hz(np.linspace(0, 15 + 27 * np.log(SR / 2000) / np.log(6.4), 130))[:, None]
    f, width = np.arange(1025) * SR / 2048, np.diff(corners, axis=0)
    up, down = (f - corners[:-2]) / width[:-1], (corners[2:] - f) / width[1:]
    return np.maximum(0, np.minimum(up, down)) * 2 / (corners[2:] - corners[:-2])


def mel(a):
    frames = signal.stft(a, **FRAMES, padded=False)[2] * 1024
    return (mel_filters() @ np.abs(frames) ** 2,)


def inverse_mel(m):
    """Non-negative least squares of all frames at once, as librosa does it, without splitting them up."""
    filters = mel_filters()

    def cost(x):
        x = x.reshape(1025, -1)
        left = filters @ x - m
        return 0.5 / left.size * np.sum(left ** 2), (filters.T @ left / left.size).ravel()

    start = np.maximum(0, np.linalg.lstsq(filters, m, rcond=None)[0]).ravel()
    found = optimize.fmin_l_bfgs_b(cost, start, bounds=[(0, None)] * start.size)[0]
    return np.sqrt(found.reshape(1025, -1))


def denoise(a):
    """The gain of Ephraim and Malah, frame after frame."""
    frames = {"nperseg": 1024, "noverlap": 768}
    bins = signal.stft(a, **frames)[2]
    noise, floor = np.mean(np.abs(bins) ** 2, axis=1), 10 ** (-18 / 20)
    sound = 0
    for t in range(bins.shape[1]):
        power = np.abs(bins[:, t]) ** 2
        ratio = np.maximum(0.98 * sound / noise + 0.02 * np.maximum(power / noise - 1, 0), floor ** 2)
        wiener = ratio / (1 + ratio)
        gain = np.minimum(1, wiener * np.exp(special.exp1(np.maximum(wiener * power / noise, 1e-10)) / 2))
        sound = gain ** 2 * power
        bins[:, t] *= np.maximum(gain, floor)
    return asig(signal.istft(bins, **frames)[1][:len(a)])


ROWS = [
    Row("34a", "time_stretch 1.5, 10 s; beside a plain phase vocoder", one(S10), lambda a: phase_vocoder(a, 1.5),
        compared=False),
    Row("34b", "pitch_shift 3, 10 s; beside the same", one(S10), lambda a: shifted(a, 3), compared=False),
    Row("34c", "tones and attacks apart, 10 s", one(S10), hpss, ends=1024,
        librosa=lambda librosa, a: lambda: librosa.effects.hpss(a)),
    Row("34d", "phases for magnitudes, 32 rounds, 10 s", one(S10), griffin_lim, compared=False),
    Row("34e", "a mel spectrum of 10 s back to magnitudes", lambda: mel(noise(S10)), inverse_mel, compared=False),
    Row("34f", "noise turned down, 10 s", one(S10), denoise, compared=False),
]
