#!/bin/sh
# draw-themes.sh RIWAQ FOLDER: a picture THEME-LANGUAGE.png in FOLDER of each theme, each in another shape
# and language, so that between them all shapes and languages are guarded. Only with the fonts that
# riwaq needs: those that a machine has beside them would change a cut here and there. `make goldens`
# writes those in tests/goldens/themes anew: look at each before you commit it.
set -eu
riwaq=$1 folder=$2
top=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/system"
dpkg -L fonts-noto-core fonts-noto-color-emoji | grep '\.[to]tf$' | while read -r file; do
    ln -s "$file" "$scratch/system/"
done
printf '<?xml version="1.0"?>\n<fontconfig><dir>%s/system</dir><cachedir>%s/cache</cachedir></fontconfig>\n' \
    "$scratch" "$scratch" >"$scratch/fonts.conf"
while read -r theme language size; do
    sample=$top/app/formats/sample.$language.json
    [ -f "$sample" ] || sample=$top/app/formats/sample.json
    printf '[screen]\nlanguage = %s\n' "$language" >"$scratch/riwaq.conf"
    FONTCONFIG_FILE=$scratch/fonts.conf "$riwaq" shot -c "$scratch/riwaq.conf" --theme "$top/themes/$theme" \
        --content "$sample" --size "$size" --at 2025-03-19T12:55:20Z -o "$folder/$theme-$language.png"
    convert "$folder/$theme-$language.png" -colors 256 -define png:exclude-chunks=date,time \
        "PNG8:$folder/$theme-$language.png"
done <<'END'
atrium en 960x540
souk fr 540x960
minaret ar 768x576
departures ar 960x540
paper fr 1200x506
night zgh 800x480
END
