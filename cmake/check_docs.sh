#!/bin/sh
# SPDX-License-Identifier: MIT
# sh cmake/check_docs.sh [OUTPUTS]: checks that the pages agree with the programs.
# - Before a block of C++ there must be a comment that names its program, <!-- examples/x.cpp -->, and the block must be
#   a part of that program, except for white space.
# - A block of output after <!-- output of NAME --> must be a part of OUTPUTS/NAME.txt, if OUTPUTS is given.
# - Every example in the C++ column of docs/pya-to-cpp.md must compile.
# - Links to files of the project must lead to a file.
# sh cmake/check_docs.sh link PREFIX: checks that a program with all of these examples links with the library that is
# installed there.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# A program with a block for each example; its names are those of the page.
{
    cat <<'EOF'
#include <pya/pya.hpp>
#include <iostream>
using namespace pya;
void forms(Asig a, Asig b, Aspec spec, Astft stft, Amfcc mfcc, Aserver& s, Arecorder& r, Eigen::ArrayXXf x, Eigen::ArrayXf y,
           Eigen::ArrayXXd data, Eigen::ArrayXXcf bins, Eigen::ArrayXd ticks, std::shared_ptr<Backend> backend, StreamCallback f,
           std::vector<bool> mask, std::span<const float> buffer, std::span<const std::byte> bytes, void* out,
           std::function<void(Asig&, int)> func) {
const auto frames = signal_to_frame(y, 400, 160);
EOF
    awk -F ' *[|] *' '/^[|]/ && NF >= 4 && $3 !~ /^-+$/ && $3 != "C++" {
        n = split($3, part, "`")
        for (i = 2; i <= n; i += 2)
            if (part[i] !~ /^\./) printf "#line %d \"docs/pya-to-cpp.md\"\n{ %s; }\n", NR, part[i]
    }' docs/pya-to-cpp.md
    echo "} int main() {}"
} >"$scratch/forms.cpp"
if [ "${1:-}" = link ]; then
    PKG_CONFIG_PATH=$(dirname "$(find "$2" -name pya.pc)") && export PKG_CONFIG_PATH
    ${CXX:-c++} -std=c++20 -w "$scratch/forms.cpp" -o "$scratch/forms" $(pkg-config --cflags --libs pya)
    echo "Every form links."
    exit
fi

outputs=${1:-}
pages=$(git ls-files '*.md' 2>/dev/null || find README.md docs examples -name '*.md')
for page in $pages; do
    awk -v page="$page" -v scratch="$scratch" -v outputs="$outputs" '
        function squeezed(text) { gsub(/[ \t\n]+/, "", text); return text }
        function content(file,    line, text, ok) {
            text = ""
            ok = 0
            while ((getline line < file) > 0) { text = text line "\n"; ok = 1 }
            close(file)
            return ok ? text : "\001"
        }
        function complain(what) { print page ":" begin ": " what }
        /^```/ && !inside {
            inside = 1
            begin = NR
            language = substr($0, 4)
            block = ""
            next
        }
        /^```/ {
            inside = 0
            if (language == "cpp") {
                if (source == "") complain("a block of C++ without the name of its program")
                else if (content(source) == "\001") complain(source " is not there")
                else if (index(squeezed(content(source)), squeezed(block)) == 0) complain("not in " source)
            }
            if (program != "" && outputs != "") {
                if (content(outputs "/" program ".txt") == "\001") complain("no output of " program)
                else if (index(squeezed(content(outputs "/" program ".txt")), squeezed(block)) == 0)
                    complain("not what " program " prints")
            }
            source = program = ""
            next
        }
        inside { block = block $0 "\n"; next }
        /^<!-- output of [^ ]+ -->$/ { program = $4; next }
        /^<!-- [^ ]+ -->$/ { source = $2; next }
        {
            source = program = ""
            begin = NR
            rest = $0
            gsub(/`[^`]*`/, "", rest)
            while (match(rest, /\]\([^)]*\)/)) {
                link = substr(rest, RSTART + 2, RLENGTH - 3)
                rest = substr(rest, RSTART + RLENGTH)
                sub(/#.*/, "", link)
                folder = page
                if (!sub(/\/[^\/]*$/, "", folder)) folder = "."
                if (link != "" && link !~ /:\/\//)
                    if (system("test -e \"" folder "/" link "\"") != 0) complain("no file " link)
            }
        }' "$page"
done >"$scratch/complaints"
${CXX:-c++} -std=c++20 -fsyntax-only -w -Iinclude $(pkg-config --cflags eigen3) "$scratch/forms.cpp" 2>&1 |
    grep -E 'error' >>"$scratch/complaints" || true

cat "$scratch/complaints" >&2
[ ! -s "$scratch/complaints" ] && echo "The pages agree with the programs."
test ! -s "$scratch/complaints"
