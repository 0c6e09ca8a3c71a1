#!/bin/bash
# What is written can be read: text recognition on the pictures of a series finds at least 95 % of
# the distinct words of the content.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
if ! command -v tesseract >/dev/null || ! command -v convert >/dev/null; then
    missing "tesseract-ocr, imagemagick"
    finish
    exit 0
fi
export OMP_THREAD_LIMIT=1

www=$SCRATCH/www
mkdir "$www"
cp "$TESTS/../app/formats/sample.json" "$www/lobby.json"
start_server "$www"

# No page is up for less than 8 s; in 8 s the ticker moves 1440 px, so every word is whole in some
# frame.
exits "a series of pictures is taken" 0 "$RIWAQ" shot -o "$SCRATCH/frame.png" --text --count 50 \
    --every 4s --at 2025-03-19T12:55:03 --content "$URL/lobby.json"
cp "$SCRATCH/out" "$SCRATCH/transcript"
is "as many pictures as frames" "$(find "$SCRATCH" -name 'frame-*.png' | wc -l)" 50
for kind in article headlines; do
    check "the series spans the cycle of $kind" \
        python3 "$TESTS/e2e/transcript.py" $kind "$www/lobby.json" "$SCRATCH/transcript"
done

# What did not change from one picture to the next is read once; the ticker's strips as one picture.
python3 "$TESTS/e2e/crops.py" "$SCRATCH/transcript" 1920x1080 >"$SCRATCH/crops"
mkdir "$SCRATCH/panel" "$SCRATCH/strip"
while read -r kind frame geometry; do
    name=$(printf %03d "$frame").png
    convert "$SCRATCH/frame-$name" -crop "$geometry" +repage -colorspace Gray "$SCRATCH/$kind/$name"
done <"$SCRATCH/crops"
convert "$SCRATCH"/strip/*.png -append "$SCRATCH/panel/strips.png"
for picture in "$SCRATCH"/panel/*.png; do
    tesseract "$picture" - --psm 11 2>/dev/null >>"$SCRATCH/read"
done
python3 "$TESTS/e2e/transcript.py" words "$www/lobby.json" >"$SCRATCH/wanted"
exits "at least 95 % of the words are found" 0 \
    python3 "$TESTS/e2e/found.py" 95 "$SCRATCH/wanted" "$SCRATCH/read"
sed 's/^/# /' "$SCRATCH/out"
finish
