#!/bin/sh
# previews.sh RIWAQ: draws the pictures of each theme that the manuals show, from the sample contents:
# themes/NAME/preview.png as it is on a screen, and the gallery, scaled, in themes/NAME/gallery/.
set -eu
riwaq=$1
cd "$(dirname "$0")/.."
config=$(mktemp)
trap 'rm -f "$config"' EXIT

# picture LANGUAGE SIZE TIME SCALE FILE
picture() {
    content=app/formats/sample.$1.json
    [ -f "$content" ] || content=app/formats/sample.json
    printf '[screen]\nlanguage = %s\n' "$1" >"$config"
    "$riwaq" shot -c "$config" --content "$content" --theme "$folder" --size "$2" --at "2025-03-19T$3" -o "$5"
    # A palette: a third of the bytes.
    convert "$5" -resize "$4" +dither -colors "$colors" -define png:exclude-chunks=date,time "PNG8:$5"
    echo "$5"
}
for theme in themes/*/theme.ini; do
    folder=$(dirname "$theme")
    # At these times the article's first page is up where the screen is wide, the headlines where it is high.
    case $folder in
    themes/atrium)
        mkdir -p "$folder/gallery"
        colors=128
        picture en 1920x1080 12:55:56 100% "$folder/preview.png"
        picture ar 1920x1080 12:55:12 50% "$folder/gallery/ar.png"
        picture en 1080x1920 12:55:12 50% "$folder/gallery/en-portrait.png"
        picture ar 1080x1920 12:55:52 50% "$folder/gallery/ar-portrait.png"
        picture fr 1920x1080 12:55:56 33% "$folder/gallery/fr.png"
        picture zgh 1920x1080 12:55:12 33% "$folder/gallery/zgh.png"
        ;;
    *)
        # Of the others one each: the first page of the paper, headlines elsewhere.
        seconds=47 colors=256 # fine gradients
        [ "$folder" != themes/minaret ] || seconds=57
        [ "$folder" != themes/night ] || seconds=13
        picture en 1920x1080 "12:55:$seconds" 50% "$folder/preview.png"
        ;;
    esac
done
