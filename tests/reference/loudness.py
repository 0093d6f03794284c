# SPDX-License-Identifier: MIT
"""Writes loudness.hpp: what libebur128 1.2.6 measures of noise that swells, at several rates. Needs numpy, libebur128."""
import ctypes
import pathlib

import numpy as np

lib = ctypes.CDLL("libebur128.so.1")
lib.ebur128_init.restype = ctypes.c_void_p
INTEGRATED_AND_RANGE = (1 << 2 | 1 << 0) | (1 << 3 | 1 << 1 | 1 << 0)


def programme(sr, seconds, channels):
    """White noise of numpy's legacy stream, channel after channel, with a level that swells; see swelling_noise()."""
    n = int(sr * seconds)
    noise = (np.random.RandomState(7).rand(channels * n) - 0.5) * 2
    level = 0.02 + 0.3 * np.sin(2 * np.pi * 0.11 * np.arange(n) / sr) ** 4
    return (noise.reshape(channels, n).T.astype(np.float32).astype(float) * level[:, None]).astype(np.float32)


def measured(x, sr):
    channels = x.shape[1]
    state = ctypes.c_void_p(lib.ebur128_init(channels, sr, INTEGRATED_AND_RANGE))
    data = np.ascontiguousarray(x, np.float32)
    lib.ebur128_add_frames_float(state, data.ctypes.data_as(ctypes.POINTER(ctypes.c_float)), ctypes.c_size_t(len(x)))
    values = []
    for name in ("loudness_global", "loudness_range", "loudness_momentary", "loudness_shortterm"):
        value = ctypes.c_double()
        getattr(lib, "ebur128_" + name)(state, ctypes.byref(value))
        values.append(value.value)
    return values


rows = []
for sr, seconds, channels in [(8000, 21, 1), (11025, 21, 2), (44100, 12, 2), (48000, 12, 6), (48017, 12, 2), (96000, 7, 1)]:
    values = ", ".join(f"{v:.9g}" for v in measured(programme(sr, seconds, channels), sr))
    rows.append(f"    {{{sr}, {seconds}, {channels}, {values}}},\n")
(pathlib.Path(__file__).parent / "loudness.hpp").write_text(
    "// SPDX-License-Identifier: MIT\n// Written by loudness.py.\n"
    "#ifndef PYA_TESTS_REFERENCE_LOUDNESS_HPP\n#define PYA_TESTS_REFERENCE_LOUDNESS_HPP\n\n#include <vector>\n\n"
    "namespace reference::loudness {\n\n"
    "struct Measured {\n    double sr, seconds;\n    int channels;\n    double integrated, range, momentary, short_term;\n};\n\n"
    "inline const std::vector<Measured> programmes = {\n" + "".join(rows) + "};\n\n"
    "} // namespace reference::loudness\n\n#endif\n"
)
