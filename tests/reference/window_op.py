# SPDX-License-Identifier: MIT
"""Writes window_op.hpp: window_op and overlap_add spelled out with numpy, and find_events step by step."""
import pathlib

import numpy as np
from scipy import signal

tables = []


def table(name, values, kind="double"):
    body = ", ".join(f"{v:.12g}" if kind == "double" else str(int(v)) for v in np.ravel(values))
    tables.append(f"inline const std::vector<{kind}> {name} = {{{body}}};\n")


x = np.random.default_rng(5).standard_normal(157).astype(np.float32)
table("noise", x)
rms = lambda s: np.sqrt(np.mean(s.astype(float) ** 2))


def window_op(nperseg, stride, pad, win, fn):
    half = nperseg // 2
    window = lambda n: signal.get_window(win, n) if win else np.ones(n)
    if pad == "none":
        parts = [x[max(0, c - half):c - half + nperseg].astype(float) for c in range(0, len(x), stride)]
    else:
        mode = {"mirror": "reflect", "zeros": "constant"}[pad]
        padded = np.pad(x.astype(float), (half, nperseg), mode=mode)
        parts = [padded[c:c + nperseg] for c in range(0, len(x), stride)]
    return [fn(p * window(len(p))) for p in parts]


for pad in ("mirror", "zeros", "none"):
    table(f"rms_{pad}", window_op(32, 8, pad, None, rms))
    table(f"hann_rms_{pad}", window_op(25, 10, pad, "hann", rms))
for name, fn in (("mean", np.mean), ("sum", np.sum), ("std", np.std), ("var", np.var), ("min", np.min), ("max", np.max)):
    table(f"hann_{name}", window_op(20, 7, "mirror", "hann", fn))
table("rms_wide", window_op(400, 50, "mirror", None, rms))


def overlap_add(nperseg, si, so, window, jitter_in=0, jitter_out=0):
    half = nperseg // 2
    out = np.zeros(len(x) // si * so)
    for g in range(len(x) // si):
        a = g * si - half + (np.random.randint(jitter_in) if jitter_in else 0)
        b = g * so - half + (np.random.randint(jitter_out) if jitter_out else 0)
        for k in range(nperseg):
            if 0 <= a + k < len(x) and 0 <= b + k < len(out):
                out[b + k] += x[a + k] * window[k]
    return out


hann = signal.get_window("hann", 24)
table("hann_24", hann)
table("ola_stretched", overlap_add(24, 12, 17, hann))
table("ola_squeezed", overlap_add(24, 12, 5, hann))
table("ola_gaps", overlap_add(10, 11, 30, np.ones(10)))
np.random.seed(3)
table("ola_jittered", overlap_add(24, 12, 12, hann, 9, 40))


def find_events(x, sr, step_dur, thr, evt_min, sil_min, pad):
    step, silent = max(1, round(step_dur * sr)), round(sil_min / step_dur)
    events, begin, count = [], None, 0
    levels = [(i, rms(x[i:i + step])) for i in range(0, len(x), step)]

    def store(end):
        if end - begin >= round(evt_min * sr):
            events.append((max(0, begin - round(pad[0] * sr)), min(len(x), end + round(pad[1] * sr))))

    for i, level in levels:
        if begin is None:
            if level > 10 ** (thr / 20):
                begin, count = i, 0
            continue
        count = count + 1 if level < 10 ** (thr / 20) else 0
        if count > silent:
            store(i - silent * step)
            begin = None
    if begin is not None:
        store((levels[-1][0] // step + 1 - count) * step if count else len(x))
    return events


rng = np.random.default_rng(9)
burst = np.concatenate([a * rng.standard_normal(n) for a, n in
                        ((1e-3, 130), (0.5, 210), (1e-3, 90), (0.3, 45), (1e-3, 20), (0.3, 60), (1e-4, 160), (0.05, 100),
                         (1e-3, 140), (0.4, 75), (1e-3, 33))]).astype(np.float32)
table("burst", burst)
table("events_default_1000", find_events(burst, 1000, 0.001, -20, 0, 0.1, (0.001, 0.1)), "long long")
table("events_coarse", find_events(burst, 1000, 0.004, -30, 0, 0.064, (0.016, 0.008)), "long long")
table("events_long_only", find_events(burst, 1000, 0.004, -25, 0.1, 0.016, (0, 0)), "long long")

out = pathlib.Path(__file__).with_name("window_op.hpp")
out.write_text("// SPDX-License-Identifier: MIT\n// Written by window_op.py.\n#ifndef PYA_TESTS_REFERENCE_WINDOW_OP_HPP\n"
               "#define PYA_TESTS_REFERENCE_WINDOW_OP_HPP\n\n#include <vector>\n\nnamespace reference {\n\n"
               + "".join(tables) + "\n} // namespace reference\n\n#endif\n")
