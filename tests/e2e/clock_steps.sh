#!/bin/bash
# A clock that is not set, that a time server then sets, and that is set forwards and back while the
# screen runs: it shows what a screen would show that is switched on then.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
screen=$TESTS/e2e/screen.py
export ASAN_OPTIONS="${ASAN_OPTIONS-}:verify_asan_link_order=0"
check "the clock's stand-in is compiled" \
    cc -std=c17 -D_GNU_SOURCE -O2 -shared -fPIC -o clock.so "$TESTS/e2e/clock.c"

cat >lobby.json <<'END'
{"headlines": [{"time": "00:01", "title": "The hall opens"}, {"title": "Lift B works again"},
               {"time": "2026-03-01T08:00:00Z", "title": "The budget of the year"}],
 "social": {"label": "Find us at the hall", "url": "https://a.example/"}}
END
cat >riwaq.conf <<'END'
[screen]
name = News house
[clock]
zones = Europe/Paris, Asia/Riyadh
[place]
name = Rabat
latitude = 34.02
longitude = -6.84
timezone = Africa/Casablanca
[source.lobby]
url = lobby.json
every = 10s
END
mkdir still
cat >still/theme.ini <<'END'
[theme]
schema = 1
name = Still
extends = atrium
[grid]
columns = 2fr 1fr
rows = 112 1fr 120
gap = 24
margin = 32
areas = masthead masthead
        news prayers
        social prayers
[zone.news]
show = headlines
END

# set_clock SECONDS SYNCHRONISED: ahead of the machine's by so much.
set_clock() {
    python3 - "$1" "$2" <<'END'
import mmap, struct, sys
with open("clock", "r+b") as file:
    mmap.mmap(file.fileno(), 16)[:] = struct.pack("=qq", int(sys.argv[1]), int(sys.argv[2]))
END
}
# by_clock COMMAND...: with that clock.
by_clock() {
    env CLOCK_FILE="$SCRATCH/clock" LD_PRELOAD="$SCRATCH/clock.so" "$@"
}
reference() {
    by_clock "$RIWAQ" shot -c riwaq.conf --theme ./still -o ref.png --size 1280x720 2>/dev/null
}
text() {
    by_clock "$RIWAQ" shot -c riwaq.conf --theme ./still --text --size 1280x720 2>/dev/null
}
# shows: the screen is what a shot is now.
shows() {
    reference && python3 "$screen" same ref.png 1280x720+0+0
}
tells() {
    ! text | grep -q -e '--:--' && text | grep -q "$1"
}

head -c 16 /dev/zero >clock
now=$(date +%s)
set_clock $((946684800 - now)) 0 # the year 2000
start_x 1280x720
start env CLOCK_FILE="$SCRATCH/clock" LD_PRELOAD="$SCRATCH/clock.so" "$RIWAQ" run -c riwaq.conf --theme ./still 2>log
RUN=$STARTED
check "before the clock is set there is content" wait_for 20 shows
text >unset.text
check "with --:-- for clocks" grep -q -e '--:--' unset.text
check "and no date" sh -c '! grep -q 2000 unset.text'
check "and what has no time" grep -q "Lift B works again" unset.text

for jump in "0 synchronisation" "31536000 a year forwards" "31532400 an hour back" "31532700 five minutes forwards" \
    "0 a year back" "-1 a second back" "400000000 beyond 2038"; do
    read -r ahead name <<<"$jump"
    set_clock "$ahead" 1
    check "$name: the screen follows" wait_for 30 shows
    check "$name: with clocks" tells "\"$(TZ=Africa/Casablanca date -d "@$(($(date +%s) + ahead))" +%Y)\|$(date -d "@$(($(date +%s) + ahead))" +%Y)"
done
set_clock $((946684800 - now)) 0
check "a clock that is lost again shows none" wait_for 30 shows
check "it runs" kill -0 "$RUN"
kill -TERM "$RUN"
wait "$RUN"
is "and ends as it should" $? 0

# --- nine hours after the last answer of a time server --------------------------------------------
# A machine whose clock nothing speaks for but a time server: there is a later time on its disk.
mkdir www
cp lobby.json www
start_server "$SCRATCH/www"
sed -i "s,^url = lobby.json,url = $URL/lobby.json," riwaq.conf
export CACHE_DIRECTORY=$SCRATCH/kept RUNTIME_DIRECTORY=$SCRATCH/told
begin() {
    rm -rf kept
    [ ! -e later ] || cp -r later kept
    start env CLOCK_FILE="$SCRATCH/clock" LD_PRELOAD="$SCRATCH/clock.so" SDL_VIDEODRIVER=dummy \
        "$RIWAQ" run -c riwaq.conf --theme ./still 2>log
    RUN=$STARTED
}
trust() { # WORD
    [ "$(by_clock "$RIWAQ" status --json | python3 -c 'import json, sys
print(json.load(sys.stdin)["clock"]["trust"])')" = "$1" ]
}
set_clock 31536000 1
begin
check "a time is kept" wait_for 30 sh -c 'ls kept | grep -q .'
stop "$RUN"
mv kept later
rm -rf told
set_clock 0 0
begin
check "a new boot without a time server: unset" wait_for 30 trust unset
set_clock 0 1
check "one answers" wait_for 30 trust synchronised
set_clock 0 0
check "nine hours after the last answer: held" wait_for 30 trust held
kill -KILL "$RUN"
wait "$RUN" 2>/dev/null
begin
check "the program begins anew: held" wait_for 30 trust held
stop "$RUN"
begin
check "after an end as it should be, too" wait_for 30 trust held
set_clock -3600 0
check "somebody sets it, an hour wrong: unset" wait_for 30 trust unset
set_clock 0 0
check "and back: held" wait_for 30 trust held
stop "$RUN"
sed -i 's/ [0-9a-f]*-/ 00000000-/' told/starts
check "the machine begins anew" grep -q 00000000- told/starts
begin
check "without a time server: unset" wait_for 30 trust unset
stop "$RUN"
finish
