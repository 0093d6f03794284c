# SPDX-License-Identifier: MIT
"""Writes iir.hpp: filter designs, their steady states, and filtered noise, by scipy.signal (1.10.1)."""
import pathlib

import numpy as np
from scipy import signal

BTYPES = ["lowpass", "highpass", "bandpass", "bandstop"]
FTYPES = ["butter", "cheby1", "cheby2", "ellip", "bessel"]
NORMS = ["phase", "delay", "mag"]


def numbers(values):
    return "{" + ", ".join(repr(float(v)) for v in np.ravel(values)) + "}"


def design(ftype, btype, order, wn, rp=1.0, rs=60.0, norm="phase"):
    kind = dict(btype=btype, output="zpk")
    if ftype == "bessel":
        z, p, k = signal.bessel(order, wn, norm=norm, **kind)
    else:
        z, p, k = signal.iirfilter(order, wn, rp=rp, rs=rs, ftype=ftype, **kind)
    sos = signal.zpk2sos(z, p, k)
    return "    {Ftype::%s, Btype::%s, BesselNorm::%s, %d, %s, %r, %r,\n     %r, %s, %s},\n" % (
        ftype, btype, norm, order, numbers(wn), rp, rs, float(k), numbers(sos), numbers(signal.sosfilt_zi(sos)))


out = "// SPDX-License-Identifier: MIT\n// Made by iir.py.\n#ifndef PYA_TESTS_REFERENCE_IIR_HPP\n"
out += "#define PYA_TESTS_REFERENCE_IIR_HPP\n\n#include <pya/dsp/iir/design.hpp>\n\n#include <vector>\n\n"
out += "namespace reference::iir {\n\nusing pya::dsp::BesselNorm;\nusing pya::dsp::Btype;\nusing pya::dsp::Ftype;\n\n"
out += "struct Design {\n    Ftype ftype;\n    Btype btype;\n    BesselNorm norm;\n    int order;\n"
out += "    std::vector<double> wn;\n    double rp, rs, k;\n    std::vector<double> sos, zi;\n};\n\n"
out += "inline const std::vector<Design> designs = {\n"
for i, ftype in enumerate(FTYPES):
    for j, btype in enumerate(BTYPES):
        order = [2, 5, 4, 3, 20, 1, 7, 8][(3 * i + 2 * j) % 8]
        wn = [[0.013], [0.61], [0.11, 0.37], [0.23, 0.71]][j]
        out += design(ftype, btype, order, wn, rp=[0.3, 1.0, 3.0][(i + j) % 3], rs=[60.0, 45.0][j % 2],
                      norm=NORMS[j % 3])
for order in (9, 20):
    for norm in NORMS:
        out += design("bessel", "lowpass", order, [0.2], norm=norm)
for ftype in FTYPES:
    out += design(ftype, "bandpass", 20, [0.3, 0.52], rs=80.0)
out += "};\n\n"

noise = np.random.default_rng(7).standard_normal(120).round(6)
sos = signal.ellip(5, 1, 50, [0.1, 0.35], "bandpass", output="sos")
b, a = signal.cheby1(4, 1, 0.3)
zi = signal.sosfilt_zi(sos)
y, zf = signal.sosfilt(sos, noise, zi=zi)
for name, values in dict(
        noise=noise, sos=sos, b=b, a=a, lfilter_zi=signal.lfilter_zi(b, a), sosfilt_from_zi=y, sosfilt_final=zf,
        sosfilt=signal.sosfilt(sos, noise), lfilter=signal.lfilter(b, a, noise),
        sosfiltfilt=signal.sosfiltfilt(sos, noise), sosfiltfilt_padlen_7=signal.sosfiltfilt(sos, noise, padlen=7),
        filtfilt=signal.filtfilt(b, a, noise), group_delay=signal.group_delay((b, a), 16)[1],
        freqz_real=signal.freqz(b, a, 16)[1].real, freqz_imag=signal.freqz(b, a, 16)[1].imag).items():
    out += "inline const std::vector<double> %s = %s;\n" % (name, numbers(values))
out += "\n} // namespace reference::iir\n\n#endif\n"
pathlib.Path(__file__).with_suffix(".hpp").write_text(out)
