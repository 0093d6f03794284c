# SPDX-License-Identifier: MIT
"""Rows 37: notes."""
import numpy as np

from row import Row
from signals import SR


def big_file():
    """The same as notes.cpp makes."""
    track = b"\0\x90\x3c\x40" + b"".join(
        bytes([10, 60 + i % 4, 0, 0, 60 + (i + 1) % 4, 64]) for i in range(100000))
    return (b"MThd\0\0\0\6\0\0\0\1\0\x60MTrk" + len(track).to_bytes(4, "big") + track,)


def read_notes(file):
    """What the rest of that file can be read with: notes, running status, one byte for each time."""
    notes, down, tick, at, status = [], {}, 0, 22, 0
    while at < len(file):
        tick, at = tick + file[at], at + 1
        if file[at] >= 128:
            status, at = file[at], at + 1
        key, velocity, at = file[at], file[at + 1], at + 2
        if status & 0xf0 == 0x90 and velocity > 0:
            down.setdefault(key, []).append((tick, velocity))
        elif down.get(key):
            begin, loud = down[key].pop(0)
            notes.append((begin / 192, (tick - begin) / 192, key, loud / 127))
    return len(notes)


def tone():
    return (np.sin(2 * np.pi * 220 / SR * np.arange(2 * SR)),)


def played(tone):
    """On straight lines, with the aliases that come of them."""
    out = np.zeros(11 * SR)
    fade = np.ones(SR // 4)
    fade[SR // 5:] = np.linspace(1, 0, len(fade) - SR // 5)
    for i in range(100):
        rate = 2 ** ((40 + i % 40 - 57) / 12)
        place = int(0.1 * i * SR)
        out[place:place + len(fade)] += 0.8 * fade * np.interp(rate * np.arange(len(fade)), np.arange(len(tone)), tone)
    return out.astype(np.float32)[:, None]


ROWS = [
    Row("37a", "a MIDI file of 100,000 notes; beside a reader for that file alone", big_file, read_notes, compared=False),
    Row("37b", "100 notes of 0.25 s with a sample, band-limited; beside straight lines", tone, played, compared=False),
]
