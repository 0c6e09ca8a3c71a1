#!/bin/bash
# Every script is drawn as in the pictures in tests/goldens, which somebody looked at; and without a
# box. Then that this would be noticed: a letter that became a box, a word turned round, one mark
# fewer. `make goldens` draws them anew. The emoji in them are such as fonts-noto-color-emoji draws alike
# in Debian 12 and 13 (2.042 and 2.051): of others the pictures were redrawn.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
goldens=$TESTS/goldens
if ! command -v convert >/dev/null || ! fc-list | grep -q NotoSansCJK; then
    missing "imagemagick, fonts-noto-cjk"
    finish
    exit 0
fi
cd "$SCRATCH" || exit 1
# The least mark that is taken off below, a vowel of Hebrew, is 13 pixels; a picture moved and scaled by
# half a pixel has 2 at most.
LIMIT=5

# draw FOLDER CONTENT...
draw() {
    sh "$goldens/draw.sh" "$RIWAQ" "$@"
}
alike() {
    local count
    count=$(sh "$goldens/differing.sh" "$1" "$2") || return 2
    echo "# $count pixels differ"
    [ "$count" -le $LIMIT ]
}

mkdir now spoilt
for content in "$goldens"/*.json; do
    name=$(basename "$content" .json)
    exits "$name is drawn" 0 draw now "$content"
    # That includes a character that no font has.
    is "and nothing is to be said about it" "$(cat err)" ""
    check "it looks as it did" alike "$goldens/$name.png" "now/$name.png"
done

# The six themes, each in another shape and language.
mkdir themes
if [ -z "$(dpkg -L fonts-noto-core fonts-noto-color-emoji 2>/dev/null)" ]; then
    missing "fonts-noto-core, fonts-noto-color-emoji"
else
    exits "the themes are drawn" 0 sh "$goldens/draw-themes.sh" "$RIWAQ" themes
    is "without a word" "$(cat err)" ""
    is "each has its golden" "$(find "$TESTS/../themes" -name theme.ini | wc -l)" "$(find "$goldens/themes" -name '*.png' | wc -l)"
    for golden in "$goldens"/themes/*.png; do
        check "$(basename "$golden" .png) looks as it did" alike "$golden" "themes/${golden##*/}"
    done
    # A minute later only the hour and the countdown differ: that is noticed.
    sed 's/12:55:20Z/12:56:20Z/' "$goldens/draw-themes.sh" >later.sh
    mkdir later
    sed -i "s|^top=.*|top=$TESTS/..|" later.sh
    exits "a minute later" 0 sh later.sh "$RIWAQ" later
    for golden in "$goldens"/themes/*.png; do
        exits "$(basename "$golden" .png) is not like" 1 alike "$golden" "later/${golden##*/}"
    done
fi

# What the measure bears: another version of a font or of FreeType may set a glyph a pixel elsewhere.
convert "$goldens/hebrew.png" -roll +1+1 moved.png
check "a picture moved by a pixel is like" alike "$goldens/hebrew.png" moved.png
convert "$goldens/hebrew.png" -distort SRT '0,0 1.001 0 0.5,0.4' smoothed.png
check "so is one that is smoothed otherwise" alike "$goldens/hebrew.png" smoothed.png
# And what not.
python3 "$goldens/spoil.py" spoilt "$goldens"/*.json >names
check "every golden is spoilt in two ways at least" test "$(wc -l <names)" -ge 20
check "the spoilt ones are drawn" draw spoilt spoilt/*.json
while read -r name; do
    exits "$name is not like" 1 alike "$goldens/${name%-*}.png" "spoilt/$name.png"
done <names
finish
