#!/usr/bin/env python3
"""make soak: riwaq's own program through DAYS of simulated time, among everything that goes wrong.

    soak.py BUILD [--days N] [--faults N] [--only KIND,...] [--clock FILE] [--keep] [--verbose]

The program is the one that ships. clock.c is loaded before it and gives it a time that jumps from one
thing that is due to the next; a newsroom on loopback has another edition every five minutes and another
picture every fifteen; theme and configuration are saved anew; the hours of [power] switch the screen;
clocks change in Paris, and in New York where the time is long enough. trouble.py tells what goes wrong.
Every frame for which there is a reason is painted and given to the display (SDL's dummy driver,
1280x720): each turn of a minute, every twenty seconds, and around whatever changes sixty a second.

On the first day there is a fault of nearly every kind, then twelve a day. Prints a line a day (the hour
before noon is calm: then memory, descriptors and threads are looked at), then what was survived, and
"N passed, N failed". Memory is to be flat within 2 % after the first day, descriptors and threads
constant, and at least two faults a day survived. Exits 1 when a line fails.
"""
import argparse
import collections
import datetime
import math
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

import press as newsroom
import trouble
from world import SECOND, WALK, WATCHDOG, Failure, World

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
DAY = 86400
SUMMER = datetime.datetime(2027, 3, 28, tzinfo=datetime.timezone.utc)  # Paris changes its clocks at 01:00 UTC
BEFORE = 16  # days at most: then Ramadan, whose rows need further fonts, is over, and its feast too
NEW_YORK = datetime.datetime(2027, 3, 14, tzinfo=datetime.timezone.utc)  # and New York, at 07:00 UTC
FLAT = 0.02
KINDS = {"rss": "resident memory", "own": "memory that is no file's", "heap": "the heap"}
LEAST_A_DAY = 2
RELOADS = 8  # a day: then theme and configuration are those of the day before again
WIDTH, HEIGHT = 1280, 720
MASTHEAD = WIDTH * 86  # pixels
LANGUAGES = ["fr", "ar", "en"]  # as in CONFIG
ZONES = ["Europe/Paris", "America/New_York", "Africa/Casablanca", "Etc/UTC"]

CONFIG = """[screen]
name = {name}
logo = logo.png
theme = {folder}/theme
language = fr, ar, en
[power]
on = 05:00-00:30 mon-fri, 05:00-24:00 sat, sun
dim = 19:00 80% 45m, 06:00 100%
[clock]
zones = America/New_York, Africa/Casablanca
[place]
name = Paris
latitude = 48.8534
longitude = 2.3488
timezone = Europe/Paris
[prayer]
timetable = times.csv
[source.lobby]
url = {root}/lobby.json
every = 5m
timeout = 20s
[source.wire]
url = {root}/feed.xml
format = rss
every = 10m
[source.notes]
url = https://newsroom.test:{tls}/notes.json
ca = authority.pem
every = 10m
[source.board]
url = {folder}/board.json
every = 5m
"""

THEME = """[theme]
schema = 1
name = Soak {number}
extends = atrium
[colors]
accent = {accent}
[font.headline]
family = {family}, Noto Sans Arabic, Noto Sans Tifinagh
size = {size}
[grid]
columns = 1fr 1fr 480
rows = 112 1fr 152 160 92
gap = 48 24
margin = 20 72 0 72
areas = masthead masthead masthead
        article  news     prayers
        article  news     social
        weather  weather  weather
        ticker   ticker   ticker
[zone.article]
show = article
[zone.news]
show = headlines 20s
transition = fade 600ms
"""


def write(path, text):
    """As editors save: whole, under its name."""
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(text)
    os.rename(path + ".new", path)


def certificates(folder):
    """An authority, and certificates of ours and of somebody else."""
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "authority.key",
            "-out", "authority.pem", "-days", "3650", "-subj", "/CN=Soak", "-addext", "keyUsage=keyCertSign")
    for name, host in (("server.pem", "newsroom.test"), ("server.pem.other", "elsewhere.test")):
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "key", "-out", "request",
                "-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}")
        openssl("x509", "-req", "-in", "request", "-CA", "authority.pem", "-CAkey", "authority.key", "-days", "3650",
                "-copy_extensions", "copyall", "-out", "certificate", "-set_serial", "7")
        with open(os.path.join(folder, name), "wb") as out:
            for part in ("key", "certificate"):
                with open(os.path.join(folder, part), "rb") as file:
                    out.write(file.read())


class Soak:
    def __init__(self, options, folder):
        self.options, self.folder, self.reloads = options, folder, 0
        self.days = options.days
        begin = SUMMER - datetime.timedelta(days=min(self.days - 1, BEFORE))
        self.begin = begin.timestamp()
        self.rooted = self.mount()
        for name in ("run", "theme", "cache"):
            os.makedirs(os.path.join(folder, name), mode=0o700, exist_ok=True)
        certificates(folder)
        self.world = World(folder, os.path.abspath(os.path.join(options.build, "riwaq")),
                           os.path.abspath(options.clock or os.path.join(options.build, "tests/soak/clock.so")), self.begin)
        self.press = newsroom.Press(self.world, os.path.join(folder, "server.pem"))
        self.furnish()
        self.results, self.survived, self.samples = [], collections.Counter(), []
        self.screen = self.trouble = None

    def mount(self):
        """A disk of its own for the cache, so that it can be full."""
        cache = os.path.join(self.folder, "cache")
        os.makedirs(cache, mode=0o700)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", cache], capture_output=True, check=False)
        return done.returncode == 0

    def furnish(self):
        source = os.environ.get("TZDIR", "/usr/share/zoneinfo")
        for where in ("zoneinfo", "zones.good"):
            for name in ZONES:
                path = os.path.join(self.folder, where, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                shutil.copy(os.path.join(source, name), path)
        with open(os.path.join(self.folder, "logo.png"), "wb") as file:
            file.write(newsroom.png(120, 60, (200, 200, 190)))
        write(os.path.join(self.folder, "board.json"), '{"headlines": [{"time": "08:15", "title": "From a file beside it"}]}')
        self.save_config()
        self.save_theme()
        today = datetime.datetime.fromtimestamp(self.begin, datetime.timezone.utc).strftime("%Y-%m-%d")
        write(os.path.join(self.folder, "times.csv"), "")
        done = self.world_command("times", "--date", today, "--days", str(self.days + 40))
        write(os.path.join(self.folder, "times.csv"), done.stdout.decode())

    def world_command(self, *arguments):
        return subprocess.run([self.world.riwaq, *arguments, "-c", os.path.join(self.folder, "riwaq.conf")], check=False,
                              env={"PATH": os.environ["PATH"], "TZ": "UTC"}, stdin=subprocess.DEVNULL, capture_output=True)

    def save_config(self):
        write(os.path.join(self.folder, "riwaq.conf"),
              CONFIG.format(folder=self.folder, root=self.press.root(), tls=self.press.tls_port,
                            name=["News house", "Maison de la presse"][self.reloads // 2 % 2]))

    def save_theme(self):
        number = self.reloads // 2 % 4
        write(os.path.join(self.folder, "theme", "theme.ini"),
              THEME.format(number=number, accent=["#e3a857", "#57a8e3", "#e37a57", "#9fe357"][number],
                           family=["Noto Sans", "Noto Serif Display"][number % 2], size=[36, 34, 38, 36][number]))

    # --- results ---

    def tell(self, good, what):
        self.results.append(good)
        print(f"{'ok' if good else 'not ok'} {len(self.results)} - {what}", flush=True)

    def note(self, what):
        print(f"# {what}", flush=True)

    # --- parts of a day ---

    def instant(self, day, hour, minute=0):
        """Of the day's UTC hour."""
        return self.begin + day * DAY + hour * 3600 + minute * 60

    def reload(self, day):
        """A good theme, or a good configuration, is saved and comes up."""
        self.reloads += 1
        path = self.save_theme if self.reloads % 2 else self.save_config
        path()
        self.world.watch(3)
        wanted = f"Soak {self.reloads // 2 % 4}"
        _, status = self.world.status()
        if self.reloads % 2 and status["shown"]["theme"] != wanted:
            raise Failure(f"the theme is {status['shown']['theme']}, not {wanted} (day {day + 1})")

    def compare(self, what):
        """The masthead is right; where another language comes in just now, two seconds later."""
        try:
            self.compare_now(what)
        except Failure:
            self.world.watch(2)
            self.compare_now(what)

    def compare_now(self, what):
        """The masthead is, pixel for pixel, what `riwaq shot` makes of this instant in one of the languages."""
        width, _, pixels = self.world.picture()
        at = datetime.datetime.fromtimestamp(self.world.now(), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        least = min(self.difference(pixels, width, at, language) for language in LANGUAGES)
        if least > 0:
            self.keep(what.replace(" ", "_"))
            raise Failure(f"{what}: {least} pixels of the masthead are not those of riwaq shot --at {at}")

    def difference(self, pixels, width, at, language):
        """Pixels that are others."""
        out, conf = self.world.path("shot.png"), self.world.path("shot.conf")
        with open(self.world.path("riwaq.conf"), encoding="utf-8") as file:
            text = file.read().partition("[source.")[0]
        write(conf, text.replace("language = " + ", ".join(LANGUAGES), "language = " + language))
        done = self.world.command("shot", "-c", conf, "--content", self.world.path("board.json"), "-o", out,
                                  "--size", f"{WIDTH}x{HEIGHT}", "--at", at)
        raw = subprocess.run(["convert", out, "-depth", "8", "bgra:-"], capture_output=True, check=False).stdout
        if done.returncode != 0 or len(raw) != WIDTH * HEIGHT * 4 or width != WIDTH:
            raise Failure(f"no shot: {done.stderr.decode()[:200]}")
        ours, theirs = memoryview(pixels)[: MASTHEAD * 4].cast("I"), memoryview(raw)[: MASTHEAD * 4].cast("I")
        return sum((a ^ b) & 0xFFFFFF != 0 for a, b in zip(ours.tolist(), theirs.tolist()))

    def midnight(self, instant, what):
        """Before and after a turn of the day, or of the zone."""
        self.world.run_until(instant - 30)
        self.world.watch(1)
        self.compare(f"before {what}")
        self.world.run_until(instant - 1)
        self.world.watch(3.5)
        self.compare(f"after {what}")

    def measure(self, day):
        """In the calm hour, when all pages were through."""
        rows = []
        for minute in range(35, 60, 3):
            self.world.run_until(self.instant(day, 10, minute))
            rows.append(self.world.memory() + self.world.heap())
        rss, own, heap, free = (statistics.median(column) for column in zip(*rows))
        self.samples.append({"rss": rss, "own": own, "heap": heap, "free": free, "fds": self.world.descriptors(),
                             "threads": self.world.threads(), "day": statistics.mean(self.world.sizes)})
        self.world.sizes = []

    def one(self, name):
        """A fault."""
        before = time.monotonic()
        try:
            self.screen.settles()
            getattr(self.trouble, name)()
            self.survived[name] += 1
        except Failure as failure:
            self.tell(False, f"{name.replace('_', ' ')} ({getattr(trouble.Trouble, name).__doc__}): {failure}")
            if self.world.broken:
                raise
            self.keep(name)
            self.mend()
        if self.options.verbose:
            self.note(f"{datetime.datetime.fromtimestamp(self.world.now(), datetime.timezone.utc):%d %H:%M} {name} "
                      f"{time.monotonic() - before:.1f} s")

    def keep(self, name):
        """What the screen shows."""
        width, _, pixels = self.world.picture()
        save(pixels, width, os.path.join(os.path.dirname(self.world.preload), name + ".png"))

    def mend(self):
        """What a failed fault left."""
        self.press.fault, self.press.faults = "", {}
        self.press.open()
        self.world.page["NAMES"] = self.world.page["REFUSE"] = 0
        self.world.page["SYNCED"], self.world.page["WALK"] = 1, WALK
        self.world.page["WIDTH"], self.world.page["HEIGHT"] = WIDTH, HEIGHT
        self.world.event("SIZE")
        self.world.right_clock()
        self.save_config()
        self.save_theme()
        self.world.run(1200)

    def some(self, queue, most, end):
        """Faults, while there is time for them."""
        for _ in range(most):
            if self.world.now() < end:
                self.one(queue.pop(0))

    def day(self, day, queue):
        local = datetime.datetime.fromtimestamp(self.instant(day, 12), datetime.timezone.utc)
        offset = 2 if local >= SUMMER else 1
        if local.date() == SUMMER.date():
            self.midnight(self.instant(day, 1), "the change of summer time")
        self.world.run_until(self.instant(day, 4, 30))
        if local.date() == NEW_YORK.date():
            self.midnight(self.instant(day, 7), "the change of summer time in New York")
        # On the first day one of each kind: what they need once is no growth.
        faults = self.options.faults if day > 0 or self.days == 1 else len(queue)
        self.some(queue, faults // 3, self.instant(day, 8, 15))
        self.world.run_until(self.instant(day, 9))
        for _ in range(RELOADS):
            self.world.run(300)
            self.reload(day)
        self.measure(day)
        self.world.run_until(self.instant(day, 11))
        self.some(queue, faults - faults // 3, self.instant(day, 21, 30))
        self.midnight(self.instant(day, 24 - offset), "midnight")
        self.world.run_until(self.instant(day, 23, 59))
        sunday = datetime.datetime.fromtimestamp(self.instant(day, 24), datetime.timezone.utc).weekday() == 6
        if self.world.status()[1]["shown"]["dark"] == sunday:
            raise Failure("the screen is dark on Sunday" if sunday else "the screen is not dark at night")

    def run(self):
        os.environ.setdefault("LC_ALL", "C.UTF-8")
        self.world.start(["-c", os.path.join(self.folder, "riwaq.conf"), "--window", f"{WIDTH}x{HEIGHT}"])
        self.screen = trouble.Screen(self.world, self.press)
        self.trouble = trouble.Trouble(self.world, self.press, self.screen, self.rooted)
        names = self.options.only.split(",") if self.options.only else trouble.kinds(self.rooted)
        if not self.rooted:
            self.note("no disk of its own for the cache (mount needs root): a full and a read-only one are left out")
        print("day         simulated  real s   frames  RSS MiB     mean  own MiB  heap MiB  free MiB  descriptors  threads"
              "  reloads  survived", flush=True)
        begun = time.monotonic()
        queue = []
        for day in range(self.days):
            while len(queue) < self.options.faults:
                queue += names
            try:
                self.day(day, queue)
            except Failure as failure:
                self.tell(False, f"day {day + 1}: {failure}")
                if self.world.broken:
                    break
            self.line(day, time.monotonic() - begun)
        self.verdict(time.monotonic() - begun)

    def line(self, day, real):
        if not self.samples:
            return
        s = self.samples[-1]
        date = datetime.datetime.fromtimestamp(self.instant(day, 0), datetime.timezone.utc)
        print(f"{day + 1:3} {date:%Y-%m-%d} {(day + 1) * 24:6} h {real:7.0f} {self.world.page['PRESENTED']:8} {s['rss'] / 2**20:8.2f} "
              f"{s['day'] / 2**20:8.2f} "
              f"{s['own'] / 2**20:8.2f} {s['heap'] / 2**20:9.2f} {s['free'] / 2**20:9.2f} {len(s['fds']):12} {len(s['threads']):8} "
              f"{self.reloads:8} {sum(self.survived.values()):9}", flush=True)

    def verdict(self, real):
        world, samples = self.world, self.samples
        hours = max(1, (world.now() - self.begin) / 3600)
        frames = world.page["PRESENTED"]
        self.note(f"{hours:.0f} simulated hours in {real:.0f} s; {frames} frames, {frames / hours:.0f} an hour; "
                  f"{self.press.hits} requests, {self.reloads} reloads, {len(self.survived)} kinds of faults")
        for name, count in self.survived.items():
            self.note(f"survived {count:3} times: {getattr(trouble.Trouble, name).__doc__}")
        self.tell(not world.broken, "one process from the first to the last day")
        least = LEAST_A_DAY * self.days
        self.tell(sum(self.survived.values()) >= least, f"faults survived: {sum(self.survived.values())} (at least {least})")
        if len(samples) > 1:
            for name in ("rss", "own", "heap"):
                self.flat(name)
            for name in ("fds", "threads"):
                self.constant(name)
        silence, signs = world.page["SILENCE"] / SECOND, world.page["SIGNS"]
        self.tell(signs > 0 and silence <= WATCHDOG, f"a sign of life at least every {WATCHDOG} s: {signs}, at most {silence:.0f} s apart")
        if not world.broken:
            code = world.end()
            self.tell(code == 0, f"it ends when it is asked to: exit {code}")
        failed = self.results.count(False)
        print(f"1..{len(self.results)}")
        print(f"{len(self.results) - failed} passed, {failed} failed")

    def flat(self, name):
        # What is no file's has pages that are full only when every kind of edition was there twice.
        skipped = 2 if name == "own" else 1
        values = [sample[name] for sample in self.samples[skipped:]] or [self.samples[-1][name]]
        base = values[0]
        worst = max(values, key=lambda value: abs(value - base))
        off = (worst - base) / base
        since = "first" if skipped == 1 else "second"
        self.tell(abs(off) <= FLAT, f"{KINDS[name]} flat after the {since} day: {base / 2**20:.2f} MiB, at most {off:+.2%} "
                  f"(within {FLAT:.0%})")

    def constant(self, name):
        counts = [len(sample[name]) for sample in self.samples]
        what = {"fds": "descriptors", "threads": "threads"}[name]
        self.tell(len(set(counts)) == 1, f"{what} constant: {sorted(set(counts))}")
        if len(set(counts)) > 1:
            most, least = self.samples[counts.index(max(counts))][name], self.samples[counts.index(min(counts))][name]
            self.note(f"{what}: {collections.Counter(most) - collections.Counter(least)}")


def save(pixels, width, path):
    subprocess.run(["convert", "-size", f"{width}x{len(pixels) // 4 // width}", "-depth", "8", "bgra:-", "-alpha", "off", path],
                   input=pixels, check=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--only", default="", help="these kinds of faults alone, parted by commas")
    parser.add_argument("--faults", type=int, default=12, help="so many a day")
    parser.add_argument("--clock", default="", help="clock.so, where it is not below BUILD")
    parser.add_argument("--keep", action="store_true", help="leave the folder with log, cache and configuration")
    parser.add_argument("--verbose", action="store_true", help="a line a fault")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # In memory, as /run is: the disk of this machine is not what is tried.
    folder = tempfile.mkdtemp(prefix="riwaq-soak-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    soak = None
    try:
        soak = Soak(options, folder)
        soak.run()
    finally:
        if soak is not None and soak.world.process is not None and soak.world.process.poll() is None:
            soak.world.process.kill()
        if soak is not None:
            shutil.copy(os.path.join(folder, "log"), os.path.join(os.path.dirname(soak.world.preload), "log"))
        subprocess.run(["umount", "-l", os.path.join(folder, "cache")], capture_output=True, check=False)
        if options.keep:
            print(f"# kept: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(0 if all(soak.results) else 1)


if __name__ == "__main__":
    main()
