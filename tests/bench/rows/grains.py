# SPDX-License-Identifier: MIT
"""Rows 06 to 08 and 19 to 21: many short pieces of signal."""
import numpy as np
from scipy import signal

from row import Row, on
from rows.filter import linear
from rows.level import one, pan2
from signals import S10, SR, asig, bursts, noise


def extend(grain):
    a = asig(np.zeros(0))
    for begin in range(0, S10, 441):
        end = begin + len(grain)
        if end > len(a):
            a = np.concatenate([a, asig(np.zeros(end - len(a)))])
        a[begin:end] = grain
    return a


def extend_pya(a, grain):
    for begin in range(0, S10, 441):
        a.x[begin:] = grain
    return a


def sonification(event):
    canvas = asig(np.zeros((S10, 2)))
    for i in range(500):
        grain = pan2(asig(linear(event, SR, 0.5 + 0.003 * i) * 10 ** (-0.05 * i / 20)), i / 250 - 1)
        begin = int(i * 0.019 * SR + 1e-6)
        part = canvas[begin:begin + len(grain)]
        part += grain[:len(part)]
    return canvas


def sonification_pya(canvas, event):
    for i in range(500):
        canvas.add(event.resample(SR, 0.5 + 0.003 * i, kind="linear").gain(db=-0.05 * i).pan2(i / 250 - 1),
                   onset=i * 0.019 or None)
    return canvas


def grains(a):
    for i in range(1000):
        grain = asig(a[i * 436:i * 436 + 4410])
        grain = asig(grain * signal.get_window("hann", 4410))
    return grain


def grains_pya(a):
    for i in range(1000):
        grain = a[i * 436:i * 436 + 4410].window("hann")
    return grain


def find_events(a, step=44, level=10 ** (-35 / 20)):
    events, inside, silence = [], False, 0
    for i in range(0, len(a), step):
        rms = np.sqrt(np.mean(np.square(a[i:i + step])))
        if not inside:
            if rms > level:
                inside, begin, silence = True, i, 0
        else:
            silence = silence + 1 if rms < level else 0
            if silence > 100:
                events.append((begin - 44, i - step * 100 + 4410))
                inside = False
    return np.array(events).T


def exact_events(a, step=44, level=10 ** (-35 / 20)):
    """From the first to behind the last loud step of each burst, with 1 ms before and 100 ms after it."""
    loud = np.flatnonzero(np.sqrt(np.mean(np.square(a[:len(a) // step * step].reshape(-1, step)), 1)) > level)
    gaps = np.flatnonzero(np.diff(loud) > 100)
    begins, ends = loud[np.append(0, gaps + 1)] * step, (loud[np.append(gaps, -1)] + 1) * step
    return np.stack([np.maximum(begins - 44, 0), np.minimum(ends + 4410, len(a))]).astype(float)


def window_op(a, nperseg, stride, window):
    values = []
    for centre in range(0, len(a), stride):
        segment = asig(a[max(0, centre - nperseg // 2):min(centre + nperseg // 2, len(a) - 1)])
        if window:
            segment = asig(segment * signal.get_window(window, len(segment)))
        values.append(np.sqrt(np.mean(np.square(segment))))
    return asig(values)


def exact_window_op(a, nperseg, stride, window):
    """The signal mirrored at its ends, so that every segment is whole."""
    mirrored = np.pad(a, nperseg // 2, "reflect")
    segments = np.lib.stride_tricks.sliding_window_view(mirrored, nperseg)[:len(a):stride]
    return np.sqrt(np.mean(np.square(segments * (signal.get_window(window, nperseg) if window else 1)), 1))


def overlap_add(a, nperseg, stride):
    out = asig(np.zeros(len(a) // stride * stride + nperseg))
    for begin in range(-nperseg // 2, len(a) // stride * stride - nperseg // 2, stride):
        grain = asig(a[max(0, begin):begin + nperseg])
        grain = asig(grain * signal.get_window("hann", len(grain)))
        at = begin + nperseg - len(grain) if begin < 0 else begin
        out[at:at + len(grain)] += grain
    return out[:len(a) // stride * stride]


SHORT, LONG = (64, 32, None), (512, 256, "hann")

ROWS = [
    Row("06", "1000 x a.x[p:] = grain of 20 ms", one(882), extend,
        lambda pya, grain: lambda: extend_pya(pya.Asig(0), pya.Asig(grain)), 350, "std::vector 0.30"),
    Row("07", "sonification of 500 events of 50 ms", one(2205), sonification,
        lambda pya, event: lambda: sonification_pya(pya.Asig(10., channels=2), pya.Asig(event)), 125, "loop 1.17"),
    Row("08", "1000 hann grains of 100 ms", one(S10), grains, on(grains_pya), 39, "Eigen 0.757"),
    Row("19", "find_events, 60 s", lambda: (bursts(),), find_events,
        on(lambda a: a.find_events(sil_thr=-35)), 825, "loop 1.42", exact=exact_events),
    Row("20/short", "window_op rms 64 / 32, 10 s", one(S10), lambda a: window_op(a, *SHORT),
        on(lambda a: a.window_op()), 1500, "loop 0.46", exact=lambda a: exact_window_op(a, *SHORT), ends=1),
    Row("20/long", "window_op rms 512 / 256 with hann, 10 s", one(S10), lambda a: window_op(a, *LONG),
        on(lambda a: a.window_op(512, 256, win="hann")), 395, "loop 0.84",
        exact=lambda a: exact_window_op(a, *LONG), ends=1),
    Row("21", "overlap_add 128 / 64 with hann, 10 s", one(S10), lambda a: overlap_add(a, 128, 64),
        on(lambda a: a.overlap_add(128, 64, 64, win="hann")), 800, "loop 0.163", ends=128),
]
