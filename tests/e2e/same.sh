#!/bin/bash
# A frame is a function of content, theme, size and moment: nothing else changes a pixel, and two
# screens are in step.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
at=2025-03-19T12:55:20

# --- shot ----------------------------------------------------------------------------------------
exits "a shot" 0 "$RIWAQ" shot -o first.png --at $at
exits "and again" 0 "$RIWAQ" shot -o again.png --at $at
check "are the same file" cmp first.png again.png
mkdir -p other/riwaq other/home
echo "no cache" >other/riwaq/0123456789abcdef.cache
exits "another machine's settings" 0 env TZ=Asia/Tokyo LC_ALL=ar_MA.UTF-8 LANG=ar_MA.UTF-8 \
    XDG_CACHE_HOME="$SCRATCH/other" HOME="$SCRATCH/other/home" "$RIWAQ" shot -o elsewhere.png --at $at
check "change nothing" cmp first.png elsewhere.png
is "and the cache is left alone" "$(ls other/riwaq)" 0123456789abcdef.cache
exits "the same hour in another zone" 0 "$RIWAQ" shot -o zone.png --at 2025-03-19T16:55:20+04:00
check "is the same picture" cmp first.png zone.png

# A series begun earlier comes to the same picture, the ticker's place too.
exits "a series begun 15 s before" 0 "$RIWAQ" shot -o earlier.png --count 4 --every 5s --at 2025-03-19T12:55:05
check "comes to the same picture" cmp first.png earlier-004.png
exits "one begun 5 min before" 0 "$RIWAQ" shot -o long.png --count 2 --every 320s --at 2025-03-19T12:50
check "comes to it too" cmp first.png long-002.png
check "whose ticker has moved in between" test "$(cksum <earlier-003.png)" != "$(cksum <first.png)"

# --- run -------------------------------------------------------------------------------------------
# Two screens, started apart, on the wall clock: what each shows is the law's picture of that time.
printf '[clock]\ntrust = always\n[source.sample]\nurl = %s\n' "$(realpath "$TESTS/../app/formats/sample.json")" >riwaq.conf
# X11 tells no refresh rate of a display that is none; 60 is what is taken then, as in shot.
step=180
"$RIWAQ" shot -c riwaq.conf --text >text
top=$(python3 -c '
import json, sys
print(min(r["y"] for r in map(json.loads, sys.stdin) if r["zone"] == "ticker"))' <text)
area=1920x$((1080 - top))+0+$top

# in_step NAME: the picture on $DISPLAY is of the present, by its ticker.
in_step() {
    local before after found
    before=$(date +%s.%N)
    # First the screen: to draw what it is held against may take long.
    python3 "$TESTS/e2e/screen.py" save now.png
    after=$(date +%s.%N)
    local from=$((${before%.*} - 4))
    "$RIWAQ" shot -c riwaq.conf -o strip.png --count 3 --every 5s --at "$(date -u -d "@$from" +%FT%TZ)"
    found=$(python3 "$TESTS/e2e/screen.py" ticker now.png "$area" $step \
        $from:strip-001.png $((from + 5)):strip-002.png $((from + 10)):strip-003.png) || { echo "$found"; return 1; }
    echo "between $before and $after it was $found"
    # A loaded machine is late; what is not of the clock is off by seconds.
    python3 -c '
import sys
before, after, found = map(float, sys.argv[1:])
sys.exit(not before - 0.5 <= found <= after + 0.05)' "$before" "$after" "$found"
}
# told_in_step NAME
told_in_step() {
    if wait_for 3 in_step; then
        ok "$1"
    else
        not_ok "$1"
        in_step | sed 's/^/# /'
    fi
}
start_x 1920x1080
first_display=$DISPLAY
start "$RIWAQ" run -c riwaq.conf
told_in_step "a screen is in step with the wall clock"
start_x 1920x1080
start "$RIWAQ" run -c riwaq.conf
told_in_step "so is one that was started later"
export DISPLAY="$first_display"
told_in_step "and the first one still"
finish
