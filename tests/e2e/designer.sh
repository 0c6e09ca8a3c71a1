#!/bin/bash
# What a designer can do in less than 60 lines: layouts that none of the themes has which riwaq brings,
# good in all languages on the screens that they are made for.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
themes=$TESTS/../themes designer=$TESTS/themes/designer samples=$TESTS/../app/formats
for language in en fr ar zgh; do
    printf '[screen]\nlanguage = %s\n' "$language" >"$language.conf"
done

# boxes THEME SIZE: into a file of that name, what each widget takes of the screen.
boxes() {
    local name
    name=$(basename "$1").$2
    "$RIWAQ" shot -c en.conf --content "$samples/sample.json" --theme "$1" --size "$2" --at 2025-03-19T12:55:10 \
        --text -o shot.png >text && python3 "$TESTS/e2e/likeness.py" boxes "$1/theme.ini" text "$2" >"$name"
}
# of WIDGET FILE: its boxes there.
of() {
    sed -n "s/^$1 //p" "$2"
}
# holds BOX LEFT TOP RIGHT BOTTOM: BOX takes at least that much.
holds() {
    # shellcheck disable=SC2086 # four numbers
    set -- $1 "${@:2}"
    [ "$1" -le "$5" ] && [ "$2" -le "$6" ] && [ "$3" -ge "$7" ] && [ "$4" -ge "$8" ]
}
# unlike NAME SIZE: no theme that riwaq brings is half as that one.
unlike() {
    local theme likeness status=0
    for theme in "$themes"/*/theme.ini; do
        theme=$(dirname "$theme")
        [ -f "$(basename "$theme").$2" ] || boxes "$theme" "$2" || return 1
        likeness=$(python3 "$TESTS/e2e/likeness.py" alike "$1.$2" "$(basename "$theme").$2") || return 1
        echo "$(basename "$theme"): $likeness %"
        [ "$likeness" -lt 50 ] || status=1
    done
    return $status
}

# name size, and what makes it what it is.
for made in corridor:1920x1080 totem:1080x1920 strip:3840x600 harbour:1920x1080; do
    name=${made%:*} size=${made#*:}
    theme=$designer/$name
    check "$name has less than 60 lines" test "$(wc -l <"$theme/theme.ini")" -lt 60
    for language in en fr ar zgh; do
        exits "$name in $language is good" 0 "$RIWAQ" check -c "$language.conf" --size "$size" "$theme"
        is "and nothing is said against it" "$(grep -v ': good$' err out)" ""
    done
    check "$name on $size is drawn" boxes "$theme" "$size"
    check "and no theme has its layout" unlike "$name" "$size"
    sed "s/^/# $name: /" "$name.$size"
done
check "corridor: the hour fills the wall" holds "$(of clock corridor.1920x1080)" 12 20 88 60
check "and news run along its foot" holds "$(of ticker corridor.1920x1080)" 2 90 98 96
check "totem: the prayers from the top to the middle" holds "$(of prayers totem.1080x1920)" 10 6 90 55
check "and the hour below them" holds "$(of clock totem.1080x1920)" 20 74 80 86
is "strip: four columns side by side" "$(cut -d ' ' -f 1 strip.3840x600 | tr '\n' ' ')" "clock headlines prayers weather "
# shellcheck disable=SC2016 # awk has fields of its own
check "none below another" awk '$3 > 50 || $5 < 50 { exit 1 }' strip.3840x600
check "harbour: the weather is the page" holds "$(of weather harbour.1920x1080)" 6 18 70 70
is "between two strips of news" "$(of ticker harbour.1920x1080 | wc -l)" 2
check "a theme is like itself" test "$(python3 "$TESTS/e2e/likeness.py" alike atrium.1920x1080 atrium.1920x1080)" = 100
finish
