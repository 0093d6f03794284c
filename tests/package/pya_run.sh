#!/bin/sh
# SPDX-License-Identifier: MIT
# pya_run.sh PYA-RUN CASE CACHE: tests one behaviour of pya-run, in a folder of its own.
set -eu

run=$1 case=$2
export AFTER=
export XDG_CACHE_HOME=$3
compiler=${CXX:-c++}
mkdir -p "$XDG_CACHE_HOME"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fail() {
    printf '%s\n' "$case: $*" >&2
    exit 1
}
expect() { # expect WANTED command...
    wanted=$1
    shift
    got=$("$@") || fail "$* failed"
    [ "$got" = "$wanted" ] || fail "$* printed '$got' instead of '$wanted'"
}
expect_stop() { # expect_stop WORDS command...: one line that has these words, and status 125
    words=$1 status=0
    shift
    "$@" >out 2>err || status=$?
    [ "$status" -eq 125 ] || fail "$* ended with $status"
    [ "$(wc -l <err)" -eq 1 ] && grep -q "^pya-run: .*$words" err || fail "$* said '$(cat err)'"
    [ ! -s out ] || fail "$* wrote to stdout"
}
script() { # script FILE STATEMENTS: a program whose body begins in line 4
    printf '#include <pya/pya.hpp>\n#include <iostream>\nint main(int argc, char** argv) { (void)argc, (void)argv;\n%s\n}\n' \
        "$2" >"$1"
}
count_compiles() { # makes CXX a compiler that counts the scripts it compiles, and then does what AFTER says
    export CXX="$XDG_CACHE_HOME/counting" COUNT="$work/compiled"
    : >"$COUNT"
    printf '#!/bin/sh\n%s "$@" || exit\ncase "$*" in *"-x c++ - "*) echo >>"$COUNT"; eval "$AFTER" ;; esac\n' \
        "$compiler" >"$CXX"
    chmod +x "$CXX"
}
compiles() { [ "$(wc -l <"$COUNT")" -eq "$1" ] || fail "$(wc -l <"$COUNT") compilations instead of $1"; }

case $case in
arguments)
    script song.cpp 'for (int i = 1; i < argc; ++i) std::cout << "<" << argv[i] << ">";'
    expect '<out.wav><a  b><$x><>' "$run" song.cpp out.wav 'a  b' '$x' ''
    ;;
exit_status)
    script song.cpp 'return pya::Asig(3).samples() + argc;'
    status=0
    "$run" song.cpp x || status=$?
    [ "$status" -eq 5 ] || fail "the exit status is $status"
    ;;
input)
    script song.cpp 'std::cout << std::cin.rdbuf();'
    printf 'one\ntwo\n' >text
    expect "$(cat text)" "$run" song.cpp <text
    ;;
shebang)
    mkdir bin "the songs"
    ln -s "$run" bin/pya-run
    printf '#!/usr/bin/env pya-run\n#include <pya/pya.hpp>\n#include <iostream>\nint main(int, char** a) { std::cout << __LINE__ << a[1]; }\n' \
        >"the songs/a song"
    chmod +x "the songs/a song"
    expect 4x env PATH="$work/bin:$PATH" "./the songs/a song" x
    ;;
error_lines)
    script song.cpp 'pya::Asig tone(3);
tone.no_such_method();'
    sed '1s,^,#!/usr/bin/env pya-run\n,' song.cpp >with.cpp
    for place in song.cpp:5 with.cpp:6; do
        status=0
        "$run" "${place%:*}" 2>err || status=$?
        [ "$status" -eq 125 ] || fail "the exit status is $status"
        grep -q "^$place:[0-9]*: error: .*no_such_method" err || fail "no message for $place: $(cat err)"
        grep -q "tone.no_such_method();$" err || fail "the line is not shown: $(cat err)"
    done
    ;;
uncaught)
    script song.cpp 'std::cout << "before";
auto none = [] { return pya::Asig(2).resample(0); };
none();'
    status=0
    "$run" song.cpp >out 2>err || status=$?
    [ "$status" -eq 1 ] || fail "the exit status is $status"
    [ "$(cat out)" = before ] || fail "stdout is '$(cat out)'"
    place="song.cpp:5"
    command -v addr2line >/dev/null || place=song.cpp
    grep -q "^$place: error: .*resample" err && [ "$(wc -l <err)" -eq 1 ] || fail "it said '$(cat err)'"
    ;;
cached)
    count_compiles
    script song.cpp "std::cout << \"$$ $(date)\";"
    first=$("$run" song.cpp)
    compiles 1
    expect "$first" "$run" song.cpp
    compiles 1
    ;;
edited)
    count_compiles
    script song.cpp "std::cout << 1; // $$ $(date)"
    expect 1 "$run" song.cpp
    script song.cpp "std::cout << 2; // $$ $(date)"
    expect 2 "$run" song.cpp
    compiles 2
    ;;
included_file)
    count_compiles
    mkdir "my lib"
    printf '#include "my lib/b c.hpp"\n' >a.hpp
    printf 'inline int b() { return 1; }\n' >"my lib/b c.hpp"
    script rest "std::cout << b(); // $$ $(date)"
    printf '#include "a.hpp"\n' | cat - rest >song.cpp
    expect 1 "$run" song.cpp
    expect 1 "$run" song.cpp
    compiles 1
    printf 'inline int b() { return 2; }\n' >"my lib/b c.hpp"
    expect 2 "$run" song.cpp
    compiles 2
    (cd / && expect 2 "$run" "$work/song.cpp")
    ;;
edited_meanwhile)
    count_compiles
    printf 'inline int a() { return 1; }\n' >a.hpp
    script rest "std::cout << a(); // $$ $(date)"
    printf '#include "a.hpp"\n' | cat - rest >song.cpp
    export AFTER='echo "inline int a() { return 2; }" >a.hpp'
    expect 1 "$run" song.cpp
    expect 2 "$run" song.cpp
    compiles 2
    ;;
flags)
    script song.cpp 'std::cout << WORD;'
    expect 7 env PYA_RUN_FLAGS="${PYA_RUN_FLAGS:-} -DWORD=7" "$run" song.cpp
    ;;
together)
    (umask 077 && mkdir -p "$XDG_CACHE_HOME/pya/work.killed")
    touch -d '2 days ago' "$XDG_CACHE_HOME/pya/work.killed"
    before=$(ls "$XDG_CACHE_HOME/pya")
    script song.cpp "std::cout << pya::Asig(3).samples(); // $$ $(date)"
    "$run" song.cpp >one &
    "$run" song.cpp >two
    wait $! || fail "the run in the background failed"
    [ "$(cat one two)" = 33 ] || fail "two runs at once printed '$(cat one two)'"
    [ ! -e "$XDG_CACHE_HOME/pya/work.killed" ] || fail "what a killed run left is still there"
    for left in $(ls "$XDG_CACHE_HOME/pya" | grep work); do
        case $before in *"$left"*) ;; *) fail "$left is left in the cache" ;; esac
    done
    ;;
no_file)
    expect_stop "there is no file 'nothing.cpp'" "$run" nothing.cpp
    mkdir folder.cpp
    expect_stop "can't read 'folder.cpp'" "$run" folder.cpp
    expect_stop "usage: " "$run"
    ;;
no_compiler)
    script song.cpp ''
    expect_stop "no C++ compiler 'no-such-compiler': install g++ or set CXX" env CXX=no-such-compiler "$run" song.cpp
    ;;
no_cache)
    script song.cpp "// $$"
    : >file
    expect_stop "can't write to the cache $work/file/pya" env XDG_CACHE_HOME="$work/file" "$run" song.cpp
    expect_stop "set HOME or XDG_CACHE_HOME" env -u HOME -u XDG_CACHE_HOME "$run" song.cpp
    ;;
damaged_cache)
    export XDG_CACHE_HOME="$work/own"
    mkdir own
    count_compiles
    script song.cpp 'std::cout << pya::Asig(3).samples();'
    expect 3 "$run" song.cpp
    program=$("$run" --compile song.cpp)
    folder=$(dirname "$program")
    : >"$program" # as a power cut leaves it
    expect 3 "$run" song.cpp
    compiles 2
    for file in pya.hpp pya.hpp.gch; do
        : >"$folder/$file"
        : >"$program"
        expect 3 "$run" song.cpp
        [ -s "$folder/$file" ] && [ -s "$folder/pya.hpp.gch" ] || fail "an empty $file is still there"
    done
    for list in "$folder"/*.list; do echo 'no such file' >"$list"; done
    expect 3 "$run" song.cpp
    compiles 5
    # Root may write everywhere, so these refuse as they do on a disk that is read-only.
    for name in touch mktemp; do
        printf '#!/bin/sh\necho read-only >&2\nexit 1\n' >$name
        chmod +x $name
    done
    chmod -R a-w own/pya
    trap 'chmod -R u+w "$work" && rm -rf "$work"' EXIT
    PATH="$work:$PATH" "$run" song.cpp >out 2>err || fail "it ended with $?: $(cat err)"
    [ "$(cat out)" = 3 ] && [ ! -s err ] || fail "it printed '$(cat out)' and said '$(cat err)'"
    script other.cpp ''
    expect_stop "can't write to the cache $work/own/pya" env PATH="$work:$PATH" "$run" other.cpp
    ;;
foreign_cache)
    script song.cpp "// $$"
    mkdir -p open/pya
    chmod 755 open/pya
    expect_stop "must be a folder of yours with mode 0700" env XDG_CACHE_HOME="$work/open" "$run" song.cpp
    if [ "$(id -u)" -eq 0 ]; then
        chmod 700 open/pya
        chown 12345 open/pya
        expect_stop "must be a folder of yours with mode 0700" env XDG_CACHE_HOME="$work/open" "$run" song.cpp
    fi
    ;;
linked_cache)
    script song.cpp "// $$"
    mkdir -m 700 mine links
    ln -s "$work/mine" links/pya
    expect_stop "must be a folder of yours with mode 0700" env XDG_CACHE_HOME="$work/links" "$run" song.cpp
    # What a new state of the library clears away are folders, not what links lead to.
    mkdir -m 700 new new/pya precious
    : >precious/file
    for name in a b c d e f g; do ln -s "$work/precious" "new/pya/$name"; done
    for name in 1 2 3 4 5 6 7; do mkdir "new/pya/$name"; done
    XDG_CACHE_HOME=$work/new "$run" song.cpp
    [ -e precious/file ] || fail "the folder behind a link was emptied"
    [ "$(find new/pya -mindepth 1 -maxdepth 1 -type d | wc -l)" -le 6 ] || fail "old folders are still there"
    ;;
precompiled)
    script song.cpp "// $$"
    PYA_RUN_FLAGS="${PYA_RUN_FLAGS:-} -Winvalid-pch" "$run" song.cpp 2>err
    [ ! -s err ] || fail "the compiler says '$(cat err)'"
    ;;
compile)
    printf 'inline int b() { return 1; }\n' >"a b.hpp"
    script rest "std::cout << b(); // $$"
    printf '#include "a b.hpp"\n' | cat - rest >song.cpp
    for again in "" again; do
        "$run" --compile song.cpp >out
        expect 1 "$(head -n 1 out)"
        tail -n +2 out | grep -qx "\(./\)\{0,1\}a b.hpp" || fail "the files are '$(cat out)'"
    done
    ;;
mpi) # with a stand-in for mpirun, which starts one process after the other
    script song.cpp 'std::cout << argv[1];'
    printf '#!/bin/sh\n[ "$1" = -n ] || exit 9\nfor _ in $(seq "$2"); do "$3" "$4" || exit; done\n' >mpirun
    chmod +x mpirun
    export PATH="$PWD:$PATH"
    expect xxx "$run" --mpi 3 song.cpp x
    expect_stop "--mpi is ''; it must be a number" "$run" --mpi
    expect_stop "--mpi is 'song.cpp'; it must be a number" "$run" --mpi song.cpp
    ;;
watch) # what a version is found by: it writes its number
    version() { script song.cpp "Aserver s({.channels = 1}); s.boot(); std::cout << \"version $1\\n\"; $2 s.wait(1000.0);"; }
    await() { # await FILE WORDS: until they stand there
        for _ in $(seq 600); do
            ! grep -q "$2" "$1" || return 0
            sleep 0.1
        done
        fail "'$2' is not in $1: $(cat out err)"
    }
    wake='s.play(Asig(Eigen::ArrayXf::Constant(100, 1e-9f)), {.loop = true});'
    version one "$wake"
    sed -i 's/^#include <iostream>/&\nusing namespace pya;/' song.cpp
    "$run" --watch song.cpp x >out 2>err &
    watching=$!
    trap 'kill $watching 2>/dev/null || :; rm -rf "$work"' EXIT
    await out "version one"
    await err "song.cpp is there"
    echo 'this does not compile' >>song.cpp
    await err "song.cpp does not compile; the version before goes on"
    version two "$wake"
    sed -i 's/^#include <iostream>/&\nusing namespace pya;/' song.cpp
    await out "version two"
    status=0
    kill -TERM $watching
    wait $watching || status=$?
    [ "$status" -eq 0 ] || fail "--watch ended with $status"
    [ -z "$(ps -o args= -A | grep "[p]ya/.*-.* x$" || true)" ] || fail "a version is still there"
    expect_stop "there is no file 'nothing.cpp'" "$run" --watch nothing.cpp
    expect_stop "--port is 'x'; it must be a number" "$run" --live --port x song.cpp
    expect_stop "usage: " "$run" --live
    ;;
license)
    script song.cpp 'std::cout << pya::license();'
    license=$("$run" song.cpp)
    case $license in MIT | GPL-2.0-or-later) ;; *) fail "the licence is '$license'" ;; esac
    "$run" --version | grep -qF "licence of this build: $license" || fail "--version names another licence than $license"
    ;;
*) fail "there is no such case" ;;
esac
