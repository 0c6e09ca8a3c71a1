#!/bin/bash
# The running screen: content from a server, a change of it, a server that goes, a restart without it,
# and how it ends.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
sample=$TESTS/../app/formats/sample.json
screen=$TESTS/e2e/screen.py
patience=1 # seconds for an end
grep -q __asan_init "$RIWAQ" && patience=10

mkdir www
cp "$sample" www/lobby.json
start_server "$SCRATCH/www"
# --content stands in for the source's address; its interval stays.
printf '[source.lobby]\nurl = http://127.0.0.1:1/\nevery = 10s\ntimeout = 5s\n' >riwaq.conf

# run [OPTION...]: riwaq, whose clock starts at noon55; RUN is its pid, messages are in $SCRATCH/log.
noon55=$(date -u -d 2025-03-19T12:55:00Z +%s)
run() {
    begun=$(date +%s)
    start "$RIWAQ" run -c riwaq.conf --content "$URL/lobby.json" --at 2025-03-19T12:55:00Z "$@" 2>log
    RUN=$STARTED
}
# shows AREA CONTENT [OPTION...]: the screen's AREA is what shot makes of CONTENT now.
shows() {
    local area=$1 content=$2
    shift 2
    "$RIWAQ" shot -o ref.png --content "$content" "$@" \
        --at "$(date -u -d "@$((noon55 + $(date +%s) - begun))" +%FT%TZ)"
    python3 "$screen" same ref.png "$area"
}
# ended: RUN is no more. Its status, when it is ours to ask: wait $RUN.
ended() {
    ! kill -0 "$RUN" 2>/dev/null
}
# ends NAME SECONDS COMMAND...: COMMAND ends riwaq, with status 0, within SECONDS.
ends() {
    local name=$1 seconds=$2 begin end
    shift 2
    begin=$(date +%s%N)
    "$@"
    # What a shell started and did not wait for is a zombie: ask whether it still runs.
    while kill -0 "$RUN" 2>/dev/null && [ $((($(date +%s%N) - begin) / 1000000000)) -lt 20 ]; do
        sleep 0.02
        grep -q '^State:.Z' "/proc/$RUN/status" 2>/dev/null && break
    done
    end=$(date +%s%N)
    # One that does not end fails the test; it must not hang it.
    [ $(((end - begin) / 1000000000)) -lt 20 ] || kill -KILL "$RUN" 2>/dev/null
    wait "$RUN"
    is "$name: status 0" $? 0
    check "$name: within $seconds s (took $(((end - begin) / 1000000)) ms)" \
        test $((end - begin)) -lt $((seconds * 1000000000))
}

"$RIWAQ" shot --text --content "$sample" --at 2025-03-19T12:55 >text
read -r ticker body <<<"$(python3 -c '
import json, sys
runs = list(map(json.loads, sys.stdin))
def top(zone):
    return min(r["y"] for r in runs if r["zone"] == zone)
print(top("ticker"), top("article") - 4)' <text)"
above=1920x$ticker+0+0
below_masthead=1920x$((ticker - body))+0+$body

# --- content and its change ------------------------------------------------------------------------
start_x 1920x1080
run
check "all parts of the page are on the screen" wait_for 10 shows "$above" "$sample"
check "the ticker too" python3 "$screen" differs ref.png "1920x$((1080 - ticker))+0+$ticker"

sed 's/Follow us on Facebook/Find us at the hall/; s/"comments": 0/"comments": 4711/; s/"low": 9,/"low": -7,/' \
    "$sample" >changed.json
"$RIWAQ" shot --text --content changed.json --at 2025-03-19T12:55 >text
check "(the change is one)" grep -q 'Comments (4,\?711)' text
cp changed.json www/new.json
mv www/new.json www/lobby.json
changed=$(date +%s)
check "a change on the server comes on the screen" wait_for 15 shows "$above" changed.json
took=$(($(date +%s) - changed))
# Every 10 s it is asked; the rest is what this test takes to look.
check "within the interval (took $took s)" test $took -le 14

# --- the server goes ---------------------------------------------------------------------------------
stop "$SERVER"
check "a server that is gone is told" wait_for 25 grep -q "$URL/lobby.json: nobody answers.*last content stays" log
check "the content stays" wait_for 10 shows "$below_masthead" changed.json
ends "SIGTERM" $patience kill -TERM "$RUN"
check "the screen is left to others" wait_for 5 python3 "$screen" plain 1920x1080+0+0

# --- a restart without it ------------------------------------------------------------------------------
# A theme where nothing moves and turns, so that there is one right picture.
cp -r "$TESTS/bench/static" still
python3 - <<'END'
import json
with open("changed.json", encoding="utf-8") as file:
    lobby = json.load(file)
lobby["article"]["paragraphs"] = lobby["article"]["paragraphs"][3:4]
with open("www/lobby.json", "w", encoding="utf-8") as file:
    json.dump(lobby, file)
END
rm -rf "$XDG_CACHE_HOME/riwaq"
mkdir -p cache
export XDG_CACHE_HOME=$SCRATCH/cache
port=${URL##*:}
start python3 "$TESTS/server.py" --root "$SCRATCH/www" --port "$port"
SERVER=$STARTED
run --theme ./still
check "new content, in another theme" wait_for 20 shows "$below_masthead" www/lobby.json --theme ./still
stop "$SERVER"
kill -KILL "$RUN"
wait "$RUN" 2>/dev/null
check "a power cut leaves the screen black" wait_for 5 python3 "$screen" plain 1920x1080+0+0
shows "$below_masthead" www/lobby.json --theme ./still
start python3 "$screen" first ref.png "$below_masthead" 30 >watched
watcher=$STARTED
wait_for 20 grep -q READY watched
run --theme ./still
wait "$watcher"
is "after a restart with the server dead, the first frame has the last content" $? 0
check "and it stays when the server is found to be dead" wait_for 10 grep -q "nobody answers" log
check "whole" shows "$below_masthead" www/lobby.json --theme ./still

# --- keys ------------------------------------------------------------------------------------------------
ends "Esc" 5 xdotool key Escape
something() {
    ! python3 "$screen" plain 1920x1080+0+0
}
for key in q x; do
    check "the screen is empty" wait_for 5 python3 "$screen" plain 1920x1080+0+0
    run --theme ./still --window 640x360
    check "riwaq is in a window" wait_for 20 something
    [ $key = x ] || ends "q" 5 xdotool key q
done
xdotool key x
sleep 0.3
check "x does not end it" kill -0 "$RUN"
ends "SIGINT" 5 kill -INT "$RUN"
finish
