# SPDX-License-Identifier: MIT
"""Writes fir.hpp: designs of FIR filters and filtered noise, by scipy.signal (1.10.1)."""
import pathlib

import numpy as np
from scipy import signal


def numbers(values):
    return "{" + ", ".join("%.13g" % v for v in np.ravel(values)) + "}"


def word(value):
    return str(value).lower()


def window_of(window):
    name, *parameters = (window,) if isinstance(window, str) else window
    return "Window(" + ", ".join(['"%s"' % name] + ["%r" % p for p in parameters]) + ")"


def firwin(numtaps, cutoffs, pass_zero=True, **options):
    taps = signal.firwin(numtaps, cutoffs, pass_zero=pass_zero, **options)
    passes = word(pass_zero) if isinstance(pass_zero, bool) else "Btype::" + pass_zero
    written = [".width = %r" % options["width"]] if "width" in options else []
    written += [".window = " + window_of(options["window"])] if "window" in options else []
    written += [".pass_zero = " + passes] if pass_zero is not True else []
    written += [".scale = false"] if "scale" in options else []
    written += [".fs = %r" % options["fs"]] if "fs" in options else []
    return "    {%d, %s, {%s},\n     %s},\n" % (numtaps, numbers(cutoffs), ", ".join(written), numbers(taps))


def firwin2(numtaps, freq, gain, **options):
    taps = signal.firwin2(numtaps, freq, gain, **options)
    written = [".nfreqs = %d" % options["nfreqs"]] if "nfreqs" in options else []
    if "window" in options:
        written += [".window = " + (window_of(options["window"]) if options["window"] else "Window()")]
    written += [".antisymmetric = true"] if "antisymmetric" in options else []
    written += [".fs = %r" % options["fs"]] if "fs" in options else []
    return "    {%d, %s, %s, {%s},\n     %s},\n" % (numtaps, numbers(freq), numbers(gain), ", ".join(written),
                                                  numbers(taps))


def remez(numtaps, bands, desired, weight=(), type="bandpass", grid_density=16, fs=1):
    taps = signal.remez(numtaps, bands, desired, weight=weight or None, type=type, grid_density=grid_density, fs=fs)
    return "    {%d, %s, %s, %s, RemezType::%s, %d, %d,\n     %s},\n" % (
        numtaps, numbers(bands), numbers(desired), numbers(weight), type, grid_density, fs, numbers(taps))


def savgol(window_length, polyorder, **options):
    taps = signal.savgol_coeffs(window_length, polyorder, **options)
    written = [".%s = %r" % (name, options[name]) for name in ("deriv", "delta", "pos") if name in options]
    written += [".use = SavgolUse::" + options["use"]] if "use" in options else []
    return "    {%d, %d, {%s},\n     %s},\n" % (window_length, polyorder, ", ".join(written), numbers(taps))


noise = np.random.default_rng(16).standard_normal(40).round(6)


def smoothed(samples, window_length, polyorder, **options):
    y = signal.savgol_filter(noise[:samples], window_length, polyorder, **options)
    written = [".%s = %r" % (name, options[name]) for name in ("deriv", "delta") if name in options]
    written += [".mode = SavgolMode::" + options["mode"]] if "mode" in options else []
    written += [".cval = %r" % options["cval"]] if "cval" in options else []
    return "    {%d, %d, %d, {%s},\n     %s},\n" % (samples, window_length, polyorder, ", ".join(written), numbers(y))


def table(kind, fields, rows):
    return ("struct %s {\n    %s\n};\n\ninline const std::vector<%s> %s_rows = {\n%s};\n\n"
            % (kind, "\n    ".join(fields), kind, kind.lower(), "".join(rows)))


out = "// SPDX-License-Identifier: MIT\n// Made by fir.py.\n#ifndef PYA_TESTS_REFERENCE_FIR_HPP\n"
out += "#define PYA_TESTS_REFERENCE_FIR_HPP\n\n#include <pya/dsp/fir.hpp>\n\n#include <vector>\n\n"
out += "namespace reference::fir {\n\nusing namespace pya::dsp;\nusing Values = std::vector<double>;\n\n"
out += table("Firwin", ["Index numtaps;", "Values cutoffs;", "FirwinOptions options;", "Values taps;"], [
    firwin(1, 0.3), firwin(2, 0.5), firwin(21, 0.3), firwin(22, 0.3),
    firwin(21, 0.37, "highpass"), firwin(31, [0.2, 0.45], "bandpass"), firwin(30, [0.2, 0.45], "bandpass"),
    firwin(31, [0.2, 0.45], "bandstop"), firwin(29, 0.6, False), firwin(33, [0.1, 0.3, 0.5], False),
    firwin(33, [0.1, 0.3, 0.5], "bandpass"), firwin(32, [0.15, 0.3, 0.7], True),
    firwin(35, [0.1, 0.25, 0.6, 0.8], "bandstop"), firwin(36, [0.1, 0.25, 0.6, 0.8], False),
    firwin(25, 0.3, scale=False), firwin(25, [0.2, 0.6], "bandpass", scale=False),
    firwin(25, 4000., window=("kaiser", 7.5), fs=44100), firwin(24, [300., 3400.], False, window="blackman", fs=8000),
    firwin(27, 0.4, window=("gaussian", 5.)), firwin(19, 0.4, "highpass", window=("chebwin", 60)),
    firwin(20, 0.25, window="hann"), firwin(23, 0.25, window=("tukey", 0.3)), firwin(17, 0.25, window="boxcar"),
    firwin(41, 0.3, width=0.2), firwin(24, 1000., width=400., fs=8000), firwin(25, 0.5, width=0.05),
    firwin(61, [0.3, 0.4], "bandpass", width=0.15),
])
out += table("Firwin2", ["Index numtaps;", "Values freq, gain;", "Firwin2Options options;", "Values taps;"], [
    firwin2(1, [0, 1], [1, 1]), firwin2(2, [0, 1], [1, 0]), firwin2(30, [0, 0.5, 1], [1, 1, 0]),
    firwin2(31, [0, 0.5, 1], [0.3, 1, 0.7]), firwin2(32, [0, 0.3, 0.3, 0.7, 1], [1, 1, 0, 0.5, 0]),
    firwin2(33, [0, 0.3, 0.3, 0.7, 0.7, 1], [0, 0, 1, 1, 2, 2]), firwin2(20, [0, 0.25, 0.5, 1], [0, 1, 0, 0], nfreqs=50),
    firwin2(21, [0, 1000, 3000, 4000], [1, 0.5, 2, 0], nfreqs=129, fs=8000), firwin2(16, [0, 0.5, 1], [1, 1, 0]),
    firwin2(17, [0, 0.5, 1], [0, 1, 0], antisymmetric=True), firwin2(18, [0, 0.5, 1], [0, 1, 1], antisymmetric=True),
    firwin2(24, [0, 0.4, 0.6, 1], [1, 1, 0, 0], window="hann"), firwin2(25, [0, 0.4, 0.6, 1], [1, 1, 0, 0], window=None),
    firwin2(25, [0, 0.5, 0.5, 1], [1, 1, 0, 0], window=("kaiser", 4.)),
    firwin2(23, [0, 0.5, 1], [0, 0.5, 0], antisymmetric=True, window=None, nfreqs=40),
])
out += table("Remez", ["Index numtaps;", "Values bands, desired, weight;", "RemezType type;",
                       "int grid_density;", "double fs;", "Values taps;"], [
    remez(n, [0, 0.1, 0.2, 0.5], [1, 0]) for n in (2, 3, 4, 5, 8, 11, 20, 21, 36, 57)] + [
    remez(31, [0, 0.1, 0.17, 0.5], [1, 0], weight=[1, 10]), remez(32, [0, 0.1, 0.17, 0.5], [1, 0], weight=[20, 1]),
    remez(33, [0, 0.2, 0.25, 0.5], [0, 1]), remez(32, [0, 0.2, 0.25, 0.45], [0, 1]),
    remez(32, [0, 0.2, 0.25, 0.5], [0, 1]), remez(41, [0, 0.1, 0.15, 0.3, 0.35, 0.5], [0, 1, 0]),
    remez(40, [0, 0.1, 0.15, 0.3, 0.35, 0.5], [0, 1, 0], weight=[5, 1, 2]),
    remez(45, [0, 0.1, 0.15, 0.3, 0.35, 0.5], [1, 0, 1]),
    remez(55, [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.5], [0, 1, 0, 0.5], weight=[10, 1, 3, 1]),
    remez(29, [0, 3000, 5000, 22050], [1, 0], fs=44100), remez(29, [0.05, 0.2, 0.3, 0.45], [1, 0]),
    remez(25, [0, 0.1, 0.2, 0.5], [1, 0], grid_density=4), remez(24, [0, 0.1, 0.2, 0.5], [1, 0], grid_density=40),
    remez(15, [0, 0, 0.3, 0.5], [1, 0]), remez(9, [0, 0.4], [1]),
    remez(21, [0.05, 0.45], [1], type="hilbert"), remez(22, [0.05, 0.5], [1], type="hilbert"),
    remez(31, [0.1, 0.2, 0.3, 0.4], [1, 0.2], type="hilbert", weight=[1, 4]),
    remez(20, [0, 0.4], [1], type="differentiator"), remez(21, [0, 0.4], [2 * np.pi], type="differentiator"),
    remez(24, [0, 0.2, 0.3, 0.5], [1, 0], type="differentiator"),
    remez(25, [0.01, 0.2, 0.3, 0.5], [3, 0], type="differentiator", weight=[2, 1]),
    remez(26, [0, 0.5], [1], type="differentiator"), remez(27, [0, 2000, 2400, 4000], [0, 1], fs=8000, weight=[3, 1]),
])
out += table("Savgol", ["Index window_length;", "int polyorder;", "SavgolCoeffsOptions options;", "Values taps;"], [
    savgol(1, 0), savgol(5, 2), savgol(5, 2, use="dot"), savgol(7, 3, deriv=1), savgol(7, 3, deriv=1, use="dot"),
    savgol(9, 4, deriv=2, delta=0.5), savgol(9, 4, deriv=3, delta=0.01), savgol(11, 2, pos=0), savgol(11, 3, pos=10),
    savgol(11, 4, pos=2.5, deriv=1), savgol(6, 2), savgol(8, 3, deriv=1), savgol(8, 5, pos=1), savgol(5, 4),
    savgol(4, 3, deriv=3), savgol(21, 6), savgol(31, 2, deriv=2, delta=2.0), savgol(5, 2, deriv=3), savgol(10, 0),
    savgol(15, 1, deriv=1),
])
out += "inline const Values noise = %s;\n\n" % numbers(noise)
out += table("Smoothed", ["Index samples;", "Index window_length;", "int polyorder;", "SavgolOptions options;",
                          "Values output;"], [
    smoothed(40, 7, 2, **options, **({} if mode is None else dict(mode=mode)))
    for mode in (None, "mirror", "constant", "nearest", "wrap") for options in ({}, dict(deriv=1, delta=0.1))] + [
    smoothed(40, 6, 3, mode=mode) for mode in ("interp", "mirror", "constant", "nearest", "wrap")] + [
    smoothed(3, 7, 2, mode=mode) for mode in ("mirror", "nearest", "wrap")] + [
    smoothed(5, 11, 3, mode="constant", cval=1.5), smoothed(1, 5, 2, mode="mirror"), smoothed(1, 4, 2, mode="wrap"),
    smoothed(2, 21, 2, mode="mirror"), smoothed(7, 7, 3), smoothed(8, 8, 3, deriv=2), smoothed(30, 11, 3, deriv=4),
    smoothed(30, 1, 0), smoothed(30, 15, 4, deriv=3, delta=2.0), smoothed(9, 2, 1),
])
out += "inline const Values taps = %s;\n" % numbers(signal.firwin(9, 0.4))
out += "inline const Values filtered = %s;\n" % numbers(signal.lfilter(signal.firwin(9, 0.4), 1, noise))
out += "\n} // namespace reference::fir\n\n#endif\n"
pathlib.Path(__file__).with_suffix(".hpp").write_text(out)
