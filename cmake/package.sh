#!/bin/sh
# SPDX-License-Identifier: MIT
# sh cmake/package.sh         builds the Debian packages in build/deb
# sh cmake/package.sh test    then checks them with lintian, installs, uses and removes them; not root: uses them
#                             from a folder
# PYA_CMAKE_ARGS adds options, for example -DPYA_FFT=builtin.
set -eu

cd "$(dirname "$0")/.."
build=build/deb
html=OFF # the reference, where Doxygen is there
command -v doxygen >/dev/null && html=ON
cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER_LAUNCHER=ccache \
    -DBUILD_SHARED_LIBS=ON -DPYA_DEBIAN=ON -DPYA_BUILD_DOCS=$html -DPYA_BUILD_TESTS=OFF -DPYA_BUILD_EXAMPLES=OFF \
    -DCMAKE_INSTALL_PREFIX=/usr -DCMAKE_INSTALL_DOCDIR=share/doc/pya-doc -DCMAKE_SKIP_INSTALL_RPATH=ON \
    -DCMAKE_SHARED_LINKER_FLAGS=-Wl,-z,relro,-z,now ${PYA_CMAKE_ARGS:-} >/dev/null
cmake --build "$build"
[ $html = OFF ] || cmake --build "$build" --target docs
rm -f "$build"/*.deb
(cd "$build" && cpack -G DEB >cpack.log) || { cat "$build/cpack.log" >&2; exit 1; }
ls "$build"/*.deb
[ "${1:-}" = test ] || exit 0

lintian --fail-on error,warning --allow-root "$build"/*.deb

if [ "$(id -u)" -eq 0 ]; then
    dpkg -i "$build"/*.deb >/dev/null
    names=$(for package in "$build"/*.deb; do dpkg-deb --field "$package" Package; done)
    trap 'dpkg -r $names >/dev/null' EXIT
    sh tests/consumer/use.sh
else
    rm -rf "$build/root"
    for package in "$build"/*.deb; do dpkg-deb --extract "$package" "$build/root"; done
    sh tests/consumer/use.sh "$PWD/$build/root/usr"
fi
