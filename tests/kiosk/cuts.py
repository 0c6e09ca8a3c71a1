#!/usr/bin/env python3
"""cuts.py FOLDER RIWAQ: the power is cut CUTS times (20) at random moments, while content changes every
second, always with the same disk. After each cut the machine is booted without network: what is kept
has to be, source by source, a whole text that the server gave, no older than what was on the disk at
the boot before and than what was given some seconds before the cut; and the screen has to show just that, as
`riwaq shot` draws it. The disk loses what was not flushed (volatile.py). SEED is printed, and can be set.
LIE=1: the disk says that it flushed, and has not: then this must fail. Needs imagemagick. A minute
a cut, and more on a slow processor."""
import hashlib
import json
import os
import random
import sys
import tempfile
import threading
import time

import kiosk
from kiosk import finish, keep_now, note, tell
from machine import Machine
from volatile import VolatileDisk

FOLDER, RIWAQ = sys.argv[1], sys.argv[2]
CUTS, LIE = int(os.environ.get("CUTS", "20")), os.environ.get("LIE") == "1"
SEED = int(os.environ.get("SEED") or random.SystemRandom().randrange(1000000))
SOURCES, SIZE, ROWS = 16, "1280x800", 200
# A text that the server gave so long before the cut is fetched, written and flushed, be the machine
# as slow as it may.
SAFE_S = 10
# All that is shown is on one page: small, and one headline a source.
THEME = "[theme]\nschema = 1\nname = Still\nextends = atrium\ncanvas = 3200x2000\n" + "".join(
    "[grid%s]\ncolumns = 1fr\nrows = 1fr\nmargin = 32\nareas = headlines\n" % shape for shape in ("", ".portrait")
) + "[zone.headlines]\nshow = headlines\n"
CONF = "[screen]\ntheme = ./still\n[clock]\ntrust = always\n[place]\nname = Rabat\ntimezone = Africa/Casablanca\n"
# 10 s is the shortest interval there is. These give one change a second, all together.
SOURCE = "[source.s%02d]\nurl = %s\nevery = %ds\ntimeout = 5s\nmax_items = 1\nmax_age = 365d\nstale_after = never\n"
KEPT = "cd /var/cache/riwaq && for f in *.cache; do echo \"$(sed -n '/^$/q; /^url: /p; /^size: /p' $f | tr '\\n' ' ') " \
       "$(sed '1,/^$/d' $f | wc -c) $(sed '1,/^$/d' $f | sha256sum)\"; done"


class Notices:
    """What the server gives: another text at each request, numbered through."""

    def __init__(self):
        self.number, self.given, self.lock = 0, {}, threading.Lock()
        self.asked = threading.Event()
        files = {"s%02d" % i: lambda i=i: self.text(i) for i in range(SOURCES)}
        self.server = kiosk.Server(files)

    def text(self, i):
        with self.lock:
            self.number += 1
            titles = ["Source %02d says number %06d, item %d" % (i, self.number, n) for n in range(ROWS)]
            text = json.dumps({"headlines": [{"title": title} for title in titles]})
            self.given[hashlib.sha256(text.encode()).hexdigest()] = (i, self.number, text, time.monotonic())
            self.asked.set()
            return text

    def conf(self, url):
        return CONF + "".join(SOURCE % (i, url(i), 10 + i) for i in range(SOURCES))

    def machine_conf(self):
        return self.conf(lambda i: self.server.url("s%02d" % i))

    def times(self, since, until):
        return sorted(at for _, _, _, at in self.given.values() if since <= at <= until)

    def newest_before(self, i, at):
        """The number of the source's last text that was given by then, 0: none."""
        return max([number for source, number, _, when in self.given.values() if source == i and when <= at], default=0)


class Board:
    """What is to be seen of kept texts."""

    def __init__(self, here, notices):
        self.here = here
        os.mkdir(os.path.join(here, "still"))
        self.write("still/theme.ini", THEME)
        self.write("riwaq.conf", notices.conf(lambda i: "s%02d.json" % i))

    def write(self, name, text):
        with open(os.path.join(self.here, name), "w", encoding="utf-8") as out:
            out.write(text)

    def picture(self, texts):
        for i, text in texts.items():
            self.write("s%02d.json" % i, text)
        return kiosk.shot(RIWAQ, os.path.join(self.here, "riwaq.conf"), SIZE, "2026-11-24T12:00")


def kept_texts(machine, notices):
    """({source: (number, text)} of the whole ones in the cache, what is wrong with the others)."""
    kept, wrong = {}, []
    for line in machine.out(KEPT).split("\n"):
        words = line.split()
        try:
            name, size, length, digest = words[1].rsplit("/", 1)[1], words[3], words[4], words[5]
        except IndexError:
            wrong.append("unreadable: " + line)
            continue
        source, number, text, _ = notices.given.get(digest, (None, 0, "", 0))
        if source is None or size != length or name != "s%02d" % source:
            wrong.append("%s: %s of %s bytes, nothing that was given" % (name, length, size))
        else:
            kept[source] = (number, text)
    return kept, wrong


def status(machine):
    try:
        return json.loads(machine.out("riwaq status --json"))
    except ValueError:
        return {}


def check(machine, notices, board, what, before, cut_at):
    """The boot after a cut. BEFORE: the numbers that were on the disk at the boot before it."""
    up = machine.wait_for("riwaq status --json | grep -q '\"phase\": \"showing\"'", 300)
    kept, wrong = kept_texts(machine, notices)
    told = status(machine)
    if not tell(up and len(kept) == SOURCES and not wrong, "%s: %d of %d kept texts are whole%s" % (what, len(kept), SOURCES, "".join("; " + w for w in wrong))):
        note(machine.out("ls -la /var/cache/riwaq; journalctl -u riwaq -b -o cat | tail -20; dmesg | grep -i ext4"))
        keep_now(machine, "cuts-" + what.replace(" ", "-"))
        return {i: number for i, (number, _) in kept.items()}
    older = [i for i in kept if kept[i][0] < before.get(i, 0)]
    lost = [i for i in kept if kept[i][0] < notices.newest_before(i, cut_at - SAFE_S)]
    last = max(number for number, _ in kept.values())
    tell(not older and not lost, "%s: numbers %d to %d of %d given; none is older than at the boot before, or than %d s before the cut%s"
         % (what, min(number for number, _ in kept.values()), last, notices.number, SAFE_S, "".join("; s%02d is" % i for i in set(older + lost))))
    bad = machine.out("ls /var/cache/riwaq | grep '\\.cache' | grep -cv '\\.cache$'")
    read = [source for source in told.get("sources", []) if source.get("confirmed")]
    aside = told.get("storage", {}).get("set_aside")
    tell(len(read) == SOURCES and bad == "0" and not aside, "%s: riwaq has read %d of %d; set aside: %s, other files: %s" % (what, len(read), SOURCES, aside, bad))
    found = kiosk.shows(machine, board.here, board.picture({i: text for i, (_, text) in kept.items()}), seconds=30)
    if not tell(found <= 1, "%s: the screen shows just that: difference %d" % (what, found)):
        keep_now(machine, "cuts-" + what.replace(" ", "-"))
    faults = machine.out("dmesg | grep -c 'EXT4-fs error'")
    tell(faults == "0", "%s: the file system is whole: %s errors" % (what, faults))
    return {i: number for i, (number, _) in kept.items()}


def wait_to_cut(notices, disk, chance, first):
    """A moment: any; or just after an answer was given; or while the disk is being written."""
    time.sleep(chance.uniform(30 if first else 12, 40))
    kind = chance.choice(("any", "given", "written", "written"))
    if kind == "given":
        notices.asked.clear()
        notices.asked.wait(20)
        time.sleep(chance.uniform(0, 0.6))
    elif kind == "written":
        disk.writing.wait(20)
        time.sleep(chance.choice((0, chance.uniform(0, 0.03))))
    return kind


def run(notices, board, here, chance):
    disk = VolatileDisk(os.path.join(FOLDER, "disk.img"), os.path.join(here, "disk"), random.Random(SEED + 1))
    before, cut_at, gaps, risk = {}, 0, [], 0
    for cut in range(CUTS + 1):
        with Machine(FOLDER, disk=disk.address, network=cut == 0) as machine:
            if cut == 0:
                machine.wait_for("systemctl is-active riwaq")
                machine.put("/etc/riwaq/still/theme.ini", THEME)
                machine.put("/etc/riwaq/riwaq.conf", notices.machine_conf())
                machine.run("sync; systemctl restart riwaq", 120)
                disk.honest = not LIE
            else:
                before = check(machine, notices, board, "cut %d" % cut, before, cut_at)
            if cut == CUTS:
                break
            machine.link(True)
            up = time.monotonic()
            kind = wait_to_cut(notices, disk, chance, cut == 0)
            machine.cut()
            cut_at = time.monotonic()
        disk.lose_power()
        times = notices.times(up, cut_at)
        gaps += [b - a for a, b in zip(times, times[1:])]
        risk += disk.at_risk
        note("cut %d after %.1f s with network, %s: %d changes; %d sectors were not flushed, %d of them are lost"
             % (cut + 1, cut_at - up, {"any": "anywhen", "given": "after an answer", "written": "in a write"}[kind], len(times), disk.at_risk, disk.lost))
    mean = sum(gaps) / len(gaps) if gaps else float("inf")
    tell(mean <= 1.2, "content changed every %.2f s (%d changes, the longest pause %.1f s)" % (mean, len(gaps), max(gaps, default=0)))
    note("%d flushes, %.1f MiB written; %d sectors at risk in all" % (disk.flushes, disk.written / 2**20, risk))


def main():
    note("SEED=%d CUTS=%d" % (SEED, CUTS))
    with tempfile.TemporaryDirectory() as here:
        notices = Notices()
        run(notices, Board(here, notices), here, random.Random(SEED))
    finish()


main()
