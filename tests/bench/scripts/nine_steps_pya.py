# SPDX-License-Identifier: MIT
# Row 27c in pya: nine_steps_pya.py IN OUT
import os
import sys

sys.path.insert(0, os.environ["PYA_PYTHON_CHECKOUT"])
from pya import Asig

sound = Asig(sys.argv[1]).remove_DC().iirfilter([300, 3000]).norm().fade_in(0.1).fade_out(0.1)
print(len(sound.find_events(sil_thr=-35)._["events"]), sound.to_mfcc().nframes)
sound.save_wavfile(sys.argv[2])
