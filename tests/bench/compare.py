#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Measures the library beside Python and the installed C++ libraries, in turns, and prints one Markdown table.

    compare.py [--build build/bench/tests/bench] [--rounds 3] [--seconds 0.05] [--longest 40] [--all] [--into FILE]
               [row ...]

Python is pya itself where PYA_PYTHON_CHECKOUT names a checkout of it, otherwise numpy and scipy doing what pya does,
copies of the signal included, without the cost of its objects. Where PYA_LIBROSA_CHECKOUT names a checkout of librosa,
that is a peer of the rows with its features. docs/performance.md says how to read the table.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"
import machine
import table
from measure import HERE
from row import Row, Tools
from rows import ROWS

PACKAGES = {"FFTW": "libfftw3-dev", "STK": "libstk-dev", "aubio": "libaubio-dev", "ebur128": "libebur128-dev",
            "libsamplerate": "libsamplerate0-dev", "libsndfile": "libsndfile1-dev", "liquid": "libliquid-dev",
            "mpg123": "libmpg123-dev", "soxr": "libsoxr-dev", "zita-convolver": "libzita-convolver-dev",
            "zita-resampler": "libzita-resampler-dev"}


def import_pya():
    sys.path.insert(0, os.environ["PYA_PYTHON_CHECKOUT"])
    import pya
    return pya


def import_librosa():
    sys.path.insert(0, os.environ["PYA_LIBROSA_CHECKOUT"])
    import librosa
    return librosa


def left_out(tools, rows):
    """What the table lacks, and why."""
    if tools.peers is None:
        yield "all C++ peers but sox: pya_bench_peers is not built"
    else:
        built = subprocess.run([tools.peers, "--benchmark_list_tests"], stdout=subprocess.PIPE, text=True).stdout
        for peer, package in PACKAGES.items():
            if f"@{peer}" not in built:
                yield f"{peer}: {package} was not installed when the peers were built"
    if not tools.sox:
        yield "sox: not installed"
    if tools.pya is None:
        yield "pya itself: PYA_PYTHON_CHECKOUT is not set, so numpy and scipy stand for it"
    elif without := [row.name for row in rows if isinstance(row, Row) and row.pya is None]:
        yield f"pya itself in {', '.join(without)}: it has no call for that alone, so numpy and scipy stand for it"
    if tools.librosa is None:
        yield "librosa: PYA_LIBROSA_CHECKOUT is not set"
    yield "KFR, miniaudio, dr_wav, minimp3, libmvec: not in Debian, or not as a library; an anchor names them"
    if slow := [row.name for row in ROWS if row.slow and row not in rows]:
        yield f"rows {', '.join(slow)}: too slow in Python, unless named or with --all"


def insert(text, path):
    """Puts text in place of what stands between two lines <!-- table -->."""
    with open(path) as file:
        before, _, after = file.read().split("<!-- table -->\n")
    with open(path, "w") as file:
        file.write(f"{before}<!-- table -->\n{text}\n<!-- table -->\n{after}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=os.path.join(HERE, "../../build/bench/tests/bench"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=0.05, help="of each side in a round, at least a call")
    parser.add_argument("--longest", type=float, default=40, help="seconds, after which a row begins no other round")
    parser.add_argument("--all", action="store_true", help="slow rows too")
    parser.add_argument("--into", help="a file whose lines between two lines <!-- table --> are replaced, too")
    parser.add_argument("rows", nargs="*", help="beginnings of names; all by default")
    options = parser.parse_args()

    build, checkout = os.path.abspath(options.build), os.environ.get("PYA_PYTHON_CHECKOUT")
    peers = os.path.join(build, "peers/pya_bench_peers")
    tools = Tools(build, peers if os.path.exists(peers) else None, import_pya if checkout else None,
                  import_librosa if "PYA_LIBROSA_CHECKOUT" in os.environ else None,
                  shutil.which("sox") is not None, options.seconds)
    rows = [row for row in ROWS if row.name.startswith(tuple(options.rows or [""]))
            and (not row.slow or options.all or row.name in options.rows)]

    lines = []

    def say(text):
        print(text, flush=True)
        lines.append(text)

    into = options.into and os.path.abspath(options.into)
    say("\n".join(machine.describe(build, checkout)))
    say(f"- Rounds: {options.rounds} of {options.seconds} s a side, or fewer of a row that takes more than {options.longest:g} s\n")
    say(table.head("pya" if checkout else "scipy"))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for row in rows:
            rounds, stop = [], time.monotonic() + options.longest
            while not rounds or len(rounds) < options.rounds and time.monotonic() < stop:
                rounds.append(row.run(tools))
            say(table.line(row, rounds, row.errors()))
            for file in os.listdir():
                if file.endswith(".raw"):
                    os.remove(file)
        os.chdir(HERE)
    say("\nLeft out:\n\n" + "\n".join(f"- {reason}" for reason in left_out(tools, rows)))
    if into:
        insert("\n".join(lines), into)


if __name__ == "__main__":
    main()
