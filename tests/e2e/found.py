#!/usr/bin/env python3
"""found.py PERCENT WANTED READ: how many of the words in WANTED (a line each) are in the text READ.

Prints the count and the words that are missing; exit status 1 below PERCENT.
"""
import sys

from transcript import split_words


def main():
    with open(sys.argv[2], encoding="utf-8") as file:
        wanted = set(file.read().split())
    with open(sys.argv[3], encoding="utf-8") as file:
        read = set(split_words(file.read()))
    missing = sorted(wanted - read)
    share = 100 * (len(wanted) - len(missing)) / max(1, len(wanted))
    print(f"{len(wanted) - len(missing)} of {len(wanted)} words ({share:.1f} %); missing: {' '.join(missing) or '-'}")
    return 0 if wanted and share >= float(sys.argv[1]) else 1


if __name__ == "__main__":
    sys.exit(main())
