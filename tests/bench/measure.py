# SPDX-License-Identifier: MIT
"""Runs one side of a row: a benchmark program, a call in Python, or a whole process."""
import ctypes
import json
import math
import multiprocessing
import os
import re
import resource
import subprocess
import sys
import time
from typing import NamedTuple

ENDING = "(/iterations:1)?(/repeats:1)?/process_time(/real_time)?$"  # what Google Benchmark adds to a name
HERE = os.path.dirname(os.path.abspath(__file__))


# With these glibc's malloc keeps what is freed, in huge pages, as the library's pool does; and the same as calls.
KEPT = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": str(1 << 40), "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
M_TRIM_THRESHOLD, M_MMAP_MAX = -1, -4


class Run(NamedTuple):
    ms: float
    megabytes: float | None = None  # peak of the process


def benchmarks(program, pattern, seconds, kept=False):
    """The fastest repetition of each benchmark whose whole name matches; malloc keeps memory or doesn't."""
    run = subprocess.run([program, f"--benchmark_filter=^{pattern}{ENDING}",
                          f"--benchmark_min_time={seconds / 5}", "--benchmark_repetitions=5",
                          "--benchmark_format=json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True,
                         env=dict(os.environ, PYA_BENCH_DIR=".", **(KEPT if kept else {})))
    found = {}
    for one in json.loads(run.stdout or '{"benchmarks": []}')["benchmarks"]:
        name = re.sub(ENDING, "", one["run_name"])
        ms = one["real_time" if one["run_name"].endswith("real_time") else "cpu_time"]
        if one["run_type"] == "iteration" and (name not in found or ms < found[name].ms):
            found[name] = Run(ms, one["peak_MB"])
    return found


def in_child(function):
    """function() in a forked process, which gives all of its memory back."""
    receiver, sender = multiprocessing.Pipe(False)
    child = multiprocessing.get_context("fork").Process(target=lambda: sender.send(function()))
    child.start()
    sender.close()
    try:
        return receiver.recv()
    except EOFError:
        sys.exit("The Python side failed; see above.")
    finally:
        child.join()


def processor_time():
    """Of this process and of those that it started and waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def python_call(prepare, seconds, once, kept=False):
    """The fastest call of prepare()() but the first, or the first if it is made once, in a process of its own, whose
    malloc keeps memory or doesn't."""
    def timed():
        if kept:
            malloc = ctypes.CDLL(None)
            malloc.mallopt(M_MMAP_MAX, 0)
            malloc.mallopt(M_TRIM_THRESHOLD, -1)
        call = prepare()
        with open("/proc/self/clear_refs", "w") as peak:
            peak.write("5")  # forgets the peak up to now
        if not once:
            call()
        best, stop = math.inf, processor_time() + seconds
        while True:
            start = processor_time()
            call()
            end = processor_time()
            best = min(best, end - start)
            if once or end > stop:
                break
        with open("/proc/self/status") as status:
            peak = int(re.search(r"VmHWM:\s*(\d+)", status.read())[1])
        return Run(best * 1e3, peak / 1024)
    return in_child(timed)


def process(command, count):
    """Wall time and processor time of the fastest run."""
    run = subprocess.run([sys.executable, "-S", os.path.join(HERE, "launch.py"), str(count), *command], check=True,
                         stdout=subprocess.PIPE, text=True)
    wall, processor, megabytes = map(float, run.stdout.split())
    return Run(wall, megabytes), Run(processor, megabytes)
