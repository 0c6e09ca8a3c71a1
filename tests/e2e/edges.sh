#!/bin/bash
# What stands at the edges of a screen, and what is as large as it needs: overscan and safe area, pixel
# shift, tracks that are auto.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
export TZ=UTC
CONTENT=$TESTS/../app/formats/sample.json

# words CONF THEME SIZE AT: the text of a picture, out.json; shot: the picture too, out.png.
words() {
    "$RIWAQ" shot --text -c "$1" --content "$CONTENT" --theme "$2" --size "$3" --at "$4" >out.json 2>/dev/null
}
shot() {
    "$RIWAQ" shot -c "$1" --content "$CONTENT" --theme "$2" --size "$3" --at "$4" -o out.png >/dev/null 2>&1
    words "$@"
}
# inside X Y W H [ZONE]: all texts of out.json are there; of ZONE, which runs, from top to bottom.
inside() {
    python3 - "$@" <<'EOF'
import json, sys
x, y, w, h = map(int, sys.argv[1:5])
runs = [json.loads(line) for line in open("out.json", encoding="utf-8")]
assert len(runs) > 15, runs
for run in runs:
    # A run's box is higher than its letters.
    top, bottom = run["y"] + run["h"] * .3, run["y"] + run["h"] * .78
    assert y <= top and bottom <= y + h, run
    if run["zone"] not in sys.argv[5:]:
        assert x <= run["x"] and run["x"] + run["w"] <= x + w, run
EOF
}
pixel() {
    convert out.png -format "%[hex:u.p{$1,$2}]" info: | cut -c1-6
}

# --- overscan and safe area ----------------------------------------------------------------------
for language in en ar; do
    printf '[screen]\nlanguage = %s\noverscan = 5%%\n' $language >$language.conf
    for size in 1920x1080 1080x1920 800x480 1024x768; do
        w=${size%x*} h=${size#*x}
        for theme in atrium paper night minaret; do
            words $language.conf $theme $size 2025-03-19T12:55
            check "$theme, $language, $size: all is inside of the overscan" inside \
                $((w / 20 - 1)) $((h / 20 - 1)) $((w * 9 / 10 + 2)) $((h * 9 / 10 + 2)) ticker
        done
    done
done
shot en.conf atrium 1920x1080 2025-03-19T12:55
is "the ticker's ground goes on to the corner" "$(pixel 0 1079)" 0A161E
is "and to the other one" "$(pixel 1919 1079)" 0A161E
is "the paper to the top" "$(pixel 0 0)" 10202B
printf '[screen]\noverscan = 30 100px\n' >pixels.conf
words pixels.conf atrium 1920x1080 2025-03-19T12:55
check "in pixels, top and bottom, and sides" inside 100 30 1720 1020 ticker

# theme NAME TEXT: a theme that is atrium but for TEXT, which goes on with [theme]; from line 4 on.
theme() {
    mkdir -p "$1"
    printf '[theme]\nschema = 1\nextends = atrium\n%b' "$2" >"$1/theme.ini"
}
# warned NAME LINE WHERE TEXT: theme NAME gives that warning; the status is 0.
warned() {
    exits "$1: status 0" 0 "$RIWAQ" check -c /dev/null "./$1"
    check "$1: line $2, $3: $4" grep -qE "/$1/theme.ini:$2: \[$3: warning: .*$4" err
}
theme safe 'safe_area = 5%\n'
warned safe 3 'grid\] margin' '20 units at the top .* zone "masthead" is moved in; write margin = 54 96 0 96$'
grid='columns = 1fr 540\nrows = 112 1fr 152 160 92\ngap = 96 24\nareas = masthead masthead\n article prayers\n article social\n weather weather\n ticker ticker\n'
upright='columns = 1fr\nrows = 144 1fr 484 152 300 86\ngap = 0 24\nareas = masthead\n article\n prayers\n social\n weather\n ticker\n'
theme safe "safe_area = 5%\n[grid]\nmargin = 54 96 0 96\n${grid}[grid.portrait]\nmargin = 96 72 0 72\n$upright"
exits "with the mend" 0 "$RIWAQ" check -c /dev/null ./safe
is "it is good" "$(cat err)" ""
words /dev/null ./safe 1920x1080 2025-03-19T12:55
check "and inside" inside 95 53 1730 974 ticker

# --- pixel shift ---------------------------------------------------------------------------------
printf '[screen]\npixel_shift = 8\n' >shift.conf
printf '[screen]\npixel_shift = 0\n' >still.conf
# places CONF THEME: where the masthead's name is in each of eight minutes, a line each.
places() {
    "$RIWAQ" shot --text -c "$1" --content "$CONTENT" --theme "$2" --at 2025-03-19T13:00:30 --count 8 --every 60s 2>/dev/null |
        python3 -c '
import json, sys
for line in sys.stdin:
    run = json.loads(line)
    if run["text"] == "Rabat" and run["zone"] == "masthead":
        print(run["x"], run["y"])'
}
places still.conf atrium >still
is "without it nothing moves" "$(sort -u still | wc -l)" 1
places shift.conf atrium >shifted
check "with it the picture moves by a pixel a minute" python3 -c '
points = [tuple(map(int, line.split())) for line in open("shifted")]
assert len(points) == 8, points
for (x, y), (u, v) in zip(points, points[1:]):
    assert max(abs(x - u), abs(y - v)) == 1, points'
places /dev/null night >wandering
is "night wanders by itself" "$(sort -u wandering | wc -l)" 8
places still.conf night >standing
is "unless riwaq.conf has it still" "$(sort -u standing | wc -l)" 1
for minute in 00 17 44; do
    shot shift.conf atrium 1920x1080 2025-03-19T12:$minute
    is "at 12:$minute the ground covers the left corner" "$(pixel 0 1079)" 0A161E
    is "and the right one" "$(pixel 1919 1079)" 0A161E
done

# --- auto ----------------------------------------------------------------------------------------
theme auto "[grid]\nmargin = 20 72 0 72\n$(printf '%s' "$grid" | sed 's/112 1fr 152 160 92/auto 1fr auto auto auto/; s/540/auto/')"
for language in en fr ar zgh; do
    printf '[screen]\nlanguage = %s\n' $language >$language.conf
    exits "auto in $language on all screens" 0 "$RIWAQ" check -c $language.conf \
        --size 1920x1080,3840x2160,1024x768,800x480,2560x1080 ./auto
    is "is good" "$(cat err)" ""
done
theme loose '[grid]\ncolumns = auto 540\nrows = 1fr\nareas = article prayers\n'
warned loose 5 'grid\] columns' 'column 1 is auto, but "article" has no width of its own'
theme rows '[grid]\ncolumns = 1fr\nrows = 112 auto auto\nareas = masthead\n article\n .\n'
warned rows 6 'grid\] rows' 'row 2 is auto, but "article" has no height of its own, .* write a share such as 1fr'
warned rows 6 'grid\] rows' 'row 3 is auto, but nothing stands in it'
finish
