#!/bin/sh
# SPDX-License-Identifier: MIT
# leaf.sh: tests that a leaf can be used by copying its header. It copies biquad.hpp into an empty folder and compiles a
# program with it, by each compiler that is installed, as for a microcontroller: without exceptions and without run-time
# types.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/leaf.cpp" "$here/../../include/pya/dsp/leaf/biquad.hpp" "$work"
cd "$work"

for compiler in ${CXX:-c++} g++ clang++; do
    command -v "$compiler" >/dev/null || continue
    for flags in "" "-O2 -fno-exceptions -fno-rtti"; do
        $compiler -std=c++20 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wdouble-promotion -Werror $flags leaf.cpp -o leaf
        ./leaf
    done
    echo "$compiler: a leaf alone compiles and filters"
done
