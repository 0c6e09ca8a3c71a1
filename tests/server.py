#!/usr/bin/env python3
"""A small HTTP server on loopback for tests: it serves a folder well, and on request badly.

    server.py --root DIR [--port N] [--port-file FILE] [--log FILE] [--seconds N]

GET/HEAD /FILE       a file of DIR, with ETag, Last-Modified and 304
PUT /FILE            replaces it (atomically); DELETE /FILE removes it
GET /fault/NAME      one of the faults below, about lobby.json of DIR (any /fault/NAME/... too)
PUT /control/fault   body NAME: every file is answered with that fault from now on; empty: no more
GET /control/faults  their names

--port 0 takes a free port; FILE gets its number when the server is ready. The log has a line a
request: METHOD PATH STATUS BYTES VALIDATOR, where VALIDATOR is the If-None-Match sent, or "-".
"""
import argparse
import email.utils
import gzip
import hashlib
import http.server
import mimetypes
import os
import signal
import sys
import threading
import time

MIB = 1024 * 1024
LOGIN = b"""<!DOCTYPE html><html><head><title>Sign in</title></head><body>
<h1>Welcome to the network</h1><form method="post"><input name="room"><button>Connect</button></form>
</body></html>"""


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
        body = gzip.compress(b" " * (100 * MIB), 6)
        h.answer(200, body, extra={"Content-Encoding": "gzip"})

    @staticmethod
    def _dribble(h):
        """A byte every half second."""
        body = h.lobby()
        h.begin(200, "application/json", {"Content-Length": str(len(body))})
        for i in range(len(body)):
            h.write(body[i : i + 1])
            time.sleep(0.5)

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
        self.end_headers()

    def write(self, data):
        self.wfile.write(data)
        self.sent += len(data)

    def chunk(self, data):
        self.write(b"%x\r\n%s\r\n" % (len(data), data))

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
        return os.path.join(self.server.root, name)

    def lobby(self):
        with open(os.path.join(self.server.root, "lobby.json"), "rb") as file:
            return file.read()

    def send_file(self, path):
        name = self.file_path(path)
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
        if self.is_unchanged(tag, changed):
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
    def serve(self, action):
        self.status, self.sent = 0, 0
        try:
            action(self.path.split("?")[0])
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        self.server.note(
            f"{self.command} {self.path} {self.status} {self.sent} {self.headers.get('If-None-Match', '-')}"
        )

    def do_GET(self):
        self.serve(self.get)

    do_HEAD = do_GET

    def get(self, path):
        if path == "/control/faults":
            self.answer(200, "\n".join(Faults.names()).encode() + b"\n", "text/plain")
            return
        name = path.split("/")[2] if path.startswith("/fault/") else self.server.fault
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
        if path == "/control/fault":
            name = body.decode().strip()
            if name and not Faults.find(name):
                self.answer(404, b"no such fault", "text/plain")
                return
            self.server.fault = name
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


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port, root, log):
        super().__init__(("127.0.0.1", port), Handler)
        self.root, self.fault = root, ""
        self.log = open(log, "a", encoding="utf-8") if log else None
        self.lock = threading.Lock()

    def note(self, line):
        if self.log:
            with self.lock:
                self.log.write(line + "\n")
                self.log.flush()

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--port-file")
    parser.add_argument("--log")
    parser.add_argument("--seconds", type=int, default=3600, help="ends by itself after so long")
    options = parser.parse_args()
    signal.alarm(options.seconds)
    server = Server(options.port, os.path.abspath(options.root), options.log)
    if options.port_file:
        with open(options.port_file + ".part", "w", encoding="ascii") as file:
            file.write(f"{server.server_address[1]}\n")
        os.replace(options.port_file + ".part", options.port_file)
    server.serve_forever()


if __name__ == "__main__":
    main()
