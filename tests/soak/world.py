"""The world around a soaked riwaq: its time (clock.c), its process, what it tells and shows."""
import heapq
import json
import mmap
import os
import re
import select
import signal
import socket
import subprocess
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SECOND = 1_000_000_000
PAGE, PICTURE = 4096, 1920 * 1080 * 4  # page.h
WALK = SECOND // 2000  # what passes in a real millisecond while the server is to answer: it has half a minute
PATIENCE = 120  # real seconds without a standstill: something hangs for good
WATCHDOG = 60  # simulated seconds within which the service manager wants a sign of life


class Failure(Exception):
    """What should hold does not."""


def names_of(header):
    with open(os.path.join(HERE, "page.h"), encoding="utf-8") as file:
        text = file.read()
    body = re.search(r"enum " + header + r" \{(.*?)\n\};", text, re.DOTALL).group(1)
    return {name: i for i, name in enumerate(re.findall(r"^\s+(SOAK_\w+)", body, re.MULTILINE))}


WORDS, EVENTS = names_of("soak_word"), names_of("soak_event")


class Page:
    def __init__(self, path):
        with open(path, "wb") as file:
            file.truncate(PAGE + PICTURE)
        with open(path, "r+b") as file:
            self.map = mmap.mmap(file.fileno(), PAGE + PICTURE)
        self.words = memoryview(self.map)[:PAGE].cast("q")

    def __getitem__(self, name):
        return self.words[WORDS["SOAK_" + name]]

    def __setitem__(self, name, value):
        self.words[WORDS["SOAK_" + name]] = int(value)


class World:
    """Times are simulated seconds; UTC since 1970 where they are instants."""

    def __init__(self, folder, riwaq, preload, begin):
        self.folder, self.riwaq, self.preload = folder, riwaq, preload
        self.page = Page(os.path.join(folder, "page"))
        self.process = self.control = self.log = None
        self.begin = begin
        self.page["NOW"] = time.clock_gettime(time.CLOCK_BOOTTIME) * SECOND
        self.page["AHEAD"] = begin * SECOND - self.page["NOW"]
        self.offset = self.page["AHEAD"]  # of the right time, whatever the wall clock says
        self.page["ALARM"] = self.page["NOW"]
        self.page["STRIDE"], self.page["WALK"], self.page["SYNCED"] = 20 * SECOND, WALK, 1
        self.turns = []  # when threads of the server want to wake up
        self.lock = threading.Lock()
        self.broken = None
        self.sizes, self.size_due = [], 0  # resident

    def env(self):
        env = {name: os.environ[name] for name in ("PATH", "LC_ALL") if name in os.environ}
        env.update(HOME=self.folder, XDG_CACHE_HOME=self.path("cache"), XDG_RUNTIME_DIR=self.path("run"), TZ="Europe/Paris",
                   TZDIR=self.path("zoneinfo"), SDL_VIDEODRIVER="dummy", SOAK_PAGE=self.path("page"), LD_PRELOAD=self.preload)
        return env

    def path(self, *names):
        return os.path.join(self.folder, *names)

    # --- time ---

    def now(self):
        """The right time."""
        return (self.page["NOW"] + self.offset) / SECOND

    def _await(self):
        ready, _, _ = select.select([self.control], [], [], PATIENCE)
        if not ready or self.control.recv(1) != b"r":
            code = self.process.poll()
            why = "it hangs" if code is None else f"it ended with {code}"
            self.broken = why + self.stacks()
            raise Failure(self.broken)

    def stacks(self):
        out = ""
        for task in sorted(os.listdir(f"/proc/{self.process.pid}/task")) if self.process.poll() is None else []:
            base = f"/proc/{self.process.pid}/task/{task}/"
            with open(base + "comm", encoding="ascii") as comm, open(base + "syscall", encoding="ascii") as call:
                out += f"; {comm.read().strip()}: {call.read().split()[0]}"
        return out

    def run(self, seconds):
        """Lets time go on."""
        end = self.page["NOW"] + int(seconds * SECOND)
        while self.page["NOW"] < end:
            with self.lock:
                while self.turns and self.turns[0][0] <= self.page["NOW"]:
                    heapq.heappop(self.turns)[2].set()
                stop = min(end, self.page["NOW"] + 600 * SECOND, self.turns[0][0] if self.turns else end)
                self.page["ALARM"] = stop
            self.control.send(b"g")
            self._await()
            self.note_size()

    def note_size(self):
        """Every ten minutes, whatever goes on."""
        if self.page["NOW"] >= self.size_due:
            self.size_due = self.page["NOW"] + 600 * SECOND
            self.sizes.append(self.resident())

    def run_until(self, instant):
        if instant > self.now():
            self.run(instant - self.now())

    def watch(self, seconds):
        """The same, every frame in its time."""
        self.look(seconds)
        self.run(seconds)

    def look(self, seconds):
        self.page["LOOK"] = max(self.page["LOOK"], self.page["NOW"] + int(seconds * SECOND))

    def sleep(self, seconds):
        """For threads of the server."""
        turn = threading.Event()
        with self.lock:
            due = self.page["NOW"] + int(seconds * SECOND)
            heapq.heappush(self.turns, (due, id(turn), turn))
            if due < self.page["ALARM"]:
                self.page["ALARM"] = due
        turn.wait(30)

    def step_clock(self, seconds):
        """The wall clock is set; the right time is another thing."""
        self.page["AHEAD"] += int(seconds * SECOND)
        self.page["SETS"] += 1

    def right_clock(self):
        self.page["AHEAD"] = self.offset
        self.page["SETS"] += 1

    def suspend(self, seconds):
        for name in ("AHEAD", "ASLEEP"):
            self.page[name] += int(seconds * SECOND)
        self.offset += int(seconds * SECOND)
        self.page["SETS"] += 1

    def stall(self, seconds):
        """The process is stopped while the world goes on."""
        os.kill(self.process.pid, signal.SIGSTOP)
        self.page["NOW"] += int(seconds * SECOND)
        self.page["ALARM"] = self.page["NOW"]
        os.kill(self.process.pid, signal.SIGCONT)

    def event(self, name):
        self.page["EVENT"] = EVENTS["SOAK_EVENT_" + name]

    # --- the process ---

    def start(self, arguments):
        ours, theirs = socket.socketpair()
        self.control = ours
        self._serve_manager()
        env = self.env()
        env.update(SOAK_FD=str(theirs.fileno()), NOTIFY_SOCKET=self.path("notify"), WATCHDOG_USEC=str(WATCHDOG * 1000000))
        self.log = open(self.path("log"), "wb")
        self.process = subprocess.Popen([self.riwaq, "run"] + arguments, env=env, pass_fds=[theirs.fileno()],
                                        stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        theirs.close()
        self._await()

    def _serve_manager(self):
        manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        manager.bind(self.path("notify"))

        def listen():
            while manager.recv(4096):
                pass

        threading.Thread(target=listen, daemon=True).start()

    def end(self):
        """Asked to end, as the service manager does; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        self.page["ALARM"] = self.page["NOW"] + 60 * SECOND
        self.control.send(b"g")
        deadline = time.monotonic() + 60
        while self.process.poll() is None and time.monotonic() < deadline:
            if select.select([self.control], [], [], 0.05)[0] and self.control.recv(1) == b"r":
                self.page["ALARM"] += 60 * SECOND
                self.control.send(b"g")
        if self.process.poll() is None:
            self.process.kill()
        return self.process.wait()

    # --- looking at it ---

    def command(self, *arguments, patience=60):
        """Another riwaq, at the present time."""
        return subprocess.run([self.riwaq, *arguments], env=self.env(), stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=patience, check=False)

    def status(self):
        """What it tells when it is asked: exit status (0: well, 1: in trouble), and its JSON."""
        done = self.command("status", "--json")
        try:
            return done.returncode, json.loads(done.stdout)
        except ValueError:
            raise Failure(f"riwaq status: exit {done.returncode}, no JSON: {done.stderr.decode()[:200]}") from None

    def picture(self):
        """What the display has: width, height, pixels of 32 bits."""
        self.control.send(b"p")
        self._await()
        width, height = self.page["PICTURE_WIDTH"], self.page["PICTURE_HEIGHT"]
        return width, height, bytes(memoryview(self.page.map)[PAGE : PAGE + width * height * 4])

    def heap(self):
        self.control.send(b"h")
        self._await()
        return self.page["HEAP"], self.page["HEAP_FREE"]

    def resident(self):
        with open(f"/proc/{self.process.pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * mmap.PAGESIZE

    def memory(self):
        """Resident set size, and what of it is no file's, bytes."""
        with open(f"/proc/{self.process.pid}/smaps_rollup", encoding="ascii") as file:
            sizes = {line.split()[0]: int(line.split()[1]) * 1024 for line in file if "kB" in line}
        return sizes["Rss:"], sizes["Anonymous:"]

    def descriptors(self):
        base = f"/proc/{self.process.pid}/fd"
        return sorted(os.readlink(os.path.join(base, name)) for name in os.listdir(base))

    def threads(self):
        names = []
        for task in os.listdir(f"/proc/{self.process.pid}/task"):
            with open(f"/proc/{self.process.pid}/task/{task}/comm", encoding="ascii") as file:
                names.append(file.read().strip())
        return sorted(name for name in names if name != "soak-clock")
