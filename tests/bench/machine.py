# SPDX-License-Identifier: MIT
"""What the table was made on and with."""
import datetime
import os
import platform
import re
import subprocess

import numpy
import scipy

PACKAGES = {"Eigen": "eigen3", "FFTW": "fftw3", "libsndfile": "sndfile", "libsamplerate": "samplerate",
            "soxr": "soxr", "aubio": "aubio", "STK": "stk", "mpg123": "libmpg123"}


def output(*command):
    """The first line that a program prints, or nothing."""
    try:
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    except FileNotFoundError:
        return ""
    return run.stdout.partition("\n")[0] if run.returncode == 0 else ""


def line(path, pattern=".*"):
    """What a pattern finds in a file, or nothing."""
    try:
        with open(path) as file:
            found = re.search(pattern, file.read(), re.MULTILINE)
    except FileNotFoundError:
        return ""
    return found[found.lastindex or 0] if found else ""


def describe(build, pya):
    """Lines about the machine, the versions and the flags."""
    def cache(name):
        return line(os.path.join(build, "../../CMakeCache.txt"), f"^{name}(?:-ADVANCED)?:[A-Z]+=(.*)$")

    governor = line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor") or "not known"
    memory = int(line("/proc/meminfo", r"MemTotal:\s*(\d+)")) / 2 ** 20
    versions = [output(cache("CMAKE_CXX_COMPILER"), "--version")]
    versions += [f"{name} {version}" for name, package in PACKAGES.items()
                 if (version := output("pkg-config", "--modversion", package))]
    versions += [f"Python {platform.python_version()}", f"numpy {numpy.__version__}", f"scipy {scipy.__version__}"]
    if pya:
        versions.append(f"pya {output('git', '-C', pya, 'describe', '--tags') or 'of a checkout'}")
    flags = " ".join(filter(None, map(cache, ("CMAKE_CXX_FLAGS", "CMAKE_CXX_FLAGS_RELEASE"))))
    here = os.path.dirname(os.path.abspath(__file__))
    return [
        f"- Date: {datetime.date.today()}, at {output('git', '-C', here, 'describe', '--always', '--dirty')}",
        f"- Machine: {line('/proc/cpuinfo', 'model name.*: (.*)')} (family {line('/proc/cpuinfo', 'cpu family.*: (.*)')},"
        f" model {line('/proc/cpuinfo', '^model.*: ([0-9]+)$')}), {os.cpu_count()} cores, {memory:.0f} GiB, governor"
        f" {governor}, load {os.getloadavg()[0]:.1f} at the start",
        f"- System: {platform.system()} {platform.release()}, {line('/etc/os-release', 'PRETTY_NAME=.(.*).$')}",
        f"- Versions: {', '.join(filter(None, versions))}",
        f"- Flags: ours {flags} (the kernels -O3, a variant for each instruction set), peers -O3 -march=native",
    ]
