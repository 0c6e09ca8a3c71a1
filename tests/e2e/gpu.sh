#!/bin/bash
# The GPU path, on an emulated GL, with a display that makes presenting wait for its refresh; and a
# display that refuses pictures at first.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
patience=2
grep -q __asan_init "$RIWAQ" && patience=10
# A sanitized build: the stand-in comes before its runtime, and what the GL driver does not free
# cannot be named in lsan.supp, since the driver is unloaded by then.
export ASAN_OPTIONS="${ASAN_OPTIONS-}:verify_asan_link_order=0"
no_leaks=detect_leaks=0
# shellcheck disable=SC2046 # flags are words
check "the display's stand-in is compiled" cc -std=c17 -D_GNU_SOURCE -O2 -shared -fPIC -o display.so \
    "$TESTS/e2e/display.c" $(pkg-config --cflags --libs sdl2) -ldl
printf '[clock]\ntrust = always\n[source.lobby]\nurl = http://127.0.0.1:1/\nevery = 10s\n' >riwaq.conf
python3 - "$TESTS/../app/formats/sample.json" <<'END'
import json, sys
lobby = json.load(open(sys.argv[1], encoding="utf-8"))
lobby["article"]["paragraphs"] = lobby["article"]["paragraphs"][3:4]
json.dump(lobby, open("page.json", "w", encoding="utf-8"))
lobby["article"]["title"] = "Another thing has happened"
json.dump(lobby, open("changed.json", "w", encoding="utf-8"))
END
cp page.json lobby.json
start_x 640x360

# display VARIABLE=VALUE... COMMAND...: in front of such a display.
display() {
    env LD_PRELOAD="$SCRATCH/display.so" DISPLAY_COUNT="$SCRATCH/count" \
        ASAN_OPTIONS="$ASAN_OPTIONS:$no_leaks" "$@"
}
# bench FIELD: of the last measurement.
bench() {
    python3 -c '
import json, sys
print(json.load(open("out"))[sys.argv[1]])' "$1"
}
# shows CONTENT: the screen is what shot makes of it, but for what a GPU rounds otherwise.
shows() {
    "$RIWAQ" shot -o ref.png --size 640x360 --theme "$TESTS/bench/static" --content "$1" \
        -c riwaq.conf --at 2025-03-19T12:55:30Z
    python3 -c '
import sys
sys.path.insert(0, sys.argv[1])
import screen
seen, wanted = screen.grab(), screen.load("ref.png")
rows = zip(seen.area("640x300+0+60"), wanted.area("640x300+0+60"))  # the clock is above
sys.exit(max(abs(a - b) for s, w in rows for a, b in zip(s, w)) > 12)' "$TESTS/e2e"
}
# ends NAME: the program RUN ends at SIGTERM, with status 0 and in time.
ends() {
    local begin code took
    begin=$(date +%s%N)
    kill -TERM "$RUN"
    wait "$RUN"
    code=$?
    took=$((($(date +%s%N) - begin) / 1000000))
    is "$1: SIGTERM ends it with status 0" $code 0
    check "$1: within $patience s (took $took ms)" test $took -lt $((patience * 1000))
}

# --- where something moves --------------------------------------------------------------------------
exits "a ticker on a GPU is measured" 0 display RIWAQ_PAINTER=gpu DISPLAY_WAIT=60 \
    "$RIWAQ" bench --seconds 4 -c riwaq.conf --content page.json --at 2025-03-19T12:55:10
check "the GPU paints" grep -q 'painted by the GPU' err
check "frames are counted ($(bench frames))" test "$(bench frames)" -ge 30
check "as many as were presented since the first ($(cat count) in all)" \
    test "$(bench frames)" -le "$(cat count)"
check "at most the display's own" test "$(bench frames)" -le $(((4 + patience) * 60))

# --- new content, and the end -----------------------------------------------------------------------
start env LD_PRELOAD="$SCRATCH/display.so" RIWAQ_PAINTER=gpu DISPLAY_WAIT=60 \
    ASAN_OPTIONS="$ASAN_OPTIONS:$no_leaks" \
    "$RIWAQ" run -c riwaq.conf --theme "$TESTS/bench/static" --content lobby.json \
    --at 2025-03-19T12:55:10Z 2>log
RUN=$STARTED
check "the content comes up" wait_for 30 shows page.json
cp changed.json new.json
mv new.json lobby.json
check "a change of it too" wait_for 40 shows changed.json
ends "a still picture"
start env LD_PRELOAD="$SCRATCH/display.so" RIWAQ_PAINTER=gpu DISPLAY_WAIT=60 \
    ASAN_OPTIONS="$ASAN_OPTIONS:$no_leaks" \
    "$RIWAQ" run -c riwaq.conf --content lobby.json --at 2025-03-19T12:55:10Z 2>log
RUN=$STARTED
check "the screen is on" wait_for 20 grep -q 'painted by the GPU' log
sleep 1 # so that it moves; what is tested holds without
ends "a ticker"

# --- a display that refuses -----------------------------------------------------------------------------
start env LD_PRELOAD="$SCRATCH/display.so" RIWAQ_PAINTER=software DISPLAY_REFUSE=5 \
    DISPLAY_COUNT="$SCRATCH/count" \
    "$RIWAQ" run -c riwaq.conf --theme "$TESTS/bench/static" --content page.json \
    --at 2025-03-19T12:55:10Z 2>log
RUN=$STARTED
check "the picture comes although it was refused five times" wait_for 30 shows page.json
rm -f count
ends "a display that refuses"
check "it was asked again" test "$(cat count)" -ge 6
check "and not without end" test "$(cat count)" -le 60

# --- and one that goes on so: the watchdog is not told that all is well ---------------------------------
cat >listen.py <<'END'
import os, socket, sys
listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind("notify")
while True:
    with open("notify.log", "ab") as log:
        log.write(listener.recv(4096) + b"\n")
END
start python3 listen.py
wait_for 20 test -S notify
start env LD_PRELOAD="$SCRATCH/display.so" RIWAQ_PAINTER=software DISPLAY_REFUSE=140 \
    NOTIFY_SOCKET="$SCRATCH/notify" WATCHDOG_USEC=400000 \
    "$RIWAQ" run -c riwaq.conf --theme "$TESTS/bench/static" --content page.json \
    --at 2025-03-19T12:55:10Z 2>log
RUN=$STARTED
wait_for 30 grep -q showing log
sleep 1 # a sign from before the first picture was refused may still be under way
cp notify.log before.log
check "after ten seconds it is opened anew" wait_for 40 grep -q "taken no picture for 10 s" log
check "no sign of life meanwhile" cmp -s before.log notify.log
check "the picture comes when it is taken" wait_for 40 shows page.json
signs() {
    [ "$(grep -c WATCHDOG notify.log)" -gt "$(grep -c WATCHDOG before.log)" ]
}
check "and with it the signs of life" wait_for 20 signs
ends "a display that refused for long"
finish
