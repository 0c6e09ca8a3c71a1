#!/bin/sh
# draw.sh RIWAQ FOLDER CONTENT...: a picture NAME.png in FOLDER of each CONTENT (NAME.json), small and
# with nothing on it that depends on the day. `make goldens` writes those here anew: look at each of
# them before you commit it, it is what the others are measured by. What riwaq has to say goes to
# standard error: a font that it lacks, for one.
set -eu
riwaq=$1 folder=$2
shift 2
here=$(dirname "$0")
config=$(mktemp)
trap 'rm -f "$config"' EXIT
for content; do
    name=$(basename "$content" .json)
    case $name in
    arabic* | hebrew*) language="ar" ;;
    tifinagh*) language="zgh" ;;
    *) language="en" ;;
    esac
    printf '[screen]\nlanguage = %s\n' "$language" >"$config"
    "$riwaq" shot -c "$config" --theme "$here" --content "$content" --size 800x600 --at 2025-03-19T12:55:05Z \
        -o "$folder/$name.png"
    # A palette: a third of the bytes. Emoji have more colours.
    convert "$folder/$name.png" -colors 256 -define png:exclude-chunks=date,time "PNG8:$folder/$name.png"
done
