#!/bin/sh
# prayer_oracle.sh BUILD [PACKAGE]: compares the prayer times that riwaq computes with those of the
# npm package adhan 4.4.6, of which PACKAGE (or $ADHAN) is the unpacked folder. It is no part of
# riwaq, and nothing here downloads it: with npm at hand, `npm pack adhan@4.4.6` in some other
# folder, then `tar xzf adhan-4.4.6.tgz` there makes the folder `package`. Needs node 18 or newer.
#
# Then the cost: a year of `riwaq times` must take less CPU than one `riwaq shot`.
set -eu
here=$(dirname "$0")
build=${1:?usage: prayer_oracle.sh BUILD [PACKAGE]}
package=${2:-${ADHAN:-}}
status=0

# What riwaq, with the place of the configuration in $1, computes for a year, and what it draws.
cost() {
    python3 - "$build/riwaq" "$1" <<'END'
import resource, subprocess, sys
riwaq, folder = sys.argv[1:]

def spent():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime

def seconds(*arguments):
    """User and system time, the least of five runs."""
    least = float("inf")
    for _ in range(5):
        before = spent()
        subprocess.run([riwaq, *arguments], check=True, stdout=subprocess.DEVNULL)
        least = min(least, spent() - before)
    return least

place = ("-c", folder + "/riwaq.conf")
year = seconds("times", *place, "--date", "2026-01-01", "--days", "365")
shot = seconds("shot", *place, "--at", "2026-03-19T12:00:00Z", "-o", folder + "/shot.png")
print("a year of times: %.3f s of CPU, one shot: %.3f s" % (year, shot))
sys.exit(year >= shot)
END
}

if [ ! -f "$package/lib/esm/Adhan.js" ]; then
    echo "prayer_oracle.sh: no adhan package in '$package': unpack adhan 4.4.6 and name its folder" \
        "as the second argument, or in \$ADHAN (see the head of this script)" >&2
    exit 2
fi
if ! grep -q '"version": "4.4.6"' "$package/package.json"; then
    echo "prayer_oracle.sh: $package is not adhan 4.4.6: its times may differ" >&2
fi
command -v node >/dev/null || { echo "prayer_oracle.sh: node is not installed" >&2; exit 2; }
make --no-print-directory -s B="$build" "$build/riwaq"
mkdir -p "$build/tests/bench"
cc -std=c17 -D_GNU_SOURCE -O2 -Iapp -o "$build/tests/bench/prayer_days" "$here/prayer_days.c" \
    "$build/libcontent.a" "$build/libbase.a" -lm
TZ=UTC node "$here/prayer_oracle.mjs" "$package" "$build/tests/bench/prayer_days" || status=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf '[place]\nname = Rabat\nlatitude = 34.0209\nlongitude = -6.8416\ntimezone = Africa/Casablanca\n' \
    >"$folder/riwaq.conf"
cost "$folder" || { echo "a year of times costs no less than a shot" && status=1; }
exit "$status"
