#!/bin/bash
# arm64.sh BUILD: the package for a Raspberry Pi, cross-built, and its program on an emulated processor:
# its tests, and what it answers and draws beside amd64's, with the same libraries. Needs root; TAP.
# shellcheck source=tests/tap.sh
build=$(cd "${1:?usage: arm64.sh BUILD}" && pwd) || exit 1
. "$(dirname "$0")/../tap.sh" "$build/riwaq" "$build/kiosk/arm64"
# shellcheck source=deploy/bare.sh
. "$TESTS/../deploy/bare.sh"
unset MAKEFLAGS MAKEOVERRIDES MFLAGS B # what the make that calls this was told
cd "$TESTS/.." || exit 1
root=$build/deb/root-arm64
said=$SCRATCH/deb.out
rm -rf "$SCRATCH"
mkdir -p "$SCRATCH"
# Told to end, nothing of it goes on: what is started is in this group.
trap 'exit 143' TERM INT HUP

sh deploy/deb.sh "$build/deb" arm64 >"$said" 2>&1
code=$?
sed 's/^/# /' "$said"
is "make deb ARCH=arm64" $code 0
what=$(sed -n 's/^[^ ]*riwaq: \(ELF .*\)/\1/p' "$said" | cut -d, -f 1-4)
check "file says AArch64: $what" grep -q 'AArch64\|aarch64' <<<"$what"
counts=$(sed -n 's/^tests on an emulated [^:]*: //p' "$said")
check "its tests: ${counts:-none}" grep -qE '^[1-9][0-9]* passed, 0 failed' <<<"$counts"
check "lintian: $(sed -n 's/^lintian: \([0-9].*\)/\1/p' "$said")" grep -q '^lintian: 0 errors' "$said"

given_up() {
    finish
    exit 1
}
[ -f "$(echo "$build"/deb/riwaq_*_arm64.deb)" ] || given_up

# --- beside amd64's: both in the same Debian, with the same libraries and fonts ------------------------
native=$(dpkg --print-architecture)
[ -f "$(echo "$build"/deb/riwaq_*_"$native".deb)" ] || sh deploy/deb.sh "$build/deb" >>"$said" 2>&1
rm -rf "$root/try"
mkdir -p "$root/try"
cp "$build"/deb/riwaq_*_"$native".deb "$root/try/native.deb"
cp "$build"/deb/riwaq_*_arm64.deb "$root/try/arm64.deb"
cp -r tests/goldens tests/feeds/pictures "$root/try"
check "both are in one Debian" bare_run "$root" "cd /try && apt-get -qy install binutils >/dev/null && dpkg -x arm64.deb arm64 &&
    dpkg -x native.deb native && apt-get -qy install \$(dpkg-deb -f native.deb Depends | sed 's/([^)]*)//g; s/|[^,]*//g; s/,/ /g')"

cat >"$root/try/both.sh" <<'END'
# both.sh OUT RIWAQ: what it answers, and what it draws.
set -e
riwaq=$2 out=$1
mkdir -p "$out"
cd /try
printf '%s\n' '[screen]' 'name = Harbour Hall' 'language = ar, fr' '[place]' 'name = Rabat' 'latitude = 34.0209' \
    'longitude = -6.8416' 'timezone = Africa/Casablanca' >conf
printf '%s' '{"article":{"title":"Harbour","image":"pictures/turned-6.jpg","paragraphs":["It is open."]}}' >picture.json
$riwaq --version >"$out/version"
$riwaq check -c conf >"$out/check" 2>&1
$riwaq times -c conf --date 2026-01-01 --days 365 >"$out/times"
$riwaq content -c conf --content goldens/mixed.json --at 2025-03-19T12:55 >"$out/content"
$riwaq shot --text -c conf --content goldens/mixed.json --size 1920x1080 --at 2025-03-19T12:55 >"$out/text"
for theme in atrium departures minaret night paper souk; do
    $riwaq shot -o "$out/$theme.png" --theme $theme --size 1280x720 --at 2025-03-19T12:55
done
$riwaq shot -o "$out/upright.png" --theme souk --size 1080x1920 --at 2025-03-19T12:55
$riwaq shot -o "$out/picture.png" --content picture.json --size 1280x720 --at 2025-03-19T12:55
for script in arabic devanagari mixed tifinagh; do
    $riwaq shot -o "$out/$script.png" -c conf --content goldens/$script.json --size 1280x720 --at 2025-03-19T12:55
done
END
check "amd64's answers and draws" bare_run "$root" "sh /try/both.sh /try/out-native /try/native/usr/bin/riwaq"
begun=$(date +%s)
BARE_FOREIGN=/usr/bin/qemu-aarch64 check "arm64's answers and draws" \
    bare_run "$root" "QEMU_CPU=cortex-a53 sh /try/both.sh /try/out-arm64 /try/arm64/usr/bin/riwaq"
echo "# in $(($(date +%s) - begun)) s"
for out in native arm64; do [ -f "$root/try/out-$out/tifinagh.png" ] || given_up; done # the last
for what in version times content text; do
    check "the same $what: $(wc -l <"$root/try/out-native/$what") lines" cmp "$root/try/out-native/$what" "$root/try/out-arm64/$what"
done
check "the same check, its own folder aside" diff <(sed 's|/try/native||' "$root/try/out-native/check") <(sed 's|/try/arm64||' "$root/try/out-arm64/check")
for picture in "$root"/try/out-native/*.png; do
    name=$(basename "$picture" .png)
    size=$(identify -format '%wx%h' "$picture")
    # Any channel of any pixel, in steps of 255.
    differs=$(convert "$picture" "$root/try/out-arm64/$name.png" -compose difference -composite -format '%[fx:round(255*maxima)]' info: 2>&1)
    same=$(compare -metric AE "$picture" "$root/try/out-arm64/$name.png" null: 2>&1)
    check "the picture $name, $size: at most $differs of 255 apart, $same pixels differ" test "$differs" -le 1
done
mkdir -p "$build/kiosk/pictures"
cp "$root/try/out-arm64/mixed.png" "$build/kiosk/pictures/arm64-mixed.png"
cp "$root/try/out-arm64/picture.png" "$build/kiosk/pictures/arm64-picture.png"
finish
