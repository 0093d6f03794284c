#!/bin/sh
# SPDX-License-Identifier: MIT
# Checks the project's rules as far as a script can: licence lines, one-way includes, headers that compile alone.
set -eu
cd "$(dirname "$0")/.."
bad=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
complain() {
    printf '%s\n' "$*" >&2
    bad=1
}

for file in $(git ls-files '*.hpp' '*.cpp' '*.cmake' '*.sh' '*.py' '*CMakeLists.txt'); do
    head -n 3 "$file" | grep -q 'SPDX-License-Identifier: MIT' || complain "$file: no SPDX line"
done

# What each room may include besides itself. Every room may include the vocabulary. A file that is in no room belongs to
# the vocabulary, is an umbrella header, or a value type.
cat >"$scratch/rooms" <<'EOF'
vocabulary     storage
storage        simd
simd
dsp            simd storage
dsp/leaf
dsp/fft        simd storage dsp
dsp/window     simd storage dsp dsp/fft
dsp/rate       simd storage dsp dsp/fft dsp/window
dsp/level      simd storage dsp dsp/fft dsp/rate
dsp/source     simd storage dsp
dsp/iir        simd storage dsp
dsp/convolve   simd storage dsp dsp/fft
dsp/fir        simd storage dsp dsp/fft dsp/window dsp/iir dsp/convolve
dsp/segment    simd storage dsp dsp/fft dsp/level dsp/window
dsp/spectral   simd storage dsp dsp/leaf dsp/fft dsp/window dsp/segment
dsp/cepstral   simd storage dsp dsp/fft dsp/window dsp/segment dsp/spectral
dsp/feature    simd storage dsp dsp/fft dsp/window dsp/segment dsp/spectral dsp/cepstral
dsp/constant_q simd storage dsp dsp/fft dsp/window dsp/segment dsp/spectral dsp/cepstral dsp/feature dsp/convolve
dsp/rhythm     simd storage dsp dsp/fft dsp/window dsp/segment dsp/spectral dsp/cepstral dsp/feature
dsp/pitch      simd storage dsp dsp/fft dsp/segment
dsp/effect     simd storage dsp dsp/leaf
dsp/loudness   simd storage dsp dsp/iir dsp/effect
dsp/spatial    simd storage dsp dsp/effect
dsp/stretch    simd storage dsp dsp/fft dsp/rate dsp/fir dsp/window
dsp/separate   simd storage dsp dsp/fft dsp/window dsp/segment dsp/spectral
io             simd storage dsp/*
values         simd storage dsp/* io
agen           simd storage dsp/* values
stream         simd storage dsp/* io values agen
corpus         storage io values stream
backend        simd storage values agen
sonify         values io agen mixer mixer/core
mixer          simd storage dsp/* values agen mixer/core
mixer/core     simd storage
server         simd storage dsp/* values agen stream backend mixer mixer/core
plot           simd storage dsp/* io values
web            storage values io agen backend plot
live           storage values io agen backend plot
run            storage values agen backend mixer/core live
umbrella       *
EOF
git ls-files 'include/pya/*' 'src/*' >"$scratch/files"
git grep -oE '#include ("|<pya/)[a-z_0-9/]+\.(hpp|inc)[">]' -- include/pya src | sed -E 's/#include ["<]//; s/.$//' |
    awk -v files="$scratch/files" -v table="$scratch/rooms" '
        function room(file,    part, n) {
            sub(/^(include\/)?pya\/|^src\//, "", file)
            sub(/\.[a-z]+$/, "", file)
            n = split(file, part, "/")
            if (n == 1) {
                if (file ~ /^(acurve|anote|atempo|error|export|file_name|index|license|log|log_page|mapping|memory|process|units|version)$/) return "vocabulary"
                if (file ~ /^(simd|stream)$/) return "simd"
                if (file ~ /^(pya|dsp|sonify)$/) return "umbrella"
                if (file ~ /^(aserver|arecorder)$/) return "server"
                if (file == "astream") return "stream"
                if (file == "ugen") return "agen"
                return file in listed ? file : "values"
            }
            if (part[1] == "asig") return "values"
            if (file ~ /^mixer\/(core|link|renderer|accumulate|spsc|voice|voice_pool|waiting_voices)$/) return "mixer/core"
            if (part[1] == "dsp" && n == 2 && "dsp/" part[2] in folder) return "umbrella"
            if (part[1] == "dsp" && n > 2) return "dsp/" part[2]
            return part[1]
        }
        BEGIN {
            while ((getline line < files) > 0) {
                sub(/^(include\/pya|src)\//, "", line)
                while (sub(/\/[^\/]*$/, "", line)) folder[line] = 1
            }
            while ((getline line < table) > 0) {
                n = split(line, word, " ")
                listed[word[1]] = 1
                if (word[1] ~ /^(storage|simd|values|umbrella|vocabulary|mixer\/core)$/ || word[1] in folder)
                    may[word[1], word[1]] = may[word[1], "vocabulary"] = 1
                else
                    print "no room " word[1]
                for (i = 2; i <= n; ++i) may[word[1], word[i]] = 1
            }
        }
        {
            split($0, pair, ":")
            from = room(pair[1])
            to = room(pair[2])
            if (!(from in listed)) print pair[1] ": no rules for the room " from
            all = to ~ /^dsp/ && (from, "dsp/*") in may || (from, "*") in may
            if (!all && !((from, to) in may)) print pair[1] " (" from ") includes " pair[2] " (" to ")"
        }' | sort -u >"$scratch/arrows"
[ ! -s "$scratch/arrows" ] || complain "includes that point the wrong way:
$(cat "$scratch/arrows")"
foreign=$(git grep -n '#include' -- include/pya/dsp/leaf include/pya/dsp/leaf.hpp |
    grep -vE '#include <(pya/dsp/leaf/[a-z_]+\.hpp|[a-z]+)>' || true)
[ -z "$foreign" ] || complain "leaves include the standard library and other leaves only:
$foreign"

banned=$(git grep -nE '#include <(ranges|format|expected|source_location|filesystem|iostream)>' -- include || true)
[ -z "$banned" ] || complain "heavy or unavailable headers in public headers:
$banned"

# src/simd is the one place that knows instruction sets and how compilers are told of them.
sets=$(git grep -nE 'intrin\.h>|arm_neon\.h>|\btarget(_clones)?\("|always_inline|vector_size\(|__builtin_cpu_|__(SSE|AVX|ARM_NEON)' -- \
    src include ':!src/simd' || true)
[ -z "$sets" ] || complain "instruction sets outside src/simd:
$sets"

version=$(sed -n 's/^#define PYA_VERSION_[A-Z]* //p' include/pya/version.hpp | paste -sd .)
grep -q "\"version\": \"$version\"" cmake/vcpkg/vcpkg.json || complain "cmake/vcpkg/vcpkg.json: not version $version"
grep -q "^## $version" docs/CHANGELOG.md || complain "docs/CHANGELOG.md: nothing on version $version"

# pya.hpp is everything: whatever a header declares is there with it alone.
echo '#include <pya/pya.hpp>' >"$scratch/all.cpp"
${CXX:-c++} -std=c++20 -MM -Iinclude $(pkg-config --cflags eigen3) "$scratch/all.cpp" | tr -s ' \\' '\n' |
    grep '^include/' | sort -u >"$scratch/included"
missing=$(git ls-files 'include/*.hpp' | sort | comm -23 - "$scratch/included")
[ -z "$missing" ] || complain "pya.hpp does not include:
$missing"

export eigen="$(pkg-config --cflags eigen3)"
git ls-files 'include/*.hpp' | sed 's,^include/,,' | xargs -P "$(nproc)" -I '{}' sh -c '
    echo "#include <{}>" | ${CXX:-c++} -std=c++20 -fsyntax-only -Iinclude $eigen -x c++ - ||
        { echo "{} does not compile alone" >&2 && exit 1; }' || bad=1
[ "$bad" -eq 0 ] && echo "The rules hold."
exit "$bad"
