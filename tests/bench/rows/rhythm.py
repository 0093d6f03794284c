# SPDX-License-Identifier: MIT
"""Rows 29 and 31: spectral features, onsets and beats as librosa has them."""
import numpy as np
from scipy import signal
from scipy.fft import dct
from scipy.ndimage import maximum_filter1d, uniform_filter1d

from row import Row
from rows.level import one
from signals import S10, SR

NFFT, HOP = 2048, 512
F = np.arange(NFFT // 2 + 1) * SR / NFFT
RATE = SR / HOP


def magnitudes(a):
    """One frame a row."""
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(a, NFFT // 2), NFFT)[::HOP]
    return frames, np.abs(np.fft.rfft(frames * signal.get_window("hann", NFFT).astype(a.dtype)))


def mel_filters():
    mel = np.linspace(0, 15 + 27 * np.log(SR / 2000) / np.log(6.4), 130)
    edges = np.where(mel < 15, 200 * mel / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))
    return np.array([np.interp(F, edges[k:k + 3], [0, 1, 0], 0, 0) * 2 / (edges[k + 2] - edges[k]) for k in range(128)])


def decibels(power):
    db = 10 * np.log10(np.maximum(power, 1e-10))
    return np.maximum(db, db.max() - 80)


def mel(a):
    return (magnitudes(a)[1] ** 2 @ mel_filters().T.astype(a.dtype)).T


def features(a):
    frames, s = magnitudes(a)
    share = s / s.sum(axis=1, keepdims=True)
    centroid = (share * F).sum(axis=1)
    bandwidth = np.sqrt((share * (F - centroid[:, None]) ** 2).sum(axis=1))
    rolloff = F[(s.cumsum(axis=1) >= 0.85 * s.sum(axis=1, keepdims=True)).argmax(axis=1)]
    power = np.maximum(s ** 2, 1e-10)
    flatness = np.exp(np.log(power).mean(axis=1)) / power.mean(axis=1)
    rms = np.sqrt((frames ** 2).mean(axis=1))
    mfcc = dct(decibels(s ** 2 @ mel_filters().T.astype(a.dtype)), axis=1, norm="ortho")[:, :20]
    return np.column_stack([centroid, bandwidth, rolloff, flatness, rms, mfcc]).T


def strength(a, of=np.mean):
    db = decibels(mel(a))
    rises = of(np.maximum(np.diff(db, axis=1), 0), axis=0)
    return np.pad(rises, (1 + NFFT // (2 * HOP), 0))[:db.shape[1]]


def onsets(a):
    x = strength(a)
    x = (x - x.min()) / np.ptp(x)
    peak = (x == maximum_filter1d(x, 3, origin=1)) & (x >= uniform_filter1d(x, 17) + 0.07)
    found = []
    for i in np.flatnonzero(peak):
        if not found or i > found[-1] + 2:
            found.append(i)
    return np.array(found)


def tempo(x):
    width = int(8 * SR) // HOP
    ramped = np.pad(x, width // 2, mode="linear_ramp", end_values=0)
    rows = np.lib.stride_tricks.sliding_window_view(ramped, width)[:len(x)] * signal.get_window("hann", width)
    rows = np.fft.irfft(np.abs(np.fft.rfft(rows, 2 * width)) ** 2)[:, :width]
    mean = (rows / np.abs(rows).max(axis=1, keepdims=True)).mean(axis=0)[1:]
    bpm = 60 * RATE / np.arange(1, width)
    return bpm[np.argmax(np.where(bpm < 320, np.log1p(1e6 * mean) - np.log2(bpm / 120) ** 2 / 2, -np.inf))]


def beats(a):
    x = strength(a, np.median)
    period = round(60 * RATE / tempo(x))
    score = signal.convolve(x / x.std(ddof=1), np.exp(-(32 * np.arange(-period, period + 1) / period) ** 2 / 2), "same")
    lags = np.arange(2 * period, round(period / 2) - 1, -1)
    cost = -100 * np.log(lags / period) ** 2
    total, back = np.zeros(len(x)), np.zeros(len(x), int)
    for i in range(len(x)):
        ways = cost + np.where(i >= lags, total[i - np.minimum(lags, i)], 0)
        total[i] = score[i] + ways.max()
        back[i] = i - lags[ways.argmax()]
    path = [len(x) - period + int(total[-period:].argmax())]
    while back[path[-1]] >= 0:
        path.append(back[path[-1]])
    return np.array(path[::-1])


def librosa_features(librosa, a):
    """Those of `features`, of one transform, too."""
    def call():
        s = np.abs(librosa.stft(a))
        spectral, mel = librosa.feature, librosa.feature.melspectrogram(S=s ** 2, sr=SR)
        return [spectral.spectral_centroid(S=s, sr=SR), spectral.spectral_bandwidth(S=s, sr=SR),
                spectral.spectral_rolloff(S=s, sr=SR), spectral.spectral_flatness(S=s), spectral.rms(y=a),
                spectral.mfcc(S=librosa.power_to_db(mel))]
    return call


ROWS = [
    Row("29a", "mel spectrum, 10 s", one(S10), mel,
        librosa=lambda librosa, a: lambda: librosa.feature.melspectrogram(y=a, sr=SR)),
    Row("29b", "centroid, bandwidth, rolloff, flatness, rms and mfcc of one transform, 10 s", one(S10), features,
        librosa=librosa_features),
    Row("31a", "onset_strength, 10 s", one(S10), strength,
        librosa=lambda librosa, a: lambda: librosa.onset.onset_strength(y=a, sr=SR)),
    Row("31b", "onsets, 10 s; beside onset_detect", one(S10), onsets, compared=False,
        librosa=lambda librosa, a: lambda: librosa.onset.onset_detect(y=a, sr=SR)),
    Row("31c", "beat_track, 10 s", one(S10), beats, compared=False,
        librosa=lambda librosa, a: lambda: librosa.beat.beat_track(y=a, sr=SR)),
    Row("31d", "beats, 10 s; beside beat_track", one(S10), beats, compared=False,
        librosa=lambda librosa, a: lambda: librosa.beat.beat_track(y=a, sr=SR)),
]
