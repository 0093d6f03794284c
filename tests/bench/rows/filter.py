# SPDX-License-Identifier: MIT
"""Rows 11 to 15 and 32: filters, rates, convolution."""
import numpy as np
from scipy import interpolate, signal

from row import Row, on, with_threads
from rows.level import one
from signals import MIN10, S10, SR, asig, burst, chord, impulse_response, noise


def lfilter(a, method=signal.lfilter):
    return asig(method(*signal.butter(4, [300, 3000], "bandpass", fs=SR), a, axis=0))


def sosfilt(a, method=signal.sosfilt):
    return asig(method(signal.butter(4, [300, 3000], "bandpass", output="sos", fs=SR), a, axis=0))


def filtfilt(a, method=signal.sosfiltfilt, padlen=27):
    """Second-order sections, with the length of padding of a filter of nine coefficients."""
    return asig(method(signal.butter(4, [300, 3000], "bandpass", output="sos", fs=SR), a, axis=0, padlen=padlen))


def elliptic(a):
    return asig(signal.lfilter(*signal.ellip(8, 1, 60, 2000, fs=SR), a, axis=0))


def exact_elliptic(a):
    return signal.sosfilt(signal.ellip(8, 1, 60, 2000, output="sos", fs=SR), a, axis=0)


def linear(a, target, rate=1):
    n, times = len(a), np.arange(len(a)) / SR
    curve = interpolate.interp1d(times, a, "linear", axis=0, assume_sorted=True, bounds_error=False,
                                 fill_value=a[-1])
    return asig(curve(np.arange(int(n * target / (SR * rate))) * rate / target))


def glide(a):
    """Where a rate that rises by 1 in 10 s leads in the time that the signal lasts."""
    times = np.arange(int(SR * 10 * (3 ** 0.5 - 1))) / SR
    return asig(np.interp(times + times ** 2 / 20, np.arange(len(a)) / SR, a))


def amplified(y, a):
    return asig(y * (np.max(np.abs(a)) / np.max(np.abs(y))))


def convolve(a, ir):
    """The impulse response padded to the length of the signal, as pya does it."""
    padded = np.concatenate([ir, asig(np.zeros(len(a) - len(ir)))])
    y = np.stack([signal.fftconvolve(x, padded) for x in np.atleast_2d(a.T)], 1)
    return amplified(y[:len(a) + len(ir) - 1], a)


def exact_convolve(a, ir):
    return amplified(np.stack([signal.oaconvolve(x, ir) for x in np.atleast_2d(a.T)], 1), a)


def fir(taps):
    return lambda a: asig(signal.lfilter(signal.firwin(taps, 3000, fs=SR), 1, a))


def fast_fir(taps):
    return lambda a: asig(signal.oaconvolve(a, signal.firwin(taps, 3000, fs=SR))[:len(a)])


def remez():
    return signal.remez(201, [0, 0.1, 0.11, 0.5], [1, 0], weight=[1, 10], fs=1)


def late(a, response):
    """What a convolution in blocks of 64 gives, whose latency is one block."""
    return np.append(np.zeros(64), signal.oaconvolve(a, response)[:len(a) - 64])


def iir(**options):
    return on(lambda a: a.iirfilter([300, 3000], order=4, **options))


def to_48000(a):
    return linear(a, 48000)


SEMITONE = 2 ** (1 / 12)
TO_48000 = on(lambda a: a.resample(48000, kind="linear"))
CONVOLVE = on(lambda a, ir: a.convolve(ir))

ROWS = [
    Row("11a/lfilter", "butter band-pass order 4, 10 s, to lfilter", one(S10), lfilter, iir(), 5.5, "KFR 1.98",
        exact=sosfilt),
    Row("11a/sosfilt", "the same to sosfilt", one(S10), sosfilt, None, 4, "KFR 1.98"),
    Row("11a/leaf", "the same with leaves, sample by sample", one(S10), sosfilt, None, None),
    Row("11b/filtfilt", "butter band-pass order 4, 10 s, filtfilt", one(S10),
        lambda a: lfilter(a, signal.filtfilt), iir(filter="filtfilt"), 5, "KFR 4.0", exact=filtfilt),
    Row("11b/sosfiltfilt", "the same, sosfiltfilt", one(S10), lambda a: sosfilt(a, signal.sosfiltfilt), None, 4,
        "KFR 4.0"),
    Row("11d", "the same over 10 min", one(MIN10), lambda a: sosfilt(a, signal.sosfiltfilt)),
    Row("11c/lfilter", "butter band-pass on a burst and silence, to lfilter", lambda: (burst(),), lfilter, iir(),
        175, "KFR 92", exact=sosfilt),
    Row("11c/sosfilt", "the same to sosfilt", lambda: (burst(),), sosfilt, None, 350, "KFR 92"),
    Row("12", "elliptic order 8, 10 s of 8 channels, to lfilter", one(S10, 8), elliptic,
        on(lambda a: a.iirfilter(2000, btype="lowpass", ftype="ellip", order=8, rp=1, rs=60)), 11, "loop 3.94",
        exact=exact_elliptic),
    Row("13/mono", "linear resampling 44.1 to 48 kHz, 10 s mono", one(S10), to_48000, TO_48000, 87.5, "loop 1.01"),
    Row("13/stereo", "the same, stereo", one(S10, 2), to_48000, TO_48000, 87.5, "loop 1.01"),
    Row("13/rate", "linear resampling, rate 1.37, 10 s mono", one(S10), lambda a: linear(a, SR, 1.37),
        on(lambda a: a.resample(SR, 1.37, kind="linear")), 36, "swresample 1.11"),
    *with_threads(Row("14", "sinc_best 44.1 to 48 kHz, 10 s, to resample_poly", lambda: (chord(),),
        lambda a: asig(signal.resample_poly(a, 160, 147)), None, None, "soxr HQ 4.1",
        exact=lambda a: chord(48000), ends=4800)),
    Row("14r", "sinc_best, a semitone up (rate 1.0594630943592953), 10 s, to linear interpolation",
        lambda: (chord(),), lambda a: linear(a, SR, SEMITONE), exact=lambda a: chord(SR / SEMITONE), ends=4800),
    Row("14d", "sinc_best 96 to 44.1 kHz, 10 s, to resample_poly", lambda: (chord(96000),),
        lambda a: asig(signal.resample_poly(a, 147, 320)), exact=lambda a: chord(), ends=4800),
    Row("14s", "row 14 by samplerate_best", lambda: (chord(),),
        lambda a: asig(signal.resample_poly(a, 160, 147)), exact=lambda a: chord(48000), ends=4800),
    Row("14g", "samplerate_best, rate gliding from 1 to 2, to linear interpolation", lambda: (chord(),), glide,
        compared=False),
    *with_threads(Row("15a", "convolve 10 s with 2 s", lambda: (noise(S10), impulse_response()), convolve, CONVOLVE, 3.2,
        "KFR 5.25", exact=exact_convolve), 5.5),
    *with_threads(Row("15b", "convolve 10 min stereo with 2 s", lambda: (noise(MIN10, 2), impulse_response()), convolve, CONVOLVE,
        22.5, exact=exact_convolve, slow=True), 40),
    Row("15c", "convolve 10 s with 10 s in blocks of 64, to oaconvolve of the whole",
        lambda: (noise(S10), impulse_response(10)), late, exact=late),
    Row("32a", "FIR low-pass of 101 taps, 10 s, to lfilter", one(S10), fir(101)),
    Row("32d", "the same with 16 taps", one(S10), fir(16)),
    Row("32e", "the same with 64 taps", one(S10), fir(64)),
    Row("32b", "FIR low-pass of 4001 taps, 10 s, to oaconvolve", one(S10), fast_fir(4001)),
    Row("32c", "remez, 201 taps", tuple, remez, compared=False),
]
