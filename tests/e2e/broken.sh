#!/bin/bash
# Broken themes, as their authors save them: `riwaq check` tells each fault with file, line, section and
# key, and the mend, and nothing else. tests/themes/broken/CASE has
#     theme.ini    (and pictures) what was saved
#     expected     every finding, a line each; files as from the case's folder
#     riwaq.conf   where it takes one; themes beside it (themes/NAME/theme.ini) are installed ones
# RIWAQ_ACCEPT=1 in the environment of this script writes the findings anew: read each as the author of
# that theme would, before it is committed.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cases=$TESTS/themes/broken

# What riwaq says of the case in this folder, its status in the last line. Parts of a path that are this
# machine's own are left out.
findings() {
    local conf=/dev/null
    [ ! -f riwaq.conf ] || conf=riwaq.conf
    "$RIWAQ" check -c "$conf" . 2>&1 >/dev/null | sed "s|$(pwd -P)/||g; s|(built in)||"
    echo "status ${PIPESTATUS[0]}"
}

# An error fails, a warning alone does not.
status_of() {
    if grep -qv ': warning: ' "$1"; then echo "status 1"; else echo "status 0"; fi
}

count=0
for case in "$cases"/*/; do
    cd "$case" || exit 1
    name=$(basename "$case") count=$((count + 1))
    said=$(findings)
    [ -z "${RIWAQ_ACCEPT-}" ] || printf '%s\n' "$said" | sed '$d' >expected
    is "$name" "$said" "$(cat expected && status_of expected)"
done
cd "$SCRATCH" || exit 1
check "there are a hundred of them" test "$count" -ge 100

# --- that each finding says what it must -----------------------------------------------------------
# FILE:LINE: [section] key: what is wrong; the mend. Without a line only where the file as a whole is
# wrong, or something is not in it.
cat "$cases"/*/expected >all
is "each has its file and line" "$(grep -vE '^([a-z_]+/)?(theme\.ini|riwaq\.conf):[0-9]+: ' all |
    grep -vE ': (\[theme\] schema: missing|no \[grid\]|the file is UTF-16|larger than 256)' | sort -u)" ""
is "each has its mend" "$(grep -vE '; ([a-z]|"|\[)' all | sort -u)" ""
is "each has a text" "$(find "$cases" -name expected -size 0)" ""
finish
