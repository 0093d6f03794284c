#!/bin/sh
# SPDX-License-Identifier: MIT
# The rules of the house that a script can check: licence lines, one-way includes, headers that compile alone.
set -eu
cd "$(dirname "$0")/.."
bad=0
complain() {
    printf '%s\n' "$*" >&2
    bad=1
}

for file in $(git ls-files '*.hpp' '*.cpp' '*.cmake' '*.sh' '*.py' '*CMakeLists.txt'); do
    head -n 3 "$file" | grep -q 'SPDX-License-Identifier: MIT' || complain "$file: no SPDX line"
done

# Arrows point one way: what each room may include.
includes() { git grep -nE '#include [<"]pya/' -- "$@" || true; }
allow() { # allow ROOM-PATHSPEC REGEX-OF-ALLOWED-HEADERS
    found=$(includes $1 | grep -vE "pya/($2)\.hpp[>\"]" || true)
    [ -z "$found" ] || complain "includes upwards:
$found"
}
vocabulary='error|export|log|units|version|index|mapping|storage/[a-z_]+'
allow "include/pya/dsp src/dsp" "dsp/[a-z_0-9/]+|$vocabulary"
allow "include/pya/storage src/storage" "storage/[a-z_]+|export"
allow "include/pya/io src/io" "io/[a-z_]+|dsp/[a-z_0-9/]+|$vocabulary"
foreign=$(git grep -n '#include' -- include/pya/dsp/leaf include/pya/dsp/leaf.hpp |
    grep -vE '#include <(pya/dsp/leaf/[a-z_]+\.hpp|[a-z]+)>' || true)
[ -z "$foreign" ] || complain "leaves include the standard library and other leaves only:
$foreign"

banned=$(git grep -nE '#include <(ranges|format|expected|source_location|filesystem|iostream)>' -- include || true)
[ -z "$banned" ] || complain "heavy or unavailable headers in public headers:
$banned"

version=$(sed -n 's/^#define PYA_VERSION_[A-Z]* //p' include/pya/version.hpp | paste -sd .)
grep -q "\"version\": \"$version\"" cmake/vcpkg/vcpkg.json || complain "cmake/vcpkg/vcpkg.json: not version $version"
grep -q "^## $version" docs/CHANGELOG.md || complain "docs/CHANGELOG.md: nothing on version $version"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for header in $(git ls-files 'include/*.hpp'); do
    printf '#include <%s>\n' "${header#include/}" >"$scratch/alone.cpp"
    ${CXX:-c++} -std=c++20 -fsyntax-only -Iinclude $(pkg-config --cflags eigen3) "$scratch/alone.cpp" ||
        complain "$header does not compile alone"
done
[ "$bad" -eq 0 ] && echo "The rules hold."
exit "$bad"
