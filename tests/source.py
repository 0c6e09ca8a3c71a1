#!/usr/bin/env python3
"""The house rules that no compiler knows, for the C sources under app/ and tests/.

    source.py [TOP]

Prints FILE:LINE: what is wrong, and exits 1 when anything is: calls that are banned, clocks read
outside app/store/clock.c, a floor that includes a higher one, a pure floor that reaches for the
outside, functions and files that have grown too long. Standard library only.
"""
import os
import re
import sys

FUNCTION_LINES, FILE_LINES = 60, 600
CLOCK_FILE = "app/store/clock.c"
PURE = ["content", "formats", "theme", "text", "scene", "widgets"]

CIVIL = "base/civil.h and content/zone.h"
# Name: what to do instead.
BANNED = {
    **dict.fromkeys(["sprintf", "vsprintf"], "snprintf, or a buffer"),
    **dict.fromkeys(["strcpy", "strncpy", "strcat", "strncat", "stpcpy"], "a buffer, or memcpy with a checked size"),
    **dict.fromkeys(["atoi", "atol", "atof", "sscanf"], "a parser that tells errors"),
    **dict.fromkeys(["gets", "strtok", "alloca", "tmpnam", "mktemp"], "nothing like it"),
    **dict.fromkeys(["localtime", "localtime_r", "gmtime", "gmtime_r", "mktime", "ctime", "asctime", "strftime"],
                    CIVIL),
    **dict.fromkeys(["setlocale", "newlocale", "uselocale"], "nothing: numbers are read and printed without a locale"),
    **dict.fromkeys(["system", "popen"], "posix_spawn with arguments of its own"),
}
# A test may ask the C library what is right, and set traps for the program.
TESTS_MAY = [name for name, instead in BANNED.items() if instead == CIVIL] + ["setlocale", "sscanf"]
CLOCKS = ["clock_gettime", "clock_nanosleep", "gettimeofday", "timespec_get", "time", "clock", "ftime", "ucal_getNow",
          "SDL_GetTicks", "SDL_GetTicks64", "SDL_GetPerformanceCounter"]
IMPURE_HEADERS = re.compile(r"SDL|curl/|systemd/|fontconfig/|pthread\.h|threads\.h|fcntl\.h|unistd\.h|dirent\.h|time\.h|"
                            r"poll\.h|spawn\.h|sys/(socket|stat|mman|wait|inotify|time)\.h|netinet/|netdb\.h")
IMPURE_CALLS = ["fopen", "freopen", "getenv", "open", "socket", "fork", "sleep", "usleep", "nanosleep"]


def blank(match):
    """Comments and texts become spaces, so that lines and columns stay."""
    return re.sub(r"[^\n]", " ", match.group())


NOISE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def calls(names):
    return re.compile(r"(?<![\w.>])(" + "|".join(names) + r")\s*\(")


BANNED_CALLS, CLOCK_CALLS, OUTSIDE_CALLS = calls(BANNED), calls(CLOCKS), calls(IMPURE_CALLS)


class Checker:
    def __init__(self, top):
        self.top, self.findings = top, 0
        with open(os.path.join(top, "Makefile"), encoding="utf-8") as file:
            self.floors = re.search(r"^FLOORS\s*:=\s*(.*)$", file.read(), re.MULTILINE).group(1).split()

    def report(self, name, text, position, what):
        self.findings += 1
        print(f"{name}:{text.count(chr(10), 0, position) + 1}: {what}")

    def includes(self, name, floor, raw):
        for match in INCLUDE.finditer(raw):
            kind, header = match.groups()
            if header.startswith("../") and name.startswith("tests/"):
                continue  # what tests share
            above = header.split("/")[0]
            if kind == '"' and "/" in header and above not in self.floors:
                self.report(name, raw, match.start(), f'"{header}": there is no floor "{above}"')
            elif kind == '"' and "/" in header and self.floors.index(above) > self.floors.index(floor):
                self.report(name, raw, match.start(), f"{floor} includes {above}, which stands above it")
            elif kind == "<" and name.startswith("app/") and floor in PURE and IMPURE_HEADERS.match(header):
                self.report(name, raw, match.start(), f"<{header}> in {floor}, which is to know nothing of the outside")

    def lengths(self, name, code):
        lines = code.split("\n")
        if len(lines) - 1 > FILE_LINES:
            self.report(name, code, len(code) - 1, f"{len(lines) - 1} lines; {FILE_LINES} at most: one noun a file")
        start = None
        for i, line in enumerate(lines):
            if line.rstrip() == "{":
                start = i
            elif line.rstrip() in ("}", "};") and start is not None:
                if i - start + 1 > FUNCTION_LINES:
                    print(f"{name}:{start + 1}: a function of {i - start + 1} lines; {FUNCTION_LINES} at most")
                    self.findings += 1
                start = None

    def calls(self, name, floor, code):
        for match in BANNED_CALLS.finditer(code):
            if name.startswith("tests/") and match.group(1) in TESTS_MAY:
                continue
            self.report(name, code, match.start(), f"{match.group(1)} is banned; instead: {BANNED[match.group(1)]}")
        if not name.startswith("app/"):
            return
        if name != CLOCK_FILE:
            for match in CLOCK_CALLS.finditer(code):
                self.report(name, code, match.start(), f"{match.group(1)} outside {CLOCK_FILE}, the one reader of clocks")
        if floor in PURE:
            for match in OUTSIDE_CALLS.finditer(code):
                self.report(name, code, match.start(), f"{match.group(1)} in {floor}, which is to know nothing of the outside")

    def file(self, name):
        with open(os.path.join(self.top, name), encoding="utf-8") as file:
            raw = file.read()
        code = NOISE.sub(blank, raw)
        parts = name.split("/")
        # app/FLOOR/NOUN.c, tests/unit/FLOOR/NOUN.c; the program itself (app/*.c) may use every floor.
        folders = parts[1:-1] if parts[0] == "app" else parts[2:-1] if parts[1] == "unit" else []
        floor = folders[0] if folders else None
        if floor is not None and floor not in self.floors:
            self.report(name, raw, 0, f'no floor "{floor}" (FLOORS in Makefile)')
        elif floor is not None:
            self.includes(name, floor, raw)
        self.lengths(name, code)
        if not name.startswith("tests/bench/"):
            self.calls(name, floor, code)

    def run(self):
        count = 0
        for start in ("app", "tests"):
            for folder, _, names in sorted(os.walk(os.path.join(self.top, start))):
                for name in sorted(names):
                    if name.endswith((".c", ".h")):
                        count += 1
                        self.file(os.path.relpath(os.path.join(folder, name), self.top))
        print(f"{count} files, {self.findings} findings")
        return self.findings == 0 and count > 0


if __name__ == "__main__":
    sys.exit(0 if Checker(sys.argv[1] if len(sys.argv) > 1 else ".").run() else 1)
