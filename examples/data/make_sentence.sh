#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes sentence.flac with espeak-ng and sox: four spoken words from left to right, then a plucked chord.
set -eu
target=$(cd "$(dirname "$0")" && pwd)/sentence.flac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

pan=8 # parts of 10 that go to the left
parts=
for word in sound becomes visible here; do
  espeak-ng -v en-gb -s 140 -p 45 -w raw.wav "$word"
  sox -D raw.wav -r 44100 -c 1 -b 24 dry.wav norm -6 silence 1 0.01 -45d reverse silence 1 0.01 -45d fade t 0.02 reverse \
    fade t 0.005 pad 0 0.35
  sox -D dry.wav "$word.wav" remix "1v0.$pan" "1v0.$((10 - pan))"
  parts="$parts $word.wav"
  pan=$((pan - 2))
done
sox -D -n -r 44100 -c 1 -b 24 chord.wav synth 1.2 pluck E3 pluck B3 pluck E4 remix - norm -8 fade h 0.002 1.2 0.6
sox -D chord.wav chord2.wav remix 1v0.6 1v0.7

# A small dry room, and a noise floor at about -70 dB.
sox -D $parts chord2.wav joined.wav pad 0.25 0.25
sox -D joined.wav room.wav gain -3 reverb 8 80 12 0 0 -8
length=$(soxi -D room.wav)
sox -D -R -n -r 44100 -c 1 -b 24 noise.wav synth "$length" pinknoise gain -66
sox -D noise.wav floor.wav remix 1 1
sox -D -R -m -v 1 room.wav -v 1 floor.wav -r 44100 -b 16 -C 8 "$target" norm -1
