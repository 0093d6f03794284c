# SPDX-License-Identifier: MIT
"""Rows 16 to 18: transforms."""
import math

import numpy as np
from scipy import signal
from scipy.fft import dct

from row import Row, on, with_threads
from rows.level import one
from signals import MIN10, S10, SR, asig, noise


def mel_filters(nfilters, nfft):
    mel = np.linspace(0, 2595 * np.log10(1 + (SR // 2) / 700), nfilters + 2)
    b = np.floor((nfft + 1) * (700 * (10 ** (mel / 2595) - 1)) / SR)
    bank = np.zeros((nfilters, nfft // 2 + 1))
    for j in range(nfilters):
        for i in range(int(b[j]), int(b[j + 1])):
            bank[j, i] = (i - b[j]) / (b[j + 1] - b[j])
        for i in range(int(b[j + 1]), int(b[j + 2])):
            bank[j, i] = (b[j + 2] - i) / (b[j + 2] - b[j + 1])
    return bank


def mfcc(a, length=1103, hop=441, nfft=2048):
    y = np.append(a[0], a[1:] - a.dtype.type(0.95) * a[:-1])
    count = 1 + math.ceil((len(y) - length) / hop)
    y = np.append(y, asig(np.zeros((count - 1) * hop + length - len(y))))
    frames = y[np.arange(length) + hop * np.arange(count)[:, None]] * signal.get_window("hann", length)
    power = np.abs(np.fft.rfft(frames, nfft)) ** 2 / nfft
    log_mel = np.log(power @ mel_filters(26, nfft).T)
    cepstra = dct(log_mel, type=2, axis=1, norm="ortho")[:, :13]
    cepstra *= 1 + 11 * np.sin(np.pi * np.arange(13) / 22)
    cepstra[:, 0] = np.log(power.sum(1))
    return cepstra.T


def stft(a, nperseg):
    return signal.stft(a, SR, nperseg=nperseg)[2]


def transforms():
    for nperseg, forth, anchor, back in ((256, 3.1, 0.78, 8), (1024, 3.1, 0.566, 4.5), (4096, 3.1, 0.705, 3.15)):
        yield from with_threads(
            Row(f"17a/{nperseg}", f"stft {nperseg}, 10 s", one(S10), lambda a, n=nperseg: stft(a, n),
                on(lambda a, n=nperseg: a.to_stft(nperseg=n)), forth, f"KFR {anchor}"), 5)
        yield from with_threads(
            Row(f"17b/{nperseg}", f"istft {nperseg}, 10 s", lambda n=nperseg: (stft(noise(S10), n),),
                lambda z, n=nperseg: asig(signal.istft(z, SR, nperseg=n)[1][:S10]),
                lambda pya, z, n=nperseg: pya.Asig(noise(S10), SR).to_stft(nperseg=n).to_sig, back))


TO_SPEC = on(lambda a: a.to_spec())

ROWS = [
    Row("16a", "rfft of 441000 in double", one(441000), np.fft.rfft, TO_SPEC, 2.3, "FFTW 2.03"),
    Row("16b", "the same, first call of the process", one(441000), np.fft.rfft, TO_SPEC, 1, "KFR 9.1", once=True),
    Row("16c/odd", "rfft of 441001 = 11 * 47 * 853", one(441001), np.fft.rfft, TO_SPEC, 2.35, "FFTW 18.5"),
    Row("16c/prime", "rfft of 441011, a prime", one(441011), np.fft.rfft, TO_SPEC, 2.35, "KFR 19.9"),
    Row("16d", "rfft of 10 min in double", one(MIN10), np.fft.rfft, TO_SPEC),
    *transforms(),
    Row("17d", "stft 1024, 10 min", one(MIN10), lambda a: stft(a, 1024), on(lambda a: a.to_stft(nperseg=1024))),
    Row("17e", "spectrogram 1024, 10 min", one(MIN10), lambda a: signal.spectrogram(a, SR, nperseg=1024)[2],
        on(lambda a: a.spectrogram(nperseg=1024))),
    *with_threads(Row("17c", "spectrogram 1024, 10 s", one(S10), lambda a: signal.spectrogram(a, SR, nperseg=1024)[2],
        on(lambda a: a.spectrogram(nperseg=1024)), 2.5, "KFR 0.5")),
    *with_threads(Row("18", "mfcc, 10 s", one(S10), mfcc, on(lambda a: a.to_mfcc()), 2.8, "kaldi-native-fbank 37.4"), 3.65),
]
