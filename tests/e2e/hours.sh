#!/bin/bash
# [power]: black outside the hours, and the picture whole as soon as they begin; the television by CEC.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
screen=$TESTS/e2e/screen.py
whole=1280x720+0+0
mkdir www bin still

cat >still/theme.ini <<'END'
[theme]
schema = 1
name = Still
extends = atrium
[grid]
columns = 1fr 1fr
rows = 112 1fr
gap = 24
margin = 32
areas = masthead masthead
        news prayers
[zone.news]
show = headlines
END
# The television: what it was asked, and how that went; the first CEC_DEAF times as Debian's tells
# that nobody acknowledged it.
cat >bin/cec-ctl <<'END'
#!/bin/sh
echo "$*" >>"$CEC_LOG"
echo "Transmit from Playback Device 1 to TV (4 to 0):"
echo "	Sequence: 1 Tx Timestamp: 0.000s"
[ "$(grep -c . "$CEC_LOG")" -gt "${CEC_DEAF:-0}" ] || echo "	Tx, Not Acknowledged (4), Max Retries"
exit "${CEC_STATUS:-0}"
END
chmod +x bin/cec-ctl
lobby() {
    echo "{\"headlines\": [{\"time\": \"06:10\", \"title\": \"$1\"}]}" >www/new
    mv www/new www/lobby.json
}
lobby "The doors open at seven"
start_server "$SCRATCH/www"
cat >riwaq.conf <<END
[screen]
name = News house
[power]
on = 07:00-22:00 mon-fri
cec = /dev/cec7
[place]
name = Rabat
latitude = 34.02
longitude = -6.84
timezone = Africa/Casablanca
[source.lobby]
url = $URL/lobby.json
every = 10s
END

# --- a television that hears late -----------------------------------------------------------------
# (It takes 40 seconds, and is looked for at the end.)
: >late.log
start env SDL_VIDEODRIVER=dummy PATH="$SCRATCH/bin:$PATH" CEC_LOG="$SCRATCH/late.log" CEC_DEAF=2 \
    "$RIWAQ" run -c riwaq.conf --theme ./still --at 2026-11-23T12:00 2>late.err
LATE=$STARTED

# --- pictures -----------------------------------------------------------------------------------
# 2026-11-23 is a Monday.
shoot() { # NAME TIME
    "$RIWAQ" shot -c riwaq.conf --theme ./still --size 1280x720 --at "$2" -o "$1.png" 2>"$1.err"
}
colours() {
    identify -format %k "$1.png"
}
shoot before 2026-11-23T06:59:59
shoot first 2026-11-23T07:00:00
shoot sunday 2026-11-22T12:00:00
is "a shot outside the hours is black" "$(colours before) $(convert before.png -format '%[fx:maxima]' info:)" "1 0"
check "which is said" grep -q "screen is off at that time" before.err
is "and on a day without any" "$(colours sunday)" 1
check "and within them it is not" test "$(colours first)" -gt 100
check "check looks at the picture all the same" "$RIWAQ" check -c riwaq.conf --theme ./still
"$RIWAQ" check -c riwaq.conf --theme ./still --at 2026-11-22T12:00 >sunday.told 2>&1
"$RIWAQ" check -c riwaq.conf --theme ./still --at 2026-11-23T12:00 >monday.told 2>&1
check "and says the same of it at any hour" cmp sunday.told monday.told

sed 's/^on = .*/dim = 19:00 50% 60m, 07:00 100%/' riwaq.conf >dim.conf
brightness() {
    "$RIWAQ" shot -c dim.conf --theme ./still --size 1280x720 --at "2026-11-23T$1" -o dim.png 2>err
    convert dim.png -format '%[fx:round(100*maxima)]' info:
}
bright=$(brightness 18:59:00)
is "a dimmed picture" "$(brightness 21:00) $(brightness 19:30)" "$((bright / 2)) $((bright * 3 / 4))"

# --- a morning ----------------------------------------------------------------------------------
start_x 1280x720
run() {
    : >cec.log
    start env PATH="$RUN_PATH" CEC_LOG="$SCRATCH/cec.log" "$RIWAQ" run -c riwaq.conf --theme ./still "$@" 2>log
    RUN=$STARTED
}
RUN_PATH=$SCRATCH/bin:$PATH
cat >watchdog.py <<'END'
import os, socket, sys
path = sys.argv[1]
listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind(path)
while True:
    with open(path + ".log", "ab") as log:
        log.write(listener.recv(4096) + b"\n")
END
start python3 watchdog.py "$SCRATCH/notify"
wait_for 20 test -S notify
: >requests
NOTIFY_SOCKET=$SCRATCH/notify WATCHDOG_USEC=2000000 run --at 2026-11-23T06:59:32
check "it begins in the dark" wait_for 10 grep -q "the screen is off now" log
check "and the screen is black" python3 "$screen" plain $whole
check "the television was told" wait_for 10 grep -q standby cec.log
is "once, by its adapter" "$(cat cec.log)" "--device=/dev/cec7 --playback --osd-name=riwaq --skip-info --to=0 --standby"
wait_for 20 grep -q lobby.json requests
lobby "The coffee is ready"
: >notify.log
shoot first 2026-11-23T07:00:30
cp log dark.log
check "the first thing that is seen is the whole picture, of what was fetched meanwhile" \
    python3 "$screen" first first.png $whole 60
check "the watchdog was fed in the dark" test "$(grep -c WATCHDOG notify.log)" -ge 5
check "it says so" grep -q "the screen is on again" log
check "not before" sh -c '! grep -q "on again" dark.log'
check "the television was told" wait_for 10 grep -q image-view-on cec.log
is "once" "$(grep -c . cec.log)" 2
kill -TERM "$RUN"
wait "$RUN"
is "it ends as it should" $? 0

# --- an evening ---------------------------------------------------------------------------------
export CEC_STATUS=1
run --at 2026-11-23T21:59:52
shoot evening 2026-11-23T21:59:52
check "a picture until ten" wait_for 8 python3 "$screen" same evening.png $whole
check "then none" wait_for 30 python3 "$screen" plain $whole
failed_twice() {
    [ "$(grep -c "cec-ctl failed on /dev/cec7" log)" = 2 ]
}
check "a television that fails is told of" wait_for 10 failed_twice
is "in a line each turn" "$(grep -c cec log)" 2
check "that it is tried again" grep -q "cec-ctl failed on /dev/cec7 (status 1); trying again" log
standby_twice() {
    [ "$(grep -c standby cec.log)" = 2 ]
}
check "it is" wait_for 30 standby_twice
is "to what is wanted now" "$(tail -n 2 cec.log | grep -c standby)" 2
is "without another line" "$(grep -c cec log)" 2
stop "$RUN"
unset CEC_STATUS

RUN_PATH=/nonexistent
run --at 2026-11-23T12:00:00
shoot noon 2026-11-23T12:00:30
check "without cec-ctl there is the picture" wait_for 20 python3 "$screen" same noon.png $whole
check "and a line" wait_for 10 grep -q "install the package v4l-utils" log
stop "$RUN"

# --- the television that hears late ---------------------------------------------------------------
check "a television that does not answer is reached at the third try" \
    wait_for 90 grep -q "the television on /dev/cec7 was reached at try 3" late.err
is "asked for no more than that" "$(grep -c image-view-on late.log) $(grep -c . late.log)" "3 3"
is "in two lines" "$(grep -c cec late.err)" 2
check "the first tells why" grep -q "no television answers on /dev/cec7; trying again after 10, 30 and 60 s" late.err
kill -TERM "$LATE"
wait "$LATE"
is "and it ends as it should" $? 0
finish
