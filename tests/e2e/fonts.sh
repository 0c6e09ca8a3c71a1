#!/bin/bash
# What fonts/README.md promises: a font file beside riwaq.conf wins, also over an installed one, and a
# family that is nowhere is told by `riwaq check` and replaced.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
printf '[screen]\nlanguage = en\n' >riwaq.conf

# theme NAME FAMILY: atrium with FAMILY for the article's title.
theme() {
    mkdir -p "$1"
    printf '[theme]\nschema = 1\nextends = atrium\n[font.title]\nweight = regular\nfamily = %s\n' "$2" >"$1/theme.ini"
}
# drawn THEME FILE.png
drawn() {
    "$RIWAQ" shot -c riwaq.conf --theme "./$1" --content "$TESTS/../app/formats/sample.json" \
        --size 960x540 --at 2025-03-19T12:55:56Z -o "$2"
}
# renamed FAMILY STYLE FILE: a copy of Noto Serif Display that bears another name of as many letters.
renamed() {
    python3 - "$(fc-list -f '%{file}\n' 'Noto Serif Display' | grep -m 1 "Display-$2\\.")" "$1" "$3" <<'END_OF_PYTHON'
import sys
with open(sys.argv[1], "rb") as file:
    font = file.read()
for encoding in "utf-16-be", "ascii":
    font = font.replace("Noto Serif Display".encode(encoding), sys.argv[2].encode(encoding))
with open(sys.argv[3], "wb") as file:
    file.write(font)
END_OF_PYTHON
}
theme display "Noto Serif Display"
theme house "Hall Serif Letters"
theme gujarati "Noto Sans Gujarati"
theme typo "Noto Serif Displey, Noto Naskh Arabic"
theme slanted "Noto Serif Display"
echo 'style = italic' >>slanted/theme.ini
check "a title in Noto Serif Display is drawn" drawn display display.png
check "and in its italics" drawn slanted slanted.png
check "which look otherwise" test "$(cksum <slanted.png)" != "$(cksum <display.png)"

# --- a family that is nowhere ---------------------------------------------------------------------------
exits "a missing family is no error" 0 "$RIWAQ" check -c riwaq.conf ./house
check "but told, with file, line and the mend" grep -qE \
    'house/theme.ini:[0-9]+: \[font.title\] family: .*"Hall Serif Letters".*put its file into fonts/' err
exits "nor is one misspelt" 0 "$RIWAQ" check -c riwaq.conf ./typo
check "for which there is a better one" grep -q 'did you mean "Noto Serif Display"?' err
check "the rest of the list is not blamed" test "$(grep -c 'no font' err)" -eq 1
exits "and it is drawn, in another" 0 drawn house other.png
check "which is the one that atrium has there" cmp other.png display.png
exits "another family's picture is taken" 0 drawn gujarati gujarati.png
check "which is not Noto Serif Display either" test "$(cksum <gujarati.png)" != "$(cksum <display.png)"

# --- a language that the families cannot write ------------------------------------------------------------
printf '[screen]\nlanguage = ar, zgh, en\n' >ar.conf
exits "Latin families alone are no error" 0 "$RIWAQ" check -c ar.conf ./display
check "but told" grep -qE \
    'display/theme.ini:[0-9]+: \[font.title\] family: .*none of the families has Arabic letters.*language = ar' err
check "language by language" grep -q 'Tifinagh letters' err
is "where they are missing alone" "$(grep -c 'none of the families' err)" 2

# --- hardly a font at all ---------------------------------------------------------------------------------
mkdir few
ln -s "$(fc-list -f '%{file}\n' 'Noto Sans' | grep -m 1 'NotoSans-Regular')" few/
printf '<?xml version="1.0"?>\n<fontconfig><dir>%s/few</dir><cachedir>%s/cache</cachedir></fontconfig>\n' \
    "$SCRATCH" "$SCRATCH" >few.conf
echo '{"headlines": [{"title": "a \ufd3eb\ufd3f"}]}' >brackets.json
exits "one font is enough" 0 env FONTCONFIG_FILE="$SCRATCH/few.conf" "$RIWAQ" shot -c riwaq.conf \
    --content brackets.json --size 960x540 --at 2025-03-19T12:55:56Z -o few.png
is "each family that is missing is told once" "$(grep -o 'no font "[^"]*" is' err | sort | uniq -d)" ""
check "with what wants it" grep -q 'Naskh Arabic" is installed' err
check "a sign that several scripts share has its package" grep -q 'U+FD3E.*fonts-noto-core' err

# --- a file beside riwaq.conf ----------------------------------------------------------------------------
mkdir fonts
check "a font of the house is made" renamed "Hall Serif Letters" Italic fonts/house.ttf
exits "with its file there, check has nothing to say" 0 "$RIWAQ" check --at 2026-06-01T12:00 -c riwaq.conf ./house
is "not a word" "$(cat err)" ""
exits "the title is drawn from the file" 0 drawn house house.png
check "as in the font that it was made of" cmp house.png slanted.png
check "a file of an installed family is made" renamed "Noto Sans Gujarati" Regular fonts/gujarati.otf
exits "it is drawn from" 0 drawn gujarati file.png
check "the file wins over the installed one" cmp file.png display.png

# --- weights and widths ----------------------------------------------------------------------------------
# What a file says of itself counts: these say so, and are told apart by being drawn bold.
font() {
    python3 "$TESTS/e2e/font.py" "$@"
}
# cuts WEIGHT WIDTH [STYLE]: the house's theme, with the title so.
cuts() {
    printf '[theme]\nschema = 1\nextends = atrium\n[font.title]\nfamily = Hall Serif Letters\nweight = %s\nwidth = %s\n' \
        "$1" "$2" >house/theme.ini
}
theme bold "Noto Serif Display"
echo 'weight = bold' >>bold/theme.ini
sed -i '/regular/d' bold/theme.ini
check "a bold title is drawn" drawn bold bold.png
check "which looks otherwise" test "$(cksum <bold.png)" != "$(cksum <display.png)"
rm fonts/*
renamed "Hall Serif Letters" Regular fonts/regular.ttf
cuts "light, regular" "condensed, normal"
exits "a family without the cuts that are asked for first" 0 "$RIWAQ" check --at 2026-06-01T12:00 -c riwaq.conf ./house
is "is not worth a word where others will do" "$(cat err)" ""
check "which are drawn" drawn house cut.png
check "as ever" cmp cut.png display.png
cuts light condensed
exits "where none will" 0 "$RIWAQ" check -c riwaq.conf ./house
is "both are told" "$(grep -oE '\[font.title\] [a-z]+: warning: none of the families has a file of [a-z]+ letters.*fonts-noto-extra' err |
    sed 's/ letters.*//;s/.* //' | tr '\n' ' ')" "light condensed "
check "and the nearest is drawn" drawn house cut.png
check "here the only one" cmp cut.png display.png
renamed "Hall Serif Letters" Bold bold.ttf
font cut bold.ttf fonts/light.ttf 300 5
cuts light normal
check "a light file is there" drawn house cut.png
check "and is drawn" cmp cut.png bold.png
cuts "extralight, regular" normal
drawn house cut.png
check "for extralight too: it is a step beside it" cmp cut.png bold.png
cuts regular normal
drawn house cut.png
check "for regular it is not" cmp cut.png display.png
rm fonts/light.ttf
font cut bold.ttf fonts/narrow.ttf 700 3
cuts "bold" "condensed"
exits "a condensed file is there" 0 "$RIWAQ" check --at 2026-06-01T12:00 -c riwaq.conf ./house
is "and nothing is to be said" "$(cat err)" ""
drawn house cut.png
check "it is drawn" cmp cut.png bold.png
cuts regular normal
drawn house cut.png
check "where it is asked for" cmp cut.png display.png
printf '[theme]\nschema = 1\nextends = atrium\n[font.title]\nfamily = Noto Sans Zeta Light, Noto Sans Tifinagh Condensed Thin\n' >house/theme.ini
exits "a cut is no family" 0 "$RIWAQ" check -c riwaq.conf ./house
check "which is told" grep -q '"Noto Sans Tifinagh" is, and its cuts are asked for by weight and width' err
check "of a family alone" test "$(grep -c 'is, and' err)" = 1

# --- variable fonts --------------------------------------------------------------------------------------
# bar WEIGHT: how wide ten letters are, of bars that are 30, 40 or 70 wide.
bar() {
    printf '[theme]\nschema = 1\nextends = atrium\n[font.headline]\nfamily = Bars\nsize = 100\nweight = %s\n' "$1" >house/theme.ini
    "$RIWAQ" shot --text -c riwaq.conf --theme ./house --content bars.json --size 1920x1080 --at 2025-03-19T12:55:56Z |
        sed -n 's/.*"barsbarsba".*"w":\([0-9]*\).*/\1/p' | head -n 1
}
echo '{"headlines": [{"title": "barsbarsba"}]}' >bars.json
font variable fonts/bars.ttf
is "light is an instance" "$(bar light)" 300
is "regular is one" "$(bar regular)" 400
is "bold is one" "$(bar bold)" 700
is "the nearest is taken" "$(bar black)" 700
exits "and the check knows" 0 "$RIWAQ" check -c riwaq.conf ./house
check "what is none" grep -q '\[font.headline\] weight: .*black letters' err

# --- and no font file is of use that is none ---------------------------------------------------------------
rm fonts/*
renamed "Hall Serif Letters" Italic fonts/house.ttf
theme house "Hall Serif Letters"
head -c 300 fonts/house.ttf >fonts/torn.ttf
printf 'no font' >fonts/words.otf
exits "files that are no fonts do no harm" 0 drawn house again.png
check "nor change anything" cmp again.png house.png
finish
