"""What the scanners are given: the decoded strings of a log, and texts of which it is known what is in them.

A file of texts holds a NUL behind each.  They are read by Python's json, so that no reader of ours
has a part in what the others get."""

import collections
import json
import subprocess

from harness import programs

GENERATOR = programs.PEERS.parent.parent / "data"
KINDS = ("email", "phone", "ip", "iban", "card", "nir", "address", "token")  # that rules know by their shape
KIND_SET = frozenset(KINDS)
ENCODED = "encoded"
PLAIN = frozenset(("", "raw", "json"))


def opened_json(text):
    """The object or list that a string holds, or None."""
    if text.lstrip(" \t\r\n")[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None


def strings(value):
    """Every key and string in `value` that is not empty, also in strings that hold JSON."""
    if isinstance(value, str):
        inner = opened_json(value)
        if inner is not None:
            yield from strings(inner)
        elif value:
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item)


def event_of(line):
    """The object of a line of log, or None."""
    event = opened_json(line[max(0, line.find("{")) :])
    return event if isinstance(event, dict) else None


def size(texts):
    return sum(len(text.encode("utf-8", "replace")) for text in texts)


def write_texts(texts, sink):
    """Returns the bytes of the texts alone."""
    size = 0
    for text in texts:
        size += sink.write(text.replace("\0", " ").encode("utf-8", "replace"))
        sink.write(b"\0")
    return size


def write_file(path, texts):
    with open(path, "wb") as sink:
        return write_texts(texts, sink)


def of_log(path):
    with open(path, encoding="utf-8", errors="replace") as log:
        for line in log:
            yield from strings(event_of(line))


def first(texts, size):
    """Of `texts` the first of about `size` bytes."""
    for text in texts:
        if size <= 0:
            return
        size -= len(text.encode("utf-8", "replace"))
        yield text


def at(value, pointer):
    """The string to which a pointer of the ledger leads ("a>b" goes on in JSON in a string), or None."""
    for number, part in enumerate(pointer.split(">")):
        if number > 0:
            value = opened_json(value) if isinstance(value, str) else None
        for step in part.split("/")[1:]:
            step = step.replace("~1", "/").replace("~0", "~")
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
                value = value[int(step)]
            else:
                return None
    return value if isinstance(value, str) else None


def pieces(text, values):
    """Yields (index of the value, the piece of `text` that holds it and none of the others)."""
    spans = sorted((text.find(value), number) for number, value in enumerate(values) if value in text)
    ends = [0, *(begin + len(values[number]) for begin, number in spans)]
    begins = [*(begin for begin, _ in spans), len(text)]
    if any(end > begin for end, begin in zip(ends, begins, strict=True)):
        return  # one within another
    for place, (_, number) in enumerate(spans):
        yield number, text[ends[place] : begins[place + 1]]


def is_plain(row):
    """Nothing but JSON's own escapes, which all scanners are given undone, lies around the value."""
    return PLAIN.issuperset(row["chain"].split(">"))


def planted(lines, rows):
    """{kind or ENCODED: [text]}: of values that stand in a text as they are, the pieces of it that hold one
    of them each; of ENCODED whole texts in which no value stands as it is."""
    places = collections.defaultdict(list)
    for row in rows:
        if row["place"].startswith("text.") and not row.get("partial"):
            places[row["line"], row["where"]].append(row)
    found = {name: [] for name in (*KINDS, ENCODED)}
    for (line, where), here in places.items():
        text = at(event_of(lines[line - 1]), where)
        kinds, values = [row["kind"] for row in here], [row["value"] for row in here]
        if text is None or KIND_SET.isdisjoint(kinds):
            continue
        parts = list(strings(text))
        if all(map(is_plain, here)):
            held = [(kinds[number], piece) for part in parts for number, piece in pieces(part, values)]
            for kind, piece in held:
                found.get(kind, []).append(piece)
        elif not any(value in part for part in (text, *parts) for value in values):
            found[ENCODED].append(text)
    return found


def clean(lines, untouched):
    """The texts of the lines that name nobody."""
    for row in untouched:
        if row.get("whole"):
            yield from strings(event_of(lines[row["line"] - 1]))


def labelled(folder, persons, count):
    """{kind, ENCODED or "clean": [text]}, by tests/data/plant and what it says of its log."""
    ledger, untouched = folder / "ledger.jsonl", folder / "untouched.jsonl"
    command = (str(GENERATOR / "plant"), "--seed", "1", "--persons", str(persons), "--lines", str(count),
               "--ledger", str(ledger), "--untouched", str(untouched))  # fmt: skip
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        raise programs.Missing("tests/data/plant failed")
    lines = done.stdout.decode().split("\n")
    rows, spared = ([json.loads(row) for row in path.read_text().splitlines()] for path in (ledger, untouched))
    return {**planted(lines, rows), "clean": list(clean(lines, spared))}
