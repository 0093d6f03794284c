# SPDX-License-Identifier: MIT
"""Writes windows.hpp: windows as scipy.signal.get_window makes them. Run in this folder: python3 windows.py"""
import numpy as np
import scipy
from scipy.signal import get_window

NONE = ['barthann', 'bartlett', 'blackman', 'blackmanharris', 'bohman', 'boxcar', 'cosine', 'exponential', 'flattop',
        'hamming', 'hann', 'lanczos', 'nuttall', 'parzen', 'taylor', 'triang', 'tukey']
SOME = [('chebwin', 70.0), ('chebwin', 30.0), ('dpss', 1.7), ('exponential', np.nan, 2.5), ('gaussian', 2.2),
        ('general_cosine', 1.0, 0.3, 0.2), ('general_gaussian', 1.5, 3.0), ('general_hamming', 0.6), ('kaiser', 0.5),
        ('kaiser', 30.0), ('kbd', 6.0), ('taylor', 6.0, 40.0), ('taylor', 3.0, 25.0, 0.0), ('tukey', 0.1),
        ('tukey', 0.8)]


def scipy_args(window):
    name, *params = window
    if name == 'general_cosine':
        return name, params
    if name == 'taylor':
        params[0] = int(params[0])
    return (name, *(None if p != p else p for p in params))


lines = []
for window in [(name,) for name in NONE] + SOME:
    for n in (2, 9, 12):
        for fftbins in (True, False):
            if window[0] == 'kbd' and (fftbins or n % 2) or window[0] == 'dpss' and n < 4:
                continue
            w = get_window(window[0] if len(window) == 1 else scipy_args(window), n, fftbins)
            params = ', '.join('NAN' if p != p else repr(p) for p in window[1:])
            samples = ', '.join(repr(float(f'{x:.15g}')) for x in w)
            lines.append(f'    {{"{window[0]}", {{{params}}}, {n}, {str(fftbins).lower()}, {{{samples}}}}},')

with open('windows.hpp', 'w') as out:
    out.write(f'''// SPDX-License-Identifier: MIT
// Made by windows.py with scipy {scipy.__version__}.
// clang-format off
#ifndef PYA_TESTS_REFERENCE_WINDOWS_HPP
#define PYA_TESTS_REFERENCE_WINDOWS_HPP

#include <cmath>
#include <string>
#include <vector>

struct WindowCase {{
    std::string name;
    std::vector<double> params;
    int n;
    bool fftbins;
    std::vector<double> samples;
}};

inline const std::vector<WindowCase> window_cases{{
''' + '\n'.join(lines) + '\n};\n')
    out.write('\n#endif\n')
