#!/bin/bash
# `riwaq run --demo`: a day passes in a minute, and midnight is seen; the keys of a window; nothing of
# it is kept.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
sample=$TESTS/../app/formats/sample.json
screen=$TESTS/e2e/screen.py
whole=1280x720+0+0
mkdir cache www
export XDG_CACHE_HOME=$SCRATCH/cache
printf '[place]\nname = Rabat\ntimezone = Africa/Casablanca\n[source.lobby]\nurl = %s\n' "$sample" >en.conf
sed '1i [screen]\nlanguage = fr' en.conf >fr.conf
cp "$sample" www/lobby.json

# --- calls ---------------------------------------------------------------------------------------------
refused() { # MESSAGE ARGUMENT...
    local message=$1
    shift
    exits "$* is refused" 2 "$RIWAQ" "$@"
    check "because: $message" grep -qF -- "$message" err
}
refused "--demo is for a window" run --demo 60
refused "write a number from 1 to 100000" run --window --demo 0
refused "write a number from 1 to 100000" run --window --demo 100001
refused "shot takes no --demo" shot --demo 60 -o x.png
refused "no size; write for example" run --window=

# --- what is where ---------------------------------------------------------------------------------------
# picture NAME CONFIG TIME
picture() {
    "$RIWAQ" shot -o "$1" -c "$2" --at "$3" --size 1280x720
}
picture wednesday.png en.conf 2025-03-19T22:30
picture thursday.png en.conf 2025-03-20T12:30
picture mercredi.png fr.conf 2025-03-19T22:30
# area TEXT: where the masthead has it.
area() {
    "$RIWAQ" shot --text -c en.conf --at 2025-03-19T22:30 --size 1280x720 | python3 -c '
import json, sys
for run in map(json.loads, sys.stdin):
    if run["zone"] == "masthead" and sys.argv[1] in run["text"]:
        print("%dx%d+%d+%d" % (run["w"], run["h"], run["x"], run["y"]))
        break' "$1"
}
date=$(area "19 March") clock=$(area 22:30)
check "date and clock are somewhere" test -n "$date" -a -n "$clock"

# --- a day in a minute -----------------------------------------------------------------------------------
start_x 1280x720
run() {
    start "$RIWAQ" run "$@" 2>log
    RUN=$STARTED
}
something() {
    ! python3 "$screen" plain $whole
}
seen() { # PICTURE AREA
    python3 "$screen" same "$1" "$2"
}
changed() {
    python3 "$screen" differs "$1" "$2"
}
# Longer than what a key did is told.
stands() {
    python3 "$screen" save before.png
    sleep 2.5
    seen before.png $whole
}
# freeze NAME
freeze() {
    xdotool key space
    check "$1, all of it stands still" wait_for 20 stands
    cp before.png frozen.png
}
# A console without anybody, or a whole screen: the clock goes on.
picture soon.png en.conf 2025-03-19T12:57
run -c en.conf --at 2025-03-19T12:56:50
check "a whole screen comes up" wait_for 20 changed soon.png "$clock"
check "with something on it" wait_for 20 something
xdotool key space key z key n
check "keys do not freeze it" wait_for 30 seen soon.png "$clock"
stop "$RUN"

rm -rf cache/riwaq
run -c en.conf --window 1280x720 --demo 1440 --at 2025-03-19T21:00
check "in a demo it is Wednesday" wait_for 20 seen wednesday.png "$date"
check "and soon Thursday" wait_for 60 seen thursday.png "$date"
xdotool key r
check "back to now" wait_for 20 seen wednesday.png "$date"
freeze "frozen"
for key in z n f h; do
    xdotool key $key
    check "$key shows something" wait_for 10 changed frozen.png $whole
    case $key in n) key=p ;; esac
    xdotool key $key
    check "$key, and it is as before" wait_for 10 seen frozen.png $whole
done
xdotool key l
check "l: in French" wait_for 10 seen mercredi.png "$date"
xdotool key space
check "going on" wait_for 10 changed frozen.png "$clock"
check "to Thursday again" wait_for 60 changed mercredi.png "$date"
xdotool key Escape
wait "$RUN"
is "Esc ends it" $? 0
kept() {
    grep -rlq . cache/riwaq
}
check "nothing was kept of a made-up hour" test -z "$(find cache/riwaq -type f -size +0)"

# --- a window without a demo -----------------------------------------------------------------------------
start_server "$SCRATCH/www"
sed -i "s,^url = .*,url = $URL/lobby.json," en.conf
run -c en.conf --window 1280x720
check "a window comes up" wait_for 20 something
freeze "it can be frozen"
xdotool key z
check "and shows its zones" wait_for 10 changed frozen.png $whole
xdotool key z
check "or not" wait_for 10 seen frozen.png $whole
stop "$RUN"

# --- what is kept ----------------------------------------------------------------------------------------
rm -rf cache/riwaq
begun=$(date +%s)
run -c en.conf --window 1280x720 --demo 100000
check "a demo from now on keeps what came" wait_for 20 kept
sleep 1 # a day
stop "$RUN"
check "with the time at which it came" python3 -c '
import glob, re, sys, time
for name in glob.glob("cache/riwaq/**", recursive=True):
    try:
        head = open(name, "rb").read(4096)
    except IsADirectoryError:
        continue
    for at in re.findall(rb"^(?:fetched|confirmed): (\d+)$", head, re.MULTILINE):
        assert int(sys.argv[1]) <= int(at) <= time.time(), (name, at)' "$begun"
finish
