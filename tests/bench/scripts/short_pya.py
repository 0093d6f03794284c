# SPDX-License-Identifier: MIT
# Row 27b in pya: short_pya.py IN OUT
import os
import sys

sys.path.insert(0, os.environ["PYA_PYTHON_CHECKOUT"])
from pya import Asig

sound = Asig(sys.argv[1]).iirfilter([300, 3000]).norm().fade_in(0.1).fade_out(0.1)
print(sound.to_stft().stft.shape[1])
sound.save_wavfile(sys.argv[2])
