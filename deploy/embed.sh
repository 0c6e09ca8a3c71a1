#!/bin/sh
# embed.sh NAME FILE: prints a C header holding FILE's bytes as NAME[], NUL-terminated, and
# NAME_size without the NUL.
set -eu
printf '/* Made from %s by deploy/embed.sh. */\nstatic const char %s[] = {\n' "$2" "$1"
od -An -v -tx1 "$2" | sed 's/ *\([0-9a-f][0-9a-f]\)/(char)0x\1,/g'
printf '0};\nstatic const unsigned long %s_size = sizeof %s - 1;\n' "$1" "$1"
