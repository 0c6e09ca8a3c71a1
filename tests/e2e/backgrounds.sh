#!/bin/bash
# Pictures of a theme, behind a zone and behind all of them: where they stand, what is over them,
# what riwaq says of those that cannot be shown, and how it judges texts on them.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
at=2025-03-19T12:55
mkdir t outside
# The quarters of upright.png, 600x400: red green, blue white.
python3 "$TESTS/e2e/pictures.py" t >bad.txt
printf '[screen]\nlanguage = ar\n' >ar.conf
echo '{"headlines": [{"title": "Short"}]}' >own.json

# theme LINES [ZONE-LINES]: t, whose one zone stands at the end; what else there is is a picture's.
theme() {
    printf '[theme]\nschema = 1\n%b\n[colors]\npaper = #000000\nfloor = #101010\n[grid]\ncolumns = 1fr 400\nrows = 1fr\nareas = . a\n[zone.a]\nshow = clock\n%b\n' \
        "$1" "${2-}" >t/theme.ini
}
# shot CONF SIZE: t as out.png
shot() {
    "$RIWAQ" shot -c "$1" --content own.json -o out.png --theme ./t --size "$2" --at $at 2>err
}
# pixel X Y: of out.png, as #RRGGBB.
pixel() {
    convert out.png -format "%[hex:u.p{$1,$2}]" info: | sed 's/^/#/'
}
quarters() {
    echo "$(pixel "$1" "$3") $(pixel "$2" "$3") $(pixel "$1" "$4") $(pixel "$2" "$4")"
}
red='#DC3C32' green='#5AC86E' blue='#466EE6' white='#F0EBE1'

theme 'background_picture = upright.png'
check "behind all zones" shot /dev/null 600x400
is "it covers the screen" "$(quarters 50 590 50 390)" "$red $green $blue $white"
check "on a high screen" shot /dev/null 200x400
is "the middle of it is seen" "$(quarters 50 195 5 395)" "$red $green $blue $white"
theme 'background_picture = upright.png\nbackground_position = start'
check "its start" shot /dev/null 200x400
is "is at the left" "$(quarters 5 195 5 395)" "$red $red $blue $blue"
check "in Arabic" shot ar.conf 200x400
is "at the right" "$(quarters 5 195 5 395)" "$green $green $white $white"
theme 'background_picture = upright.png\nbackground_position = center end'
check "its end" shot /dev/null 600x200
is "is below" "$(quarters 5 595 5 195)" "$blue $white $blue $white"
theme 'background_picture = upright.png\nbackground_fit = contain\nbackground_position = end'
check "contained" shot /dev/null 800x400
is "all of it is seen, at the end" "$(quarters 250 790 50 390)" "$red $green $blue $white"
is "the paper beside it" "$(pixel 100 50)" "#000000"
theme 'background_picture = upright.png\nscrim = paper 100%'
check "under a scrim that hides it" shot /dev/null 600x400
is "the scrim is seen" "$(quarters 50 590 50 390)" "#000000 #000000 #000000 #000000"
theme 'background_picture = upright.png\nscrim = #000000 50%'
check "under half a scrim" shot /dev/null 600x400
is "half of it is" "$(pixel 50 50)" "#6E1E19"

theme '' 'background = floor\nbackground_picture = upright.png\nradius = 100'
check "behind a zone" shot /dev/null 1000x1000
is "the zone is covered" "$(quarters 750 990 200 900)" "$red $green $blue $white"
is "its corner is cut off" "$(pixel 999 0) $(pixel 999 999)" "#000000 #000000"
is "what is beside it is the paper" "$(pixel 300 500)" "#000000"
theme 'background_picture = upright.png' 'background = floor\nradius = 100'
check "a zone with a ground, before the picture of all" shot /dev/null 1080x720
is "has its ground" "$(pixel 1000 30)" "#101010"
is "and corners that show the picture" "$(pixel 1079 0) $(pixel 1079 719)" "$green $white"

# --- those that cannot be shown ----------------------------------------------------------------------
theme ''
shot /dev/null 600x400
cp out.png without.png
theme 'background_picture = nowhere.png'
exits "one that is missing: status 1" 1 "$RIWAQ" shot -c /dev/null --content own.json -o out.png --theme ./t --size 600x400 --at $at
check "is told with its line" grep -q 't/theme.ini:3: \[theme\] background_picture: nowhere.png: No such file' err
check "and the screen is as without it" cmp out.png without.png
exits "check: status 1" 1 "$RIWAQ" check --json -c /dev/null ./t
check "as an error" grep -q '"severity": "error"' out
while IFS=$'\t' read -r name what; do
    theme "background_picture = $name"
    exits "$name: status 1" 1 "$RIWAQ" check -c /dev/null ./t
    check "$name: $what" grep -qF "background_picture: $name: $what" err
done <bad.txt
check "there were some" test "$(wc -l <bad.txt)" -ge 5

cp t/upright.png outside/secret.png
ln -s ../outside/secret.png t/out.png
ln -s ../outside t/away
ln -s upright.png t/in.png
mkfifo t/pipe.png
for name in out.png away/secret.png; do
    theme "background_picture = $name"
    exits "$name: status 1" 1 "$RIWAQ" check -c /dev/null ./t
    check "leads out" grep -q "$name: it is a link that leads out of the theme's folder" err
done
theme 'background_picture = ../outside/secret.png'
exits "a path that leads out: status 1" 1 "$RIWAQ" check -c /dev/null ./t
check "is a mistake" grep -q "leads out of the theme's folder; put the picture into it" err
theme 'background_picture = pipe.png'
exits "a pipe: status 1" 1 timeout 20 "$RIWAQ" check -c /dev/null ./t
theme 'background_picture = in.png'
check "a link that stays inside" shot /dev/null 600x400
is "is followed" "$(pixel 50 50)" "$red"
mkdir -p themes/parent child
echo "; themes/ is beside it" >own.conf
cp t/upright.png themes/parent/
sed 's/in.png/upright.png/' t/theme.ini >themes/parent/theme.ini
printf '[theme]\nschema = 1\nextends = parent\nscrim = paper 50%%\n' >child/theme.ini
exits "a parent's picture" 0 "$RIWAQ" shot -c own.conf -o out.png --theme ./child --size 600x400 --at $at
is "is in the parent's folder" "$(pixel 50 50)" "#6E1E19"

printf '[theme]\nschema = 1\nextends = atrium\n[zone.ticker]\nbackground_picture = upright.png\n' >t/theme.ini
exits "behind a ticker: status 0" 0 "$RIWAQ" check -c /dev/null ./t
check "is told that it is not seen" grep -q ':5: \[zone.ticker\] background_picture: warning: upright.png: it is not seen' err

# --- texts on them -------------------------------------------------------------------------------------
convert -size 60x40 xc:'#f0f0f0' t/light.png
convert -size 60x40 xc:'#080808' t/dark.png
# Half of it as light as the ink, at the end, where the zone is.
convert -size 400x400 xc:'#000000' -fill '#f0f0f0' -draw 'rectangle 300,0 399,399' t/half.png
theme 'background_picture = dark.png'
exits "on a dark picture" 0 "$RIWAQ" check -c /dev/null ./t
is "light text is good" "$(cat err)" ""
for name in light half; do
    theme "background_picture = $name.png"
    exits "on $name.png: status 0" 0 "$RIWAQ" check -c /dev/null ./t
    check "it is faint" grep -qE "theme.ini:3: \[theme\] background_picture: warning: .* to #f0f0f0, which \"$name.png\" has under it in zone \"a\" .*; write scrim = paper [0-9]+%" err
    mend=$(sed -n 's/.*; write \(scrim.*\)$/\1/p' err)
    theme "background_picture = $name.png\n$mend"
    exits "with the mend, $mend" 0 "$RIWAQ" check -c /dev/null ./t
    is "it is good" "$(cat err)" ""
done
theme 'background_picture = light.png' 'background = floor'
exits "a ground between" 0 "$RIWAQ" check -c /dev/null ./t
is "is what counts" "$(cat err)" ""
theme '' 'background_picture = light.png\nscrim = #000000 10%'
exits "behind a zone" 0 "$RIWAQ" check -c /dev/null ./t
check "its scrim is too thin" grep -qE "\[zone.a\] scrim: warning: .*; write scrim = #000000 [0-9]+%" err
finish
