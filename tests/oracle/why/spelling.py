"""Decodings of a text that remember which characters of it each one came from.

Source: tests/data/encodings.md, section 2.  A reason that shows in a decoding
only has a place in the text itself, and there alone the text may have changed.
"""

import html
import re
import unicodedata
from urllib.parse import unquote_to_bytes

from seek.decoders import text_of

MAX_DEPTH = 5
MAX_TEXTS = 120

_JSON_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "/": "/", "\\": "\\"}


class Spelled:
    """A decoding: `text`, and of each character the span it came from."""

    __slots__ = ("text", "begins", "ends", "depth")

    def __init__(self, text, begins, ends, depth):
        self.text, self.begins, self.ends, self.depth = text, begins, ends, depth

    def span(self, start, end):
        """Returns the span of the first text that [start, end) came from."""
        return self.begins[start], self.ends[end - 1]


def plain(text):
    return Spelled(text, range(len(text)), range(1, len(text) + 1), 0)


def _percent(match):
    return text_of(unquote_to_bytes(match.group()))


def _entity(match):
    return html.unescape(match.group())


def _written_u(match):
    units = "".join(chr(int(code, 16)) for code in re.findall(r"u([0-9A-Fa-f]{4})", match.group()))
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _written_x(match):
    return text_of(bytes.fromhex(match.group().replace("\\x", "")))


def _quoted(match):
    return text_of(bytes.fromhex(re.sub(r"=\r?\n|=", "", match.group())))


def _width(match):
    return unicodedata.normalize("NFKC", match.group())


def _space(_match):
    return " "


def _nothing(_match):
    return ""


def _at(_match):
    return "@"


def _dot(_match):
    return "."


def _escape(match):
    return _JSON_ESCAPES[match.group(1)]


_SPELLINGS = tuple((re.compile(pattern, re.IGNORECASE), decode) for pattern, decode in (
    (r"(?:%[0-9a-f]{2})+", _percent),
    (r"\+", _space),
    (r"&(?:#x0*[0-9a-f]{1,6}|#0*[0-9]{1,7}|[a-z][a-z0-9]{1,30});", _entity),
    (r"(?:\\u[0-9a-f]{4})+", _written_u),
    (r"(?:\\x[0-9a-f]{2})+", _written_x),
    (r'\\([nrt"/\\])', _escape),
    (r"(?:=[0-9a-f]{2}(?:=\r?\n)*)+", _quoted),
    (r"=\r?\n", _nothing),
    ("[\u00ad\u200b-\u200d\u2060\ufeff]", _nothing),
    (r"[^\x00-\x7f]", _width),
    (r"\s*[\[(]\s*(?:at|arobase)\s*[\])]\s*", _at),
    (r"\s*[\[(]\s*(?:dot|point)\s*[\])]\s*", _dot),
))


def _respelled(spelled, pattern, decode):
    pieces, begins, ends, last = [], [], [], 0
    for match in pattern.finditer(spelled.text):
        start, end = match.span()
        new = decode(match)
        pieces += (spelled.text[last:start], new)
        begins += spelled.begins[last:start]
        ends += spelled.ends[last:start]
        first, behind = spelled.span(start, end)
        begins += [first] * len(new)
        ends += [behind] * len(new)
        last = end
    if last == 0:
        return None
    pieces.append(spelled.text[last:])
    begins += spelled.begins[last:]
    ends += spelled.ends[last:]
    return Spelled("".join(pieces), begins, ends, spelled.depth + 1)


def spellings(text):
    """Yields the text itself and its decodings, breadth first, each once."""
    waiting, seen = [plain(text)], {text}
    for spelled in waiting:
        yield spelled
        if spelled.depth >= MAX_DEPTH:
            continue
        for pattern, decode in _SPELLINGS:
            new = _respelled(spelled, pattern, decode)
            if new and new.text not in seen and len(seen) < MAX_TEXTS:
                seen.add(new.text)
                waiting.append(new)
