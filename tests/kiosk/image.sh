#!/bin/sh
# image.sh FOLDER DEB: a Debian with the package DEB installed as a person would, ready to be booted
# by machine.py: FOLDER/disk.img (ext4, no partitions), FOLDER/vmlinuz, FOLDER/initrd.img, and what the
# kernel is told, FOLDER/cmdline. riwaq-kiosk sets it up, with the options in $KIOSK. What is
# common to all is kept in FOLDER/root and used again; the package is installed anew each time.
# Needs root (debootstrap).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?usage: image.sh FOLDER DEB} deb=${2:?usage: image.sh FOLDER DEB}
root=$folder/root
# shellcheck source=deploy/bare.sh
. "$here/../../deploy/bare.sh"

# What a kiosk has beside the package: a kernel, an init, what riwaq-kiosk --read-only would install
# (within the machine there is no mirror), a DHCP client for ifupdown; and for the tests a shell on the
# second serial line, and names of files for what the network gives.
make_root() {
    bare_make "$root"
    rm "$root/usr/sbin/policy-rc.d" # there is no service in a chroot to be kept from
    bare_run "$root" "apt-get -q update && apt-get -qy install linux-image-amd64 initramfs-tools systemd-sysv udev \
        dbus kmod iproute2 ifupdown isc-dhcp-client systemd-timesyncd procps zstd v4l-utils busybox overlayroot" >"$folder/root.log" 2>&1
    printf 'MODULES=most\nCOMPRESS=zstd\n' >"$root/etc/initramfs-tools/conf.d/kiosk"
    printf '%s\n' virtio_blk virtio_pci virtio_net virtio_gpu ext4 >>"$root/etc/initramfs-tools/modules"
    bare_run "$root" "update-initramfs -u" >>"$folder/root.log" 2>&1
    echo kiosk >"$root/etc/hostname"
    echo '/dev/vda / ext4 defaults,noatime 0 1' >"$root/etc/fstab"
    printf 'auto lo\niface lo inet loopback\n' >"$root/etc/network/interfaces"
    bare_run "$root" "passwd -d root && systemctl mask apt-daily.timer apt-daily-upgrade.timer fstrim.timer \
        e2scrub_all.timer dpkg-db-backup.timer" >>"$folder/root.log" 2>&1
    mkdir -p "$root/etc/systemd/network"
    # Any wired card, by DHCP; nothing waits for it.
    printf '[Match]\nName=en* eth*\n[Network]\nDHCP=ipv4\nLinkLocalAddressing=no\n' >"$root/etc/systemd/network/wired.network"
    bare_run "$root" "systemctl enable systemd-networkd && systemctl disable systemd-networkd-wait-online networking;
        systemctl set-default multi-user.target" >>"$folder/root.log" 2>&1
    cat >"$root/etc/systemd/system/kiosk-shell.service" <<'END'
[Unit]
Description=A shell for the tests, on the second serial line
DefaultDependencies=no
After=dev-ttyS1.device
[Service]
ExecStart=/bin/sh -c 'stty -F /dev/ttyS1 raw -echo; exec </dev/ttyS1 >/dev/ttyS1 2>&1; while read -r line; do eval "$line"; printf "\\001%%s\\002\\n" $?; done'
Restart=always
[Install]
WantedBy=sysinit.target
END
    bare_run "$root" "systemctl enable kiosk-shell" >>"$folder/root.log" 2>&1
    echo "$recipe" >"$root/.ready"
}

# GRUB's part is the emulator's here: what it would tell the kernel, machine.py does.
make_grub() {
    mkdir -p "$1/etc/default"
    echo 'GRUB_CMDLINE_LINUX_DEFAULT="quiet"' >"$1/etc/default/grub"
    cat >"$1/usr/sbin/update-grub" <<'END'
#!/bin/sh
. /etc/default/grub
for file in /etc/default/grub.d/*.cfg; do [ ! -f "$file" ] || . "$file"; done
echo "$GRUB_CMDLINE_LINUX_DEFAULT" >/boot/cmdline
END
    chmod 755 "$1/usr/sbin/update-grub"
}

mkdir -p "$folder"
# Made anew when it would be made otherwise now.
recipe=$(sed -n '/^make_root/,/^}/p' "$0" | sha256sum | cut -d' ' -f1)
if [ ! -f "$root/.ready" ] || { [ -s "$root/.ready" ] && [ "$(cat "$root/.ready")" != "$recipe" ]; }; then make_root; fi
rm -rf "$folder/installed"
cp -a "$root" "$folder/installed"
make_grub "$folder/installed"
cp "$deb" "$folder/installed/tmp/riwaq.deb"
bare_run "$folder/installed" "apt-get -qy install /tmp/riwaq.deb && rm /tmp/riwaq.deb &&
    riwaq-kiosk ${KIOSK-} && apt-get clean" >"$folder/install.log" 2>&1 || {
    tail -n 20 "$folder/install.log" >&2
    exit 1
}
cp "$folder/installed/boot/cmdline" "$folder/cmdline"
cp "$folder/installed/vmlinuz" "$folder/vmlinuz"
cp "$folder/installed/initrd.img" "$folder/initrd.img"
rm -f "$folder/disk.img"
mke2fs -q -t ext4 -d "$folder/installed" -L kiosk "$folder/disk.img" 3G
