#!/bin/sh
# run-lobby.sh BINARY: what `make run` ends in: the screen where there is a display, else a picture.
set -eu
riwaq=$1

# SDL needs a terminal to take the console, and the right to open the card.
console_is_usable() {
    [ -t 0 ] || return 1
    case $(tty) in /dev/tty[0-9]*) ;; *) return 1 ;; esac
    for card in /dev/dri/card*; do
        if [ -r "$card" ] && [ -w "$card" ]; then
            return 0
        fi
    done
    return 1
}

if [ -n "${DISPLAY-}" ] || [ -n "${WAYLAND_DISPLAY-}" ]; then
    echo "riwaq takes the whole screen; Esc or q ends it."
    exec "$riwaq" run
fi
if console_is_usable; then
    # On a console keys end nothing: it may hang where anybody can press one.
    echo "riwaq takes this console; from another login, this ends it: kill $$"
    SDL_VIDEODRIVER=kmsdrm exec "$riwaq" run
fi
picture=build/lobby.png
mkdir -p build
echo "No display here, so riwaq draws one picture of the screen instead."
# By the hour that this machine has, even if nothing tells that it is right: on a wall it would be --:--.
"$riwaq" shot -o "$picture" --at "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
echo "It is in $picture: $(pwd)/$picture"
