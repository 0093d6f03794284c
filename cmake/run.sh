#!/bin/sh
# SPDX-License-Identifier: MIT
# sh cmake/run.sh demo   installs what is missing, builds, and runs the main job on the recording that ships here
# sh cmake/run.sh test   installs what is missing, builds, and runs all tests
# Both may be run again at any time. PYA_BUILD_DIR names another build folder than build/release.
set -eu

say() { printf '==> %s\n' "$*"; }
stop() {
    printf 'pya: %s\n' "$*" >&2
    exit 1
}

case "${1:-}" in
demo | test) job=$1 ;;
*) stop "usage: sh cmake/run.sh demo|test" ;;
esac
shift

root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
build=${PYA_BUILD_DIR:-build/release}

packages="g++ cmake ninja-build ccache pkg-config libeigen3-dev libsamplerate0-dev libsndfile1-dev libfftw3-dev
          portaudio19-dev libboost-dev gnuplot-nox"
[ "$job" = test ] && packages="$packages catch2 nlohmann-json3-dev libpng-dev jackd2"

missing=
for package in $packages; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing="$missing $package"
done
if [ -n "$missing" ]; then
    command -v apt-get >/dev/null || stop "these packages are missing and apt-get is not here to install them:$missing"
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || stop "run as root, or install by hand:$missing"
        as_root=sudo
    fi
    say "Installing$missing"
    $as_root apt-get update -qq || stop "apt-get update failed; is the network there?"
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq \
        --no-install-recommends $missing >/dev/null || stop "could not install:$missing"
fi

tests=OFF
[ "$job" = test ] && tests=ON
say "Building in $build"
cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER_LAUNCHER=ccache \
    -DPYA_BUILD_TESTS=$tests -DPYA_TEST_BATCH=12 ${PYA_CMAKE_ARGS:-} >"${TMPDIR:-/tmp}/pya-configure.$$" 2>&1 || {
    cat "${TMPDIR:-/tmp}/pya-configure.$$" >&2
    rm -f "${TMPDIR:-/tmp}/pya-configure.$$"
    stop "cmake could not configure the build"
}
rm -f "${TMPDIR:-/tmp}/pya-configure.$$"
cmake --build "$build" || stop "the build failed"

if [ "$job" = test ]; then
    say "Testing"
    ctest --test-dir "$build" --output-on-failure -j2 || stop "some tests failed"
    say "All tests passed"
else
    say "Running the demo: examples/quickstart.cpp on ${1:-the recording that ships with the project}"
    "$build/examples/quickstart" "$@" || stop "the demo failed"
    say "Done"
fi
