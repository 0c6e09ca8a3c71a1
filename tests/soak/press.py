"""The newsroom whose pages a soaked riwaq shows: always another edition, and on request out of order.

An edition is a function of the simulated time, and as large as that of the same hour on another day; from
10:00 to 11:00 there is one alone, so that memory can be compared. Its article has a picture of one colour, which changes
four times an hour: so what is on the screen can be told from what it shows."""
import gzip
import http.server
import json
import os
import socket
import socketserver
import ssl
import struct
import threading
import time
import zlib

EDITION, PICTURE, DAY, CALM = 300, 900, 86400, 36000  # seconds
TITLES = [
    "The hall opens at nine",
    "Lift B works again",
    "L’assemblée vote le budget de l’eau",
    "أسعار القمح تتراجع في الأسواق العالمية",
    "ⴰⵣⵓⵍ: ⵜⴰⵙⵏⵎⵓⵜⵜⴳⵜ ⵏ ⵡⴰⵎⴰⵏ",
    "Gold climbs 2.5 % — again",
    "Café, thé : les prix montent de 12 %",
    "زلزال بقوة 4.2 درجات يضرب شمال البلاد",
    "🚆 Trains run late after the storm",
    "Fifteen ways to cross the river before the bridge is mended, and what each of them costs",
]
WORDS = "the council met on Tuesday to hear what the river had done to the lower town and what might be done about it".split()


def color_of(number):
    """Well apart from its neighbours, and from what themes have."""
    return [(230, 20, 200), (20, 220, 40), (40, 60, 240), (250, 240, 10), (10, 230, 240)][number % 5]


def png(width, height, color):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(color) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")


def bomb():
    head = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    body = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + body + b"\0\0\x10\0IDAT" + b"\x78\x01" + bytes(4096)


def iso(instant):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(instant))


def calm(now):
    """From 10:00 to 11:00 nothing happens: the hour in which memory is looked at."""
    return now - now % DAY + CALM if CALM <= now % DAY < CALM + 3600 else now


def paragraphs(seed, count):
    return [" ".join(WORDS[(seed * 7 + i * 5 + k) % len(WORDS)] for k in range(30 + (seed + i) % 9)).capitalize() + "."
            for i in range(count)]


def lobby(now, root):
    edition, picture = int(now % DAY // EDITION), int(now % DAY // PICTURE)
    count = 6 + edition * 7 % 8
    news = [{"time": iso(now // EDITION * EDITION - i * 700),
             "title": f"{TITLES[(edition + i) % len(TITLES)]} ({(edition + i) % 97})",
             "urgent": i == 0 and edition % 24 == 5, "source": "Lobby" if i % 2 else "Wire"} for i in range(count)]
    day = time.strftime("%Y-%m-%d", time.gmtime(now))
    return {"headlines": news,
            "article": {"title": TITLES[picture % (len(TITLES) - 1)], "time": iso(now // EDITION * EDITION),
                        "image": f"{root}/picture/{int(now // PICTURE)}.png",
                        "paragraphs": [" ".join(WORDS[picture % 7 : picture % 7 + 8]) + "."],
                        "url": f"https://news.example/{picture}"},
            "weather": {"unit": "C", "today": {"date": day, "low": 4 + edition % 5, "high": 11 + edition % 7, "code": edition % 4},
                        "now": {"temperature": 8.5 + edition % 6, "code": edition % 4}},
            "social": {"label": "Follow us", "url": f"https://news.example/{edition % 3}"}}


def feed(now):
    edition = int(now % DAY // EDITION)
    items = "".join(
        f"<item><title>{TITLES[(edition * 3 + i) % len(TITLES)]} &amp; more &#8211; {(edition + i) % 89}</title>"
        f"<link>https://wire.example/{edition}-{i}</link><guid>{edition}-{i}</guid>"
        f"<pubDate>{time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime(now - i * 1900))}</pubDate>"
        f"<description><![CDATA[<p>{paragraphs(edition + i, 1)[0]}</p>]]></description></item>" for i in range(4 + edition % 5))
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'


class Press:
    """FAULT is what is wrong with every answer, FAULTS with those of paths that begin so."""

    def __init__(self, world, pem):
        self.world, self.fault, self.faults = world, "", {}
        self.told = None  # the picture of the last edition that went out whole
        self.answers = self.hits = 0
        self.pem, self.bad_pem = pem, pem + ".other"
        self.plain, self.port = None, 0
        self.open()
        self.tls = Tls(self, 0)
        self.tls_port = self.tls.server_address[1]
        threading.Thread(target=self.tls.serve_forever, args=(0.01,), daemon=True).start()

    def open(self):
        """Nothing where it is open."""
        if self.plain is not None:
            return
        self.plain = Plain(self, self.port)
        self.port = self.plain.server_address[1]
        threading.Thread(target=self.plain.serve_forever, args=(0.01,), daemon=True).start()

    def close(self):
        self.plain.shutdown()
        self.plain.server_close()
        self.plain.hang_up()
        self.plain = None

    def root(self):
        return f"http://newsroom.test:{self.port}"

    def fault_of(self, path):
        return next((fault for begin, fault in self.faults.items() if path.startswith(begin)), self.fault)

    def page(self, path):
        """Its type and bytes; None: there is none."""
        now = calm(self.world.now())
        if path == "/lobby.json":
            return "application/json", json.dumps(lobby(now, self.root()), ensure_ascii=False).encode()
        if path == "/feed.xml":
            return "application/rss+xml; charset=utf-8", feed(now).encode()
        if path == "/notes.json":
            notes = {"headlines": [{"time": iso(now // 3600 * 3600), "title": f"Note {int(now % DAY // 3600)}"}]}
            return "application/json", json.dumps(notes).encode()
        if path.startswith("/picture/"):
            return "image/png", png(640, 400, color_of(int(path.split("/")[2].split(".")[0])))
        return None

    def note(self, path):
        if path == "/lobby.json":
            self.told = int(calm(self.world.now()) // PICTURE)
            self.answers += 1
            self.world.look(0.3)
        elif path.startswith("/picture/"):
            self.world.look(1)


class Plain(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, press, port):
        self.press, self.links = press, set()
        self.allow_reuse_address = True
        super().__init__(("127.0.0.1", port), Handler)

    def process_request(self, request, client_address):
        self.links.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        self.links.discard(request)
        super().shutdown_request(request)

    def hang_up(self):
        for link in list(self.links):
            try:
                link.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def handle_error(self, request, client_address):
        pass  # the other side may go whenever it likes


class Tls(Plain):
    def finish_request(self, request, client_address):
        fault = self.press.fault_of("/notes.json")
        if fault == "no-tls":
            request.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\nthis is no TLS")
            return
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.press.bad_pem if fault == "wrong-name" else self.press.pem)
        with context.wrap_socket(request, server_side=True) as link:
            Handler(link, client_address, self)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format, *arguments):  # pylint: disable=redefined-builtin
        pass

    def do_GET(self):
        press = self.server.press
        press.hits += 1
        fault = press.fault_of(self.path)
        page = press.page(self.path)
        if fault not in ("", "no-tls", "wrong-name"):
            self.close_connection = True
            getattr(self, "bad_" + fault.replace("-", "_"))(page)
        elif page is None:
            self.answer(404, "text/plain", b"no such page\n")
        else:
            self.answer(200, *page)
            press.note(self.path)

    def answer(self, status, kind, body, headers=(), length=None):
        tag = f'"{zlib.crc32(body):08x}"'
        if status == 200 and self.headers.get("If-None-Match") == tag:
            status, body = 304, b""
        self.send_response(status)
        if status != 304:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("ETag", tag)
        for name, value in headers:
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    # --- what may be wrong ---

    def bad_hang(self, _page):
        self.server.press.world.sleep(100)

    def bad_slow(self, page):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {page[0]}\r\nContent-Length: {len(page[1])}\r\n\r\n".encode()
        try:
            for byte in head + page[1]:
                self.wfile.write(bytes([byte]))
                self.server.press.world.sleep(1)
        except OSError:
            pass

    def bad_stall_inside(self, page):
        self.answer(200, page[0], page[1][: len(page[1]) // 2], length=len(page[1]))
        self.server.press.world.sleep(100)

    def bad_half(self, page):
        self.answer(200, page[0], page[1][: len(page[1]) // 2], length=len(page[1]))

    def bad_reset(self, page):
        self.answer(200, page[0], page[1][: len(page[1]) // 3], length=len(page[1]))
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def bad_closed(self, _page):
        self.connection.shutdown(socket.SHUT_RDWR)

    def bad_garbage(self, _page):
        self.wfile.write(bytes(range(256)) * 40)

    def bad_404(self, _page):
        self.answer(404, "text/html", b"<h1>Not found</h1>")

    def bad_500(self, _page):
        self.answer(500, "text/html", b"<h1>Internal error</h1>")

    def bad_429(self, _page):
        self.answer(429, "text/plain", b"slower", [("Retry-After", "120")])

    def bad_503(self, _page):
        self.answer(503, "text/plain", b"later", [("Retry-After", "90")])

    def bad_loop(self, _page):
        self.answer(302, "text/plain", b"", [("Location", self.path)])

    def bad_away(self, _page):
        self.answer(301, "text/plain", b"", [("Location", "file:///etc/passwd")])

    def bad_huge(self, page):
        self.answer(200, page[0], b"", length=1 << 40)
        try:
            while True:
                self.wfile.write(bytes(1 << 20))
        except OSError:
            pass

    def bad_endless_head(self, _page):
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while True:
                self.wfile.write(b"X-More: " + b"x" * 1000 + b"\r\n")
        except OSError:
            pass

    def bad_bomb(self, page):
        self.answer(200, page[0], gzip.compress(b" " * (64 << 20), 6), [("Content-Encoding", "gzip")])

    def bad_empty(self, page):
        self.answer(200, page[0], b"")

    def bad_half_document(self, page):
        self.answer(200, page[0], page[1][: len(page[1]) // 2])

    def bad_charset(self, page):
        self.answer(200, "application/json; charset=utf-16", page[1][1:])

    def bad_bytes(self, page):
        self.answer(200, page[0], page[1].replace(b" ", b"\xff\xfe", 9).replace(b'"', b"\x80", 3))

    def bad_login(self, _page):
        self.answer(200, "text/html", b"<!DOCTYPE html><title>Sign in</title><form><input name=room></form>")

    def bad_deep(self, page):
        self.answer(200, page[0], b"[" * 100000 + b"]" * 100000)

    def bad_picture_bomb(self, page):
        self.answer(200, page[0], bomb())

    def bad_picture_half(self, page):
        self.answer(200, page[0], page[1][: len(page[1]) // 2])

    def bad_picture_text(self, page):
        self.answer(200, page[0], b"this is no picture")
