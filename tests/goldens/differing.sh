#!/bin/sh
# differing.sh A.png B.png [DIFFERENCE.png]: how many pixels of two pictures of one size differ to the
# eye. A pixel differs where its value, in any channel, lies more than a quarter of the scale outside
# of everything that the other picture has within two pixels of it; either way round. So a glyph may
# sit a pixel elsewhere or be smoothed differently (other versions of the fonts and of FreeType), but a
# mark, a dot or a letter that only one of them has counts whole.
set -eu
convert "$1" -alpha off -depth 8 +write mpr:a -morphology Dilate Square:2 +write mpr:a-most +delete \
    mpr:a -morphology Erode Square:2 +write mpr:a-least +delete \
    "$2" -alpha off -depth 8 +write mpr:b -morphology Dilate Square:2 +write mpr:b-most +delete \
    mpr:b -morphology Erode Square:2 +write mpr:b-least +delete \
    \( mpr:a mpr:b-most -compose MinusSrc -composite \) \( mpr:b-least mpr:a -compose MinusSrc -composite \) \
    \( mpr:b mpr:a-most -compose MinusSrc -composite \) \( mpr:a-least mpr:b -compose MinusSrc -composite \) \
    -evaluate-sequence max -separate -evaluate-sequence max -threshold 25% ${3:+-write "$3"} \
    -format '%[fx:round(mean*w*h)]\n' info:
