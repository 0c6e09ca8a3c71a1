#!/bin/sh
# make.sh: the pictures of this folder anew, by ImageMagick. All of them show the same: 48 by 32 pixels
# in four quarters, red, green, blue and white (clear in those named "clear", grey in those named
# "grey"), once they are turned the way up that they say.
set -eu
cd "$(dirname "$0")"
rm -f ./*.png ./*.jpg ./*.webp
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
plain=$scratch/plain.png
convert -size 48x32 xc:white -fill red -draw 'rectangle 0,0 23,15' -fill lime -draw 'rectangle 24,0 47,15' \
    -fill blue -draw 'rectangle 0,16 23,31' "$plain"
convert "$plain" -transparent white "$scratch/clear.png"
bare='-strip -define png:exclude-chunks=date,time,gAMA,cHRM'

# shellcheck disable=SC2086 # a list of options
{
    convert "$plain" $bare -define png:color-type=2 rgb8.png
    convert "$plain" $bare -type TrueColor -define png:bit-depth=16 -define png:color-type=2 rgb16.png
    convert "$plain" $bare -interlace PNG -define png:color-type=2 interlaced.png
    convert "$plain" $bare -define png:color-type=3 palette.png
    convert "$scratch/clear.png" $bare -define png:color-type=6 clear-rgba.png
    convert "$scratch/clear.png" $bare -define png:color-type=6 -define png:bit-depth=16 clear-rgba16.png
    convert "$scratch/clear.png" $bare -type PaletteAlpha png8:clear-palette.png
    for depth in 1 2 4 8 16; do
        convert "$plain" $bare -colorspace Gray -define png:color-type=0 -define png:bit-depth=$depth \
            grey-$depth.png
    done
    convert "$plain" $bare -colorspace Gray -alpha on -define png:color-type=4 grey-alpha.png
}
for sampling in 1x1 2x2; do
    convert "$plain" -strip -sampling-factor $sampling -quality 90 "sampled-$sampling.jpg"
done
convert "$plain" -strip -interlace JPEG -quality 90 progressive.jpg
convert "$plain" -strip -define jpeg:restart-interval=2 -quality 90 restarts.jpg
convert "$plain" -strip -colorspace Gray -quality 90 grey.jpg
convert "$plain" -strip -colorspace CMYK -quality 95 inks-adobe.jpg
convert "$plain" -quality 90 lossy.webp
convert "$plain" -define webp:lossless=true lossless.webp
convert "$scratch/clear.png" -define webp:lossless=true clear-lossless.webp
convert "$scratch/clear.png" -quality 90 clear-lossy.webp
convert -delay 10 "$plain" -size 48x32 xc:black -loop 0 -quality 90 animated.webp
convert -delay 10 "$scratch/clear.png" -size 48x32 xc:black -loop 0 -define webp:lossless=true \
    clear-animated.webp
# As a camera would store it that was held like this: the inverse of what each orientation asks for.
turn() {
    case $1 in
    1) echo -strip ;;
    2) echo -flop ;;
    3) echo -rotate 180 ;;
    4) echo -flip ;;
    5) echo -transpose ;;
    6) echo -rotate -90 ;;
    7) echo -transverse ;;
    8) echo -rotate 90 ;;
    esac
}
for orientation in 1 2 3 4 5 6 7 8; do
    # shellcheck disable=SC2046 # a list of options
    convert "$plain" $(turn $orientation) +repage -strip -quality 90 "$scratch/stored-$orientation.jpg"
done
convert "$plain" -rotate -90 +repage -strip -define png:color-type=2 "$scratch/stored.png"
convert "$plain" -rotate -90 +repage -define webp:lossless=true "$scratch/stored.webp"
python3 add.py "$scratch"
