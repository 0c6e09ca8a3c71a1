# shellcheck shell=sh
# A bare Debian in a folder, for what would change this machine: sourced by deb.sh and by tests/kiosk.
#   bare_make ROOT [SUITE]   debootstrap's smallest, with the sources that this machine has
#   bare_run ROOT COMMAND    COMMAND for its shell, with /proc and a /dev of its own
#   bare_unmount ROOT        what bare_run mounted; it does so itself
# Only root can.

bare_mirror() {
    sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] \)*\([^ ]*\) .*/\2/p' \
        /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources 2>/dev/null | head -n 1
}

bare_make() {
    rm -rf --one-file-system "$1"
    mkdir -p "$1"
    # shellcheck disable=SC2046 # none where this machine names none
    debootstrap --variant=minbase ${BARE_ARCH:+--arch="$BARE_ARCH"} "${2-bookworm}" "$1" $(bare_mirror) >"$1.log" 2>&1 || {
        tail -n 5 "$1.log" >&2
        return 1
    }
    cp /etc/resolv.conf "$1/etc/" 2>/dev/null || true
    # How this machine reaches its sources.
    cp /etc/apt/apt.conf.d/99* "$1/etc/apt/apt.conf.d/" 2>/dev/null || true
    if [ -d /usr/local/share/ca-certificates ]; then
        cp -r /usr/local/share/ca-certificates "$1/usr/local/share/"
    fi
    printf 'Acquire::Languages "none";\nAPT::Install-Recommends "false";\n' >"$1/etc/apt/apt.conf.d/90bare"
    printf '#!/bin/sh\nexit 101\n' >"$1/usr/sbin/policy-rc.d"
    chmod 755 "$1/usr/sbin/policy-rc.d"
}

bare_unmount() {
    for bare_mount in dev/pts dev/shm dev proc; do
        if mountpoint -q "$1/$bare_mount"; then umount "$1/$bare_mount"; fi
    done
}

bare_run() {
    mount -t proc proc "$1/proc"
    mount -t tmpfs -o mode=755 tmpfs "$1/dev"
    for bare_node in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0; do
        bare_rest=${bare_node#*:}
        mknod -m 666 "$1/dev/${bare_node%%:*}" c "${bare_rest%:*}" "${bare_rest#*:}"
    done
    mkdir "$1/dev/pts" "$1/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=666 devpts "$1/dev/pts"
    ln -s pts/ptmx "$1/dev/ptmx"
    ln -s /proc/self/fd "$1/dev/fd"
    mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm"
    bare_status=0
    chroot "$1" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb \
        DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 ${http_proxy:+http_proxy="$http_proxy"} \
        ${https_proxy:+https_proxy="$https_proxy"} /bin/sh -c "$2" </dev/null || bare_status=$?
    bare_unmount "$1"
    return $bare_status
}
