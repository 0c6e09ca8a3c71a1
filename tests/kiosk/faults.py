#!/usr/bin/env python3
"""faults.py FOLDER RIWAQ [PART...]: a machine of image.sh's FOLDER to which things happen: riwaq killed and
stopped, the network cut, the disk filled, the root read-only. What the screen shows is held against
`riwaq shot` of the same content. Needs imagemagick and tesseract. PART runs some: kill stop link disk ro."""
import json
import os
import sys
import tempfile
import threading
import time

import kiosk
from kiosk import finish, keep, keep_now, note, tell
from machine import Machine

FOLDER, RIWAQ, PARTS = sys.argv[1], sys.argv[2], sys.argv[3:] or ["kill", "stop", "link", "disk", "ro"]
SIZE, EVERY_S, TIMEOUT_S, STALE_S = "1280x800", 10, 5, 60
THEME = "[theme]\nschema = 1\nname = Still\nextends = atrium\n" + "".join(
    "[grid%s]\ncolumns = 1fr\nrows = 1fr\nmargin = 32\nareas = headlines\n" % shape for shape in ("", ".portrait")
) + "[zone.headlines]\nshow = headlines\n"
CONF = "[screen]\ntheme = ./still\n[clock]\ntrust = always\n[place]\nname = Rabat\ntimezone = Africa/Casablanca\n" \
       "[source.lobby]\nurl = %%s\nevery = %ds\ntimeout = %ds\nstale_after = %%s\n" % (EVERY_S, TIMEOUT_S)
UNREADABLE = "find -H /var/cache/riwaq -name '*.bad' | wc -l"


class Notices:
    """What the server has: one notice with a number. wanted() is the screen that shows it."""

    def __init__(self, here):
        self.here, self.number, self.screens = here, 1, {}
        self.server = kiosk.Server({"lobby.json": self.text})
        os.mkdir(os.path.join(here, "still"))
        self.write("still/theme.ini", THEME)
        self.write("riwaq.conf", CONF % ("lobby.json", "never"))

    def write(self, name, text):
        with open(os.path.join(self.here, name), "w", encoding="utf-8") as out:
            out.write(text)

    def text(self):
        return json.dumps({"headlines": [{"title": "Notice number %d of the hall" % self.number}]})

    def next(self):
        self.number += 1
        return self.number

    def wanted(self):
        if self.number not in self.screens:
            self.write("lobby.json", self.text())
            conf = os.path.join(self.here, "riwaq.conf")
            self.screens[self.number] = kiosk.shot(RIWAQ, conf, SIZE, "2026-11-24T12:00")
        return self.screens[self.number]

    def configure(self, machine, stale_after="never"):
        machine.put("/etc/riwaq/still/theme.ini", THEME)
        machine.put("/etc/riwaq/riwaq.conf.new", CONF % (self.server.url("lobby.json"), stale_after))
        machine.run("mv /etc/riwaq/riwaq.conf.new /etc/riwaq/riwaq.conf")


def fast_pixels(path):
    """As kiosk.pixels, of a screendump as it is: some tens a second."""
    with open(path, "rb") as file:
        _, size, _, data = file.read().split(b"\n", 3)
    return tuple(int(n) for n in size.split()), data


def near(a, b):
    return kiosk.difference(a, b) <= 1


class Watch(threading.Thread):
    """The screen, all the time: frames is a list of (seconds since the beginning, what, picture) of each
    that differs from the one before; what: "wanted", "black" or "other". Nothing else may use the
    monitor meanwhile."""

    def __init__(self, machine, wanted):
        super().__init__(daemon=True)
        self.machine, self.wanted, self.frames, self.looks, self.ends = machine, wanted, [], 0, threading.Event()
        self.begun = time.monotonic()
        self.start()

    def name(self, picture):
        # Black first: to look at each pixel takes the processor from what is looked at.
        return "black" if kiosk.black(picture) else "wanted" if near(picture, self.wanted) else "other"

    def run(self):
        path, last = os.path.join(self.machine.place, "watch.ppm"), None
        while not self.ends.wait(0.1):
            at = time.monotonic() - self.begun
            if self.machine.picture(path):
                self.looks += 1
                picture = fast_pixels(path)
                if picture != last:
                    self.frames.append((at, self.name(picture), picture))
                    last = picture

    def stop(self):
        self.ends.set()
        self.join()
        return self.frames

    def when(self, good, since, seconds):
        """When, at SINCE or later, the screen began to show what GOOD(what) is true of. None: never."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for at, what, _ in list(self.frames):
                if at >= since and good(what):
                    return at
            time.sleep(0.05)
        return None


def status(machine):
    try:
        return json.loads(machine.out("riwaq status --json"))
    except ValueError:
        return {}


def number(machine, part, key):
    return status(machine).get(part, {}).get(key)


def source(machine):
    return (status(machine).get("sources") or [{}])[0]


def save(name, picture, here):
    path = os.path.join(here, name + ".ppm")
    with open(path, "wb") as out:
        out.write(b"P6\n%d %d\n255\n" % picture[0] + picture[1])
    keep(FOLDER, name, path)


def processor_s(machine):
    """What the emulator has used of the host's processors."""
    with open("/proc/%d/stat" % machine.qemu.pid, encoding="ascii") as file:
        return sum(int(word) for word in file.read().rsplit(")", 1)[1].split()[11:13]) / os.sysconf("SC_CLK_TCK")


def steps(machine):
    """What the journal says of the last start, in seconds after what is written in /run/killed."""
    begun, told = float(machine.out("cat /run/killed")), []
    for word in ("Main process exited", "Scheduled restart", "Starting riwaq", "showing", "Started riwaq"):
        line = machine.out("journalctl -u riwaq -b -o short-monotonic | grep '%s' | tail -1" % word)
        if line.startswith("["):
            told.append("%s %.1f" % (word, float(line[1:].split("]")[0]) - begun))
    return ", ".join(told)


def bring_back(machine, here, notices, how, most_s, is_kept=True):
    """Sends the signal HOW: the picture must be back within MOST_S. Where what is shown could not be kept
    (IS_KEPT), what was kept before, or the waiting picture, may come up first."""
    wanted, pid = notices.wanted(), machine.out("pidof riwaq")
    before = number(machine, "process", "restarts")
    watch = Watch(machine, wanted)
    time.sleep(1)
    # Before it: the picture may be gone before the shell has answered.
    killed, used = time.monotonic() - watch.begun, processor_s(machine)
    machine.run("cut -d' ' -f1 /proc/uptime >/run/killed; kill -%s %s" % (how, pid))
    # While it is stopped the picture stays: it counts from when it went.
    went = watch.when(lambda what: what != "wanted", killed, most_s + 30)
    back = watch.when(lambda what: what == "wanted", went, 60) if went is not None else None
    used = processor_s(machine) - used
    frames = watch.stop()
    took = back - killed if back is not None else float("inf")
    tell(took <= most_s, "kill -%s: the picture is back after %.1f s, %d at most" % (how, took, most_s))
    note("by the machine's clock: %s s; %d screendumps, gone after %.1f s; the emulator took %.1f s of the processor, the host's load is %.1f"
         % (steps(machine), watch.looks, (went or killed) - killed, used, os.getloadavg()[0]))
    if back is None:
        keep_now(machine, "faults-%s-not-back" % how)
        note(machine.out("journalctl -u riwaq -b -o short-monotonic | tail -20; riwaq status"))
    odd = [picture for _, what, picture in frames if what == "other"]
    for i, picture in enumerate(odd[:3]):
        save("faults-%s-odd-%d" % (how, i), picture, here)
    if is_kept:
        tell(not odd, "kill -%s: between the pictures nothing but black: %d others of %d" % (how, len(odd), len(frames)))
    after = number(machine, "process", "restarts")
    tell(machine.out("pidof riwaq") != pid and after == before + 1, "kill -%s: restarts in `riwaq status`: %s, then %s" % (how, before, after))


def kill_often(machine, here, notices, ready, times=10):
    """Each time as soon as there is a process (READY: as soon as it says that it is ready): systemd
    must not lose patience."""
    before, begun = number(machine, "process", "restarts"), machine.out("systemctl show -p NRestarts --value riwaq")
    machine.run("for i in $(seq %d); do until p=$(pidof -s riwaq) && %s; do sleep 0.1; done; kill -9 $p; "
                "while [ -e /proc/$p ]; do sleep 0.1; done; done" % (times, "systemctl -q is-active riwaq" if ready else "true"), 600)
    found = kiosk.shows(machine, here, notices.wanted(), seconds=60)
    state = machine.out("systemctl show -p ActiveState -p Result riwaq | tr '\\n' ' '")
    how = "killed %d times in a row as soon as it is %s" % (times, "ready" if ready else "there")
    tell(found <= 1 and "ActiveState=active" in state, "%s: the picture comes back (%s)" % (how, state))
    counted = int(machine.out("systemctl show -p NRestarts --value riwaq") or 0) - int(begun or 0)
    after = number(machine, "process", "restarts")
    # One that does not live long enough to count is counted by systemd alone.
    tell(counted == times and after is not None and (after == before + times if ready else before < after <= before + times),
         "%s: restarts in `riwaq status`: %s, then %s; in systemd %d more" % (how, before, after, counted))


def kill(machine, here, notices):
    for _ in range(3):
        bring_back(machine, here, notices, "KILL", 5)
    kill_often(machine, here, notices, True)
    kill_often(machine, here, notices, False)


def stop(machine, here, notices):
    bring_back(machine, here, notices, "STOP", 30)


def link(machine, here, notices):
    """The cable out for longer than the content counts as new, and in again with other content."""
    old = notices.wanted()
    notices.configure(machine, "%ds" % STALE_S)
    time.sleep(EVERY_S)
    tell(kiosk.shows(machine, here, old) <= 1, "link: the content is shown")
    machine.link(False)
    cut = time.monotonic()
    notices.next()
    time.sleep(STALE_S / 2)
    tell(kiosk.shows(machine, here, old) <= 1, "link cut: after %.0f s the content stays as it was" % (time.monotonic() - cut))
    tell(machine.wait_for("riwaq status | grep -q 'source lobby: failed'", 30), "link cut: " + (source(machine).get("error") or "no error is told"))
    left = STALE_S + EVERY_S + 5 - (time.monotonic() - cut)
    time.sleep(max(0, left))
    path = os.path.join(here, "aged.ppm")
    machine.picture(path)
    keep(FOLDER, "faults-link-aged", path)
    aged, text = kiosk.difference(kiosk.pixels(path), old), " ".join(kiosk.read_text(path).split())
    tell(0 < aged < 256 and "Notice number %d of the hall" % (notices.number - 1) in text, "link cut: after %.0f s it stays, its age marked: %s"
         % (time.monotonic() - cut, text))
    now, age = status(machine), source(machine).get("age_s") or 0
    tell(now.get("health") == "trouble" and age >= STALE_S, "link cut: status: %s, confirmed %d s ago" % ("; ".join(now.get("troubles", [])), age))
    machine.link(True)
    restored, most = time.monotonic(), EVERY_S + TIMEOUT_S + 5
    found = kiosk.shows(machine, here, notices.wanted(), seconds=60)
    took = time.monotonic() - restored
    tell(found <= 1 and took <= most, "link restored: the new content after %.1f s, %d at most" % (took, most))
    notices.configure(machine)


FILL = "for s in 256M 16M 1M 64K 4K; do while fallocate -l $s /fill.$s.$((n+=1)) 2>/dev/null; do :; done; rm -f /fill.$s.$n; done; " \
       "cp /dev/zero /fill.last 2>/dev/null; df -k --output=avail / | tail -1"


def cached(machine):
    """The number of the notice in the cache; None: there is none that is whole."""
    text = machine.out("cat /var/cache/riwaq/*.cache")
    head, _, body = text.partition("\n\n")
    sizes = [line.split()[1] for line in head.split("\n") if line.startswith("size: ")]
    try:
        title = json.loads(body)["headlines"][0]["title"]
    except (ValueError, KeyError):
        return None
    return int(title.split()[2]) if sizes == [str(len(body))] else None


def unwritable(machine, what):
    machine.wait_for("riwaq status --json | grep -q '\"writable\": false'", 30)
    now = status(machine)
    troubles = "; ".join(now.get("troubles", []))
    tell(now.get("storage", {}).get("writable") is False and "kept" in troubles, "%s: status: %s" % (what, troubles))


def disk(machine, here, notices):
    tell(kiosk.shows(machine, here, notices.wanted()) <= 1 and cached(machine) == notices.number, "disk: the content is shown and kept")
    left = machine.out(FILL, 300)
    full = machine.run("echo more than nothing >/etc/riwaq/probe; sync; [ -s /etc/riwaq/probe ]")[0] != 0
    tell(full, "disk full, for root too: %s KiB left" % left)
    machine.run("rm -f /etc/riwaq/probe")
    kept = notices.number
    notices.next()
    found = kiosk.shows(machine, here, notices.wanted(), seconds=EVERY_S + 20)
    tell(found <= 1, "disk full: new content is shown all the same")
    tell(cached(machine) == kept, "disk full: what was kept is whole: number %s" % cached(machine))
    unwritable(machine, "disk full")
    machine.run("systemctl kill -s KILL riwaq")
    found = kiosk.shows(machine, here, notices.wanted(), seconds=60)
    tell(found <= 1, "disk full: killed, it starts and shows the network's content")
    machine.run("rm -f /fill.*; sync")
    freed = time.monotonic()
    notices.next()
    while cached(machine) != notices.number and time.monotonic() - freed < 660:
        time.sleep(2)
    tell(cached(machine) == notices.number, "disk freed: kept again after %.0f s: number %s" % (time.monotonic() - freed, cached(machine)))
    tell(machine.wait_for("riwaq status --json | grep -q '\"health\": \"well\"'", 30), "disk freed: status: %s" % (status(machine).get("troubles") or "well"))
    tell(kiosk.shows(machine, here, notices.wanted()) <= 1, "disk freed: the content is shown")
    tell(machine.out(UNREADABLE) == "0" and machine.out("ls /var/cache/riwaq | grep -c 'cache\\.......$'") == "0",
         "disk freed: nothing torn, nothing left over: " + machine.out("ls /var/cache/riwaq | tr '\\n' ' '"))


def read_only(machine, here, notices, what):
    """A root that nothing can be written to: booted with it, with the network."""
    machine.wait_for("systemctl is-active riwaq")
    notices.next()
    tell(machine.run("touch /etc/riwaq/probe")[0] != 0, "%s: nothing can be written to the root" % what)
    found = kiosk.shows(machine, here, notices.wanted(), seconds=120)
    tell(found <= 1, "%s: the network's content is shown" % what)
    if found > 1:
        keep_now(machine, "faults-read-only")
        note(machine.out("systemctl status riwaq --no-pager -l | tail -20"))


def root_read_only(disk_path, here, notices):
    """Twice: where riwaq's cache was never made, and with /var/cache in memory."""
    with Machine(FOLDER, disk=disk_path, read_only=True) as machine:
        read_only(machine, here, notices, "read-only root")
        unwritable(machine, "read-only root")
        bring_back(machine, here, notices, "KILL", 5, is_kept=False)
        machine.run("mount -o remount,rw / && echo 'tmpfs /var/cache tmpfs mode=0755,size=64m 0 0' >>/etc/fstab; sync; mount -o remount,ro /")
    with Machine(FOLDER, disk=disk_path, read_only=True) as machine:
        read_only(machine, here, notices, "read-only root, /var/cache in memory")
        tell(machine.wait_for("[ -s /var/cache/riwaq/*.cache ]", 30) and cached(machine) == notices.number,
             "read-only root, /var/cache in memory: kept there: number %s" % cached(machine))
        tell(status(machine).get("health") == "well", "read-only root, /var/cache in memory: status: %s" % (status(machine).get("troubles") or "well"))


def make_read_only(machine):
    """The same disk, as whoever made it for a read-only root would have: no cache was ever made."""
    machine.run("systemctl stop riwaq; rm -rf /var/cache/riwaq /var/cache/private/riwaq")
    machine.run("sed -i 's/ext4 defaults/ext4 ro,defaults/' /etc/fstab; sync; sleep 1; sync")


def main():
    with tempfile.TemporaryDirectory() as here:
        notices = Notices(here)
        with Machine(FOLDER) as machine:
            disk_path = machine.disk
            tell(machine.wait_for("systemctl is-active riwaq"), "riwaq runs")
            notices.configure(machine)
            machine.run("systemctl restart riwaq", 120)
            tell(kiosk.shows(machine, here, notices.wanted(), seconds=90) <= 1, "the picture is that of `riwaq shot`")
            for name, part in (("kill", kill), ("stop", stop), ("link", link), ("disk", disk)):
                if name in PARTS:
                    part(machine, here, notices)
            if "ro" in PARTS:
                make_read_only(machine)
                disk_path = os.path.join(here, "disk.qcow2")
                machine.cut()
                os.rename(machine.disk, disk_path)
        if "ro" in PARTS:
            root_read_only(disk_path, here, notices)
    finish()


main()
