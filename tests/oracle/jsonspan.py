"""A JSON reader that remembers where everything stood.

For compare.py: "edit, do not reprint" (design 3) can only be checked on the
written text, and a payload cut by the platform (design 5) has to be read up to
where it breaks.  Decision: one reader for both.  It is strict RFC 8259; at
the first fault it stops and leaves the tree as far as it came, the containers
on the way marked `open`.

`status` of a Reading: "whole"; "cut" (the text is the beginning of a JSON
text); "broken" (no ending could make it JSON).
"""

import json
import re

_STRING = (r'"[^"\\\x00-\x1f]*'
           r'(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"')
_TOKEN = re.compile(
    rf"[ \t\r\n]*(?:({_STRING})|([{{}}\[\],:])|"
    r"(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)|"
    r"(true|false|null))")
_STRING_GROUP, _MARK_GROUP, _NUMBER_GROUP, _WORD_GROUP = 1, 2, 3, 4
_BEGUN_STRING = (r'(?:"[^"\\\x00-\x1f]*'
                 r'(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*'
                 r"(?:\\(?:u[0-9a-fA-F]{0,3})?)?)?")
# What may be the beginning of the token that was wanted, by what was wanted.
_BEGUN = {
    "key": re.compile(rf"[ \t\r\n]*{_BEGUN_STRING}"),
    "mark": re.compile(r"[ \t\r\n]*"),
    "value": re.compile(
        rf"[ \t\r\n]*(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][+-]?[0-9]*)?|"
        rf"-|t(?:r(?:ue?)?)?|f(?:a(?:l(?:se?)?)?)?|n(?:u(?:ll?)?)?|"
        rf"{_BEGUN_STRING})"),
}
MAX_NESTING = 4000

STRING, NUMBER, WORD, OBJECT, ARRAY = "string", "number", "word", "{", "["
_SCALARS = {_STRING_GROUP: STRING, _NUMBER_GROUP: NUMBER, _WORD_GROUP: WORD}


class Node:
    """A value: text[start:end]; `items` of a container; `open`: cut off."""

    __slots__ = ("kind", "text", "start", "end", "items", "open")

    def __init__(self, kind, text, start, end):
        self.kind, self.text, self.start, self.end = kind, text, start, end
        self.items = []
        self.open = kind in (OBJECT, ARRAY)

    @property
    def source(self):
        return self.text[self.start:self.end]

    def decoded(self):
        """The string's value; only for kind STRING."""
        return decode(self.source)


class Item:
    """A member or element: gaps[0] key gaps[1] value gaps[2].

    `key` is the key's source text (None in an array); `name` is it decoded.
    """

    __slots__ = ("key", "name", "before", "between", "value", "after")

    def __init__(self, key, before, between, value):
        self.key = key
        self.name = None if key is None else decode(key)
        self.before, self.between, self.value = before, between, value
        self.after = ""


class Reading:
    """What read() found: root (or None), status, the gaps around it, tail."""

    def __init__(self, text):
        self.text = text
        self.root = None
        self.status = "whole"
        self.solid = 0  # end of the last thing read whole

    @property
    def tail(self):
        """The text behind the last thing read whole."""
        return self.text[self.solid:]


class _Stop(Exception):
    """Where the text stopped making sense, and what was wanted there."""


def decode(source):
    """Returns the value of a JSON string token."""
    if "\\" not in source:
        return source[1:-1]
    return json.loads(source)


def read(text):
    """Reads `text` as one JSON text, as far as it is one."""
    reading = Reading(text)
    holder = []
    try:
        end = _value(reading, holder, 0, None, 0)
        if text[end:].strip(" \t\r\n"):
            reading.status = "broken"
    except _Stop as stop:
        position, wanted = stop.args
        begun = _BEGUN[wanted].match(text, position)
        cut = begun.end() == len(text)
        reading.status = "cut" if cut else "broken"
    if holder:
        reading.root = holder[0].value
    return reading


def _token(reading, position, wanted):
    match = _TOKEN.match(reading.text, position)
    if match is None:
        raise _Stop(position, wanted)
    return match


def _value(reading, holder, position, key, depth):
    """Reads a value, appends its Item to `holder`; returns where it ends.

    `key` is None or (key's source, gap before it, where it ends).
    """
    match = _token(reading, position, "value")
    group = match.lastindex
    start, end = match.span(group)
    text = reading.text
    if group == _MARK_GROUP:
        kind = text[start]
        if kind not in "{[" or depth > MAX_NESTING:
            raise _Stop(position, "value")
    else:
        kind = _SCALARS[group]
        following = text[end:end + 1]
        if kind == NUMBER and following in ".eE" and (following or depth):
            # "1." and "[1" at the end: more digits may have been cut off
            raise _Stop(position, "value")
    node = Node(kind, text, start, end)
    gap = text[position:start]
    if key is None:
        item = Item(None, gap, "", node)
    else:
        item = Item(key[0], key[1], text[key[2]:start], node)
    holder.append(item)
    reading.solid = end
    if kind == OBJECT:
        end = _object(reading, node, depth + 1)
    elif kind == ARRAY:
        end = _array(reading, node, depth + 1)
    reading.solid = node.end = end
    return end


def _object(reading, node, depth):
    text, position = reading.text, node.end
    match = _token(reading, position, "key")
    if match.group(_MARK_GROUP) == "}":
        node.open = False
        return match.end()
    while True:
        if match.lastindex != _STRING_GROUP:
            raise _Stop(position, "key")
        start, end = match.span(_STRING_GROUP)
        key = (text[start:end], text[position:start], end)
        match = _token(reading, end, "mark")
        if match.group(_MARK_GROUP) != ":":
            raise _Stop(end, "mark")
        end = _value(reading, node.items, match.end(), key, depth)
        match = _token(reading, end, "mark")
        position = _next(reading, node, match, end, "}")
        if position is None:
            return match.end()
        match = _token(reading, position, "key")


def _array(reading, node, depth):
    position = node.end
    match = _token(reading, position, "value")
    if match.group(_MARK_GROUP) == "]":
        node.open = False
        return match.end()
    while True:
        end = _value(reading, node.items, position, None, depth)
        match = _token(reading, end, "mark")
        position = _next(reading, node, match, end, "]")
        if position is None:
            return match.end()


def _next(reading, node, match, end, closing):
    """After an item: None when the container closes, else where the next is."""
    mark = match.group(_MARK_GROUP)
    if mark not in (",", closing):
        raise _Stop(end, "mark")
    node.items[-1].after = reading.text[end:match.start(_MARK_GROUP)]
    if mark == closing:
        node.open = False
        return None
    reading.solid = match.end()
    return match.end()
