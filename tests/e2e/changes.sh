#!/bin/bash
# Twenty and more changes of the content, in ten sources that are asked at different times, and the
# sanitizers (in a build with them) or valgrind have nothing to say.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$SCRATCH" || exit 1
mkdir www
convert -size 400x300 gradient:navy-gold www/picture-0.png
convert -size 300x400 gradient:red-white www/picture-1.png
start_server "$SCRATCH/www"
start python3 "$TESTS/e2e/edits.py" "$TESTS/../app/formats/sample.json" "$SCRATCH/www" "$URL" >edits
wait_for 20 grep -q READY edits

{
    printf '[screen]\nlanguage = en, ar\n'
    for i in 0 1 2 3 4 5 6 7 8 9; do
        printf '[source.part%d]\nurl = %s/part-%d.json\nevery = %ds\n' $i "$URL" $i $((10 + i))
    done
} >riwaq.conf

start_x 640x360
if grep -q __asan_init "$RIWAQ"; then
    judge=()
    echo "# a sanitized build: without valgrind"
elif command -v valgrind >/dev/null; then
    # A library's fork that comes to no exec would be judged with the threads that it left behind.
    judge=(valgrind -q --error-exitcode=99 --leak-check=full "--errors-for-leak-kinds=definite,indirect" "--show-leak-kinds=definite,indirect"
        --child-silent-after-fork=yes --suppressions="$TESTS/valgrind.supp")
else
    missing "valgrind, or a sanitized build"
    finish
    exit 0
fi
# Both languages are laid out from the start: what comes up with the next turn is prepared.
start "${judge[@]}" "$RIWAQ" run -c riwaq.conf --at 2025-03-19T12:55:30Z 2>log
run=$STARTED

# changed COUNT: so many documents came that were not the ones before.
changed() {
    [ "$(grep -c '^GET /part-.*json 200' requests)" -ge "$1" ]
}
check "every source is fetched" wait_for 60 changed 10
check "twenty times something has changed" wait_for 120 changed 30
check "pictures were fetched" wait_for 20 grep -q '^GET /picture-[01].png 200' requests
check "something is on the screen" python3 -c '
import sys
sys.path.insert(0, sys.argv[1])
import screen
rows = screen.grab().area("640x360+0+0")
assert len({bytes(row) for row in rows}) > 100' "$TESTS/e2e"
touch www/stop
kill "$run"
wait "$run"
is "it ends with status 0: no error, no leak" $? 0
grep -vE '^riwaq: (showing|first picture|part[0-9]: )' log | sed 's/^/# /' | head -n 100
check "nothing but warnings of the content is said" \
    test "$(grep -cvE '^(riwaq: )?(showing|first picture|part[0-9]: |content)' log)" -eq 0
finish
