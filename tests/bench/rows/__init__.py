# SPDX-License-Identifier: MIT
"""All rows, in their order. The numbers of the first bar and the anchors were measured once, pya 0.5.2 and the best
C++ peer after one another, on two cores of an Intel Sapphire Rapids."""
from rows import (agen, effect, files, filter, generate, grains, level, loudness, notes, pitch, process, rhythm,
                  separate, server, short, spatial, spectra, stream, use)

ROOMS = (level, grains, generate, filter, spectra, loudness, files, server, process, pitch, rhythm, effect, separate,
         spatial, agen, notes, stream, short)
ROWS = sorted((row for room in ROOMS for row in room.ROWS), key=lambda row: row.name[:2]) + use.ROWS
