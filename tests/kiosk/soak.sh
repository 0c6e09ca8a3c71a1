#!/bin/bash
# soak.sh BUILD: `make soak` as a topic of `make kiosk-test`. Not in the emulated machine, where it
# would take a day: the same program, with a newsroom on this machine's loopback.
set -u
cd "$(dirname "$0")/../.." || exit 1
exec make --no-print-directory B="$1" soak
