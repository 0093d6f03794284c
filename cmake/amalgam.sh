#!/bin/sh
# SPDX-License-Identifier: MIT
# sh cmake/amalgam.sh FOLDER SOURCE...: writes pya_dsp.hpp and pya_dsp.cpp, all of pya::dsp in two files. The sources are
# those of the library, relative to the project; the target `amalgam` knows them.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
folder=$1
shift
mkdir -p "$folder"
had=$folder/had.txt
: >"$had"
join() { awk -v root="$root" -v had="$had" -f "$root/cmake/amalgam.awk" "$@"; }

{
    cat <<'EOF'
// pya::dsp in two files, pya_dsp.hpp and pya_dsp.cpp, made from the sources of pya.
// They need C++20, Eigen 3.4, libsamplerate and threads:
//     c++ -std=c++20 -O3 -ffp-contract=off -fno-math-errno -I/usr/include/eigen3 -c pya_dsp.cpp
// With -DPYA_FFT_FFTW, FFTW takes the place of the engine for Fourier transforms that is in here; programs are then under
// its licence, the GPL.
#ifndef PYA_STATIC
#define PYA_STATIC
#endif
EOF
    join include/pya/dsp.hpp include/pya/license.hpp include/pya/log.hpp include/pya/version.hpp
} >"$folder/pya_dsp.hpp"
{
    echo '#include "pya_dsp.hpp"'
    join "$@"
} >"$folder/pya_dsp.cpp"
rm "$had"
