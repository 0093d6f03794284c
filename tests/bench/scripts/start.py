# SPDX-License-Identifier: MIT
# Row 27a in numpy and scipy.
import numpy
import scipy.signal

print(numpy.sin(2 * numpy.pi * 440.3 * numpy.arange(64) / 44100).astype(numpy.float32)[1])
