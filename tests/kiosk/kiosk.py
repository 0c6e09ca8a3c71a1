"""What the topics of `make kiosk-test` share: results, pictures, content on the host's loopback.

A topic is called as TOPIC.py FOLDER RIWAQ: the folder that image.sh made, and the program of the same
source. It prints "ok N - what: figure" or "not ok N - …" by tell, and ends with finish. Pictures that
a person would want to see are kept in FOLDER/pictures. Standard library and imagemagick only.
"""
import http.server
import mimetypes
import os
import re
import signal
import subprocess
import sys
import threading
import time

# How the machine reaches the host's 127.0.0.1 (qemu's user network).
HOST = "10.0.2.2"


class Results:
    """Of this topic, in TAP."""

    def __init__(self):
        self.count, self.bad = 0, 0

    def tell(self, good, what):
        self.count += 1
        self.bad += not good
        print("%sok %d - %s" % ("" if good else "not ", self.count, what), flush=True)
        return good

    def finish(self):
        print("1..%d" % self.count, flush=True)
        sys.exit(1 if self.bad else 0)


RESULTS = Results()
tell, finish = RESULTS.tell, RESULTS.finish
# Told to end, it ends its machine too.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def note(what):
    """A figure beside the results."""
    print("# " + str(what).replace("\n", "\n# "), flush=True)


# --- pictures ---


def pixels(path, turned=0):
    """Width and height, and the bytes, of a picture, turned by so many degrees."""
    out = subprocess.run(["convert", path, "-rotate", str(turned), "-depth", "8", "ppm:-"], capture_output=True, check=True).stdout
    _, size, _, data = out.split(b"\n", 3)
    return tuple(int(n) for n in size.split()), data


def shot(riwaq, conf, size, at, *more):
    """What the screen is to show: `riwaq shot` of the configuration CONF at the instant AT."""
    path = os.path.join(os.path.dirname(conf), "shot-%s.png" % size)
    subprocess.run([riwaq, "shot", "-c", conf, "--size", size, "--at", at, "-o", path, *more], check=True)
    return pixels(path)


class Shots:
    """What the screen shows minute by minute: `riwaq shot` of CONF with the host's clock, whose zone
    has to be UTC in CONF. offline: as one that reaches nobody."""

    def __init__(self, riwaq, conf, size="1280x800", offline=False):
        self.riwaq, self.conf, self.size, self.made = riwaq, conf, size, {}
        self.before = ["unshare", "-n"] if offline else []

    def of(self, minute):
        """MINUTE: since 1970."""
        if minute not in self.made:
            path = os.path.join(os.path.dirname(self.conf), "shot-%d.png" % len(self.made))
            at = time.strftime("%Y-%m-%dT%H:%M:00Z", time.gmtime(60 * minute))
            # It exits with 1 when a source did not answer, and draws all the same.
            subprocess.run([*self.before, self.riwaq, "shot", "-c", self.conf, "--size", self.size, "--at", at, "-o", path],
                           stderr=subprocess.DEVNULL, check=False)
            self.made[minute] = pixels(path)
        return self.made[minute]

    def difference(self, path):
        """Of the picture from what is to be seen now; the machine's clock may be a little behind."""
        picture, minute = pixels(path), int(time.time()) // 60
        return min(difference(picture, self.of(m)) for m in (minute, minute - 1))

    def matches(self, path, but=(0, 0)):
        """Whether the picture is what is to be seen now, but for a rectangle of that size somewhere."""
        picture, minute = pixels(path), int(time.time()) // 60

        def close(wanted):
            if picture[0] != wanted[0] or difference(picture, wanted) <= 1:
                return picture[0] == wanted[0]
            width, height = place_of_difference(picture, wanted)
            return width <= but[0] and height <= but[1]

        return close(self.of(minute)) or close(self.of(minute - 1))


def difference(a, b):
    """The largest of all channels of all pixels; 256: another size."""
    return 256 if a[0] != b[0] else 0 if a[1] == b[1] else max(abs(x - y) for x, y in zip(a[1], b[1]))


def place_of_difference(a, b):
    """Width and height of the smallest rectangle that has all pixels that differ (two of one size)."""
    line = 3 * a[0][0]
    rows = [y for y in range(a[0][1]) if a[1][line * y:line * (y + 1)] != b[1][line * y:line * (y + 1)]]
    columns = [i // 3 for y in rows for i in range(line) if a[1][line * y + i] != b[1][line * y + i]]
    return (max(columns) - min(columns) + 1, max(rows) - min(rows) + 1) if rows else (0, 0)


def black(picture):
    return not any(picture[1])


def shows(machine, here, wanted, turned=0, seconds=30, head=0):
    """Until the screen shows WANTED: the difference at last (256: no picture, or of another size)."""
    path, found, end = os.path.join(here, "now.ppm"), 256, time.monotonic() + seconds
    while found > 1 and time.monotonic() < end:
        time.sleep(1)
        if machine.picture(path, head):
            found = difference(pixels(path, turned), wanted)
    return found


def keep(folder, name, path):
    """The picture in PATH is worth looking at: FOLDER/pictures/NAME.png."""
    place = os.path.join(folder, "pictures")
    os.makedirs(place, exist_ok=True)
    subprocess.run(["convert", path, os.path.join(place, name + ".png")], check=True)


def keep_now(machine, name, head=0):
    """The same of what the screen shows now."""
    path = os.path.join(machine.place, "keep.ppm")
    if machine.picture(path, head):
        keep(machine.folder, name, path)


class Film:
    """All that a machine's screen showed, taken one picture after the other: frames is a list of
    (seconds since the power came, path), without what is the same as the one before."""

    def __init__(self, machine, here):
        self.machine, self.here, self.frames, self.taken = machine, here, [], 0
        self.last = None
        os.makedirs(here, exist_ok=True)

    def take(self):
        """The picture now when it is another one than before, else None."""
        path = os.path.join(self.here, "film-%03d.ppm" % len(self.frames))
        time.sleep(0.1)  # who looks all the time takes the processor from what is looked at
        if not self.machine.picture(path):
            return None
        self.taken += 1
        with open(path, "rb") as file:
            data = file.read()
        if data == self.last:
            os.unlink(path)
            return None
        self.last = data
        self.frames.append((time.monotonic() - self.machine.started, path))
        return path

    def until(self, wanted, seconds):
        """Takes pictures until WANTED(path) is true of one: the seconds since the power came, or None."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            path = self.take()
            if path and wanted(path):
                return self.frames[-1][0]
        return None


def is_blank(path):
    """Whether nobody sees anything: a black picture, or none. Of that qemu says so in grey in the
    very middle; a console's letters begin at the left."""
    (width, height), data = pixels(path)
    line, middle = 3 * width, height // 2
    if any(data[:line * (middle - 16)]) or any(data[line * (middle + 16):]):
        return False
    rows = [data[line * y:line * (y + 1)] for y in range(middle - 16, middle + 16)]
    return not any(any(row[:line // 6]) or any(row[-(line // 6):]) for row in rows)


def read_text(path, crop=None):
    """What tesseract reads in the picture, or in a part of it (WxH+X+Y)."""
    part = ["-crop", crop, "+repage"] if crop else []
    big = subprocess.run(["convert", path, *part, "-colorspace", "gray", "-resize", "300%", "png:-"],
                         capture_output=True, check=True).stdout
    text = subprocess.run(["tesseract", "-", "-", "--psm", "6"], input=big, capture_output=True, check=True).stdout
    return re.sub(r"[ \t]+", " ", text.decode("utf-8", "replace"))


# --- content on the host ---


class Server:
    """Files over HTTP on the host's loopback, as http://10.0.2.2:PORT/NAME for the machine.

    files[NAME] is a text or bytes, or a function that gives them at each request. requests: how many
    there were.
    """

    def __init__(self, files=None, port=0):
        self.files, self.requests = dict(files or {}), 0
        shared = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                shared.requests += 1
                name = self.path.lstrip("/")
                data = shared.files.get(name)
                data = data() if callable(data) else data
                body = data.encode() if isinstance(data, str) else data or b""
                self.send_response(404 if data is None else 200)
                self.send_header("Content-Type", mimetypes.guess_type(name)[0] or "application/octet-stream")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, name, host=HOST):
        return "http://%s:%d/%s" % (host, self.port, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
