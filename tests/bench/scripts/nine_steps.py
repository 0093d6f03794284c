# SPDX-License-Identifier: MIT
# Row 27c in numpy and scipy: nine_steps.py IN OUT
import sys

import numpy as np
from scipy.io import wavfile

sys.path.insert(0, sys.path[0] + "/..")
from rows.filter import lfilter
from rows.grains import find_events
from rows.level import faded, norm
from rows.spectra import mfcc
from signals import SR, asig

sound = asig(wavfile.read(sys.argv[1])[1])
sound = faded(norm(lfilter(asig(sound - np.mean(sound)))))
print(len(find_events(sound)), mfcc(sound).shape[1])
wavfile.write(sys.argv[2], SR, sound)
