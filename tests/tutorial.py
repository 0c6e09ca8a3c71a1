#!/usr/bin/env python3
"""Follows a tutorial word for word: tutorial.py FILE.md FOLDER

Commands and files are taken from the fenced blocks of FILE.md, in their order, and done in FOLDER:

    ```sh       is run; what it prints is the ```text block after it (which may be left out when
                it prints nothing), with FOLDER written as /home/you. It may fail where that
                block tells a mistake, and nowhere else
    ```ini, ```json
                follow a line with "this as `NAME`" (the file), "this to `NAME`" (is added to it) or
                "Change in `NAME`" (a line of it, which becomes that of the next block)
    ```console  is for people alone

Prints the first step that goes otherwise, with its line, and exits 1. Standard library only.
"""
import os
import re
import subprocess
import sys

HOME = "/home/you"


class Wrong(Exception):
    pass


def blocks(text):
    """(line number, kind, what stands before it since the last block, its text)"""
    before, kind, lines, start = "", None, [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if kind is None and line.startswith("```"):
            kind, lines, start = line[3:], [], number
        elif kind is not None and line == "```":
            yield start, kind, before, "".join(one + "\n" for one in lines)
            before, kind = "", None
        elif kind is None:
            before += line + "\n"
        else:
            lines.append(line)


class Follower:
    def __init__(self, folder):
        self.folder = folder
        self.printed, self.status, self.changed = "", 0, None

    def settle(self):
        """Nothing stands unread, and nothing has failed."""
        if self.printed or self.status:
            raise Wrong(f"exit {self.status}, and this was printed and is not in the text:\n{self.printed}")

    def run(self, text):
        self.settle()
        done = subprocess.run(["bash", "-e", "-c", text], cwd=self.folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        self.printed, self.status = done.stdout.decode().replace(self.folder, HOME), done.returncode

    def compare(self, text):
        failing = any(not line.endswith(": good") for line in text.split("\n") if line)
        if text != self.printed or bool(self.status) != failing:
            raise Wrong(f"exit {self.status}; the text says\n{text}printed was\n{self.printed}")
        self.printed, self.status = "", 0

    def write(self, before, text):
        self.settle()
        if self.changed is not None:
            self.change(text)
            return
        match = re.search(r"(this as|this to|Change in) `([^`]+)`[^`]*$", before)
        if match is None:
            raise Wrong("nothing before it says which file it is")
        path = os.path.join(self.folder, match.group(2))
        if match.group(1) == "Change in":
            self.changed = (path, text)
            return
        adds = match.group(1) == "this to"
        if adds != os.path.exists(path):
            raise Wrong(f"{match.group(2)} is {'not ' if adds else ''}there already")
        with open(path, "a", encoding="utf-8") as file:
            file.write(text)

    def change(self, text):
        path, old = self.changed
        self.changed = None
        with open(path, encoding="utf-8") as file:
            whole = file.read()
        if whole.count(old) != 1:
            raise Wrong(f"{path} has this {whole.count(old)} times:\n{old}")
        with open(path, "w", encoding="utf-8") as file:
            file.write(whole.replace(old, text))

    def step(self, kind, before, text):
        if kind == "sh":
            self.run(text)
        elif kind == "text":
            self.compare(text)
        elif kind in ("ini", "json"):
            self.write(before, text)
        elif kind != "console":
            raise Wrong(f'a block of the kind "{kind}"')


def main(path, folder):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    follower, count, line = Follower(os.path.realpath(folder)), 0, 0
    try:
        for line, kind, before, block in blocks(text):
            follower.step(kind, before, block)
            count += 1
        follower.settle()
    except Wrong as wrong:
        print(f"{path}:{line}: {wrong}")
        return 1
    print(f"{count} steps")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
