#!/bin/bash
# make install: the program finds its themes where they are installed.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# What make builds into; the program is there already.
build=$(cd "$(dirname "$RIWAQ")" && pwd)
cd "$TESTS/.." || exit 1

# Without building anything: the rule alone, with the program as it is.
check "make install" make --no-print-directory -o "$build/riwaq" B="$build" DESTDIR="$SCRATCH/root" \
    PREFIX=/usr install
# Whether the clock is built anew.
day=$(stat -c %y "$build/gen/build_s")
check "the day of the last commit is asked for" make --no-print-directory B="$build" "$build/gen/build_s"
is "and written only when it is another" "$(stat -c %y "$build/gen/build_s")" "$day"
check "as a number, or nothing outside git" grep -qE '^([0-9]+00)?$' "$build/gen/build_s"
cd "$SCRATCH/root" || exit 1
for file in usr/bin/riwaq usr/share/riwaq/themes/atrium/theme.ini \
    usr/share/riwaq/themes/TUTORIAL.md usr/share/doc/riwaq/copyright; do
    check "$file is installed" test -s "$file"
done
for theme in "$TESTS"/../themes/*/theme.ini; do
    name=$(basename "$(dirname "$theme")")
    check "the theme $name is installed" cmp "$theme" "usr/share/riwaq/themes/$name/theme.ini"
done
for page in man1/riwaq.1 man5/riwaq.conf.5 man5/riwaq-theme.5 man8/riwaq-kiosk.8; do
    check "the manual page $page is installed" cmp "$TESTS/../deploy/man/${page#*/}" "usr/share/man/$page"
done
exits "riwaq-kiosk is installed with what it needs" 1 usr/sbin/riwaq-kiosk --root "$SCRATCH"
check "(it says that this is no machine)" grep -q os-release "$SCRATCH/err"
check "the user of the unit is told to systemd-sysusers" cmp "$TESTS/../deploy/riwaq.sysusers" usr/lib/sysusers.d/riwaq.conf
unit=$(find "$SCRATCH/root" -name riwaq.service)
check "the unit is installed" grep -q '^ExecStart=/usr/bin/riwaq run$' "$unit"
is "and waits for nothing that waits for a network or a clock" "$(sed -n 's/^\(After\|Wants\|Requires\)=//p' "$unit")" getty@tty1.service
check "the program can be run by all" test -x usr/bin/riwaq
check "themes can be read by all" test "$(stat -c %a usr/share/riwaq/themes/atrium/theme.ini)" = 644

# Found from where the program is: DESTDIR is not the place that it was built for.
mkdir usr/share/riwaq/themes/lagoon
sed 's/^name *=.*/name = Lagoon/; s/^paper *=.*/paper = #123456/' \
    usr/share/riwaq/themes/atrium/theme.ini >usr/share/riwaq/themes/lagoon/theme.ini
exits "the installed program finds an installed theme" 0 env -C / "$SCRATCH/root/usr/bin/riwaq" shot \
    -o "$SCRATCH/shot.png" --size 640x360 --theme lagoon --at 2025-03-19T12:55
is "and shows it" "$(convert "$SCRATCH/shot.png" -depth 8 -crop 1x1+2+2 txt: | grep -oE '#[0-9A-F]{6}')" '#123456'
exits "its default theme is the installed one" 0 env -C / "$SCRATCH/root/usr/bin/riwaq" check
check "by its file" grep -q "root/usr/.*share/riwaq/themes/atrium/theme.ini: good" "$SCRATCH/out"
rm -r usr/share
exits "without any file of its own the built-in theme serves" 0 env -C / "$SCRATCH/root/usr/bin/riwaq" \
    shot -o "$SCRATCH/shot.png" --size 640x360 --at 2025-03-19T12:55
finish
