# SPDX-License-Identifier: MIT
"""What it costs to use the library at all: compile time of a short script, size of the program."""
import json
import os
import shutil
import subprocess

import numpy
import scipy

from measure import HERE, Run, process
from row import UseRow


def compile_time(tools, source):
    """In processor time, with the build's own flags for a script and without its compiler cache."""
    with open(os.path.join(tools.build, "../../compile_commands.json")) as file:
        (command,) = [entry["command"] for entry in json.load(file)
                      if entry["file"].endswith("bench/scripts/short.cpp")]
    words = [word for word in command.split() if os.path.basename(word) != "ccache"]
    flags = [word for word in words[:words.index("-o")] if not word.startswith("-M") and not word.endswith(".d")]
    return process([*(flag for flag in flags if not flag.endswith(".o")), "-o", "compiled.o", "-c", source], 1)[1]


def header_alone(header):
    def run(tools):
        with open("alone.cpp", "w") as file:
            file.write(f"#include <{header}>\nint main() {{}}\n")
        return compile_time(tools, "alone.cpp")
    return run


def size(path):
    return Run(os.path.getsize(path) / 1e6)


def program(tools):
    return os.path.join(tools.build, "pya_bench_short")


def stripped(tools):
    shutil.copy(program(tools), "stripped")
    subprocess.run(["strip", "stripped"], check=True)
    return size("stripped")


def packages(_):
    return Run(sum(os.path.getsize(os.path.join(folder, file)) / 1e6
                   for module in (numpy, scipy) for folder, _, files in os.walk(os.path.dirname(module.__file__))
                   for file in files if not file.endswith(".pyc")))


ROWS = [
    UseRow("compile", "compiling the script of 27b, which includes pya/pya.hpp",
           lambda tools: compile_time(tools, os.path.join(HERE, "scripts/short.cpp")),
           peer=("Eigen/Core alone", header_alone("Eigen/Core"))),
    UseRow("compile/include", "compiling nothing but the include of pya/pya.hpp", header_alone("pya/pya.hpp"),
           peer=("Eigen/Core alone", header_alone("Eigen/Core"))),
    UseRow("compile/leaves", "compiling nothing but the include of all leaves, pya/dsp/leaf.hpp",
           header_alone("pya/dsp/leaf.hpp"), peer=("Eigen/Core alone", header_alone("Eigen/Core"))),
    UseRow("size", "the program of 27b, linked with the static library (Python: numpy and scipy)",
           lambda tools: size(program(tools)), packages, unit="MB"),
    UseRow("size/stripped", "the same, stripped", stripped, packages, unit="MB"),
]
