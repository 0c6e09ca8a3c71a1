# shellcheck shell=bash
# A Debian in a folder, booted by its own systemd, in namespaces: without a network, without this
# machine's devices, and gone when it is told to end. Sourced; needs root.
#   container_start ROOT COMMAND...   COMMAND is run there first, before systemd; true when it is up
#   container_run COMMAND             for its shell; its exit status
#   container_stop                    as the power is cut
CONTAINER='' CONTAINER_INIT='' CONTAINER_GROUP=''

# shellcheck disable=SC2016 # for the shell there
container_inside='
set -e
root=$1
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount --bind -o ro "$root/proc/sys" "$root/proc/sys"
mount -o remount,bind,ro "$root/proc/sys"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for node in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0; do
    rest=${node#*:}
    mknod -m 666 "$root/dev/${node%%:*}" c "${rest%:*}" "${rest#*:}"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=666,mode=620,gid=5 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
chroot "$root" /bin/sh -c "$2"
cd "$root"
pivot_root . mnt
cd /
umount -l /mnt
# Neither the clock nor the kernel is its to change.
exec setpriv --bounding-set=-sys_time,-sys_module,-sys_rawio,-sys_boot,-mknod,-syslog /usr/bin/env -i \
    container=riwaq PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --log-target=null --show-status=0'

container_start() {
    # A control group of its own, to be the root of all of its systemd's.
    CONTAINER_GROUP=$(findmnt -rn -t cgroup2 -o TARGET | head -n 1)/riwaq-$$
    mkdir -p "$CONTAINER_GROUP" || return 1
    # shellcheck disable=SC2016 # for the shell there
    sh -c 'echo $$ >"$1/cgroup.procs"; shift
        exec unshare --mount --propagation private --pid --fork --kill-child --uts --ipc --net --cgroup "$@"' sh \
        "$CONTAINER_GROUP" /bin/sh -c "$container_inside" container "$1" "${2-:}" </dev/null &
    CONTAINER=$!
    local tries
    for ((tries = 0; tries < 600; tries++)); do
        CONTAINER_INIT=$(pgrep -P "$CONTAINER" | head -n 1)
        [ -n "$CONTAINER_INIT" ] && [ "$(cat "/proc/$CONTAINER_INIT/comm" 2>/dev/null)" = systemd ] &&
            container_run "systemctl is-system-running" 2>/dev/null | grep -qE 'running|degraded' && return 0
        kill -0 "$CONTAINER" 2>/dev/null || return 1
        sleep 0.2
    done
    return 1
}

container_run() {
    nsenter -t "$CONTAINER_INIT" -m -u -i -n -p -C --root --wd /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
        TERM=dumb LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive /bin/sh -c "$1" </dev/null
}

container_stop() {
    [ -n "$CONTAINER" ] || return 0
    # With the first process of its namespace all of it ends.
    kill -KILL "$CONTAINER_INIT" "$CONTAINER" 2>/dev/null
    wait "$CONTAINER" 2>/dev/null
    # Its processes end one after the other.
    local tries
    for ((tries = 0; tries < 50; tries++)); do
        find "$CONTAINER_GROUP" -depth -type d -exec rmdir {} + 2>/dev/null && break
        sleep 0.1
    done
    CONTAINER='' CONTAINER_INIT=''
}
