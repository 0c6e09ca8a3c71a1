#!/bin/bash
# themes/TUTORIAL.md, word for word: every file, command and message, and that its reader gets the
# screen that it promises. RIWAQ_ACCEPT=1 draws the pictures on that page anew (call this script by
# hand for it: bash tests/e2e/tutorial.sh build/riwaq /tmp/empty-folder); look at them.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
top=$(cd "$TESTS/.." && pwd)
promised=$top/themes/tutorial
at=2025-03-19T12:56:28
mkdir "$SCRATCH/bin" "$SCRATCH/you"
ln -s "$(realpath "$RIWAQ")" "$SCRATCH/bin/riwaq"
export PATH="$SCRATCH/bin:$PATH"
cd "$SCRATCH/you" || exit 1

check "every step goes as the page says" python3 "$TESTS/tutorial.py" "$top/themes/TUTORIAL.md" .
check "(it tells a mistake)" grep -q ':7: \[colors\] paper: ' "$top/themes/TUTORIAL.md"
if [ -n "${RIWAQ_ACCEPT-}" ]; then
    mkdir -p "$promised"
    for name in patio upright arabic; do
        convert $name.png -resize 50% +dither -colors 128 -define png:exclude-chunks=date,time \
            "PNG8:$promised/$name.png"
    done
fi

# --- the pictures, as they are described ---------------------------------------------------------------
"$RIWAQ" shot --theme atrium --at $at -o atrium.png
check "the first is atrium" cmp 1.png atrium.png
# pixel FILE X,Y: its colour, #RRGGBB.
pixel() {
    convert "$1" -depth 8 -crop "1x1+${2/,/+}" txt: | grep -oE '#[0-9A-F]{6}'
}
is "the second is light" "$(pixel 2.png 960,10)" '#F7F0E3'
is "in the third the column is on the ground" "$(pixel 3.png 10,600)" '#F7F0E3'
for picture in 4.png patio.png; do
    is "in $picture it has one of its own" "$(pixel $picture 10,600)" '#E9DCC3'
    is "as the band has" "$(pixel $picture 1918,4)" '#E9DCC3'
    is "to the edge" "$(pixel $picture 2,1078)" '#E9DCC3'
done
is "in Arabic it is on the other side" "$(pixel arabic.png 1910,600) $(pixel arabic.png 10,600)" \
    '#E9DCC3 #F7F0E3'
is "upright it is below" "$(pixel upright.png 10,1900) $(pixel upright.png 10,1000)" '#E9DCC3 #F7F0E3'

# places NAME ZONE X X Y Y ARGUMENT...: the texts of ZONE lie between these.
places() {
    local name=$1 zone=$2 box="$3 $4 $5 $6"
    shift 6
    "$RIWAQ" shot --text --at $at "$@" >text
    check "$name" python3 -c '
import json, sys
zone, left, right, top, bottom = sys.argv[1], *map(int, sys.argv[2].split())
runs = [run for run in map(json.loads, open("text", encoding="utf-8")) if run["zone"] == zone]
assert runs, "no text"
for run in runs:
    assert left <= run["x"] and run["x"] + run["w"] <= right, run
    assert top <= run["y"] and run["y"] + run["h"] <= bottom, run' "$zone" "$box"
}
places "prayers stand at the left" prayers 50 540 110 1080 --theme ./patio
places "the article has the rest" stage 600 1860 260 1050 --theme ./patio
places "in atrium they do not" prayers 1300 1860 100 900 --theme atrium
places "in Arabic at the right" prayers 1380 1870 110 1080 -c ar.conf
places "and the article at the left" stage 60 1320 260 1050 -c ar.conf
places "upright the prayers are below" prayers 50 1030 1270 1920 --theme ./patio --size 1080x1920
places "and the article above" stage 50 1030 240 1270 --theme ./patio --size 1080x1920
places "so in Arabic" prayers 50 1030 1270 1920 -c ar.conf --size 1080x1920

# far A B: how much two pictures differ in what one sees from afar, in thousandths.
far() {
    compare -metric RMSE \( "$1" -alpha off -resize '64x64!' \) \( "$2" -alpha off -resize '64x64!' \) null: 2>&1 |
        sed 's/.*(\(.*\))/\1/' | awk '{ printf "%d", $1 * 1000 }'
}
for name in patio upright arabic; do
    check "$name.png is the page's" test "$(far $name.png "$promised/$name.png")" -lt 40
done
check "(atrium is not)" test "$(far atrium.png "$promised/patio.png")" -gt 200
check "(nor is the one before)" test "$(far 3.png "$promised/patio.png")" -gt 40
finish
