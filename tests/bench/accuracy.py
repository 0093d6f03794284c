# SPDX-License-Identifier: MIT
"""How far results lie from a reference in double: the largest difference relative to the largest value."""
import glob
import os
import re

import numpy as np
from scipy.io import wavfile

from measure import in_child
from signals import in_double


def raw(file, reference):
    """The numbers that a program left, of whichever precision gives as many as the reference has."""
    types = [np.complex64, np.complex128] if np.iscomplexobj(reference) else [np.float32, np.float64]
    count = os.path.getsize(file)
    return np.fromfile(file, min(types, key=lambda t: abs(count / t().itemsize - reference.size)))


def error(result, reference, ends=0):
    """None where the two can't be compared."""
    result = np.asarray(result).ravel(order="F")
    if abs(len(result) - len(reference)) > 1 + len(reference) // 1000:
        return None
    n = min(len(result), len(reference))
    inside = slice(ends, n - ends)
    return float(np.max(np.abs(result[inside] - reference[inside])) / np.max(np.abs(reference)))


def in_full(function):
    """function() in double."""
    with in_double():
        return np.asarray(function()).ravel(order="F")


def call_errors(row):
    """Of "ours", "python" and the peers of a Row, as far as they left results."""
    def compute():
        reference = in_full(lambda: (row.exact or row.call)(*row.prepare()))
        if row.files:
            sides = {side: row.files(side) for side in ("ours", "python")}
        else:
            file = row.name.replace("/", "-")
            sides = {"ours": raw(f"{file}.raw", reference), "python": row.call(*row.prepare())}
            for peer in row.names():
                for found in glob.glob(f"{peer.replace('/', '-')}@*.raw"):
                    if os.path.getsize(found):
                        sides[re.search("@(.*)[.]raw", found)[1]] = raw(found, reference)
        return {side: error(result, reference, row.ends) for side, result in sides.items()}
    return in_child(compute)


def process_errors(row):
    """Of what the processes of a ProcessRow wrote."""
    def compute():
        reference = in_full(row.exact)
        return {side: error(wavfile.read(f"{side}.wav")[1], reference) for side in ("ours", "python")}
    return in_child(compute)
