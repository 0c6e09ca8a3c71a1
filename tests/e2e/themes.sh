#!/bin/bash
# Every theme that riwaq brings: checked without a word, and on each size of screen, in each language,
# at the hours that ask most of it, every text in its own place and nothing of riwaq's own cut.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
samples=$TESTS/../app/formats
SIZES='1920x1080 1080x1920 1024x768 800x480 2560x1080'

# A mosque: all that there is beside the times themselves.
mosque() {
    printf '[screen]\nlanguage = %s\nname = Hassan Mosque\nname.fr = Mosquée Hassan\nname.ar = مسجد حسان\n' "$1"
    printf '[clock]\nzones = Asia/Riyadh, Europe/Paris, Asia/Jakarta\n[prayer]\n'
    printf '%s_iqama = +15\n' fajr dhuhr asr maghrib isha
    printf 'jumua = 12:45, 13:30\neid_prayer = 08:00\n'
}
for language in en fr ar zgh; do
    mosque "$language" >"$language.conf"
    cp "$samples/sample.$language.json" "$language.json" 2>/dev/null || cp "$samples/sample.json" "$language.json"
done
mosque 'en, fr, ar, zgh' >all.conf

# series THEME SIZE LANGUAGE TIME: the texts of the frames from TIME on, into the file that it names.
series() {
    local out count=3
    out=$(mktemp -p .)
    [[ $4 = "$NOON" ]] || count=1
    "$RIWAQ" shot -c "$3.conf" --content "$3.json" --theme "$1" --size "$2" --at "$4" --count "$count" \
        --every 31s --text -o "$out.png" >"$out" 2>"$out.err" || cat "$out.err" >&2
    echo "$out"
}
NOON=2025-03-19T12:44:05
# Tomorrow's times, the Friday prayers, the last evening of Ramadan and the morning of the Eid; and the
# day whose date is the longest.
DAYS=(2025-03-19T21:10 2025-03-21T11:00 2025-03-29T21:30 2025-03-30T06:50 2025-09-24T11:00)
declare -A REFERENCE
for language in en fr ar zgh; do
    for day in "$NOON" "${DAYS[@]}"; do
        REFERENCE[$language $day]=$(series "$TESTS/../themes/atrium" 3840x1080 "$language" "$day")
    done
done
# placed THEME SIZE LANGUAGE TIME: what has not its place. What runs are the zones called ticker.
placed() {
    python3 "$TESTS/e2e/layout.py" "$(series "$@")" "$2" "${REFERENCE[$3 $4]}" ticker | sed "s|^|$3, $4: |"
}
# theme_at THEME SIZE NUMBER: in each language at noon, before an iqama, over the pages of an article; and
# one language on one of the days, another pair for each NUMBER.
theme_at() {
    local languages=(en fr ar zgh) pair
    for pair in 0 2; do
        placed "$1" "$2" "${languages[pair]}" "$NOON" >faults.one &
        placed "$1" "$2" "${languages[pair + 1]}" "$NOON" >faults.other
        wait $!
        cat faults.one faults.other
    done >faults
    placed "$1" "$2" "${languages[$3 % 4]}" "${DAYS[($3 + $3 / 5) % 5]}" >>faults
    placed "$1" "$2" fr "${DAYS[4]}" >>faults
    cat faults
    [ ! -s faults ]
}

number=0
for theme in "$TESTS"/../themes/*/theme.ini; do
    folder=$(cd "$(dirname "$theme")" && pwd)
    name=${folder##*/}
    exits "$name is good in four languages" 0 "$RIWAQ" check -c all.conf --content en.json --at "$NOON" \
        --size "${SIZES// /,}" "$folder"
    is "and nothing is said against it" "$(cat out err | grep -v ': good$')" ""
    check "$name has its picture" test -s "$folder/preview.png"
    for size in $SIZES; do
        check "$name on $size: each text has its place" theme_at "$folder" "$size" "$number"
        number=$((number + 1))
    done
done

# That such faults are seen.
mkdir broken
cat >broken/theme.ini <<'END'
[theme]
schema = 1
extends = atrium
[font.clock]
size = 230

END
theme_at "$PWD/broken" 1080x1920 0 >found
check "a date that is cut is found" grep -q 'masthead: .* is cut' found
printf '{"zone":"%s","text":"%s","x":%d,"y":%d,"w":300,"h":50}\n' a One 100 100 a Two 399 130 >apart
printf '{"zone":"%s","text":"%s","x":%d,"y":%d,"w":300,"h":50}\n' a One 100 100 a Two 390 115 b Three 200 105 \
    b Four 700 500 ticker Five -200 900 >found
exits "texts beside and below each other are in their places" 0 \
    python3 "$TESTS/e2e/layout.py" apart 800x1000 apart ticker
exits "others" 1 python3 "$TESTS/e2e/layout.py" found 800x1000 found ticker
is "are not" "$(cat out)" "b: 'Four' leaves the screen
a: 'One' and 'Two' meet
a and b stand in each other's place"
finish
