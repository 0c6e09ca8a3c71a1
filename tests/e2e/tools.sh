#!/bin/bash
# A test whose tools are missing is skipped, but not where $CI is set: there it would be green without
# having looked at anything.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
mkdir "$SCRATCH/bin" "$SCRATCH/own"
for tool in bash dirname sh grep cat; do
    ln -s "$(command -v $tool)" "$SCRATCH/bin/$tool"
done
# without_tools CI SCRIPT: the first line that it prints.
without_tools() {
    env -i PATH="$SCRATCH/bin" ${1:+CI="$1"} bash "$TESTS/e2e/$2" "$RIWAQ" "$SCRATCH/own" 2>&1 | head -n 1
}
for script in goldens ocr ocr_languages; do
    is "$script is skipped" "$(without_tools '' $script.sh | grep -o '^ok 1 # SKIP not installed')" \
        "ok 1 # SKIP not installed"
    is "and fails with CI" "$(without_tools true $script.sh | grep -o '^not ok 1 - installed')" "not ok 1 - installed"
done
finish
