#!/bin/sh
# deb.sh FOLDER [ARCH]: makes the Debian package of the tree that this stands in, as it is committed
# or not, and puts riwaq_VERSION_ARCH.deb into FOLDER. Without ARCH, or with this machine's own, it
# builds right here with what is installed. Another ARCH (arm64) is built with Debian's cross compiler
# and the libraries of that architecture, both of which would change this machine: so in a bare Debian
# of its own below FOLDER (debootstrap; needs root), and what needs no display is tested there by
# qemu's emulation of the processor.
set -eu
# What the make that calls this was told (B=) is not for that of the package.
unset MAKEFLAGS MAKEOVERRIDES MFLAGS B
here=$(cd "$(dirname "$0")" && pwd)
tree=$(dirname "$here")
folder=${1:?usage: deb.sh FOLDER [ARCH]}
native=$(dpkg --print-architecture)
arch=${2:-$native}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

# The tree without what was built from it, into $1.
copy_tree() {
    rm -rf "$1"
    mkdir -p "$1"
    (cd "$tree" && tar -cf - --exclude='./build*' --exclude=./.git --exclude=./debian/build \
        --exclude=./debian/riwaq --exclude=__pycache__ .) | tar -xf - -C "$1"
}

# The day of the last commit, for what is built: no clock that is right is before it.
epoch() {
    git -C "$tree" log -1 --format=%ct 2>/dev/null || dpkg-parsechangelog -l "$tree/debian/changelog" -S Timestamp
}

if [ "$arch" = "$native" ]; then
    sh "$here/install-packages.sh" --quiet build deb
    copy_tree "$folder/source"
    (cd "$folder/source" && SOURCE_DATE_EPOCH=$(epoch) DEB_BUILD_OPTIONS="${DEB_BUILD_OPTIONS-nocheck}" \
        dpkg-buildpackage -b -us -uc >"$folder/$arch.log" 2>&1) || {
        tail -n 30 "$folder/$arch.log" >&2
        exit 1
    }
    rm -rf "$folder/source"
else
    [ "$(id -u)" -eq 0 ] || { echo "deb.sh: $arch is built in a bare Debian, which root alone can make" >&2; exit 1; }
    sh "$here/install-packages.sh" --quiet kiosk
    root=$folder/root-$arch
    # shellcheck source=deploy/bare.sh
    . "$here/bare.sh"
    [ -f "$root/.ready" ] || {
        bare_make "$root"
        bare_run "$root" "dpkg --add-architecture $arch && apt-get -q update &&
            apt-get -qy --no-install-recommends install build-essential crossbuild-essential-$arch \
                debhelper pkg-config fonts-noto-core fonts-noto-color-emoji tzdata qemu-user procps file" >"$folder/$arch.log" 2>&1
        touch "$root/.ready"
    }
    copy_tree "$root/source/riwaq"
    bare_run "$root" "cd /source/riwaq && apt-get -qy --no-install-recommends build-dep -a $arch -Pcross . &&
        apt-get -qy --no-install-recommends install libcmocka-dev:$arch &&
        export SOURCE_DATE_EPOCH=$(epoch) && DEB_BUILD_OPTIONS=nocheck dpkg-buildpackage -a $arch -Pcross,nocheck -b -us -uc &&
        file debian/riwaq/usr/bin/riwaq" >>"$folder/$arch.log" 2>&1 || {
        tail -n 30 "$folder/$arch.log" >&2
        exit 1
    }
    grep 'riwaq: ELF' "$folder/$arch.log" | tail -n 1
    cp "$root"/source/*.deb "$folder/"
fi
ls "$folder"/riwaq_*_"$arch".deb
