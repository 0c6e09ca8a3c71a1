#!/bin/bash
# Arabic and French can be read too: text recognition on the pictures finds at least 95 % of the
# distinct words of the headlines, in the list and in the ticker, each for itself, and every time.
# What is compared is in transcript.py (split_words).
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
if ! command -v convert >/dev/null || ! tesseract --list-langs 2>/dev/null | grep -qx ara ||
    ! tesseract --list-langs 2>/dev/null | grep -qx fra; then
    missing "imagemagick, tesseract-ocr-ara, tesseract-ocr-fra"
    finish
    exit 0
fi
export OMP_THREAD_LIMIT=1
cd "$SCRATCH" || exit 1
# The list alone, in the place that it has in atrium.
mkdir lists
printf '[theme]\nschema = 1\nextends = atrium\n[zone.article]\nshow = headlines\n' >lists/theme.ini

# take NAME LANGUAGE CONTENT COUNT: the lines of the list in NAME/line/, and in NAME/strip/ the ticker
# of every 8 s, COUNT times; in which it moves 1440 px, so that every word is whole in some frame, and no page of the
# list is up for less.
take() {
    local kind frame geometry count=0
    mkdir "$1" "$1/line" "$1/strip"
    printf '[screen]\nlanguage = %s\n[place]\ntimezone = Africa/Casablanca\n' "$2" >"$1/riwaq.conf"
    "$RIWAQ" shot -c "$1/riwaq.conf" --theme ./lists --content "$3" --size 1920x1080 --text -o "$1/frame.png" \
        --count "$4" --every 8s --at 2025-03-19T12:55:06 >"$1/transcript" || return 1
    python3 "$TESTS/e2e/crops.py" "$1/transcript" 1920x1080 headlines >"$1/crops" || return 1
    while read -r kind frame geometry; do
        count=$((count + 1))
        frame=$(printf '%s/frame-%03d.png' "$1" "$frame")
        # A picture read once for each line would take as long as all else.
        convert "${frame}[$geometry]" -colorspace Gray "$1/$kind/$count.png" || return 1
    done <"$1/crops"
}
# read_lines MODEL FOLDER: what text recognition reads in its pictures, each a line. One in which it
# finds no line at all, for all its looking, it is given as a raw line.
read_lines() {
    find "$2" -name '*.png' | sort >pictures
    # A form feed after each picture's text.
    tesseract pictures - -l "$1" --psm 7 2>/dev/null | tee pages
    awk -v RS='\f' 'NR == FNR { full[NR] = NF; next } FNR in full && !full[FNR]' pages RS='\n' pictures >raw
    [ ! -s raw ] || tesseract raw - -l "$1" --psm 13 2>/dev/null
}

declare -A name=([line]=list [strip]=ticker)
for language in ar fr; do
    [ $language = ar ] && model=ara || model=fra
    content=$TESTS/../app/formats/sample.$language.json
    check "$language: a series of pictures is taken" take $language $language "$content" 12
    python3 "$TESTS/e2e/transcript.py" titles "$content" >titles.txt
    python3 "$TESTS/e2e/transcript.py" times "$content" >times.txt
    for part in line strip; do
        read_lines "$model" $language/$part >seen
        exits "$language: at least 95 % of the titles' words are found in the ${name[$part]}" 0 \
            python3 "$TESTS/e2e/found.py" 95 titles.txt seen
        sed 's/^/# /' out
        # The model for Arabic reads no figures beside Arabic.
        read_lines eng $language/$part | grep -oE '[0-9]{2}:[0-9]{2}' >seen
        exits "$language: every time is found in the ${name[$part]}" 0 python3 "$TESTS/e2e/found.py" 100 times.txt seen
        sed 's/^/# /' out
    done
done

# And the measure tells: Arabic whose letters do not join, or stand in the wrong order, is not read.
python3 - "$TESTS/../app/formats/sample.ar.json" <<'PY'
import json, sys
spoils = {"disjointed": "\N{ZERO WIDTH NON-JOINER}".join, "reversed": lambda word: word[::-1]}
for name, spoil in spoils.items():
    with open(sys.argv[1], encoding="utf-8") as file:
        lobby = json.load(file)
    for headline in lobby["headlines"]:
        headline["title"] = " ".join(map(spoil, headline["title"].split()))
    with open(name + ".json", "w", encoding="utf-8") as file:
        json.dump(lobby, file)
PY
python3 "$TESTS/e2e/transcript.py" titles "$TESTS/../app/formats/sample.ar.json" >titles.txt
for spoilt in disjointed reversed; do
    check "$spoilt Arabic is drawn" take $spoilt ar $spoilt.json 3
    read_lines ara $spoilt/line >seen
    exits "and fewer than 95 % of its words are found in the list" 1 \
        python3 "$TESTS/e2e/found.py" 95 titles.txt seen
    grep -o '^.*%)' out | sed 's/^/# /'
done
finish
