#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes io_files.hpp: small sound files made by Python's wave, aifc and struct and by scipy, and what is in them."""
import io
import os
import struct
import wave

import numpy as np
from scipy.io import wavfile

try:
    import aifc
except ImportError:  # removed in Python 3.13
    raise SystemExit("io_files.py needs the module aifc (Python up to 3.12)")

SR, CHANNELS, FRAMES = 8000, 2, 7
rng = np.random.default_rng(5)


def integers(bits):
    low, high = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
    values = rng.integers(low, high, size=(FRAMES, CHANNELS), endpoint=True)
    values[0] = low, high
    values[1] = -1, 1
    return values


def pcm(values, bits, order, unsigned=False):
    return b"".join(int(v + (128 if unsigned else 0)).to_bytes(bits // 8, order, signed=not unsigned)
                    for v in values.ravel())


def wav_pcm(bits):
    values, out = integers(bits), io.BytesIO()
    with wave.open(out, "wb") as f:
        f.setparams((CHANNELS, bits // 8, SR, 0, "NONE", ""))
        f.writeframes(pcm(values, bits, "little", unsigned=bits == 8))
    return out.getvalue(), values / 2.0 ** (bits - 1)


def aiff_pcm(bits):
    values, out = integers(bits), io.BytesIO()
    out.close = lambda: None
    f = aifc.open(out, "wb")
    f.aiff()
    f.setparams((CHANNELS, bits // 8, SR, 0, b"NONE", b""))
    f.writeframes(pcm(values, bits, "big"))
    f.close()
    return out.getvalue(), values / 2.0 ** (bits - 1)


def wav_float(dtype):
    values, out = (rng.standard_normal((FRAMES, CHANNELS)) * 3).astype(dtype), io.BytesIO()
    wavfile.write(out, SR, values)
    return out.getvalue(), values


def wav_extensible():
    values = integers(24)
    data = pcm(values, 24, "little")
    guid = b"\x01\x00\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71"
    fmt = struct.pack("<HHIIHHHHI", 0xFFFE, CHANNELS, SR, SR * CHANNELS * 3, CHANNELS * 3, 24, 22, 24, 3) + guid
    body = b"WAVEfmt " + struct.pack("<I", len(fmt)) + fmt + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body, values / 2.0**23


def w64_extensible_float():
    """As ffmpeg writes it; libsndfile takes the samples for integers."""
    values = rng.standard_normal((FRAMES, CHANNELS)).astype("<f4")
    riff_rest, rest = bytes.fromhex("2e91cf11a5d628db04c10000"), bytes.fromhex("f3acd3118cd100c04f8edb8a")
    guid = b"\x03\x00\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71"
    fmt = struct.pack("<HHIIHHHHI", 0xFFFE, CHANNELS, SR, SR * CHANNELS * 4, CHANNELS * 4, 32, 22, 32, 3) + guid
    body = b"wave" + rest + b"fmt " + rest + struct.pack("<Q", 24 + len(fmt)) + fmt
    body += b"data" + rest + struct.pack("<Q", 24 + values.nbytes) + values.tobytes()
    return b"riff" + riff_rest + struct.pack("<Q", 24 + len(body)) + body, values


def au_pcm():
    values = integers(16)
    data = pcm(values, 16, "big")
    return b".snd" + struct.pack(">5I", 24, len(data), 3, SR, CHANNELS) + data, values / 2.0**15


FILES = [("wav_uint8", *wav_pcm(8)), ("wav_int16", *wav_pcm(16)), ("wav_int24", *wav_pcm(24)),
         ("wav_int32", *wav_pcm(32)), ("wav_float32", *wav_float("<f4")), ("wav_float64", *wav_float("<f8")),
         ("wav_extensible", *wav_extensible()), ("aiff_int8", *aiff_pcm(8)), ("aiff_int16", *aiff_pcm(16)),
         ("aiff_int24", *aiff_pcm(24)), ("aiff_int32", *aiff_pcm(32)), ("au_int16", *au_pcm()), ("w64_float32", *w64_extensible_float())]

lines = ["// SPDX-License-Identifier: MIT", "// Made by io_files.py.", "#ifndef PYA_TESTS_REFERENCE_IO_FILES_HPP",
         "#define PYA_TESTS_REFERENCE_IO_FILES_HPP", "", "#include <vector>", "", "namespace io_files {", "",
         f"constexpr int sr = {SR}, channels = {CHANNELS}, frames = {FRAMES};", "",
         "struct File {", "    const char* name;", "    std::vector<unsigned char> bytes;",
         "    std::vector<float> samples; ///< channel after channel", "};", "",
         "inline const std::vector<File> files{"]
for name, data, values in FILES:
    samples = np.asarray(values, dtype=np.float64).astype(np.float32).T.ravel()
    lines += [f'    {{"{name}",', "     {" + ", ".join(str(b) for b in data) + "},",
              "     {" + ", ".join(float(v).hex() + "F" for v in samples) + "}},"]
lines += ["};", "", "} // namespace io_files", "", "#endif", ""]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "io_files.hpp"), "w") as f:
    f.write("\n".join(lines))
