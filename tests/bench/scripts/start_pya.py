# SPDX-License-Identifier: MIT
# Row 27a in pya.
import os
import sys

sys.path.insert(0, os.environ["PYA_PYTHON_CHECKOUT"])
from pya import Ugen

print(Ugen().sine(440.3, n_rows=64).sig[1])
