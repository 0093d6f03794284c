#!/bin/sh
# SPDX-License-Identifier: MIT
# use.sh [PREFIX]: uses the library that is installed there, or in the system, by CMake, pkg-config and the tools.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
if [ $# -gt 0 ]; then
    PATH=$1/bin:$PATH
    PKG_CONFIG_PATH=$(dirname "$(find "$1" -name pya.pc)")
    export PATH PKG_CONFIG_PATH
fi

cmake -S "$here" -B build -G Ninja ${1:+"-DCMAKE_PREFIX_PATH=$1"} >/dev/null
cmake --build build
ctest --test-dir build --output-on-failure

compile() { ${CXX:-c++} -std=c++20 -Wall -Wextra -Werror "$here/$1.cpp" -o "$1" $(pkg-config --cflags --libs $3 "$2"); }
for linking in "" --static; do
    compile signals pya "$linking"
    compile values pya "$linking"
    compile kernels pya-dsp "$linking"
    for program in signals values kernels; do
        LD_LIBRARY_PATH=${PKG_CONFIG_PATH:+$(dirname "$PKG_CONFIG_PATH")} ./$program
    done
done

# A program has only what it uses of a static library.
if [ -n "$(find "${1:-/usr/lib}" -name libpya.a)" ]; then
    strip signals
    [ "$(wc -c <signals)" -lt 500000 ]
fi

XDG_CACHE_HOME=$work pya-run "$here/signals.cpp"
XDG_CACHE_HOME=$work pya-run "$here/kernels.cpp"
pya-run --version
LD_LIBRARY_PATH=${PKG_CONFIG_PATH:+$(dirname "$PKG_CONFIG_PATH")} pya-features --features centroid,loudness,tempo "$here/../../examples/data/sentence.flac" | grep -q '^path,.*,tempo$'
