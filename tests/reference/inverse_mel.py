# SPDX-License-Identifier: MIT
"""Writes inverse_mel.hpp: how well non-negative least squares fit, by scipy.optimize.nnls.
Run in this folder: python3 inverse_mel.py"""
import pathlib

import numpy as np
from scipy.optimize import nnls

SR, NFFT, N_MELS = 8000, 256, 12


def filters():
    """Slaney's filters, of which all corners lie on the linear part of the scale and on the logarithmic one."""
    def to_hz(mel):
        return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))

    corners = to_hz(np.linspace(0, 15 + 27 * np.log(SR / 2000) / np.log(6.4), N_MELS + 2))
    f = np.arange(NFFT // 2 + 1) * SR / NFFT
    rows = []
    for low, mid, high in zip(corners, corners[1:], corners[2:]):
        triangle = np.minimum((f - low) / (mid - low), (high - f) / (high - mid))
        rows.append(np.maximum(0, triangle) * 2 / (high - low))
    return np.array(rows)


a = filters()
rng = np.random.default_rng(5)
possible = np.round((a @ (rng.uniform(0, 30, (NFFT // 2 + 1, 3)) ** 2)).T, 6)  # spectra that there are
impossible = np.round(rng.uniform(0, 1, (3, N_MELS)) ** 6, 6)  # no sound has such mel spectra
residuals = [nnls(a, frame, maxiter=100000)[1] for frame in (*possible, *impossible)]
tables = {"possible": possible.ravel(), "impossible": impossible.ravel(), "residuals": residuals}
body = "".join(f"inline const std::vector<double> {name} = {{{', '.join(f'{v:.12g}' for v in values)}}};\n"
               for name, values in tables.items())
text = f"""// SPDX-License-Identifier: MIT
// Written by inverse_mel.py. Frames x 12: frame by frame.
// clang-format off
#ifndef PYA_TESTS_REFERENCE_INVERSE_MEL_HPP
#define PYA_TESTS_REFERENCE_INVERSE_MEL_HPP

#include <vector>

namespace inverse_mel_reference {{

{body}
}} // namespace inverse_mel_reference

#endif
"""
pathlib.Path(__file__).with_suffix(".hpp").write_text(text)
