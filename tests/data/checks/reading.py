"""Reads a tracking log the slow and sure way, to check what generate wrote.

Shares no code with the generator.  Objects are lists of pairs, so that
duplicate keys stay, and numbers stay as they are written.
"""

import base64
import binascii
import html
import json
import re
import sys
import urllib.parse

sys.setrecursionlimit(20_000)  # lines may be 1,000 levels deep

# The two grammars of a logger's prefix (design: syslog header, Python logging).
PREFIX = re.compile(
    r"(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [^{]*?(?:: | - )"
    r"|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ \d+ \[tracking\]"
    r" \[user [^\]{]*\] \[ip [^\]{]*\] \S+:\d+ - )(?=\{)"
)

_ESCAPE = re.compile(r'\\(u[0-9a-fA-F]{4}|["\\/bfnrt])')
_BASE64 = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")


class Pairs(list):
    """A JSON object as (key, value) pairs in order."""


class Numeral(str):
    """A JSON number as it is written."""


def _refuse(word):
    raise ValueError(f"{word} is no JSON")


_DECODER = json.JSONDecoder(
    object_pairs_hook=Pairs, parse_int=Numeral, parse_float=Numeral, parse_constant=_refuse
)


def split_prefix(text):
    """(prefix, rest); the prefix is "" when there is none."""
    match = PREFIX.match(text)
    end = match.end() if match else 0
    return text[:end], text[end:]


def parse_line(raw):
    """(prefix, Pairs) of a line's bytes; ValueError when it is not well-formed."""
    prefix, text = split_prefix(raw.decode("utf-8", "strict"))
    node = _DECODER.decode(text)
    if not isinstance(node, Pairs):
        raise ValueError("not an object")
    return prefix, node


def member(node, name):
    """The value of the first member with this name, or None."""
    return next((value for key, value in node if key == name), None)


def as_json(text):
    """The object or list that a string holds, or None."""
    if text[:1] not in ("{", "["):
        return None
    try:
        return _DECODER.decode(text)
    except ValueError:
        return None


def unescaped(text):
    """A text with its JSON escapes undone: for JSON that is cut."""
    units = _ESCAPE.sub(lambda match: json.loads(f'"{match.group()}"'), text)
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def texts(node):
    """Every string, key and number, JSON in strings decoded to any depth."""
    if isinstance(node, Pairs):
        for key, value in node:
            yield from texts(key)
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)
    elif isinstance(node, str):
        inner = as_json(node)
        if inner is not None:
            yield from texts(inner)
        else:
            yield unescaped(node) if node.startswith("{") else str(node)


def base64_texts(text):
    """What the base64 runs of a text hold, where that is text."""
    for match in _BASE64.finditer(text):
        try:
            yield base64.b64decode(match.group(), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue


# How to show the value of a row of each encoded form.
DECODE = {
    "percent": urllib.parse.unquote,
    "html": html.unescape,
    "base64": lambda text: "\n".join(base64_texts(text)),
}


def resolve(node, where):
    """Every node at a place that the ledger gives (duplicate keys: more than one).

    In a payload that was cut, its whole text.
    """
    first, *layers = where.split(">")
    found = _at(node, first)
    for pointer in layers:
        inner = []
        for text in found:
            parsed = as_json(text)
            inner += [unescaped(text)] if parsed is None else _at(parsed, pointer)
        found = inner
    return found


def _at(node, pointer):
    nodes = [node]
    for segment in re.findall(r"/[^/#]*|#\d+", pointer):
        name = segment[1:].replace("~1", "/").replace("~0", "~")
        nodes = [child for each in nodes for child in _children(each, segment[0], name)]
    return nodes


def _children(node, mark, name):
    if not isinstance(node, list):
        return []
    if mark == "#":
        return [node[int(name)][0]]
    if isinstance(node, Pairs):
        return [value for key, value in node if key == name]
    return [node[int(name)]]
