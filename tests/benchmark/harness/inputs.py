"""The logs of the cost tables, each derived from the log that is measured on.

All of a table are printed by the same json.dumps, so that they differ in the one thing that
the table is about.  Each is made once and kept in the cache under a name that says how."""

import base64
import gzip
import itertools
import json
import random
import re
import shutil
import subprocess
import urllib.parse

from harness import texts

SHORT = ("username", "event_type", "time", "event_source", "ip")  # a line of about 200 bytes
DROPPED = frozenset(
    "email mail address mailing_address name full_name first_name last_name phone phone_number"
    " city year_of_birth gender".split()
)  # by the job, see ../README.md
WORD = re.compile(r"[^\W\d_]{3,12}")


def made(target, write):
    """`target`, written by `write(open file)` unless it is there; whole or not at all."""
    if not target.exists():
        partial = target.with_name(target.name + ".partial")
        with open(partial, "wb") as sink:
            write(sink)
        partial.rename(target)
    return target


def copy_lines(log, sink, size):
    """The first whole lines of the log, about `size` bytes, or all of it."""
    with open(log, "rb") as source:
        for line in source:
            if size <= 0:
                break
            size -= sink.write(line)


def events(log):
    """The objects of the log, from its begin again and again."""
    while True:
        found = False
        with open(log, "rb") as source:
            for line in source:
                try:
                    event = json.loads(line[max(0, line.find(b"{")) :])
                except ValueError:
                    continue
                if isinstance(event, dict):
                    found = True
                    yield event
        if not found:
            raise ValueError("the log holds no event")


def write_events(made_events, sink, size):
    """About `size` bytes of them, a line each.  Returns how many lines."""
    lines = 0
    for event in made_events:
        size -= sink.write(json.dumps(event).encode() + b"\n")
        lines += 1
        if size <= 0:
            return lines


def merged(source, length):
    """Lines of about `length` bytes: an event whose list holds the events that followed it, or,
    where one event is longer than that already, its few short members."""
    while True:
        head = next(source)
        if length < 500:
            yield {name: head[name] for name in SHORT if name in head}
            continue
        filled, held = len(json.dumps(head)), []
        while filled < length - 600:  # half an event: the mean is met, not the least
            held.append(next(source))
            filled += len(json.dumps(held[-1])) + 2
        yield {**head, "event": {"events": held}} if held else head


def bare(value, top=False):
    """A copy in which the job finds nothing to change: no dropped member, no name."""
    if isinstance(value, dict):
        kept = {
            key: "" if key == "username" else bare(item)
            for key, item in value.items()
            if not (key in DROPPED and not (top and key == "name") or key.startswith("password"))
        }
        return kept
    if isinstance(value, list):
        return [bare(item) for item in value]
    if isinstance(value, str) and value.lstrip(" \t\r\n")[:1] in ("{", "["):
        try:
            return json.dumps(bare(json.loads(value)))
        except ValueError:
            return ""  # funanon would repair a string that was cut
    return value


def edited(source, percent):
    """Of 100 lines so many have something to edit, spread evenly."""
    for number, event in enumerate(source):
        if number * 37 % 100 < percent:
            yield {**event, "username": event.get("username") or "nobody-in-particular"}
        else:
            yield bare(event, top=True)


def named(source, name):
    """All lines with the username that `name(number of the line)` returns."""
    for number, event in enumerate(source):
        yield {**event, "username": name(number)}


def new_name(number):
    return f"learner-{number:09d}"


def known_name(number):
    """Of 20,000, in no order: the ordinary case, in names of the same length."""
    return f"learner-{number * 7919 % 20000:09d}"


def ordinary_words(source, count=20_000):
    """The words in lower case of the longer texts of so many events."""
    found = {}
    for event in itertools.islice(source, count):
        for text in texts.strings(event):
            if text.count(" ") > 10:
                found.update(dict.fromkeys(word for word in text.split() if WORD.fullmatch(word) and word == word.lower()))
    return sorted(found)


def entities(text):
    return re.sub(r"[^A-Za-z0-9]", lambda found: f"&#{ord(found[0])};", text)


ENCODINGS = (
    urllib.parse.quote,
    lambda text: base64.b64encode(text.encode()).decode(),
    entities,
    lambda text: json.dumps({"text": text}),
)


def encoded(source, percent, words):
    """Each event is a post with a text of its own; of 100 texts so many are encoded, in turns."""
    chance, turn = random.Random(1), itertools.cycle(ENCODINGS)
    for number, event in enumerate(source):
        text = " ".join(chance.choices(words, k=100))
        if number * 37 % 100 < percent:
            text = next(turn)(text)
        yield {**event, "event_type": "edx.forum.thread.created", "event": {"body": text}}


def compress(program, log, sink):
    """By gzip -6 or zstd -3, what log rotation does; Python's own gzip where there is none."""
    if shutil.which(program):
        with open(log, "rb") as source:
            subprocess.run((program, "-c"), stdin=source, stdout=sink, check=True)
    elif program == "gzip":
        with open(log, "rb") as source, gzip.GzipFile(fileobj=sink, mode="wb", compresslevel=6) as out:
            shutil.copyfileobj(source, out, 1 << 20)
    else:
        raise FileNotFoundError(f"{program} is not installed")
