#!/bin/bash
# Names: no name server for a while after the start, a network that wants a login and answers for every
# name, a server that has moved, one that has IPv6 alone. In a network and with an /etc of this test's own.
# Whoever is nobody needs a user namespace for it; root in a chroot may have none, and needs none.
# shellcheck source=tests/tap.sh
for way in -rnm -nm; do
    if [ -z "${OWN_NETWORK-}" ] && unshare $way mount --bind /etc/resolv.conf /etc/resolv.conf 2>/dev/null; then
        OWN_NETWORK=1 exec unshare $way bash "$0" "$@"
    fi
done
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
if [ -z "${OWN_NETWORK-}" ]; then
    if command -v unshare >/dev/null; then
        skip "this machine's kernel refuses names of one's own:" \
            "$(unshare -rnm mount --bind /etc/resolv.conf /etc/resolv.conf 2>&1)"
    else
        missing "unshare (util-linux)"
    fi
    finish
    exit
fi
python3 "$TESTS/link.py" lo up
echo 'nameserver 127.0.0.9' >resolv.conf
echo 'hosts: dns' >nsswitch.conf
: >names
for file in resolv.conf nsswitch.conf; do
    check "$file of this test's own" mount --bind $file /etc/$file
done
mkdir one two login
for word in one two; do
    for name in news six; do
        printf '{"headlines":[{"title":"%s %s"}]}' $name $word >$word/$name.json
    done
done
echo '<!DOCTYPE html><title>Sign in</title><form method="post">' >login/news.json
cp login/news.json login/six.json
start_server "$SCRATCH/one"
port=${URL##*:}
# serve FOLDER ADDRESS: also there, at the same port.
serve() {
    rm -f ready
    start python3 "$TESTS/server.py" --root "$1" --host "$2" --port "$port" --port-file ready
    wait_for 20 test -s ready || { echo "Bail out! no server at $2"; exit 1; }
}
serve two 127.0.0.2   # where it will move to
serve login 127.0.0.3 # a network's
names=news
if [ -e /proc/net/if_inet6 ]; then
    names="news six"
    serve one ::1
    six=$STARTED
else
    skip "this machine has no IPv6"
fi
for name in $names; do
    printf '[source.%s]\nurl = http://%s.test:%s/%s.json\nevery = 10s\ntimeout = 5s\n' "$name" "$name" "$port" "$name"
done >riwaq.conf
# lines NAME: what the log has of it.
lines() { grep "^riwaq: $1: " log; }
has_lines() { [ "$(lines "$1" | wc -l)" -eq "$2" ]; }
# What would be shown after a power cut now.
keeps() { grep -aqs "$1 $2" cache/riwaq/*.cache; }

SDL_VIDEODRIVER=dummy XDG_CACHE_HOME=$SCRATCH/cache start "$RIWAQ" run -c riwaq.conf --window 320x240 2>log
pid=$STARTED
for name in $names; do
    check "$name: without a name server its name is not known" wait_for 30 grep -q \
        "^riwaq: $name: .*: the name $name.test is not known; check the network and the address" log
done
printf 'news.test 127.0.0.1\nsix.test ::1\n' >names
start python3 "$TESTS/names.py" names
echo 'nameserver 127.0.0.1' >resolv.conf
for name in $names; do
    check "$name: a name server comes, and it works" wait_for 60 keeps "$name" one
    check "$name: which is told" wait_for 10 grep -q "^riwaq: $name: .*works again" log
done
# Whatever is asked for, it is the login's.
echo '* 127.0.0.3' >names
for name in $names; do
    check "$name: a network that wants a login is told" wait_for 60 has_lines "$name" 3
    check "$name: in words, and that the last content stays" grep -q \
        "^riwaq: $name: .*a web page and not riwaq's JSON; .* wants a login first; the last content stays" log
    check "$name: and it stays" keeps "$name" one
done
if [ -n "${six-}" ]; then
    stop "$six"
    serve two ::1
fi
printf 'news.test 127.0.0.2\nsix.test ::1\n' >names
for name in $names; do
    check "$name: after the login, what has moved is found" wait_for 60 keeps "$name" two
    check "$name: which is told" wait_for 10 has_lines "$name" 4
    lines "$name" | sed 's/^/# /'
done
kill "$pid"
wait "$pid"
is "riwaq ends as it should" $? 0
finish
