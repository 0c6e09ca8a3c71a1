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

# --- and no font file is of use that is none ---------------------------------------------------------------
head -c 300 fonts/house.ttf >fonts/torn.ttf
printf 'no font' >fonts/words.otf
exits "files that are no fonts do no harm" 0 drawn house again.png
check "nor change anything" cmp again.png house.png
finish
