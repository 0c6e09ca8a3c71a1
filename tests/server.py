#!/usr/bin/env python3
"""A small HTTP server on loopback for tests: it serves a folder well, and on request badly.

    server.py --root DIR [--host ADDRESS] [--port N] [--tls PEM]... [--port-file FILE] [--log FILE]
              [--heads FILE] [--sites] [--seconds N]

GET/HEAD /FILE       a file of DIR, with ETag, Last-Modified and 304
GET /plain/FILE      the same without ETag and Last-Modified
PUT /FILE            replaces it (atomically); DELETE /FILE removes it
GET /fault/NAME      one of the faults below, about lobby.json of DIR (any /fault/NAME/... too)
PUT /control/fault   body NAME: every file is answered with that fault from now on; empty: no more
PUT /control/fault/PATH  the same for that path alone
GET /control/faults  their names

--port 0 takes a free port; FILE gets its number when the server is ready. The log has a line a
request: METHOD PATH STATUS BYTES VALIDATOR, where VALIDATOR is the If-None-Match sent, or "-"; FILE of
--heads gets each request's line and headers as they came. Each --tls listens with https on a free
port of its own (a further line in the port file); PEM, key and certificate in one file, is read at
each connection. It is a proxy too: for http by the whole address in the request line, for https
by CONNECT. With --sites it is a whole web: DIR has a folder a host, in which PATH is the file PATH,
PATH.json or PATH/index.xml; as a proxy it lets nothing out, CONNECT to any host is answered by the
first --tls (whose certificate must be of these hosts).
"""
import argparse
import email.utils
import functools
import gzip
import hashlib
import http.server
import mimetypes
import os
import select
import signal
import socket
import ssl
import struct
import sys
import threading
import time

MIB = 1024 * 1024
LOGIN = b"""<!DOCTYPE html><html><head><title>Sign in</title></head><body>
<h1>Welcome to the network</h1><form method="post"><input name="room"><button>Connect</button></form>
</body></html>"""


@functools.lru_cache
def bomb():
    return gzip.compress(b" " * (100 * MIB), 6)


class Faults:
    """What can go wrong; a method a fault, named like it with "_" for "-". H is the handler."""

    @staticmethod
    def names():
        return sorted(n[1:].replace("_", "-") for n in vars(Faults) if n.startswith("_") and n[1] != "_")

    @staticmethod
    def find(name):
        return getattr(Faults, "_" + name.replace("-", "_"), None) if name in Faults.names() else None

    @staticmethod
    def _500(h):
        h.answer(500, b"<h1>Internal Server Error</h1>", "text/html")

    @staticmethod
    def _503(h):
        h.answer(503, b"later", "text/plain", {"Retry-After": "1"})

    @staticmethod
    def _404(h):
        h.answer(404, b"no such thing", "text/plain")

    @staticmethod
    def _html(h):
        """A captive portal: the login page, with status 200."""
        h.answer(200, LOGIN, "text/html; charset=utf-8")

    @staticmethod
    def _half(h):
        """The length of all, the bytes of half."""
        body = h.lobby()
        h.begin(200, "application/json", {"Content-Length": str(len(body))})
        h.write(body[: len(body) // 2])
        h.close_connection = True

    @staticmethod
    def _cut(h):
        """Half a document that claims to be whole."""
        body = h.lobby()
        h.answer(200, body[: len(body) // 2])

    @staticmethod
    def _huge(h):
        """100 MiB of JSON in chunks, the length not told."""
        h.begin(200, "application/json", {"Transfer-Encoding": "chunked"})
        h.chunk(b'{"headlines": [')
        block = b'{"title": "more and more"},' * 2400
        for _ in range(100 * MIB // len(block)):
            h.chunk(block)
        h.close_connection = True

    @staticmethod
    def _huge_length(h):
        """100 MiB, and says so."""
        h.begin(200, "application/json", {"Content-Length": str(100 * MIB)})
        for _ in range(100):
            h.write(b" " * MIB)

    @staticmethod
    def _bomb(h):
        """100 MiB that are 100 KiB on the wire."""
        h.answer(200, bomb(), extra={"Content-Encoding": "gzip"})

    @staticmethod
    def _dribble(h):
        """A byte every 2 s."""
        body = h.lobby()
        h.begin(200, "application/json", {"Content-Length": str(len(body))})
        for i in range(len(body)):
            h.write(body[i : i + 1])
            time.sleep(2)

    @staticmethod
    def _short(h):
        """The bytes of all, the length of half."""
        body = h.lobby()
        h.begin(200, "application/json", {"Content-Length": str(len(body) // 2)})
        h.write(body)

    @staticmethod
    def _endless(h):
        """Never ends, and never grows large within any time that is given."""
        h.begin(200, "application/json", {"Transfer-Encoding": "chunked"})
        for _ in range(6000):
            h.chunk(b" " * 1024)
            time.sleep(0.1)

    @staticmethod
    def _endless_head(h):
        """Headers without end."""
        h.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(100 * 1024):
            h.write(b"X-More: %s\r\n" % (b"x" * 1000))

    @staticmethod
    def _reset(h):
        h.reset()

    @staticmethod
    def _reset_inside(h):
        body = h.lobby()
        h.begin(200, "application/json", {"Content-Length": str(len(body))})
        h.write(body[: len(body) // 2])
        h.reset()

    @staticmethod
    def _stall_inside(h):
        """Half an answer, and ten minutes of nothing."""
        body = h.lobby()
        h.begin(200, "application/json", {"Content-Length": str(len(body))})
        h.write(body[: len(body) // 2])
        time.sleep(600)
        h.close_connection = True

    @staticmethod
    def _stall(h):
        """Takes the request and says nothing for ten minutes."""
        time.sleep(600)
        h.close_connection = True

    @staticmethod
    def _empty(h):
        h.answer(200, b"")

    @staticmethod
    def _garbage(h):
        """No HTTP at all."""
        h.write(bytes(range(256)) * 16)
        h.status = 0
        h.close_connection = True

    @staticmethod
    def _close(h):
        h.status = 0
        h.close_connection = True

    @staticmethod
    def _redirect(h):
        """A redirect that may be followed."""
        h.answer(302, b"", extra={"Location": "/lobby.json"})

    @staticmethod
    def _redirect_file(h):
        """A redirect that must not be followed."""
        h.answer(302, b"", extra={"Location": "file:///etc/passwd"})

    @staticmethod
    def _redirect_scheme(h):
        h.answer(302, b"", extra={"Location": "riwaq-private://lobby/lobby.json"})

    @staticmethod
    def _redirect_login(h):
        """A captive portal: on to a server of another name, and its login page."""
        port = h.server.server_address[1]
        h.answer(302, b"", extra={"Location": f"http://localhost:{port}/fault/html"})

    @staticmethod
    def _304(h):
        """Not Modified, whoever asks."""
        h.begin(304)

    @staticmethod
    def _429(h):
        h.answer(429, b"slower", "text/plain", {"Retry-After": "3"})

    @staticmethod
    def _loop(h):
        h.answer(302, b"", extra={"Location": "/fault/loop"})

    @staticmethod
    def _notjson(h):
        h.answer(200, b'{"headlines": [ {"title": "an end that is not the')

    @staticmethod
    def _badutf8(h):
        h.answer(200, b'{"headlines": [ {"title": "caf\xe9 \xff\xfe"} ]}')

    @staticmethod
    def _bom(h):
        """Good, behind a byte order mark."""
        h.answer(200, b"\xef\xbb\xbf" + h.lobby())


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "riwaq-test"
    sys_version = ""

    # --- answers ---
    def begin(self, status, kind=None, extra=None):
        self.status = status
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for name, value in (extra or {}).items():
            self.send_header(name, value)
        if self.server.pem:  # else nobody looks at the certificate again
            self.send_header("Connection", "close")
        self.end_headers()

    def write(self, data):
        self.wfile.write(data)
        self.sent += len(data)

    def chunk(self, data):
        self.write(b"%x\r\n%s\r\n" % (len(data), data))

    def reset(self):
        """The connection ends with RST instead of FIN."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(self.connection.detach())
        self.close_connection = True

    def answer(self, status, body, kind="application/json", extra=None):
        headers = {"Content-Length": str(len(body))}
        headers.update(extra or {})
        self.begin(status, kind, headers)
        if self.command != "HEAD":
            self.write(body)

    # --- files ---
    def file_path(self, path):
        """The file that PATH names inside the root, or None."""
        name = os.path.normpath(path.lstrip("/"))
        if name.startswith("..") or os.path.isabs(name) or name == ".":
            return None
        if self.server.shared.sites:
            return self.site_path(name)
        return os.path.join(self.server.shared.root, name)

    def site_path(self, name):
        host = self.headers.get("Host", "").split(":")[0]
        if not host or "/" in host or host.startswith("."):
            return None
        path = os.path.join(self.server.shared.root, host, name)
        ends = [end for end in ("", ".json", "/index.xml") if os.path.isfile(path + end)]
        return path + ends[0] if ends else None

    def lobby(self):
        with open(os.path.join(self.server.shared.root, "lobby.json"), "rb") as file:
            return file.read()

    def send_file(self, path):
        plain = path.startswith("/plain/")
        name = self.file_path(path.removeprefix("/plain"))
        try:
            with open(name, "rb") as file:
                body = file.read()
                changed = int(os.fstat(file.fileno()).st_mtime)
        except (OSError, TypeError):
            self.answer(404, b"no such file", "text/plain")
            return
        tag = '"%s"' % hashlib.sha256(body).hexdigest()[:16]
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        validators = {"ETag": tag, "Last-Modified": email.utils.formatdate(changed, usegmt=True)}
        if plain:
            self.answer(200, body, kind)
        elif self.is_unchanged(tag, changed):
            self.begin(304, extra=validators)
        else:
            self.answer(200, body, kind, validators)

    def is_unchanged(self, tag, changed):
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return tag in [t.strip() for t in tags.split(",")]
        since = self.headers.get("If-Modified-Since")
        try:
            return since is not None and changed <= email.utils.parsedate_to_datetime(since).timestamp()
        except (TypeError, ValueError):
            return False

    # --- requests ---
    def setup(self):
        if self.server.pem:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.server.pem)
            self.request = context.wrap_socket(self.request, server_side=True)
        super().setup()

    def serve(self, action):
        self.status, self.sent = 0, 0
        self.server.shared.note_head(f"{self.requestline}\n{self.headers}")
        path = self.path.split("?")[0]
        if path.startswith("http://"):  # asked as a proxy
            path = "/" + path.split("/", 3)[3]
        try:
            action(path)
        except ConnectionError:
            self.close_connection = True
        self.server.shared.note(
            f"{self.command} {self.path} {self.status} {self.sent} {self.headers.get('If-None-Match', '-')}"
        )

    def do_CONNECT(self):
        self.serve(self.tunnel)

    def tunnel(self, _):
        host, _, port = self.path.rpartition(":")
        if self.server.shared.sites:
            host, port = "127.0.0.1", self.server.shared.sites
        with socket.create_connection((host, int(port))) as far:
            self.begin(200)
            near = self.connection
            while True:
                for end in select.select([near, far], [], [])[0]:
                    data = end.recv(65536)
                    if not data:
                        self.close_connection = True
                        return
                    (far if end is near else near).sendall(data)

    def do_GET(self):
        self.serve(self.get)

    do_HEAD = do_GET

    def get(self, path):
        if path == "/control/faults":
            self.answer(200, "\n".join(Faults.names()).encode() + b"\n", "text/plain")
            return
        faults = self.server.shared.faults
        name = path.split("/")[2] if path.startswith("/fault/") else faults.get(path, faults.get("", ""))
        if not name:
            self.send_file(path)
            return
        fault = Faults.find(name)
        if fault:
            fault(self)
        else:
            self.answer(404, b"no such fault", "text/plain")

    def do_PUT(self):
        self.serve(self.put)

    def put(self, path):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if path.startswith("/control/fault"):
            name = body.decode().strip()
            if name and not Faults.find(name):
                self.answer(404, b"no such fault", "text/plain")
                return
            self.server.shared.faults[path.removeprefix("/control/fault")] = name
        else:
            name = self.file_path(path)
            if not name:
                self.answer(403, b"outside of the root", "text/plain")
                return
            os.makedirs(os.path.dirname(name), exist_ok=True)
            with open(name + ".part", "wb") as file:
                file.write(body)
            os.replace(name + ".part", name)
        self.answer(200, b"")

    def do_DELETE(self):
        self.serve(self.delete)

    def delete(self, path):
        try:
            os.unlink(self.file_path(path))
            self.answer(200, b"")
        except (OSError, TypeError):
            self.answer(404, b"no such file", "text/plain")

    def log_message(self, *_):
        pass


class Shared:
    """What all ports have in common."""

    def __init__(self, root, log, heads):
        self.root, self.faults = root, {}
        self.sites = 0  # the port that answers for every host
        self.log = open(log, "a", encoding="utf-8") if log else None
        self.heads = open(heads, "a", encoding="latin-1") if heads else None
        self.lock = threading.Lock()

    def write(self, file, text):
        if file:
            with self.lock:
                file.write(text)
                file.flush()

    def note(self, line):
        self.write(self.log, line + "\n")

    def note_head(self, text):
        self.write(self.heads, text)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, host, port, shared, pem=None):
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), Handler)
        self.shared, self.pem = shared, pem

    def handle_error(self, request, client_address):
        # A client that does not like a certificate, or hangs up, is what tests are about.
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--tls", action="append", default=[])
    parser.add_argument("--port-file")
    parser.add_argument("--log")
    parser.add_argument("--heads")
    parser.add_argument("--sites", action="store_true")
    parser.add_argument("--seconds", type=int, default=3600, help="ends by itself after so long")
    options = parser.parse_args()
    signal.alarm(options.seconds)
    shared = Shared(os.path.abspath(options.root), options.log, options.heads)
    servers = [Server(options.host, options.port, shared)]
    servers += [Server(options.host, 0, shared, pem) for pem in options.tls]
    if options.sites:
        shared.sites = servers[1].server_address[1]
    for server in servers[1:]:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    if options.port_file:
        with open(options.port_file + ".part", "w", encoding="ascii") as file:
            file.writelines(f"{server.server_address[1]}\n" for server in servers)
        os.replace(options.port_file + ".part", options.port_file)
    servers[0].serve_forever()


if __name__ == "__main__":
    main()
