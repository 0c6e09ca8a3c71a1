#!/usr/bin/env python3
"""What manual pages (mdoc, as deploy/man/ has them) say, held against the program.

    manual.py options PAGE COMMANDS FOLDER   the options of each command against FOLDER/COMMAND.help
    manual.py environment PAGE SOURCE        the variables against those that the C sources read
    manual.py words PAGE SECTION             prints the ".It Cm WORD" of a section
    manual.py example PAGE                   prints the first literal block of EXAMPLES

The first two print what differs, and exit 1 when anything does. Standard library only.
"""
import os
import re
import sys

# Read by the program, and of no use to who reads a page: set by systemd, by containers, by tests.
PRIVATE = {"JOURNAL_STREAM", "container", "DBUS_SESSION_BUS_ADDRESS", "RIWAQ_DECODER"}
# Read by libcurl.
FOREIGN = {"no_proxy"}
# What "OPTIONS" lists goes with every command, but for this one.
LONE, SHARED_BY_ALL = {"init", "status"}, {"help", "version"}


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def sections(page):
    """{title: its text} of .Sh and .Ss."""
    parts = re.split(r"^\.S[hs] (.*)$", read(page), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


def page_options(text):
    """{option: the text of its item} of the ".It Fl ..." in TEXT."""
    found = {}
    for item in re.split(r"^\.It ", text, flags=re.MULTILINE)[1:]:
        head = item.split("\n")[0]
        for name in re.findall(r"Fl Fl ([\w-]+)", head) + re.findall(r"(?<!Fl )Fl (\w)\b", head):
            found[name] = item
    return found


def help_options(path):
    """{option: its range or None} of a command's --help."""
    found = {}
    for letter, name, rest in re.findall(r"^  (?:-(\w),|   ) --([\w-]+)(.*)$", read(path), flags=re.MULTILINE):
        match = re.search(r"\((\d+ to \d+)\)", rest)
        found[name] = found[letter or name] = match.group(1) if match else None
    return found


def options(page, commands, folder):
    parts, findings = sections(page), []
    shared = page_options(parts["OPTIONS"])
    names = read(commands).split()
    for name in names:
        title = f"riwaq {name}"
        if title not in parts:
            findings.append(f"lacks the command {name}")
            continue
        told = dict(page_options(parts[title]))
        told.update((o, t) for o, t in shared.items() if name not in LONE or o in SHARED_BY_ALL | {"h"})
        taken = help_options(os.path.join(folder, name + ".help"))
        findings += [f"{title}: lacks the option {o}" for o in taken if o not in told]
        findings += [f"{title}: there is no option {o}" for o in told if o not in taken]
        findings += [f"{title}: {o} is from {r}, which is not said" for o, r in taken.items()
                     if r and o in told and r not in told[o]]
    findings += [f"there is no command {t[6:]}" for t in parts if t.startswith("riwaq ") and t[6:] not in names]
    return findings


def environment(page, source):
    told = set()
    for line in re.findall(r"^\.It (Ev .*)$", sections(page)["ENVIRONMENT"], flags=re.MULTILINE):
        told |= set(re.findall(r"Ev (\w+)", line))
    asked, texts = set(), set()
    for folder, _, names in os.walk(source):
        for name in names:
            if name.endswith(".c"):
                text = read(os.path.join(folder, name))
                asked |= set(re.findall(r'getenv\("(\w+)"\)', text))
                texts |= set(re.findall(r'"(\w+)"', text))
    findings = [f"lacks {v}" for v in sorted(asked - told - PRIVATE)]
    return findings + [f"nothing reads {v}" for v in sorted(told - texts - FOREIGN)]


def main(args):
    if args[0] == "words":
        print("\n".join(re.findall(r"^\.It Cm (\S+)$", sections(args[1])[args[2]], flags=re.MULTILINE)))
        return 0
    if args[0] == "example":
        block = re.search(r"^\.Bd -literal.*\n((?:.*\n)*?)\.Ed$", sections(args[1])["EXAMPLES"], flags=re.MULTILINE)
        print(block.group(1).replace("\\e", "\\"), end="")
        return 0
    findings = {"options": options, "environment": environment}[args[0]](*args[1:])
    for finding in findings:
        print(f"{args[1]}: {finding}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
