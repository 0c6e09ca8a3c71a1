#!/bin/bash
# Nothing is lost: over a series of frames that spans the whole cycle, the transcript has everything
# of the content, wide and tall.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

www=$SCRATCH/www
mkdir "$www"
cp "$TESTS/../app/formats/sample.json" "$www/lobby.json"
start_server "$www"

# No page is up for less than eight seconds; 60 times 5 s are more than any cycle of the sample.
# series NAME OPTION...
series() {
    local name=$1 kind
    shift
    exits "$name: a series is taken" 0 "$RIWAQ" shot --text --count 60 --every 5s \
        --at 2025-03-19T12:55 --content "$URL/lobby.json" "$@"
    cp "$SCRATCH/out" "$SCRATCH/$name"
    is "$name: nothing is reported" "$(cat "$SCRATCH/err")" ""
    for kind in headlines article weather place prayers social comments; do
        check "$name: all of $kind" \
            python3 "$TESTS/e2e/transcript.py" $kind "$www/lobby.json" "$SCRATCH/$name"
    done
}
series landscape
series portrait --size 1080x1920
series small --size 1280x720
series huge --size 3840x2160
check "the content was fetched from the server" grep -q '^GET /lobby.json 200' "$SCRATCH/requests"

# The test itself can fail: without its last lines something is missing.
grep -v '"zone":"social"' "$SCRATCH/landscape" >"$SCRATCH/less"
exits "a transcript that lacks a part is not accepted" 1 \
    python3 "$TESTS/e2e/transcript.py" social "$www/lobby.json" "$SCRATCH/less"
finish
