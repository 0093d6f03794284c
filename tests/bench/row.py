# SPDX-License-Identifier: MIT
"""The kinds of rows.

Each has name, workload, ratio (the first bar: this many times as fast as pya), anchor (and not slower than the best
peer, here as measured once on another machine), slow (only by name or with --all), judged (by the first bar and the
peers), run(), which measures every side once, and errors().
"""
import dataclasses
import functools
import itertools
import os
from collections.abc import Callable

import numpy as np
from scipy.io import wavfile

from accuracy import call_errors, process_errors
from measure import HERE, Run, benchmarks, process, python_call
from signals import SR


@dataclasses.dataclass
class Tools:
    """What the rows are measured with."""
    build: str  # the folder of pya_bench
    peers: str | None  # pya_bench_peers
    pya: Callable | None  # imports pya
    librosa: Callable | None  # imports librosa
    sox: bool
    seconds: float  # of each side in a round


@dataclasses.dataclass
class Runs:
    ours: Run
    python: Run | None
    peers: dict[str, Run]
    # The same with a malloc that gives memory back, where that was measured.
    fresh_python: Run | None = None
    fresh_peers: dict[str, Run] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Row:
    """A call that pya_bench has under the same name, and pya_bench_peers under name@peer, where a name without its
    parts after a slash stands for all of its rows."""
    name: str
    workload: str
    prepare: Callable  # () -> arguments of call
    call: Callable  # what Python's pya does, in numpy and scipy, without the cost of its objects
    pya: Callable | None = None  # pya itself: (module, *arguments) -> a function of nothing to time
    ratio: float | None = None
    anchor: str = ""
    exact: Callable | None = None  # the result in double, where that is not what call gives in double
    ends: int = 0  # values at either end that are not compared
    compared: bool = True
    files: Callable | None = None  # reads what a side wrote, where the result is a file
    once: bool = False  # the first call of a process is what counts
    slow: bool = False
    librosa: Callable | None = None  # (module, *arguments) -> a function of nothing to time: a peer
    unit = "ms"
    judged = True

    def names(self):
        """That of the row, and those that stand for it."""
        return list(itertools.accumulate(self.name.split("/"), "{}/{}".format))

    def python_side(self, tools):
        args = self.prepare()
        return self.pya(tools.pya(), *args) if tools.pya and self.pya else functools.partial(self.call, *args)

    def run(self, tools):
        ours = benchmarks(os.path.join(tools.build, "pya_bench"), self.name, tools.seconds)[self.name]
        kept, fresh = ((self.python_run(tools, keeps), self.peer_runs(tools, keeps)) for keeps in (True, False))
        return Runs(ours, *kept, *fresh)

    def python_run(self, tools, kept):
        return python_call(lambda: self.python_side(tools), tools.seconds, self.once, kept)

    def peer_runs(self, tools, kept):
        found = {}
        if tools.peers:
            found = benchmarks(tools.peers, f"({'|'.join(self.names())})@.*", tools.seconds, kept)
        peers = {name.split("@")[1]: run for name, run in found.items()}
        if tools.librosa and self.librosa:
            peers["librosa"] = python_call(
                lambda: self.librosa(tools.librosa(), *self.prepare()), tools.seconds, self.once, kept)
        return peers

    def errors(self):
        return call_errors(self) if self.compared else {}


def with_threads(row, ratio=None):
    """The row, and the same of two threads."""
    return row, dataclasses.replace(row, name=f"{row.name}/threads", ratio=ratio or row.ratio,
                                    workload="the same, two threads, wall time")


def on(method):
    """A Row.pya that calls method on the arguments as signals."""
    return lambda pya, *args: functools.partial(
        method, *[pya.Asig(a, SR) if isinstance(a, np.ndarray) else a for a in args])


@dataclasses.dataclass(frozen=True)
class ProcessRow:
    """A whole process, in wall time: pya_bench_<script>, scripts/<script>.py or scripts/<script>_pya.py, each with
    the names of a file to read and one to write, and sox."""
    name: str
    workload: str
    script: str
    ratio: float
    anchor: str
    sox: tuple
    sound: Callable | None = None  # what the file holds
    exact: Callable | None = None  # what the other file should hold
    slow = False
    unit = "ms"
    judged = True

    def run(self, tools):
        if self.sound:
            wavfile.write("in.wav", SR, self.sound())
        script = f"{self.script}_pya.py" if tools.pya else f"{self.script}.py"
        sides = {"ours": [os.path.join(tools.build, f"pya_bench_{self.script}"), "in.wav", "ours.wav"],
                 "python": ["/usr/bin/python3", os.path.join(HERE, "scripts", script), "in.wav", "python.wav"]}
        if tools.sox:
            sides["sox"] = ["sox", "-V1", *self.sox]
        wall = {side: process(command, 3)[0] for side, command in sides.items()}
        return Runs(wall.pop("ours"), wall.pop("python"), wall)

    def errors(self):
        return process_errors(self) if self.exact else {}


@dataclasses.dataclass(frozen=True)
class UseRow:
    """A figure of the built programs rather than a time to run."""
    name: str
    workload: str
    ours: Callable  # (tools) -> Run
    python: Callable | None = None
    peer: tuple[str, Callable] | None = None
    unit: str = "ms"
    ratio = None
    anchor = ""
    slow = False
    judged = False

    def run(self, tools):
        return Runs(self.ours(tools), self.python and self.python(tools),
                    {self.peer[0]: self.peer[1](tools)} if self.peer else {})

    def errors(self):
        return {}
