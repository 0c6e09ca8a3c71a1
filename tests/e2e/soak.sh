#!/bin/bash
# A day of `make soak`, the one on which Paris changes its clocks, with a few of its faults: the
# program lives through it, and the soak itself still works.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
if grep -q __asan_init "$RIWAQ"; then
    skip "with the sanitizers a day takes too long"
    finish
    exit 0
fi
# shellcheck disable=SC2046 # the words of pkg-config are meant
check "the clock is compiled" cc -std=c17 -D_GNU_SOURCE -O2 -shared -fPIC -o clock.so \
    "$TESTS/soak/clock.c" "$TESTS/soak/around.c" $(pkg-config --cflags sdl2) -ldl -lpthread
kinds=refused,half,picture_bomb,theme_broken,config_deleted,cache_torn,other_mode,clock_lost,suspended,hangups
check "a day, and ten faults" python3 "$TESTS/soak/soak.py" "$(dirname "$RIWAQ")" --days 1 --faults 10 \
    --only "$kinds" --clock "$SCRATCH/clock.so" --verbose
finish
