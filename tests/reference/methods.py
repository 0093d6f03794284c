# SPDX-License-Identifier: MIT
"""Writes methods.hpp: what numpy and scipy make of a stereo signal as Asig's methods do. Run in this folder: python3 methods.py"""
import pathlib

import numpy as np
from scipy import signal

SR = 1000
tables = []


def table(name, values):
    body = ", ".join(f"{v:.12g}" for v in np.ravel(np.asarray(values), order="F"))
    tables.append(f"inline const std::vector<double> {name} = {{{body}}};\n")


x = np.random.default_rng(12).uniform(-1, 1, (61, 2)).astype(np.float32)
table("stereo", x)
x = x.astype(float)

band = signal.butter(2, [100, 200], "bandpass", fs=SR, output="sos")
b, a = signal.butter(2, [100, 200], "bandpass", fs=SR)
table("band_lfilter", signal.sosfilt(band, x, axis=0))
table("band_filtfilt", signal.filtfilt(b, a, x, axis=0))
table("band_sosfiltfilt", signal.sosfiltfilt(band, x, axis=0))
table("band_poles", np.abs(np.sort_complex(np.roots(a))))

window = signal.get_window("hann", 16)
padded = np.pad(x, ((8, 16), (0, 0)), mode="reflect")
table("hann_rms", [np.sqrt(np.mean((padded[c:c + 16] * window[:, None]) ** 2, axis=0)) for c in range(0, 61, 10)])

stretched = np.zeros((61 // 8 * 12, 2))
for grain in range(61 // 8):
    for k in range(16):
        i, o = grain * 8 - 8 + k, grain * 12 - 8 + k
        if 0 <= i < 61 and 0 <= o < len(stretched):
            stretched[o] += x[i] * window[k]
table("stretched", stretched)

taps = np.array([0.5, -0.25, 0.125, 1, -0.5, 0.0625])
table("taps", taps)
for mode in ("full", "same", "valid"):
    y = np.stack([signal.convolve(channel, taps, mode) for channel in x.T], axis=1)
    table(f"convolved_{mode}", y)
    table(f"convolved_{mode}_amp", y * np.abs(x).max() / np.abs(y).max())

table("spectrum_real", np.fft.rfft(x, axis=0).real)
table("spectrum_imag", np.fft.rfft(x, axis=0).imag)
weights = np.interp(np.fft.rfftfreq(61, 1 / SR), [50, 200, 400], [0, 1, 0.25]) ** 2
table("weighted", np.fft.irfft(np.fft.rfft(x, axis=0) * weights[:, None], 61, axis=0))
freqs, times, z = signal.stft(x[:, 1], SR, nperseg=16)
table("stft_times", times)
table("stft_right_real", z.real)
table("stft_right_imag", z.imag)
z[5:] = 0
table("right_without_highs", signal.istft(z, SR, nperseg=16)[1][:61])
freqs, times, z = signal.stft(x[:, 0], SR, ("kaiser", 5), 20, 15, 32, "linear", boundary="even")
table("stft_left_freqs", freqs)
table("stft_left_times", times)
table("stft_left_real", z.real)
table("stft_left_imag", z.imag)
freqs, times, sxx = signal.spectrogram(x.T, SR, nperseg=16, noverlap=8)
table("spectrogram_times", times)
table("spectrogram_left_right", np.concatenate([sxx[0], sxx[1]], axis=1))

head = """// SPDX-License-Identifier: MIT
// Written by methods.py. Samples x channels, and bins x frames: column by column.
// clang-format off
#ifndef PYA_TESTS_REFERENCE_METHODS_HPP
#define PYA_TESTS_REFERENCE_METHODS_HPP

#include <vector>

namespace reference {

"""
pathlib.Path("methods.hpp").write_text(head + "".join(tables) + "\n} // namespace reference\n\n#endif\n")
