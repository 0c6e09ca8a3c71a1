#!/bin/bash
# The strip's direction of travel: by the language of the page, and by nothing else.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
at=2025-03-19T12:55:20
sample=$(realpath "$TESTS/../app/formats/sample.json")

# settings LANGUAGE ROTATE
settings() {
    printf '[screen]\nlanguage = %s\nrotate = %s\n[clock]\ntrust = always\n[source.sample]\nurl = %s\n' \
        "$1" "$2" "$sample" >riwaq.conf
}
# travel: how far the headlines of two frames, a second apart, have moved; each step once.
travel() {
    "$RIWAQ" shot -c riwaq.conf --size 1920x1080 --text --count 2 --every 1s --at $at >text || return 1
    python3 - <<'END'
import json
places = {}
for line in map(json.loads, open("text")):
    if line["zone"] == "ticker":
        places.setdefault(line["text"], []).append(line["x"])
print(*{b - a for a, b in (p for p in places.values() if len(p) == 2)})
END
}
for language in en=-180 fr=-180 zgh=-180 ar=180; do
    for rotate in 0 90 180 270; do
        settings ${language%=*} $rotate
        is "${language%=*}, rotate = $rotate: pixels a second to the right" "$(travel)" "${language#*=}"
    done
done

# On a display that hangs upside down, an Arabic strip runs to the display's left.
settings ar 180
"$RIWAQ" shot -c riwaq.conf --size 1920x1080 --text >text
height=$(python3 -c '
import json, sys
print(1080 - min(r["y"] for r in map(json.loads, sys.stdin) if r["zone"] == "ticker"))' <text)
# in_step: the picture on $DISPLAY is the present one, turned.
in_step() {
    local before after found i
    before=$(date +%s.%N)
    # First the screen: to draw what it is held against may take long.
    python3 "$TESTS/e2e/screen.py" save now.png
    after=$(date +%s.%N)
    local from=$((${before%.*} - 4))
    "$RIWAQ" shot -c riwaq.conf --size 1920x1080 -o strip.png --count 3 --every 5s --at "$(date -u -d "@$from" +%FT%TZ)"
    for i in 1 2 3; do
        convert strip-00$i.png -rotate 180 turned-$i.png
    done
    found=$(python3 "$TESTS/e2e/screen.py" ticker now.png "1920x$height+0+0" 180 \
        $from:turned-1.png $((from + 5)):turned-2.png $((from + 10)):turned-3.png) || { echo "$found"; return 1; }
    echo "between $before and $after it was $found"
    python3 -c '
import sys
before, after, found = map(float, sys.argv[1:])
sys.exit(not before - 0.5 <= found <= after + 0.05)' "$before" "$after" "$found"
}
start_x 1920x1080
start "$RIWAQ" run -c riwaq.conf
if wait_for 60 in_step; then
    ok "upside down, the strip is the present one, turned"
else
    not_ok "upside down, the strip is the present one, turned"
    in_step | sed 's/^/# /'
fi
finish
