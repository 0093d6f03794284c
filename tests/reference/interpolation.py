# SPDX-License-Identifier: MIT
"""Writes interpolation.hpp: interp1d, pya's resample and envelope formulas, and fades, computed with numpy and scipy."""
import pathlib

import numpy as np
from scipy.interpolate import interp1d

KINDS = ["linear", "nearest", "nearest-up", "zero", "previous", "next", "slinear", "quadratic", "cubic"]
rng = np.random.default_rng(5)
lines = []


def emit(name, values):
    body = ", ".join(repr(float(v)) for v in np.ravel(values))
    lines.append(f"inline const std::vector<double> {name}{{{body}}};")


def emit_kinds(name, rows):
    lines.append(f"inline const std::vector<Kind> {name}{{")
    for kind, values in rows:
        body = ", ".join(repr(float(v)) for v in values)
        lines.append(f"    {{pya::dsp::Interp::{kind.replace('-', '_')}, {{{body}}}}},")
    lines.append("};")


x = np.cumsum(rng.uniform(0.2, 1.5, 9))
y = rng.normal(size=9)
t = np.sort(np.concatenate([rng.uniform(x[0], x[-1], 12), x, x[:-1] / 2 + x[1:] / 2]))
emit("points_x", x)
emit("points_y", y)
emit("points_t", t)
emit_kinds("points_curves", [(k, interp1d(x, y, kind=k)(t)) for k in KINDS])


def resample(sig, sr, target, rate, kind):
    times = np.arange(len(sig)) / sr
    count = len(sig) * target / (sr * rate)
    select = np.arange(np.floor(count)) * rate / target
    return interp1d(times, sig, kind=kind, bounds_error=False, fill_value=sig[-1])(select)


signal = rng.normal(size=12).astype(np.float32)
emit("signal", signal)
emit_kinds("signal_up", [(k, resample(signal, 1000, 2300, 1, k)) for k in KINDS])
emit_kinds("signal_down", [(k, resample(signal, 1000, 700, 1.3, k)) for k in KINDS])


def envelope(amps, ts, n, sr, curve, kind="linear"):
    return interp1d(ts, amps, kind=kind)(np.linspace(0, n / sr, n)) ** curve


# 40 samples at 20 Hz: 2 s
amps, ts = [0.2, 1.0, 0.5, 0.9], [0.0, 0.31, 1.2, 2.0]
emit_kinds("envelopes", [(k, envelope(amps, ts, 40, 20, 1.5, k)) for k in KINDS])
emit("envelope_adsr", envelope([0, 1, 0.6, 0.6, 0], [0, 0.25, 0.7, 1.6, 2], 40, 20, 2.0))
emit("envelope_extended", envelope([0.5, 0.5, 1, 0.2, 0.2], [0, 0.5, 0.8, 1.3, 2], 40, 20, 1))
emit("ramp_in", np.linspace(0, 1, 7).astype(np.float32) ** np.float32(1.7))
emit("ramp_out", np.linspace(1, 0, 7).astype(np.float32) ** np.float32(1.7))

head = """// SPDX-License-Identifier: MIT
// Written by interpolation.py.
#ifndef PYA_TESTS_REFERENCE_INTERPOLATION_HPP
#define PYA_TESTS_REFERENCE_INTERPOLATION_HPP

#include <pya/dsp/rate/interpolate.hpp>
#include <vector>

// clang-format off
namespace reference {

struct Kind {
    pya::dsp::Interp kind;
    std::vector<double> values;
};

"""
tail = "\n} // namespace reference\n// clang-format on\n\n#endif\n"
pathlib.Path(__file__).with_suffix(".hpp").write_text(head + "\n".join(lines) + tail)
