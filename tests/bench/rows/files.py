# SPDX-License-Identifier: MIT
"""Rows 22 and 23: audio files."""
import subprocess
import wave

import numpy as np
from scipy.io import wavfile

from row import Row
from rows.level import one
from signals import MIN10, asig


def read_wav(name):
    with wave.open(name) as file:
        data = file.readframes(file.getnframes())
        return asig((np.frombuffer(data, "<i2").astype(np.float32) / 32768).reshape(-1, file.getnchannels()))


def read_float(name):
    return asig(wavfile.read(name)[1])


def decode(name, form, dtype):
    run = subprocess.run(["ffmpeg", "-v", "error", "-i", name, "-f", form, "-"], check=True, stdout=subprocess.PIPE)
    return np.frombuffer(run.stdout, dtype).reshape(-1, 2)


def read_mp3(name):
    """What pya makes of ffmpeg's output: 16 bits."""
    return asig(decode(name, "s16le", "<i2").astype(np.float32) / 32768)


def write_wav(a, dtype):
    wavfile.write(f"python-{dtype}.wav", 44100, (a * 32767).astype(np.int16) if dtype == "int16" else a)


def written(dtype):
    def read(name):
        sig = wavfile.read(f"{name}-{dtype}.wav")[1]
        return sig / 32767 if dtype == "int16" else sig
    return read


def loaded(name):
    return lambda pya, *_: lambda: pya.Asig(name)


def saved(dtype):
    def prepare(pya, a):
        sig = pya.Asig(a, 44100)
        return lambda: sig.save_wavfile(f"python-{dtype}.wav", dtype)
    return prepare


# Rows 22a and b have no ratio: pya starts ffmpeg there, which what is timed here does without.
def file(name):
    return lambda: (name,)


ROWS = [
    Row("22a/10s", "wav int16 read, 10 s stereo", file("10s.wav"), read_wav, loaded("10s.wav"), None,
        "dr_wav 0.45"),
    Row("22a/10min", "wav int16 read, 10 min stereo", file("10min.wav"), read_wav, loaded("10min.wav"), None,
        "dr_wav 140"),
    Row("22b", "wav float32 read, 10 min stereo", file("float.wav"), read_float, loaded("float.wav"), None,
        "dr_wav 132"),
    Row("22c/f32", "wav float32 write, 10 min stereo", one(MIN10, 2), lambda a: write_wav(a, "float32"),
        saved("float32"), 0.55, "dr_wav 170", exact=asig, files=written("float32")),
    Row("22c/int16", "wav int16 write, 10 min stereo", one(MIN10, 2), lambda a: write_wav(a, "int16"),
        saved("int16"), 0.55, "libsndfile 180", exact=asig, files=written("int16")),
    Row("23", "mp3 read, 3 min stereo", file("3min.mp3"), read_mp3, loaded("3min.mp3"), 1.4, "minimp3 187",
        exact=lambda name: decode(name, "f64le", "<f8")),
]
