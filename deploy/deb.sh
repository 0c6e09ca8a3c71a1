#!/bin/sh
# deb.sh FOLDER [ARCH]: makes the Debian package of the tree that this stands in, as it is committed
# or not, and puts riwaq_VERSION_ARCH.deb into FOLDER. It depends on the libraries of the release that it
# is built in, which its version tells (0.1.0+deb12): that of Debian 13 is newer, as is the machine that
# went from 12 to 13. Without ARCH, or with this machine's own, it
# builds right here with what is installed. Another ARCH (arm64) is built with Debian's cross compiler
# and the libraries of that architecture, both of which would change this machine: so in a bare Debian
# of its own below FOLDER (debootstrap; needs root), and the unit tests, none of which needs a display,
# run there on an emulated processor (qemu-user; DEB_BUILD_OPTIONS=nocheck leaves them out). SUITE=trixie
# is for another release of Debian than this machine's, and built in a bare one of it.
# Either is held against lintian. What it tells goes to FOLDER/ARCH.log.
set -eu
# What the make that calls this was told (B=) is not for that of the package.
unset MAKEFLAGS MAKEOVERRIDES MFLAGS B
here=$(cd "$(dirname "$0")" && pwd)
tree=$(dirname "$here")
folder=${1:?usage: deb.sh FOLDER [ARCH]}
sh "$here/install-packages.sh" --quiet build deb
native=$(dpkg --print-architecture)
arch=${2:-$native}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
log=$folder/$arch.log

# The tree without what was built from it, into $1.
copy_tree() {
    rm -rf "$1"
    mkdir -p "$1"
    (cd "$tree" && tar -cf - --exclude='./build*' --exclude=./.git --exclude=./debian/build \
        --exclude=./debian/riwaq --exclude=__pycache__ .) | tar -xf - -C "$1"
}

# release TREE ROOT: the version of the package in TREE tells the release of the Debian below ROOT.
release() {
    id=$(sed -n 's/^VERSION_ID=//p' "$2/etc/os-release" | tr -d '"')
    sed -i "1s/(\([^)]*\))/(\1+deb${id:-$suite})/" "$1/debian/changelog"
}

# The day of the last commit, for what is built: no clock that is right is before it.
epoch() {
    [ -z "${SOURCE_DATE_EPOCH-}" ] || { echo "$SOURCE_DATE_EPOCH" && return; }
    git -C "$tree" log -1 --format=%ct 2>/dev/null || dpkg-parsechangelog -l "$tree/debian/changelog" -S Timestamp
}

# What went wrong stands at the end of the log.
failed() {
    tail -n 40 "$log" >&2
    echo "deb.sh: $arch: $1; all of it is in $log" >&2
    exit 1
}

build_here() {
    copy_tree "$folder/source/riwaq"
    release "$folder/source/riwaq" ''
    profile=
    case " ${DEB_BUILD_OPTIONS-nocheck} " in *" nocheck "*) profile=-Pnocheck ;; esac
    # shellcheck disable=SC2086 # none or one
    (cd "$folder/source/riwaq" && SOURCE_DATE_EPOCH=$(epoch) DEB_BUILD_OPTIONS="${DEB_BUILD_OPTIONS-nocheck}" \
        dpkg-buildpackage $profile -b -us -uc) >"$log" 2>&1 || failed "the package could not be built"
    mv "$folder"/source/riwaq_* "$folder"/source/riwaq-dbgsym_* "$folder/"
    rm -rf "$folder/source"
}

# The bare Debian with the compiler, made once, and the package built in it.
build_there() {
    [ "$(id -u)" -eq 0 ] || { echo "deb.sh: $arch is built in a bare Debian, which root alone can make" >&2; exit 1; }
    sh "$here/install-packages.sh" --quiet kiosk
    # shellcheck source=deploy/bare.sh
    . "$here/bare.sh"
    : >"$log"
    compiler=build-essential options="-a $arch -Pcross,nocheck"
    [ "$arch" = "$native" ] && options=-Pnocheck || compiler="build-essential crossbuild-essential-$arch qemu-user"
    [ -f "$root/.ready" ] || {
        bare_make "$root" "$suite"
        bare_run "$root" "dpkg --add-architecture $arch && apt-get -q update &&
            apt-get -qy install $compiler debhelper file procps" >"$log" 2>&1 || failed "its bare Debian could not be made"
        touch "$root/.ready"
    }
    copy_tree "$root/source/riwaq"
    release "$root/source/riwaq" "$root"
    bare_run "$root" "cd /source/riwaq && rm -f ../riwaq_* ../riwaq-dbgsym_* && apt-get -qy build-dep $options . &&
        export SOURCE_DATE_EPOCH=$(epoch) && DEB_BUILD_OPTIONS=nocheck dpkg-buildpackage $options -b -us -uc &&
        file debian/riwaq/usr/bin/riwaq" >>"$log" 2>&1 || failed "the package could not be built"
    grep 'riwaq: ELF' "$log" | tail -n 1
    find "$root/source" -maxdepth 1 -type f -exec cp -t "$folder" {} +
}

# What it is built from says which tests there are: none of them needs a display. The processor is the
# least that a 64-bit Raspberry Pi has.
test_there() {
    begun=$(date +%s)
    bare_run "$root" "apt-get -qy install libcmocka-dev:$arch fonts-noto-core fonts-noto-color-emoji \
            fonts-noto-cjk unicode-data tzdata &&
        cd /source/riwaq && DEB_BUILD_OPTIONS=parallel=$(nproc) dpkg-architecture -a $arch -c debian/rules unit-binaries" \
        >>"$log" 2>&1 || failed "its tests could not be built"
    code=0
    BARE_FOREIGN=/usr/bin/qemu-$emulated bare_run "$root" "cd /source/riwaq && export QEMU_CPU=cortex-a53 &&
        debian/build/riwaq --version && RUNNER=qemu-$emulated sh tests/run.sh debian/build unit/" >"$folder/$arch-tests.log" 2>&1 || code=$?
    cat "$folder/$arch-tests.log" >>"$log"
    echo "tests on an emulated $emulated: $(tail -n 1 "$folder/$arch-tests.log") in $(($(date +%s) - begun)) s"
    [ $code -eq 0 ] || failed "its tests fail"
}

look() {
    # The user that builds is root in a bare Debian.
    lintian --fail-on error --allow-root --tag-display-limit 0 "$folder"/riwaq_*_"$arch".changes >"$folder/$arch-lintian.log" 2>&1 || {
        cat "$folder/$arch-lintian.log" >>"$log"
        failed "lintian finds errors"
    }
    sed 's/^/lintian: /' "$folder/$arch-lintian.log"
    echo "lintian: 0 errors, $(grep -c '^W:' "$folder/$arch-lintian.log" || true) warnings"
}

rm -f "$folder"/riwaq*_"$arch".*
ours=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
suite=${SUITE:-$ours}
root=$folder/root-$arch
[ "$suite" = "$ours" ] || root=$folder/../root-$suite-$arch
if [ "$arch" = "$native" ] && [ "$suite" = "$ours" ]; then
    build_here
elif [ "$arch" = "$native" ]; then
    build_there
elif [ "$arch" = arm64 ]; then
    emulated=aarch64
    build_there
    case " ${DEB_BUILD_OPTIONS-} " in *" nocheck "*) ;; *) test_there ;; esac
else
    echo "deb.sh: $arch is not known here: $native, or arm64" >&2
    exit 2
fi
look
ls "$folder"/riwaq_*_"$arch".deb
