# SPDX-License-Identifier: MIT
"""python3 read_hdf5.py PROGRAM: reads the table that PROGRAM makes with h5py, which knows nothing of pya. Exits with 77 if
there is no h5py."""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time

try:
    import h5py
    import numpy as np
except ImportError:
    print("Skipped: there is no h5py.")
    sys.exit(77)


def made(*options):
    shutil.rmtree(out, ignore_errors=True)
    subprocess.run([sys.argv[1], folder, "--format", "csv,hdf5", *options], check=True)
    with open(os.path.join(out, "table.h5"), "rb") as file:
        return file.read()


with tempfile.TemporaryDirectory() as folder:
    out = os.path.join(folder, "out")
    first = made("--threads", "1")
    time.sleep(1.1)  # the file has no times, which are in seconds
    assert made("--threads", "4", "--per-shard", "7") == first
    with open(os.path.join(out, "table.csv"), encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    with h5py.File(os.path.join(out, "table.h5")) as file:
        assert sorted(file) == ["columns", "path", "values"]
        paths, columns, values = file["path"].asstr()[:], file["columns"].asstr()[:], file["values"][:]
        assert h5py.check_string_dtype(file["path"].dtype).encoding == "utf-8"
        assert file["values"].dtype == np.dtype("<f8")
    assert ["path", *columns] == header
    assert list(paths) == [line[0] for line in lines]
    np.testing.assert_array_equal(values, np.array([[float(x) for x in line[1:]] for line in lines]))
    assert np.isnan(values[:, 1]).all() and np.isinf(values[:, 2]).any()
    print(len(paths), "rows of", len(columns), "columns are those of table.csv; the last:")
    print(paths[-1], dict(zip(columns[:5], values[-1])))
