#!/bin/sh
# run.sh BUILD [OPTION...]: what `make bench` runs: builds the bare loop, then bench.py measures.
# Options are those of bench.py.
set -eu
here=$(dirname "$0")
build=$1
shift
mkdir -p "$build/tests/bench"
# shellcheck disable=SC2046 # flags are words
cc -std=c17 -D_GNU_SOURCE -O2 -o "$build/tests/bench/bare" "$here/bare.c" $(pkg-config --cflags --libs sdl2)
exec python3 "$here/bench.py" "$build" "$@"
