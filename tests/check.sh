#!/bin/sh
# check.sh [--fix] BUILD: everything about the source that can be told without running it, and
# "N passed, N failed". With --fix it only lays out the C files as the house has it (clang-format).
set -u
cd "$(dirname "$0")/.." || exit 1
# One version for everyone: others lay out differently. Debian 12 and 13 both have it.
format=clang-format-19

c_files() {
    find app tests -name '*.c' -o -name '*.h' | sort
}
if [ "${1-}" = --fix ]; then
    c_files | xargs "$format" -i
    exit
fi
build=${1:?usage: check.sh [--fix] BUILD}
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
passed=0
failed=0

# step NAME COMMAND...: quiet when it succeeds.
step() {
    name=$1
    shift
    if "$@" >"$log" 2>&1; then
        passed=$((passed + 1))
        echo "ok      $name"
    else
        failed=$((failed + 1))
        echo "FAILED  $name"
        tail -n 60 "$log" | sed 's/^/    /'
    fi
}

layout() {
    c_files | xargs "$format" --dry-run -Werror --ferror-limit=3 ||
        { echo "sh tests/check.sh --fix mends this."; return 1; }
}
clang_build() {
    "${MAKE:-make}" --no-print-directory -s -j2 CC=clang WERROR=1 SAN= B="$build-clang" all unit-binaries
}
# An uninitialised array that is copied behind its count is not worth a line; the sanitizers and
# valgrind tell the reads that matter.
cppcheck_all() {
    cppcheck --quiet --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
        --std=c11 --suppress=missingIncludeSystem --suppress=uninitvar \
        --suppress=normalCheckLevelMaxBranches -D_GNU_SOURCE -Iapp -j2 app
}
tidy() {
    "${MAKE:-make}" --no-print-directory -s SAN= B="$build-clang" compile-commands &&
        find app -name '*.c' | sort | xargs -P 2 -n 4 clang-tidy --quiet -p "$build-clang" 2>/dev/null
}
# Only what git knows, so that nobody's scratch file fails.
scripts() {
    { git ls-files 2>/dev/null '*.sh' .ci/run || find . -name '*.sh'; } | xargs shellcheck
}
python_syntax() {
    find . -name '*.py' -not -path './build*' -exec python3 -c '
import ast, sys
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        ast.parse(file.read(), name)' {} +
}

# Its warnings, not its taste.
manual_pages() {
    mandoc -T lint -W warning deploy/man/*
}

step "house rules (tests/source.py)" python3 tests/source.py
step "layout ($format)" layout
step "shell scripts (shellcheck)" scripts
step "python scripts (syntax)" python_syntax
step "manual pages (mandoc)" manual_pages
step "cppcheck" cppcheck_all
step "clang, warnings as errors" clang_build
step "clang-tidy (.clang-tidy)" tidy
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
