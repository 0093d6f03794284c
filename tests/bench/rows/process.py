# SPDX-License-Identifier: MIT
"""Row 27: whole processes, start included."""
import numpy as np

from row import ProcessRow
from rows.filter import sosfilt
from rows.level import faded, norm
from signals import SR, asig, bursts, noise


def short():
    return faded(norm(sosfilt(noise(SR))))


def nine_steps():
    sound = bursts()
    return faded(norm(sosfilt(asig(sound - np.mean(sound)))))


SOX = ("in.wav", "sox.wav", "sinc", "300-3000", "norm", "fade", "0.1", "-0", "0.1")

ROWS = [
    ProcessRow("27a", "a process: start to first sample", "start", 192, "sox 1.55", ("-n", "-n", "trim", "0", "0")),
    ProcessRow("27b", "a process: read 1 s, filter, norm, fade in and out, stft, write (sox: no stft)", "short", 80,
               "", SOX, lambda: noise(SR), short),
    ProcessRow("27c", "a process: read 60 s, remove DC, filter, norm, fade in and out, find events, mfcc, write "
               "(sox: no events, no mfcc)", "nine_steps", 15.5, "sox 142", SOX, bursts, nine_steps),
]
