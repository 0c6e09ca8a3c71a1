#!/bin/bash
# Every theme that riwaq brings: checked without a word, and on each size of screen, in each language,
# at the hours that ask most of it, every text in its own place and nothing of riwaq's own cut.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
samples=$TESTS/../app/formats
SIZES=1920x1080,1080x1920,1024x768,800x480,2560x1080

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

NOON=2025-03-19T12:44:05
# Tomorrow's times, the Friday prayers, the last evening of Ramadan and the morning of the Eid; and the
# day whose date is the longest.
DAYS=("en 2025-03-19T21:10" "zgh 2025-03-21T11:00" "fr 2025-03-29T21:30" "ar 2025-03-30T06:50" "fr 2025-09-24T11:00")
# texts LANGUAGE TIME THEMES SIZES: those of the frames from TIME on.
texts() {
    local count=3
    [ "$2" = "$NOON" ] || count=1
    "$RIWAQ" shot -c "$1.conf" --content "$1.json" --theme "$3" --size "$4" --at "$2" --count "$count" --every 31s --text
}
# placed LANGUAGE TIME THEMES [SIZES]: what has not its place, into a file; where there is text at all, into
# another.
# What runs are the zones called ticker.
placed() {
    local out=$1-$2
    texts "$1" "$2" "$TESTS/../themes/atrium" 3840x1080 >"$out.reference"
    texts "$1" "$2" "$3" "${4-$SIZES}" >"$out.texts"
    grep -o '"theme":"[^"]*","size":"[^"]*"' "$out.texts" | sort -u >"$out.cells"
    python3 "$TESTS/e2e/layout.py" "$out.texts" "$out.reference" ticker | sed "s|^|$1, $2: |" >"$out.faults"
}
# fits THEME SIZE: whether nothing is said of it, and it was there each time.
fits() {
    cat ./*.faults | grep -F -- ": $1 $2: "
    [ "$(cat ./*.cells | grep -cF "\"theme\":\"$1\",\"size\":\"$2\"")" -eq $((4 + ${#DAYS[@]})) ] || echo "is not there each time"
}
is_quiet() {
    local said
    said=$("$@")
    echo "$said"
    [ -z "$said" ]
}

themes=$(for theme in "$TESTS"/../themes/*/theme.ini; do (cd "$(dirname "$theme")" && pwd); done | paste -sd ,)
IFS=, read -ra folders <<<"$themes"

# --- what check says ------------------------------------------------------------------------------------
# judged NAME [--size SIZES]
judged() {
    exits "$1" 0 "$RIWAQ" check -c all.conf --content en.json --at "$NOON" "${@:2}" "${folders[@]}"
    for folder in "${folders[@]}"; do
        is "nothing is said against ${folder##*/}" "$(cat out err | grep -F "/${folder##*/}/" | grep -v ': good$')" ""
    done
}
judged "all are good in four languages, with the fonts of this machine"
for folder in "${folders[@]}"; do
    check "${folder##*/} has its picture" test -s "$folder/preview.png"
done
# With the fonts that `make run` installs, and no others that this machine may have.
core=$(dpkg -L fonts-noto-core fonts-noto-color-emoji 2>/dev/null | grep '\.[to]tf$')
if [ -n "$core" ]; then
    mkdir core
    # shellcheck disable=SC2086
    ln -s $core core/
    printf '<?xml version="1.0"?>\n<fontconfig><dir>%s/core</dir><cachedir>%s/cache</cachedir></fontconfig>\n' \
        "$SCRATCH" "$SCRATCH" >core.conf
    export FONTCONFIG_FILE=$SCRATCH/core.conf
    judged "so they are on all screens with the fonts that riwaq needs alone" --size "$SIZES,3840x2160"
    unset FONTCONFIG_FILE
else
    judged "so they are on all screens" --size "$SIZES,3840x2160"
    missing "fonts-noto-core, fonts-noto-color-emoji"
fi

# --- each text has its place ----------------------------------------------------------------------------
# In each language at noon, before an iqama, over the pages of an article; and on those days.
for moment in {en,fr,ar,zgh}" $NOON" "${DAYS[@]}"; do
    # shellcheck disable=SC2086
    placed $moment "$themes" &
    # Two at a time.
    [ "$(jobs -rp | wc -l)" -lt 2 ] || wait -n
done
wait
for folder in "${folders[@]}"; do
    for size in ${SIZES//,/ }; do
        check "${folder##*/} on $size: each text has its place" is_quiet fits "${folder##*/}" "$size"
    done
done

# --- that such faults are seen --------------------------------------------------------------------------
mkdir broken
cat >broken/theme.ini <<'END'
[theme]
schema = 1
extends = atrium
[font.clock]
size = 230

END
rm ./*.faults
placed fr 2025-09-24T11:00 "$PWD/broken,atrium" 1080x1920
check "a date that is cut is found" grep -q 'broken 1080x1920: masthead: .* is cut' ./*.faults
check "in its theme" test "$(fits broken 1080x1920 | grep -c masthead)" -gt 0
check "but not in others" test "$(fits atrium 1080x1920 | grep -c masthead)" -eq 0
check "a theme without a text is found" test "$(fits nosuch 1080x1920)" = "is not there each time"
# run ZONE TEXT X Y...: lines of a transcript.
run() {
    printf '{"theme":"t","size":"800x1000","zone":"%s","text":"%s","x":%d,"y":%d,"w":300,"h":50}\n' "$@"
}
run a One 100 100 a Two 399 130 >apart
run a One 100 100 a Two 390 115 b Three 200 105 b Four 700 500 ticker Five -200 900 >found
exits "texts beside and below each other are in their places" 0 python3 "$TESTS/e2e/layout.py" apart apart ticker
exits "others" 1 python3 "$TESTS/e2e/layout.py" found found ticker
is "are not" "$(cat out)" "t 800x1000: b: 'Four' leaves the screen
t 800x1000: a: 'One' and 'Two' meet
t 800x1000: a and b stand in each other's place"
finish
