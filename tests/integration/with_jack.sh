#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# with_jack.sh [-r RATE] [-p PERIOD] [-n PROGRAM] -- COMMAND...
# Starts a JACK server that needs no sound card, runs a command, and exits with the status of the command. PortAudio shows
# the device "loopback" of the server: it records what is played on it, sample by sample, two periods later. PYA_JACKD_PID
# is the server. If jackd or PROGRAM is missing it says so and exits with 77, which ctest takes as skipped.
set -u
rate=44100 period=1024 needed=jackd
while getopts r:p:n: option; do
    case $option in
    r) rate=$OPTARG ;;
    p) period=$OPTARG ;;
    n) needed=$OPTARG ;;
    *) exit 2 ;;
    esac
done
shift $((OPTIND - 1))
[ "${1:-}" = -- ] && shift
for program in jackd jack_lsp "$needed"; do
    if ! command -v "$program" >/dev/null; then
        echo "skipped: $program is not installed (apt-get install jackd2)"
        exit 77
    fi
done

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
# The server has a name of its own, so that it does not meet others. With an ALSA configuration without devices
# PortAudio prints nothing.
export JACK_NO_AUDIO_RESERVATION=1 JACK_NO_START_SERVER=1 JACK_DEFAULT_SERVER=pya_test ALSA_CONFIG_PATH=$here/asound-none.conf

# JACK has room for eight names on a machine, and the name of a server that was killed is not free until a server of
# that name starts. So the name is always the same, only one caller at a time uses it, and if no server runs the list is
# deleted.
exec 9>"${TMPDIR:-/tmp}/pya_test_jack.$(id -u)"
flock 9
grep -qs '^jackd' /proc/[0-9]*/comm || rm -f /dev/shm/jack-shm-registry
realtime=--no-realtime
chrt -f 10 true 2>/dev/null && realtime="--realtime -P 10"
# shellcheck disable=SC2086
jackd $realtime --sync -n "$JACK_DEFAULT_SERVER" -L 2 -d dummy -r "$rate" -p "$period" -C 2 -P 2 >"$work/log" 2>&1 9>&- &
server=$!
cleanup() {
    kill "$server" 2>/dev/null
    wait "$server" 2>/dev/null
    rm -rf "$work"
    rm -f /dev/shm/jack_sem.*_"$JACK_DEFAULT_SERVER"_* /dev/shm/jack_"$JACK_DEFAULT_SERVER"_*
}
trap cleanup EXIT
trap 'exit 130' INT TERM

failed() {
    echo "with_jack: $1" >&2
    cat "$work/log" >&2
    exit 97
}
for attempt in $(seq 400); do
    kill -0 "$server" 2>/dev/null || failed "jackd did not start"
    jack_lsp 2>/dev/null | grep -q '^loopback:playback_2$' && break
    [ "$attempt" -eq 400 ] && failed "no loopback ports after 20 s"
    sleep 0.05
done
export PYA_JACKD_PID=$server
"$@" 9>&-
