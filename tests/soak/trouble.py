"""What goes wrong around a soaked riwaq. Each function makes trouble, lets time pass, sees that the screen
goes on with what was good, mends it, and sees that all is well again; Failure when it is not."""
import collections
import os
import resource
import shutil
import signal
import subprocess
import time

from press import color_of
from world import SECOND, WALK, Failure

FAST = SECOND // 2  # where nobody will answer, a deadline need not be waited for long
WELL, TROUBLED = 0, 1


def want(holds, what):
    if not holds:
        raise Failure(what)


def is_of(word, color):
    """Whether a pixel is of COLOR, or of a dimmer one."""
    pixel = [word >> 16 & 255, word >> 8 & 255, word & 255]
    light = max(pixel) / max(color)
    return light > 0.3 and all(abs(have - full * light) <= 4 for have, full in zip(pixel, color))


class Screen:
    """What must hold of the screen."""

    def __init__(self, world, press):
        self.world, self.press = world, press
        self.pid = world.process.pid

    def colors(self):
        """How much of the picture is of which of the articles' colours, however dim: their shares."""
        width, height, pixels = self.world.picture()
        counts = collections.Counter(memoryview(pixels).cast("I")[::7].tolist())
        shares = dict.fromkeys(range(5), 0.0)
        for word, count in counts.most_common(40):
            for number in shares:
                if is_of(word, color_of(number)):
                    shares[number] += count * 7 / (width * height)
        return shares

    def shows_picture(self, number):
        shares = self.colors()
        want(shares[number % 5] > 0.003, f"the article's picture {number % 5} is not on the screen: "
             + ", ".join(f"{n}: {share:.1%}" for n, share in shares.items()))

    def lives(self):
        """It runs, and goes round; what its status says."""
        world = self.world
        want(world.process.poll() is None and world.process.pid == self.pid, "the process is gone")
        code, status = world.status()
        want(code in (WELL, TROUBLED), f"riwaq status: exit {code}: {status.get('troubles')}")
        want(status["process"]["restarts"] == 0, "it was restarted")
        want(status["phase"] == "showing", f"phase {status['phase']}")
        want(status["told_age_s"] < 12, f"the status is {status['told_age_s']} s old")
        want(status["frames"]["loop_age_s"] < 30, f"the loop went round {status['frames']['loop_age_s']} s ago")
        return code, status

    def holds(self, picture=None):
        """It shows content, though something is wrong; PICTURE's colour among it."""
        _, status = self.lives()
        want(status["shown"]["what"] == "content", f"shows {status['shown']['what']}")
        want(status["shown"]["headlines"] > 0, "no headlines")
        if picture is not None:
            self.shows_picture(picture)
        return status

    def is_well(self):
        code, status = self.lives()
        want(code == WELL, f"in trouble: {status.get('troubles')}")
        want(status["shown"]["what"] == "content" and status["shown"]["headlines"] > 0, "it shows nothing")
        want(all(source["state"] == "fresh" for source in status["sources"]),
             "a source is not fresh: " + str([(s["name"], s["state"], s["error"]) for s in status["sources"]]))
        self.shows_picture(self.press.told)

    def settles(self):
        """The picture of the last edition comes a moment after it."""
        end = self.world.now() + 120
        while self.world.now() < end:
            try:
                self.shows_picture(self.press.told)
                return
            except Failure:
                self.world.watch(3)

    def recovers(self, within):
        """All is well within so many seconds, with an edition that came after now."""
        answers = self.press.answers
        end = self.world.now() + within
        while True:
            self.world.run(10)
            try:
                want(self.press.answers > answers, "no edition was asked for")
                self.world.watch(2)
                self.is_well()
                return
            except Failure:
                if self.world.broken or self.world.now() > end:
                    raise


class Trouble:
    def __init__(self, world, press, screen, rooted):
        self.world, self.press, self.screen, self.rooted = world, press, screen, rooted

    # --- the network ---

    def _press(self, fault, seconds=700, prefix=None, shown=True, walk=None):
        """Every answer, or those of PREFIX, are wrong for so long."""
        before = self.press.told
        if walk:
            self.world.page["WALK"] = walk
        hits = self.press.hits
        if prefix:
            self.press.faults[prefix] = fault
        else:
            self.press.fault = fault
        self.world.run(seconds)
        want(self.press.hits > hits, "nothing was asked for meanwhile")
        status = self.screen.holds(before if shown else None)
        self.press.fault, self.press.faults = "", {}
        self.world.page["WALK"] = WALK
        self.screen.recovers(900)
        return status

    def refused(self):
        """the server is down: connections are refused"""
        before = self.press.told
        self.press.close()
        self.world.run(1500)
        status = self.screen.holds(before)
        want(any(source["state"] == "failed" for source in status["sources"]), "no source is said to have failed")
        self.press.open()
        self.screen.recovers(700)

    def hang(self):
        """the server takes connections and says nothing"""
        self._press("hang", walk=FAST)

    def slow(self):
        """a byte a second"""
        self._press("slow", walk=FAST)

    def stall_inside(self):
        """answers stop half-way"""
        self._press("stall-inside", walk=FAST)

    def half(self):
        """connections end within answers"""
        self._press("half")

    def reset(self):
        """connections are reset within answers"""
        self._press("reset")

    def closed(self):
        """connections are closed without an answer"""
        self._press("closed")

    def garbage(self):
        """bytes that are no HTTP"""
        self._press("garbage")

    def not_found(self):
        """404"""
        self._press("404")

    def internal_error(self):
        """500"""
        self._press("500")

    def too_many(self):
        """429 with Retry-After"""
        self._press("429")

    def unavailable(self):
        """503 with Retry-After"""
        self._press("503")

    def loop(self):
        """redirects in a circle"""
        self._press("loop")

    def away(self):
        """redirects to file:///etc/passwd"""
        self._press("away")

    def huge(self):
        """documents without end"""
        self._press("huge")

    def endless_head(self):
        """headers without end"""
        self._press("endless-head")

    def bomb(self):
        """compressed documents of 64 MiB of blanks"""
        self._press("bomb")

    def empty(self):
        """empty answers"""
        self._press("empty")

    def half_document(self):
        """JSON and XML that break off"""
        self._press("half-document", shown=False)

    def charset(self):
        """documents in another encoding than they say"""
        self._press("charset", shown=False)

    def bytes(self):
        """documents with bytes that are no text"""
        self._press("bytes", shown=False)

    def login(self):
        """a captive portal's page in place of everything"""
        self._press("login")

    def deep(self):
        """JSON of a hundred thousand brackets"""
        self._press("deep")

    def names_unknown(self):
        """the name server knows no such host"""
        self._names(2)

    def names_silent(self):
        """the name server does not answer"""
        self._names(1)

    def _names(self, how):
        self.world.page["NAMES"] = how
        self.world.run(900)  # in the first minute the address is still known
        self.screen.holds(self.press.told)
        self.world.page["NAMES"] = 0
        self.screen.recovers(700)

    def no_tls(self):
        """the https server speaks plain HTTP"""
        self._press("no-tls", 1500, "/notes.json", shown=False)

    def wrong_name(self):
        """the https server has the certificate of another"""
        self._press("wrong-name", 1500, "/notes.json", shown=False)

    # --- pictures ---

    def _picture(self, fault, walk=None):
        self._press(fault, 1000, "/picture/", shown=False, walk=walk)

    def picture_half(self):
        """pictures that break off"""
        self._picture("picture-half")

    def picture_bomb(self):
        """pictures of 60000 by 60000 pixels"""
        self._picture("picture-bomb")

    def picture_text(self):
        """pictures that are none"""
        self._picture("picture-text")

    def picture_missing(self):
        """pictures are not there"""
        self._picture("404")

    def picture_hangs(self):
        """pictures do not come"""
        self._picture("hang", FAST)

    # --- what people edit ---

    def _edited(self, path, spoil, seconds=60):
        with open(path, "rb") as file:
            good = file.read()
        before = self.press.told
        spoil(path)
        self.world.watch(5)
        self.world.run(seconds)
        self.screen.holds(before if seconds < 300 and self.press.told == before else None)
        with open(path + ".new", "wb") as file:
            file.write(good)
        os.rename(path + ".new", path)
        self.world.watch(5)
        self.screen.recovers(900)

    def theme_broken(self):
        """the theme is saved with mistakes"""
        bad = b"[theme]\nschema = 1\nname = x\nextends = atrium\n[grid]\nareas = nowhere\n[zone"
        self._edited(self.world.path("theme", "theme.ini"), lambda path: rewrite(path, bad))

    def theme_deleted(self):
        """the theme is deleted"""
        self._edited(self.world.path("theme", "theme.ini"), os.unlink)

    def theme_half(self):
        """the theme is written slowly, in place"""
        def slowly(path):
            with open(path, "rb") as file:
                text = file.read()
            with open(path, "wb", buffering=0) as file:
                for at in range(0, len(text), 40):
                    file.write(text[at : at + 40])
                    self.world.run(0.3)

        self._edited(self.world.path("theme", "theme.ini"), slowly)

    def config_broken(self):
        """the configuration is saved with mistakes"""
        bad = b"[screen]\nlanguage = klingon\n[source.lobby]\nurl = :\n"
        self._edited(self.world.path("riwaq.conf"), lambda path: rewrite(path, bad))

    def config_deleted(self):
        """the configuration is deleted"""
        self._edited(self.world.path("riwaq.conf"), os.unlink)

    def config_garbage(self):
        """the configuration is overwritten with bytes"""
        self._edited(self.world.path("riwaq.conf"), lambda path: rewrite(path, bytes(range(256)) * 300))

    def logo_broken(self):
        """the logo is half a picture"""
        self._edited(self.world.path("logo.png"), lambda path: os.truncate(path, os.path.getsize(path) // 2))

    def timetable_broken(self):
        """the official timetable is overwritten with nonsense"""
        self._edited(self.world.path("times.csv"), lambda path: rewrite(path, b"date,fajr\n2027-99-99,25:61\n\0\0"))

    # --- what is kept ---

    def cache_removed(self):
        """the cache is removed"""
        shutil.rmtree(self.world.path("cache", "riwaq"))
        self.world.run(1300)
        self.screen.is_well()

    def cache_is_file(self):
        """the cache's folder is a file"""
        folder = self.world.path("cache", "riwaq")
        shutil.rmtree(folder)
        rewrite(folder, b"no folder")
        self.world.run(700)
        self.screen.holds()
        os.unlink(folder)
        self.world.run(1300)
        self.screen.is_well()
        want(os.listdir(folder), "nothing is kept again")

    def cache_torn(self):
        """every file in the cache is torn"""
        folder = self.world.path("cache", "riwaq")
        for i, name in enumerate(os.listdir(folder)):
            path = os.path.join(folder, name)
            if i % 2:
                os.truncate(path, os.path.getsize(path) // 2)
            else:
                rewrite(path, b"\xff" * 99)
        self.world.run(700)
        self.screen.is_well()

    def cache_full(self):
        """the disk is full"""
        folder = self.world.path("cache")
        with open(os.path.join(folder, "ballast"), "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(65536))
            except OSError:
                pass
        self.world.run(900)
        self.screen.holds(self.press.told)
        os.unlink(os.path.join(folder, "ballast"))
        self.screen.recovers(1300)

    def cache_read_only(self):
        """the disk is read-only"""
        folder = self.world.path("cache")
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        try:
            self.world.run(900)
            self.screen.holds(self.press.told)
        finally:
            subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
        self.world.run(900)
        self.screen.is_well()

    # --- the display ---

    def _display(self, event):
        self.world.event(event)
        self.world.watch(3)
        self.screen.recovers(700)

    def exposed(self):
        """a window lay over the screen"""
        self._display("EXPOSED")

    def targets_lost(self):
        """the driver lost what was drawn"""
        self._display("TARGETS")

    def device_lost(self):
        """the driver lost every texture"""
        self._display("DEVICE")

    def other_display(self):
        """another display"""
        self._display("DISPLAY")

    def other_mode(self):
        """the display changes its mode, and back"""
        for width, height in ((1024, 768), (720, 1280), (1280, 720)):
            self.world.page["WIDTH"], self.world.page["HEIGHT"] = width, height
            self._display("SIZE")
            got = self.world.picture()[:2]
            want(got == (width, height), f"the picture is {got[0]}x{got[1]}, the display {width}x{height}")

    def refused_frames(self):
        """the display takes no frames for a while"""
        self.world.page["REFUSE"] = 1
        self.world.watch(5)
        self.world.run(3) # longer, and the watchdog would be right to end it
        self.world.page["REFUSE"] = 0
        self.world.watch(3)
        self.screen.recovers(700)

    # --- time ---

    def _stepped(self, seconds):
        self.world.step_clock(seconds)
        self.world.watch(3)
        self.world.run(120)
        self.screen.holds()
        self.world.right_clock()
        self.world.watch(3)
        self.screen.recovers(900)

    def hour_ahead(self):
        """the wall clock is set an hour ahead, and back"""
        self._stepped(3600)

    def hour_back(self):
        """the wall clock is set an hour back, and right again"""
        self._stepped(-3600)

    def week_ahead(self):
        """the wall clock is set a week ahead, and back"""
        self._stepped(7 * 86400)

    def clock_lost(self):
        """the wall clock is in 1970 until a time server sets it"""
        self.world.page["SYNCED"] = 0
        self.world.step_clock(-self.world.now() + 3600)
        self.world.watch(3)
        self.world.run(120)
        _, status = self.screen.lives()
        want(status["clock"]["trust"] == "unset", f"the clock's trust is {status['clock']['trust']}")
        self.world.page["SYNCED"] = 1
        self.world.right_clock()
        self.world.watch(3)
        self.screen.recovers(900)
        _, status = self.screen.lives()
        want(status["clock"]["trust"] == "synchronised", f"the clock's trust is {status['clock']['trust']}")

    def time_server_gone(self):
        """the time server is gone for an hour"""
        self.world.page["SYNCED"] = 0
        self.world.run(3600)
        self.screen.holds()
        self.world.page["SYNCED"] = 1
        self.screen.recovers(700)

    def suspended(self):
        """the machine sleeps for two hours"""
        self.world.suspend(7200)
        self.screen.recovers(600)

    def stopped(self):
        """the process is stopped for twenty seconds"""
        self.world.stall(20)
        self.screen.recovers(700)

    def _zones(self, spoil):
        folder = self.world.path("zoneinfo")
        spoil(folder)
        self.world.run(100)
        self.screen.holds()
        for name in os.listdir(self.world.path("zones.good")):
            shutil.copytree(self.world.path("zones.good", name), os.path.join(folder, name), dirs_exist_ok=True)
        self.world.run(100)
        self.screen.recovers(700)

    def zone_files_gone(self):
        """tzdata is removed while it is updated"""
        self._zones(lambda folder: shutil.rmtree(os.path.join(folder, "Europe")))

    def zone_files_torn(self):
        """a file of tzdata is torn"""
        self._zones(lambda folder: os.truncate(os.path.join(folder, "Europe", "Paris"), 100))

    def zone_rules_change(self):
        """tzdata has other rules for an hour"""
        def swap(folder):
            shutil.copy(os.path.join(folder, "America", "New_York"), os.path.join(folder, "Europe", "Paris.new"))
            os.rename(os.path.join(folder, "Europe", "Paris.new"), os.path.join(folder, "Europe", "Paris"))

        self._zones(swap)

    # --- the machine, and those who look after it ---

    def hangups(self):
        """a storm of SIGHUP"""
        for _ in range(50):
            self.world.process.send_signal(signal.SIGHUP)
            self.world.run(0.02)
        self.world.watch(3)
        self.screen.recovers(700)

    def asked_by_many(self):
        """twelve ask for its status and its picture at once"""
        asked = [subprocess.Popen([self.world.riwaq, "status", "--picture", self.world.path(f"asked-{i}.png")],
                                  env=self.world.env(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                 for i in range(12)]
        for one in asked:
            said = one.communicate(timeout=60)[1]
            want(one.returncode == 0, f"riwaq status --picture: exit {one.returncode}: {said.decode()[:200]}")
        for i in range(12):
            want(os.path.getsize(self.world.path(f"asked-{i}.png")) > 1000, "a picture is none")
        self.screen.recovers(700)

    def status_removed(self):
        """the folder of its status is emptied"""
        folder = self.world.path("run", "riwaq")
        for name in os.listdir(folder):
            if name in ("status.json", "riwaq.prom"):
                os.unlink(os.path.join(folder, name))
        self.world.run(30)
        self.screen.recovers(700)

    def no_descriptors(self):
        """there are no more descriptors for five minutes"""
        pid = self.world.process.pid
        before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
        told = self.press.told
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (len(os.listdir(f"/proc/{pid}/fd")), before[1]))
        try:
            self.world.run(300)
            shares = self.screen.colors()
            want(any(shares[number % 5] > 0.003 for number in (told, self.press.told)), "the article's picture is gone")
        finally:
            resource.prlimit(pid, resource.RLIMIT_NOFILE, before)
        self.screen.recovers(700)


def rewrite(path, data):
    with open(path, "wb") as file:
        file.write(data)


ROOTED = {"cache_full", "cache_read_only"}  # need a disk of their own


def kinds(rooted):
    """Their names, in the order in which they stand above."""
    names = [name for name in vars(Trouble) if not name.startswith("_")]
    return [name for name in names if rooted or name not in ROOTED]
