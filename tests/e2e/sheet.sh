#!/bin/bash
# riwaq shot of several themes and sizes: one contact sheet.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
at=2025-03-19T12:55
mkdir mine
printf '[theme]\nschema = 1\nextends = atrium\n[colors]\npaper = #402010\n' >mine/theme.ini

# pixels FILE [GEOMETRY]: a sum of what is there.
pixels() {
    convert "$1" ${2:+-crop "$2" +repage} rgb:- | cksum
}
exits "two themes and two sizes" 0 "$RIWAQ" shot -o sheet.png --theme atrium,./mine --size 320x180,90x160 --at $at
is "without a word" "$(cat err)" ""
# 32 at the sides, between and around; 44 for a label: screens no higher than 480 are as they are.
is "are one picture" "$(identify -format '%m %wx%h' sheet.png)" "PNG 506x$((32 + 2 * (180 + 44 + 32)))"
"$RIWAQ" shot -o one.png --theme ./mine --size 320x180 --at $at
"$RIWAQ" shot -o two.png --theme atrium --size 90x160 --at $at
is "with the screens as they are" "$(pixels sheet.png 320x180+32+288)" "$(pixels one.png)"
is "each in its place" "$(pixels sheet.png 90x160+384+52)" "$(pixels two.png)"
check "a label below" test "$(pixels sheet.png 320x44+32+212)" != "$(pixels sheet.png 320x44+32+468)"
check "on one ground" test "$(convert sheet.png -crop 506x32+0+0 +repage -unique-colors txt:- | grep -c '#')" -eq 2
exits "larger ones" 0 "$RIWAQ" shot -o large.png --size 1920x1080,1080x1920 --at $at
is "are made smaller" "$(identify -format '%wx%h' large.png)" "$((32 + 853 + 32 + 270 + 32))x$((32 + 480 + 44 + 32))"
exits "three themes of one size" 0 "$RIWAQ" shot -o three.png --theme atrium,./mine,mine --size 320x180 --at $at
is "stand two by two" "$(identify -format '%wx%h' three.png)" "$((32 + 2 * 352))x$((32 + 2 * 256))"
is "the third below" "$(pixels three.png 320x180+32+288)" "$(pixels one.png)"
exits "again" 0 "$RIWAQ" shot -o again.png --theme atrium,./mine,mine --size 320x180 --at $at
check "it is the same file" cmp three.png again.png

exits "the text of two themes on two screens" 0 "$RIWAQ" shot --text --theme atrium,./mine --size 320x180,90x160 --at $at \
    --count 2 --every 1m
mv out texts
exits "is that of each" 0 "$RIWAQ" shot --text --theme ./mine --size 90x160 --at $at --count 2 --every 1m
is "with its theme and size" "$(grep '"theme":"mine","size":"90x160",' texts | sed 's/"theme":"mine","size":"90x160",//')" "$(cat out)"
is "in their order" "$(grep -o '"theme":"[a-z]*","size":"[0-9x]*"' texts | uniq | sed 's/"[a-z]*"://g' | tr '\n' ' ')" \
    '"atrium","320x180" "atrium","90x160" "mine","320x180" "mine","90x160" '

exits "a theme that is not there: status 1" 1 "$RIWAQ" shot -o missing.png --theme atrium,nosuch --size 320x180 --at $at
check "is told" grep -q '^nosuch: there is no such theme' err
is "and stood in for" "$(identify -format '%wx%h' missing.png)" "$((32 + 2 * 352))x288"
for wrong in "--count 2" "--text"; do
    # shellcheck disable=SC2086
    exits "a sheet with $wrong: status 2" 2 "$RIWAQ" shot -o x.png --size 320x180,90x160 $wrong
    check "says so" grep -q 'one sheet, without --count and --text' err
done
for list in 'atrium,' ,atrium atrium,,mine "$(printf 'atrium,%.0s' $(seq 16))atrium"; do
    exits "--theme $list: status 2" 2 "$RIWAQ" shot -o x.png --theme "$list"
done
exits "bench takes one size: status 2" 2 "$RIWAQ" bench --size 320x180,90x160
check "no wrong call writes anything" test ! -e x.png
exits "a sheet that cannot be written: status 1" 1 "$RIWAQ" shot -o /nowhere/x.png --size 320x180,90x160
finish
