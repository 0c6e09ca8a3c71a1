# shellcheck shell=sh
# A bare Debian in a folder, for what would change this machine: sourced by deb.sh and by tests/kiosk.
#   bare_make ROOT [SUITE]   debootstrap's smallest, with the sources that this machine has
#   bare_run ROOT COMMAND    COMMAND for its shell, with /proc and a /dev of its own, which are gone
#                            with it, however it ends
# BARE_FOREIGN=QEMU for bare_run: programs of another processor run there by that emulator of qemu-user
# (a path within ROOT), those that they start, too.
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

# What bare_run does in a mount namespace of its own, with ROOT and COMMAND.
# shellcheck disable=SC2016 # for the shell there
bare_inside='
set -e
mount -t proc proc "$1/proc"
mount -t tmpfs -o mode=755 tmpfs "$1/dev"
for node in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0; do
    rest=${node#*:}
    mknod -m 666 "$1/dev/${node%%:*}" c "${rest%:*}" "${rest#*:}"
done
mkdir "$1/dev/pts" "$1/dev/shm"
mount -t devpts -o newinstance,ptmxmode=666 devpts "$1/dev/pts"
ln -s pts/ptmx "$1/dev/ptmx"
ln -s /proc/self/fd "$1/dev/fd"
mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm"
if [ -n "${BARE_FOREIGN-}" ]; then
    exec unshare --user --map-root-user --mount /bin/sh -c "$3" bare "$1" "$2"
fi
exec chroot "$1" $BARE_ENV /bin/sh -c "$2"'

# In a user namespace, whose list of foreign formats is its own since Linux 6.7: an executable of
# 64 bits, little-endian, for AArch64 (elf(5): e_ident, e_type, e_machine).
# shellcheck disable=SC2016 # for the shell there
bare_foreign='
set -e
mount -t binfmt_misc binfmt_misc "$1/proc/sys/fs/binfmt_misc"
printf "%s" ":foreign:M::\\x7fELF\\x02\\x01\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x02\\x00\\xb7\\x00:\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\x00\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xfe\\xff\\xff\\xff:$BARE_FOREIGN:" \
    >"$1/proc/sys/fs/binfmt_misc/register"
exec chroot "$1" $BARE_ENV /bin/sh -c "$2"'

bare_run() {
    BARE_FOREIGN="${BARE_FOREIGN-}" BARE_ENV="/usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb
        DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 ${http_proxy:+http_proxy=$http_proxy}
        ${https_proxy:+https_proxy=$https_proxy}" \
        unshare --mount --propagation private /bin/sh -c "$bare_inside" bare "$1" "$2" "$bare_foreign" </dev/null
}
