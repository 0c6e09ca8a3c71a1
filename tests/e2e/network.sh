#!/bin/bash
# A link that comes up after the start, drops and returns: in a network of this test's own, where the
# loopback interface is the link.
# Whoever is nobody needs a user namespace for it; root in a chroot may have none, and needs none.
# shellcheck source=tests/tap.sh
for way in -rn -n; do
    if [ -z "${OWN_NETWORK-}" ] && unshare $way true 2>/dev/null; then
        OWN_NETWORK=1 exec unshare $way bash "$0" "$@"
    fi
done
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
if [ -z "${OWN_NETWORK-}" ]; then
    if command -v unshare >/dev/null; then
        skip "this machine's kernel refuses a network of one's own: $(unshare -rn true 2>&1)"
    else
        missing "unshare (util-linux)"
    fi
    finish
    exit
fi
link() { python3 "$TESTS/link.py" lo "$1"; }
sources="lobby weather"
mkdir www
# write WORD
write() {
    for name in $sources; do
        printf '{"headlines":[{"title":"%s %s"}]}' "$name" "$1" >part
        mv part "www/$name.json"
    done
}
write one
start_server "$SCRATCH/www"
for name in $sources; do
    printf '[source.%s]\nurl = %s/%s.json\nevery = 10s\ntimeout = 3s\n' "$name" "$URL" "$name" >>riwaq.conf
done
# lines NAME: what the log has of it.
lines() { grep "^riwaq: $1: " log; }
has_lines() { [ "$(lines "$1" | wc -l)" -eq "$2" ]; }
# What would be shown after a power cut now.
keeps() { grep -aqs "$1 $2" cache/riwaq/*.cache; }

SDL_VIDEODRIVER=dummy XDG_CACHE_HOME=$SCRATCH/cache start "$RIWAQ" run -c riwaq.conf --window 320x240 2>log
pid=$STARTED
for name in $sources; do
    check "$name: no network at the start is told" wait_for 30 grep -q \
        "^riwaq: $name: .*: there is no way to 127.0.0.1:.*; check this machine's network" log
done
link up
for name in $sources; do
    check "$name: it comes, and works" wait_for 60 keeps "$name" one
    check "$name: which is told" wait_for 10 grep -q "^riwaq: $name: .*works again" log
    check "$name: once each" has_lines "$name" 2
done
link down
for name in $sources; do
    check "$name: a link that drops is told" wait_for 60 has_lines "$name" 3
    check "$name: and that the last content stays" grep -q "^riwaq: $name: .*; the last content stays" log
done
write two
link up
for name in $sources; do
    check "$name: it is back, and new content with it" wait_for 60 keeps "$name" two
    check "$name: which is told" wait_for 10 has_lines "$name" 4
    lines "$name" | sed 's/^/# /'
done
kill "$pid"
wait "$pid"
is "riwaq ends as it should" $? 0
finish
