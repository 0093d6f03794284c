# SPDX-License-Identifier: MIT
# Row 27b in numpy and scipy: short.py IN OUT
import sys

from scipy import signal
from scipy.io import wavfile

sys.path.insert(0, sys.path[0] + "/..")
from rows.filter import lfilter
from rows.level import faded, norm
from signals import SR, asig

sound = faded(norm(lfilter(asig(wavfile.read(sys.argv[1])[1]))))
print(signal.stft(sound, SR)[2].shape[1])
wavfile.write(sys.argv[2], SR, sound)
