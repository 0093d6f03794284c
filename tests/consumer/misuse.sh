#!/bin/sh
# SPDX-License-Identifier: MIT
# misuse.sh FLAG...: tests what compilers say of the mistakes in misuse.cpp: that they name the line of each of them, and
# print the words in its comment, in less than twenty lines a mistake.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
said=$(mktemp)
trap 'rm -rf "$said"' EXIT
bad=0
for compiler in g++ "clang++ -ferror-limit=0"; do
    command -v "${compiler%% *}" >/dev/null || continue
    if $compiler -std=c++20 -S -o /dev/null "$@" -Werror "$here/misuse.cpp" 2>"$said"; then
        echo "$compiler: the mistakes compile"
        exit 1
    fi
    mistakes=0
    while IFS=: read -r line words; do
        mistakes=$((mistakes + 1))
        grep -q "misuse.cpp:$line:" "$said" || { bad=1; echo "$compiler: nothing on line $line"; }
        grep -qF "$words" "$said" || { bad=1; echo "$compiler: nowhere '$words'"; }
    done <<EOF
$(sed -n '/;  *\/\/ /{=;s/.*;  *\/\/ //p}' "$here/misuse.cpp" | paste -d : - -)
EOF
    lines=$(($(wc -l <"$said") / mistakes))
    echo "$compiler: $mistakes mistakes, $lines lines each"
    [ "$lines" -lt 20 ] || bad=1
done
exit "$bad"
