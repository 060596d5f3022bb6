"""Values that remember that they are personal data.

A maker of events builds ordinary dicts, lists and strings; where it plants
personal data it uses these subclasses of str and int.  json.dumps writes them
like any other, and ledger.py finds them again by walking the same dict: no
maker has to say twice what it planted where.
"""

import base64
import html
import json
import urllib.parse

# Two ranges of the private use area direct the writer (see written()):
# chr(ESCAPED + c) is written as the escape \u00cc, chr(LITERAL + c) as c itself.
# The second lets one dict hold what is written as the same key twice.
ESCAPED = 0xE000
LITERAL = 0xE100
_PLAIN = {base + code: chr(code) for base in (ESCAPED, LITERAL) for code in range(128)}

PAYLOAD_LIMIT = 512  # the platform cuts the payload of an implicit event here


class Mark(str):
    """A planted string.  `value` is what a full decoding shows."""

    def __new__(cls, text, kind, value=None, form="", later=False, distinctive=True):
        mark = super().__new__(cls, text)
        mark.kind = kind
        mark.value = text if value is None else value
        mark.form = form  # "" where the place decides
        mark.later = later  # True: stage "anonymizer" wherever it stands
        mark.distinctive = distinctive
        return mark


class Number(int):
    """A planted JSON number."""

    def __new__(cls, number, kind):
        mark = super().__new__(cls, number)
        mark.kind = kind
        mark.value = str(number)
        mark.form = "number"
        mark.later = False
        mark.distinctive = True
        return mark


class Text(str):
    """A string that holds marks, and maybe other text around them."""

    marks = ()
    form = "text"


class Layer(str):
    """A string that holds the JSON text of `inner`."""

    inner = None


class Cut(Layer):
    """A Layer of which only the first PAYLOAD_LIMIT characters are left."""


def text(pattern, *marks, form="text"):
    """`pattern` with each {} replaced by the next mark."""
    result = Text(pattern.format(*marks))
    result.marks = [mark for mark in marks if hasattr(mark, "kind")]
    result.form = form
    return result


def join(*parts, glue=" "):
    """One Text of several strings, Text and marks among them."""
    result = Text(glue.join(parts))
    result.marks = [mark for part in parts for mark in marks_of(part)]
    return result


def marks_of(part):
    """The marks of a string, be it one itself."""
    return [part] if hasattr(part, "kind") else getattr(part, "marks", ())


def layer(inner):
    """JSON in a string as Python writes it."""
    result = Layer(json.dumps(inner))
    result.inner = inner
    return result


def browser_layer(inner):
    """JSON in a string as a browser writes it: no spaces, no escapes."""
    result = Layer(json.dumps(inner, ensure_ascii=False, separators=(",", ":")))
    result.inner = inner
    return result


def payload(get, post):
    """The event of an implicit event: cut where the platform cuts it."""
    inner = {"GET": get, "POST": post}
    whole = json.dumps(inner)
    result = (Layer if len(whole) <= PAYLOAD_LIMIT else Cut)(whole[:PAYLOAD_LIMIT])
    result.inner = inner
    return result


def _changed(mark, spelling, form):
    return Mark(spelling, mark.kind, mark.value, form, mark.later, mark.distinctive)


def escaped(mark, letters="@"):
    """The mark with these letters written as JSON escapes: \\u0040."""
    table = {ord(letter): chr(ESCAPED + ord(letter)) for letter in letters}
    return _changed(mark, mark.translate(table), "unicode-escape")


def percent(mark):
    return _changed(mark, urllib.parse.quote(mark, safe=""), "percent")


def in_path(mark):
    """As a URL path holds it: percent-encoded only when it has to be."""
    quoted = urllib.parse.quote(mark, safe="@+")
    return mark if quoted == mark else _changed(mark, quoted, "percent")


def entities(mark):
    """With numbered HTML entities for all that is no letter or digit."""
    spelling = "".join(c if c.isalnum() else f"&#{ord(c)};" for c in mark)
    assert html.unescape(spelling) == mark
    return _changed(mark, spelling, "html")


def in_base64(pattern, mark):
    """The pattern with the mark, as base64; the row's value is the mark's."""
    return _changed(mark, base64.b64encode(pattern.format(mark).encode()).decode(), "base64")


def plain(string):
    """The string as a reader decodes what written() made of it."""
    return string.translate(_PLAIN) if not string.isascii() else str(string)
