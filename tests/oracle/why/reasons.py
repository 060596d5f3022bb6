"""Where a string may have changed, and why: all reasons in all its decodings.

Decision: a reason is a span of the string itself, found in it or in one of its
decodings; around it a little more may go, up to the next blank or separator.
A run of base64 that holds a reason is one span.
"""

import re

from seek.decoders import base64_texts
from seek.fold import fold
from why.places import places
from why.shapes import shapes
from why.spelling import spellings

_BASE64_RUN = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_EDGE = re.compile(r"[^\s/?&=#,;<>()\[\]{}|:]{0,80}\Z")
_EDGE_BEHIND = re.compile(r"[^\s/?&=#,;<>()\[\]{}|:]{0,80}")
_MOST_NESTED = 4
_WORDS_BEFORE = 40  # characters


class Region:
    """A span that may have been replaced: a piece of [start, end) that meets
    [core, core_end).  `values`: whose pseudonym may stand there,
    a string in any domain, (domain, string) in that one."""

    __slots__ = ("start", "end", "core", "core_end", "values")

    def __init__(self, span, core, values):
        self.start, self.end = span
        self.core, self.core_end = core
        self.values = values


class Reasons:
    """`regions`, `gone` ({start: {end}}: may be left out), `base64` (runs)."""

    def __init__(self):
        self.regions, self.gone, self.base64 = [], {}, []
        self.hidden = False  # is there one that only a decoding shows?


def _widened(text, start, end):
    """Returns [start, end) with what stands directly around it."""
    left = _EDGE.search(text, max(0, start - 80), start)
    right = _EDGE_BEHIND.match(text, end)
    return (left.start() if left else start), right.end()


def _folded(spelled):
    """Returns (folded text, index of the character that each came from)."""
    if spelled.text.isascii():
        return spelled.text.lower(), None
    pieces = [fold(character) for character in spelled.text]
    indexes = [index for index, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), indexes


def _is_told(before, text):
    """Do words before the base64 say that digits in it are somebody's?"""
    return any(start >= len(before) for start, _end in shapes(before + text))


class Finder:
    """Finds the reasons of strings under one policy; remembers them."""

    def __init__(self, rules, people):
        self._rules, self._people = rules, people
        self._known = {}

    def reasons(self, text, nested=0):
        found = self._known.get(text)
        if found is None:
            found = self._look(text, nested)
            if len(self._known) < 20_000 and len(text) < 2000:
                self._known[text] = found
        return found

    def _look(self, text, nested):
        found = Reasons()
        for spelled in spellings(text):
            if not spelled.text:
                continue
            before = len(found.regions)
            self._shapes(spelled, found)
            self._named(spelled, found)
            self._placed(spelled, found)
            if nested < _MOST_NESTED:
                self._runs(spelled, found, nested)
            if spelled.depth and len(found.regions) > before:
                found.hidden = True
        return found

    def _add(self, spelled, found, span, values=frozenset()):
        start, end = span
        if start >= end:
            return
        core = spelled.span(start, end)
        wide = spelled.span(*_widened(spelled.text, start, end))
        found.regions.append(Region(wide, core, values))

    def _shapes(self, spelled, found):
        for span in shapes(spelled.text):
            self._add(spelled, found, span)

    def _named(self, spelled, found):
        folded, indexes = _folded(spelled)
        for start, end, known in self._people.find(folded):
            if indexes is not None:
                start, end = indexes[start], indexes[end - 1] + 1
            self._add(spelled, found, (start, end), known | {spelled.text[start:end]})

    def _placed(self, spelled, found):
        for kind, start, end in places(spelled.text, self._rules):
            if start >= end:
                continue
            if kind == "gone":
                first, behind = spelled.span(start, end)
                found.gone.setdefault(first, set()).add(behind)
                continue
            value = spelled.text[start:end]
            self._add(spelled, found, (start, end), frozenset(
                [value if kind == "value" else (kind, value)]))

    def _runs(self, spelled, found, nested):
        for match in _BASE64_RUN.finditer(spelled.text):
            texts = base64_texts(match.group().rstrip("="))
            found.base64.append(spelled.span(*match.span()))
            before = spelled.text[max(0, match.start() - _WORDS_BEFORE):match.start()] + " "
            if any(self._has_reason(text, nested + 1) or _is_told(before, text) for text in texts):
                self._add(spelled, found, match.span())
                found.hidden = True

    def _has_reason(self, text, nested):
        reasons = self.reasons(text, nested)
        return bool(reasons.regions or reasons.gone)
