#!/usr/bin/env python3
"""What of a content (riwaq's JSON) stands in the transcript of a series of frames.

    transcript.py KIND LOBBY.json TRANSCRIPT
    transcript.py words LOBBY.json
    transcript.py titles LOBBY.json
    transcript.py times LOBBY.json

TRANSCRIPT is the output of `riwaq shot --text`, in English, left to right. KIND is one of those
below. Prints what is missing, a line each; the exit status is 0 when nothing is. "words" prints
the distinct words that a reader of the pictures must find, "titles" those of the headlines' titles,
"times" their times.
"""
import datetime
import itertools
import json
import re
import sys
import unicodedata

PLAIN = {ord(quote): "'" for quote in "‘’"} | {ord(dash): "-" for dash in "–—"}
PLAIN |= {0x660 + digit: str(digit) for digit in range(10)}
PLAIN |= dict.fromkeys([*range(0x64B, 0x653), 0x640, 0x670, *range(0x200B, 0x2010), *range(0x202A, 0x202F)])
PRAYERS = {"fajr": "Fajr", "sunrise": "Sunrise", "dhuhr": "Dhuhr", "asr": "Asr", "maghrib": "Maghrib", "isha": "Isha"}


def bare(text):
    """Without white space: where a line breaks does not matter."""
    return "".join(text.split())


def panels(runs, zone):
    """The runs of ZONE, a list for each frame."""
    for name, group in itertools.groupby(runs, lambda run: run["zone"]):
        if name == zone:
            yield list(group)


def texts(runs, zone):
    return {run["text"] for run in runs if run["zone"] == zone}


def english(name):
    """Of a name that may be given in several languages."""
    return name.get("en", name["default"]) if isinstance(name, dict) else name


def degrees(number):
    return f"{number}°".replace("-", "\N{MINUS SIGN}")


def headlines(lobby, runs):
    """Each in the ticker and in the list, with its time before it."""
    running = texts(runs, "ticker")
    listed = [bare("".join(r["text"] for r in p)) for p in panels(runs, "article") if p[0]["text"] == "HEADLINES"]
    for headline in lobby["headlines"]:
        line = f"{headline['time']} {headline['title']}"
        if line not in running:
            yield f"ticker: {line}"
        if not any(bare(line) in page for page in listed):
            yield f"list: {line}"


def article_pages(lobby, runs):
    """The lines of each page, by its number; and how many pages there are."""
    pages, count = {}, 1
    title = bare(lobby["article"]["title"])
    for panel in panels(runs, "article"):
        lines = [r["text"] for r in panel]
        if lines[0] != "FEATURED":
            continue
        number, body, begun = 1, lines[1:], ""
        footer = re.fullmatch(r"(?:(\d+) of (\d+))?.*", body.pop() if len(body) > 1 else "")
        if footer and footer[1]:
            number, count = int(footer[1]), int(footer[2])
        while body and title.startswith(begun + bare(body[0])):
            begun += bare(body.pop(0))
        # Later pages have a running title, one line that may end in an ellipsis.
        if number == 1 and begun != title:
            body = [f"(the title was cut to {begun})"]
        if pages.setdefault(number, body) != body:
            pages[number] = ["(the page changed within the series)"]
    return pages, count


def article(lobby, runs):
    """Every paragraph whole and in order, each begun on a line of its own."""
    pages, count = article_pages(lobby, runs)
    lines = []
    for number in range(1, count + 1):
        if number not in pages:
            yield f"page {number} of {count} was never up"
        lines += pages.get(number, [])
    left = list(lines)
    for i, paragraph in enumerate(lobby["article"]["paragraphs"], 1):
        read = ""
        while left and len(read) < len(bare(paragraph)):
            read += bare(left.pop(0))
        if read != bare(paragraph):
            yield f"paragraph {i}: {paragraph}\n  was: {read}"
            return
    for line in left:
        yield f"after the last paragraph: {line}"


def weather(lobby, runs):
    """The low and the high of each day, in the column of its weekday."""
    panel = next(panels(runs, "weather"), [])
    today = lobby["weather"]["today"]
    for value in (today["low"], today["high"]):
        if degrees(value) not in {r["text"] for r in panel}:
            yield f"today: {degrees(value)}"
    names = [datetime.date.fromisoformat(d["date"]).strftime("%A") for d in lobby["weather"]["days"]]
    starts = {r["text"]: r["x"] for r in panel if r["text"] in names}
    for name, day in zip(names, lobby["weather"]["days"]):
        if name not in starts:
            yield name
            continue
        end = min((x for x in starts.values() if x > starts[name]), default=1 << 30)
        column = {r["text"] for r in panel if starts[name] <= r["x"] < end}
        for value in (day["low"], day["high"]):
            if degrees(value) not in column:
                yield f"{name}: {degrees(value)}"


def place(lobby, runs):
    name = english(lobby["place"]["name"])
    if name not in texts(runs, "masthead"):
        yield f"masthead: {name}"
    if not any(t.startswith(name + " ") for t in texts(runs, "prayers")):
        yield f"prayers: {name}"


def prayers(lobby, runs):
    """Six names, each with its time on its row."""
    panel = next(panels(runs, "prayers"), [])
    for key, name in PRAYERS.items():
        time = lobby["prayers"]["times"][key]
        row = next((r for r in panel if r["text"] == name), None)
        found = row and any(
            r["text"] == time and r["y"] < row["y"] + row["h"] and row["y"] < r["y"] + r["h"] for r in panel
        )
        if not found:
            yield f"{name} {time}"


def social(lobby, runs):
    label = english(lobby["social"]["label"])
    if label not in texts(runs, "social"):
        yield label


def comments(lobby, runs):
    label = f"Comments ({lobby['article']['comments']})"
    if not any(label in text for text in texts(runs, "article")):
        yield label


def split_words(text):
    """Words as they are compared: no case, straight quotes, none but inner punctuation.

    For Arabic also without vowel marks, tatweel and direction marks, and with Western digits;
    letters are compared as they are.
    """
    text = unicodedata.normalize("NFC", text.lower().translate(PLAIN))
    for word in text.split():
        word = re.sub(r"^\W+|\W+$", "", word)
        if word:
            yield word


def words(lobby):
    """The distinct words that the pictures must show."""
    art, forecast = lobby["article"], lobby["weather"]
    parts = [english(lobby["place"]["name"]), art["title"], *art["paragraphs"], english(lobby["social"]["label"])]
    parts += [f"{h['time']} {h['title']}" for h in lobby["headlines"]]
    parts += [f"{day['low']} {day['high']}" for day in [forecast["today"], *forecast["days"]]]
    parts += [datetime.date.fromisoformat(d["date"]).strftime("%A") for d in forecast["days"]]
    parts += [f"{PRAYERS[k]} {t}" for k, t in lobby["prayers"]["times"].items()]
    parts += [f"Comments ({art['comments']})"]
    return sorted(set(w for part in parts for w in split_words(part)))


def titles(lobby):
    return sorted(set(w for h in lobby["headlines"] for w in split_words(h["title"])))


def times(lobby):
    return sorted(set(h["time"] for h in lobby["headlines"]))


def main():
    kinds = {k.__name__: k for k in (headlines, article, weather, place, prayers, social, comments)}
    with open(sys.argv[2], encoding="utf-8") as file:
        lobby = json.load(file)
    lists = {f.__name__: f for f in (words, titles, times)}
    if sys.argv[1] in lists:
        print("\n".join(lists[sys.argv[1]](lobby)))
        return 0
    with open(sys.argv[3], encoding="utf-8") as file:
        runs = [json.loads(line) for line in file]
    missing = list(kinds[sys.argv[1]](lobby, runs))
    print("\n".join(missing))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
