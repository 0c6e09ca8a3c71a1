#!/usr/bin/env python3
"""make bench: riwaq beside Chromium and a bare SDL loop, on one X display without a GPU.

    bench.py BUILD [--pairs N] [--seconds N] [--only KIND,...] [--changes N] [--reloads N]

Each round runs every kind alone, one after the other, in alternating order; a number in the table is
the median of the rounds. From outside, the same way for all kinds:
  cpu    CPU seconds a minute of the process and all its descendants (/proc/PID/stat), after warming up
  x cpu  the same of the X server, for information
  pss    proportional set size of the same processes (/proc/PID/smaps_rollup), mean of four looks
  first  milliseconds from starting the process until every part of the page has something on it,
         read from the X server's own frame buffer
and from the JSON that riwaq and the bare loop print: frames, late frames, uneven steps.
After the rounds riwaq alone shows ar.json while its content changes, 1,000 times unless --changes
tells otherwise (three to five minutes; 0 leaves it out): no frame may be late for it, and memory
must stay as it is after the first hundred. The same with its theme, saved anew --reloads times:
the caches are full after half of them, and the heap in use must stay as it is over the other half. With "pictures" riwaq runs twice as often as there are
rounds, by turns with an article whose picture is another one at each fetch (large, cut off, exploding,
lying) and with none: pictures may make no frame late. Standard library only. Exits 1 when a line of the comparison fails.
"""
import argparse
import collections
import ctypes
import datetime
import json
import math
import mmap
import os
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time

import pictures

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
WIDTH, HEIGHT = 1920, 1080
HZ = 60
SPEED = 180  # pixels a second: [zone.ticker] speed in theme/theme.ini, where a unit is a pixel
BAND = 92  # pixels: height of the ticker, on the page and in the bare loop
WARM_UP = 5  # seconds after the first whole picture
TICK = os.sysconf("SC_CLK_TCK")
KINDS = ["riwaq", "chromium", "bare", "static"]
PICTURES = "pictures"
LATE_BY_CHANCE = 3  # frames a minute: two runs of the same are not alike

# Parts of the page, x, y, width, height, wide enough for both renderings.
PARTS = {
    "masthead": (60, 10, 900, 120),
    "clock": (1500, 10, 400, 120),
    "article": (60, 170, 1150, 600),
    "prayers": (1280, 170, 600, 480),
    "weather": (60, 830, 1800, 140),
    "ticker": (0, HEIGHT - BAND + 10, WIDTH, BAND - 20),
}
PARTS_OF = {"bare": ["ticker"], "static": [p for p in PARTS if p != "ticker"]}


class Display:
    """Xvfb with its frame buffer in a file that we map: looking costs the display nothing."""

    def __init__(self, folder):
        os.makedirs(folder)
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp",
             "-fbdir", folder, "-noreset"],
            pass_fds=[write], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            sys.exit("bench: Xvfb did not start")
        self.name = ":" + number
        with open(os.path.join(folder, "Xvfb_screen0"), "rb") as file:
            self.map = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header = struct.unpack(">25I", self.map[:100])  # XWDFileHeader
        self.offset = header[0] + header[19] * 12  # behind the header and the colour map
        self.pitch = header[12]

    def shows(self, part):
        """Whether one pixel in two hundred of PART is not of its ground."""
        x, y, width, height = PARTS[part]
        colors = collections.Counter()
        for row in range(y, y + height, 5):
            start = self.offset + row * self.pitch + x * 4
            colors.update(memoryview(self.map[start : start + width * 4]).cast("I")[::5].tolist())
        (_, ground), *_ = colors.most_common(1)
        total = sum(colors.values())
        return total - ground >= total / 200

    def is_whole(self, parts):
        return all(self.shows(part) for part in parts)


def stat(pid):
    """Parent and CPU seconds (its own and of the children it has waited for) of a process."""
    with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
        fields = file.read().rpartition(")")[2].split()
    return int(fields[1]), sum(map(int, fields[11:15])) / TICK


def descendants(root):
    """Those of ROOT with itself: {pid: CPU seconds}."""
    parents, cpu = {}, {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                parents[int(name)], cpu[int(name)] = stat(name)
            except OSError:
                pass
    found = {root}
    while True:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        if not more:
            return {pid: cpu[pid] for pid in found if pid in cpu}
        found |= more


def pss_mib(pids):
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        except OSError:
            pass
    return total / 1024


class Bench:
    def __init__(self, options, scratch):
        self.options, self.scratch, self.trials = options, scratch, 0
        self.riwaq = os.path.join(options.build, "riwaq")
        self.bare = os.path.join(options.build, "tests/bench/bare")
        # Daemons that processes under test leave behind become our children, so that they count.
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
        self.serve()
        self.display = Display(os.path.join(scratch, "display"))
        self.ours = {self.server.pid, self.display.process.pid}

    def serve(self):
        """The test server with the page, the sample content of today, and a still form of it."""
        root = os.path.join(self.scratch, "www")
        os.makedirs(root)
        shutil.copy(os.path.join(HERE, "page.html"), root)
        with open(os.path.join(TOP, "app/formats/sample.json"), encoding="utf-8") as file:
            lobby = json.load(file)
        move_to_today(lobby)
        with open(os.path.join(root, "lobby.json"), "w", encoding="utf-8") as file:
            json.dump(lobby, file)
        with open(os.path.join(root, "ticker.json"), "w", encoding="utf-8") as file:
            json.dump({"headlines": lobby["headlines"]}, file)
        lobby["article"]["paragraphs"] = [" ".join(lobby["article"]["paragraphs"][0].split()[:30]) + "."]
        with open(os.path.join(root, "still.json"), "w", encoding="utf-8") as file:
            json.dump(lobby, file)
        port_file = os.path.join(self.scratch, "port")
        self.server = subprocess.Popen(
            [sys.executable, os.path.join(TOP, "tests/server.py"), "--root", root, "--port-file", port_file,
             "--seconds", "7200"],
            preexec_fn=lambda: os.nice(19))  # it stands for another machine
        while not os.path.exists(port_file):
            time.sleep(0.05)
        with open(port_file, encoding="ascii") as file:
            self.url = f"http://127.0.0.1:{int(file.read())}"

    def command(self, kind, folder, seconds):
        if kind == "bare":
            return [self.bare, "--seconds", str(seconds), "--size", f"{WIDTH}x{HEIGHT}", "--height", str(BAND),
                    "--step", str(SPEED // HZ)]
        if kind == "chromium":
            return ["chromium", "--kiosk", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    f"--window-size={WIDTH},{HEIGHT}", "--window-position=0,0", f"--user-data-dir={folder}/profile",
                    f"{self.url}/page.html?speed={SPEED}"]
        theme, content = ("static", "still.json") if kind == "static" else ("theme", "lobby.json")
        return [self.riwaq, "bench", "--seconds", str(seconds), "--size", f"{WIDTH}x{HEIGHT}",
                "--theme", os.path.join(HERE, theme), "--content", f"{self.url}/{content}"]

    def tree(self):
        """CPU of the processes under test: all our descendants but ourselves and what is ours."""
        found = descendants(os.getpid())
        return {pid: cpu for pid, cpu in found.items() if pid != os.getpid() and pid not in self.ours}

    def home(self, kind):
        """A folder, and an environment in which nothing but the display is shared."""
        self.trials += 1
        folder = os.path.join(self.scratch, f"{self.trials}-{kind}")
        for name in ("home", "cache", "config", "run"):
            os.makedirs(os.path.join(folder, name), mode=0o700)
        return folder, {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "DISPLAY": self.display.name,
                        "HOME": folder + "/home", "XDG_CACHE_HOME": folder + "/cache",
                        "XDG_CONFIG_HOME": folder + "/config", "XDG_RUNTIME_DIR": folder + "/run"}

    def turned(self, what, count):
        """What riwaq tells of COUNT changes of a content in Arabic, or reloads of its theme: WHAT."""
        folder, env = self.home(what)
        with open(folder + "/riwaq.conf", "w", encoding="utf-8") as file:
            file.write("[screen]\nlanguage = ar\n")
        done = subprocess.run(
            [self.riwaq, "bench", "-c", folder + "/riwaq.conf", "--content", os.path.join(HERE, "ar.json"),
             "--size", f"{WIDTH}x{HEIGHT}", "--" + what, str(count)],
            env=env, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=60 + count, check=False)
        self.end()
        if done.returncode:
            sys.exit(f"bench: riwaq failed; it said:\n{done.stderr.decode()[-2000:]}")
        return json.loads(done.stdout)

    def newsrooms(self, names, seconds):
        """What riwaq tells of itself while its article, with a picture of NAMES (none: without), changes
        about once a second."""
        folder, env = self.home(PICTURES)
        rooms = pictures.Newsrooms(os.path.join(self.scratch, "www"), self.url, names)
        rooms.write_all()
        with open(folder + "/riwaq.conf", "w", encoding="utf-8") as file:
            file.write(rooms.configuration())
        with open(folder + "/out", "w+b") as out, open(folder + "/err", "wb") as err:
            process = subprocess.Popen(
                [self.riwaq, "bench", "-c", folder + "/riwaq.conf", "--theme", os.path.join(HERE, "theme"),
                 "--size", f"{WIDTH}x{HEIGHT}", "--seconds", str(seconds)],
                env=env, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
            while process.poll() is None:
                rooms.write(rooms.turn % pictures.SOURCES)
                time.sleep(0.5)
            out.seek(0)
            told = json.loads(out.read() or b"{}")
        self.end()
        with open(folder + "/err", encoding="utf-8", errors="replace") as err:
            said = err.read()
        if process.returncode:
            sys.exit(f"bench: riwaq failed; it said:\n{said[-2000:]}")
        return dict(told, refused=said.count("the article's picture"))

    def trial(self, kind):
        """One kind, alone: a dictionary of what was measured."""
        folder, env = self.home(kind)
        # The minute's change is to be in the still picture's numbers exactly once.
        seconds = 60 if kind == "static" else self.options.seconds
        command = self.command(kind, folder, math.ceil(seconds + WARM_UP + 6))
        with open(folder + "/out", "w+b") as out, open(folder + "/err", "wb") as err:
            started = time.monotonic()
            process = subprocess.Popen(command, env=env, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
            result = self.watch(process, kind, started, seconds)
            if result is not None and kind != "chromium":
                process.wait(timeout=60)
                out.seek(0)
                result["told"] = json.loads(out.read() or b"{}")
            self.end()
        if result is None:
            with open(folder + "/err", encoding="utf-8", errors="replace") as err:
                sys.exit(f"bench: {kind} failed; it said:\n{err.read()[-2000:]}")
        return result

    def watch(self, process, kind, started, seconds):
        parts = PARTS_OF.get(kind, list(PARTS))
        while not self.display.is_whole(parts):
            if process.poll() is not None or time.monotonic() - started > 60:
                missing = [part for part in parts if not self.display.shows(part)]
                print(f"bench: {kind}: nothing in {', '.join(missing)}", file=sys.stderr)
                return None
            time.sleep(0.004)
        first = time.monotonic() - started
        time.sleep(WARM_UP)
        x_before, before, begun = stat(self.display.process.pid)[1], self.tree(), time.monotonic()
        looks = []
        for quarter in range(1, 5):
            time.sleep(max(0, begun + seconds * (quarter - 0.5) / 4 - time.monotonic()))
            looks.append(pss_mib(self.tree()))
        time.sleep(max(0, begun + seconds - time.monotonic()))
        minutes = (time.monotonic() - begun) / 60
        cpu = sum(self.tree().values()) - sum(before.values())
        x_cpu = stat(self.display.process.pid)[1] - x_before
        if process.poll() is not None:
            print(f"bench: {kind} ended too early", file=sys.stderr)
            return None
        return {"cpu": cpu / minutes, "x cpu": x_cpu / minutes, "pss": statistics.mean(looks), "first": first * 1000}

    def end(self):
        """Ends everything under test, and waits until it is gone and the display blank again."""
        for attempt in range(100):
            for pid in self.tree():
                try:
                    os.kill(pid, signal.SIGTERM if attempt < 20 else signal.SIGKILL)
                except OSError:
                    pass
            try:
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
            except ChildProcessError:
                pass
            if not self.tree() and not any(map(self.display.shows, PARTS)):
                return
            time.sleep(0.1)
        sys.exit("bench: what was started does not end")

    def close(self):
        for process in (self.server, self.display.process):
            process.terminate()
            process.wait()


def move_to_today(lobby):
    """The sample's dates, as far from today as they are from its own day."""
    shift = datetime.date.today() - datetime.date.fromisoformat(lobby["weather"]["today"]["date"])
    for part in [lobby["weather"]["today"], lobby["prayers"], *lobby["weather"]["days"]]:
        part["date"] = str(datetime.date.fromisoformat(part["date"]) + shift)


def rates(trial):
    """What the program told of itself, as rates, beside what was measured from outside."""
    told = trial.pop("told", {})
    if told:
        minutes = told["seconds"] / 60
        trial.update({"frames": told["frames"] / told["seconds"], "late": told["late"] / minutes,
                      "uneven": told["uneven_steps"], "damage": told["damage_fraction"]})
    return trial


ROWS = [("cpu", "CPU seconds a minute", "%.2f"), ("x cpu", "  of the X server beside it", "%.2f"),
        ("pss", "memory (PSS), MiB", "%.1f"), ("first", "first whole picture, ms", "%.0f"),
        ("frames", "frames a second", "%.2f"), ("late", "late frames a minute", "%.1f"),
        ("uneven", "uneven ticker steps", "%.0f"), ("damage", "pixels painted a frame", "%.4f")]


def print_table(medians):
    kinds = [kind for kind in KINDS if kind in medians]
    print(f"\n{'medians':28}" + "".join(f"{kind:>12}" for kind in kinds))
    for key, label, form in ROWS:
        print(f"{label:28}" + "".join(f"{form % medians[k][key] if key in medians[k] else '-':>12}" for k in kinds))
    print()


def judge(medians):
    """Prints a line a demand; returns whether all hold."""
    riwaq, chromium, bare, static = (medians.get(kind) for kind in KINDS)
    lines = []

    def ratio(name, mine, others, key, limit, words):
        if mine and others:
            got = mine[key] / others[key]
            lines.append((got <= limit, f"{name}: {got:.3f}, at most {words}"))

    ratio("CPU of Chromium's", riwaq, chromium, "cpu", 1 / 6, "1/6 (0.167)")
    ratio("CPU of the bare loop's", riwaq, bare, "cpu", 1.5, "1.5")
    ratio("memory of Chromium's", riwaq, chromium, "pss", 1 / 8, "1/8 (0.125)")
    ratio("first whole picture of Chromium's", riwaq, chromium, "first", 1 / 4, "1/4 (0.25)")
    if riwaq:
        lines.append((riwaq["frames"] >= HZ - 0.5, f"frames a second: {riwaq['frames']:.2f}, {HZ} wanted"))
        lines.append((riwaq["uneven"] == 0, f"uneven ticker steps: {riwaq['uneven']:.0f}, none wanted"))
    if riwaq and bare:
        lines.append((riwaq["late"] <= bare["late"],
                      f"late frames a minute: {riwaq['late']:.1f}, at most the bare loop's {bare['late']:.1f}"))
    ratio("CPU of the bare loop's, nothing moving but the minute", static, bare, "cpu", 1 / 10, "1/10 (0.1)")
    for holds, text in lines:
        print("PASS" if holds else "FAIL", text)
    return all(holds for holds, _ in lines)


def judge_turned(what, told):
    """As judge, of what Bench.turned gave."""
    half, kind = 1000 / HZ / 2, "heap" if what == "reloads" else "rss"
    print(f"\n{told[what]} {what} in Arabic, {told['seconds']:.0f} s: "
          f"memory ({kind}) {told[kind + '_mib_early']:.1f} MiB early, {told[kind + '_mib_end']:.1f} at the end\n")
    lines = [
        (told["late_in_" + what] == 0, f"late frames in {what}: {told['late_in_' + what]}, none wanted"),
        (told["growth_percent"] <= 2, f"growth of memory: {told['growth_percent']:.2f} %, at most 2"),
        (told["longest_frame_ms"] < half,
         f"the frame that took most: {told['longest_frame_ms']:.1f} ms of CPU, half a refresh is {half:.1f}"),
        (told["longest_step_ms"] < half,
         f"the step between frames that took most: {told['longest_step_ms']:.1f} ms of CPU, the same"),
    ]
    for holds, text in lines:
        print("PASS" if holds else "FAIL", text)
    return all(holds for holds, _ in lines)


def measure_pictures(bench, pairs, seconds):
    """Runs with pictures and without, by turns: {with: [...], without: [...]}, as told."""
    folder = os.path.join(bench.scratch, "www", PICTURES)
    names = pictures.make(folder)
    told = {"with": [], "without": []}
    for pair in range(pairs):
        for which in sorted(told, reverse=pair % 2 == 1):
            told[which].append(bench.newsrooms(names if which == "with" else [], seconds))
            one = told[which][-1]
            print(f"{pair + 1}/{pairs} {which:7} pictures: late {one['late']}, uneven {one['uneven_steps']}, frames "
                  f"{one['frames']}, refused {one['refused']}, longest {one['longest_frame_ms']} and "
                  f"{one['longest_step_ms']} ms, PSS {one['pss_mib']} MiB", flush=True)
    return told


def judge_pictures(told):
    """As judge, of what measure_pictures gave."""
    def rate(which, key):
        return statistics.median(one[key] / one["seconds"] * 60 for one in told[which])

    refused = sum(one["refused"] for one in told["with"])
    late, plain = rate("with", "late"), rate("without", "late")
    limit = plain + LATE_BY_CHANCE
    lines = [(refused > 0, f"pictures refused: {refused}, some wanted"),
             (all(one["frames"] / one["seconds"] > HZ / 2 for runs in told.values() for one in runs),
              "the ticker runs"),
             (late <= limit, f"late frames a minute with pictures that change: {late:.1f}, at most {limit:.1f} "
                             f"(without: {plain:.1f})")]
    for holds, text in lines:
        print("PASS" if holds else "FAIL", text)
    return all(holds for holds, _ in lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=os.path.abspath)
    parser.add_argument("--pairs", type=int, default=3, help="rounds, alternating in order")
    parser.add_argument("--seconds", type=int, default=30, help="measured in each trial")
    parser.add_argument("--only", default=",".join([*KINDS, PICTURES]),
                        help="some of " + ",".join([*KINDS, PICTURES]) + ", or none")
    parser.add_argument("--changes", type=int, default=1000,
                        help="of the content, four to six a second, after the rounds; 0: none")
    parser.add_argument("--reloads", type=int, default=2000, help="of the theme, after that: the second half is compared with the first; 0: none")
    options = parser.parse_args()
    kinds = [] if options.only == "none" else options.only.split(",")
    if set(kinds) - {*KINDS, PICTURES}:
        parser.error("--only: some of " + ",".join([*KINDS, PICTURES]))
    results = {kind: [] for kind in KINDS if kind in kinds}
    with tempfile.TemporaryDirectory(prefix="riwaq-bench-") as scratch:
        bench = Bench(options, scratch)
        try:
            for pair in range(options.pairs):
                for kind in list(results) if pair % 2 == 0 else reversed(results):
                    trial = rates(bench.trial(kind))
                    results[kind].append(trial)
                    line = ", ".join(f"{key} {form % trial[key]}" for key, _, form in ROWS if key in trial)
                    print(f"{pair + 1}/{options.pairs} {kind:9} {line}", flush=True)
            shown = measure_pictures(bench, options.pairs, options.seconds) if PICTURES in kinds else None
            turned = {what: bench.turned(what, count) for what, count in
                      (("changes", options.changes), ("reloads", options.reloads)) if count > 0}
        finally:
            bench.close()
    medians = {kind: {key: statistics.median(t[key] for t in trials) for key in trials[0]}
               for kind, trials in results.items()}
    with open(os.path.join(options.build, "bench.json"), "w", encoding="utf-8") as file:
        json.dump({"medians": medians, "trials": results, "pictures": shown, **turned}, file, indent=1)
    if medians:
        print_table(medians)
    holds = judge(medians)
    if shown is not None:
        holds &= judge_pictures(shown)
    for what, told in turned.items():
        holds &= judge_turned(what, told)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
