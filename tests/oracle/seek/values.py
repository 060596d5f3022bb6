"""How each kind of planted value is recognised in a text.

Source: tests/data/encodings.md, section 5.  Decision: a kind is a finder that
knows all values of its kind, so that a text is looked at once a kind.
"""

import ipaddress
import re
from collections import defaultdict

from seek.fold import fold, words
from seek.grams import Grams
from seek.numbers import Coded, Phone, squeezed

LONG_LOCAL = 8
_USER_ID = re.compile(r"(?<![^\W_])(?<!\d\.)\d+(?![^\W_])(?!\.\d)")
_IPV4 = re.compile(r"(?<![\d])(?<!\d\.)\d{1,3}(?:\.\d{1,3}){3}(?!\d)(?!\.\d)")
_IPV6 = re.compile(r"[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:]*(?:\d{1,3}(?:\.\d{1,3}){3})?")
_DIGEST = re.compile(r"[0-9a-fA-F]{32,}")


class Looked:
    """One text and its forms, made when a finder asks."""

    def __init__(self, text):
        self.text = text
        self.folded = fold(text)
        self.words = words(self.folded)
        self.word_set = set(self.words)
        self._squeezed = None

    @property
    def squeezed(self):
        if self._squeezed is None:
            self._squeezed = squeezed(self.text)
        return self._squeezed


class Words:
    """Usernames, names, local parts, cities: words in a folded text."""

    def __init__(self):
        self._by_word = defaultdict(list)

    def add(self, key, value, between=None):
        """`between`: what may stand between two words; None: exactly what does."""
        parts = fold(value).split() if between else [fold(value)]
        pattern = (between or "").join(map(re.escape, parts))
        # The last word: of a name that of the family.
        runs = words(parts[-1]) or words(parts[0])
        if runs:
            self._by_word[max(runs, key=len)].append(
                (key, re.compile(r"(?<![^\W_])" + pattern + r"(?![^\W_])")))

    def find(self, looked):
        for word in looked.word_set & self._by_word.keys():
            for key, pattern in self._by_word[word]:
                if pattern.search(looked.folded):
                    yield key


class Emails:
    """Whole addresses, folded: known by what stands before their last @."""

    def __init__(self):
        self._by_end = defaultdict(list)

    def add(self, key, value):
        folded = fold(value)
        self._by_end[folded.rpartition("@")[0][-2:]].append((key, folded))

    def find(self, looked):
        place = looked.folded.find("@")
        while place >= 0:
            for key, address in self._by_end.get(looked.folded[max(0, place - 2):place], ()):
                start = place - address.rindex("@")
                if start >= 0 and looked.folded.startswith(address, start):
                    yield key
            place = looked.folded.find("@", place + 1)


class Addresses:
    """Postal addresses: their words in order, whatever stands between."""

    def __init__(self):
        self._by_word = defaultdict(list)
        self._known = set()

    def add(self, key, value):
        """Of two values with the same town the first is named when it is found."""
        street, _, town = value.partition(",")
        for part in (street, town):
            runs = words(fold(part))
            if len(runs) > 1 and tuple(runs) not in self._known:
                self._known.add(tuple(runs))
                self._by_word[max(runs, key=len)].append((key, f" {' '.join(runs)} "))

    def find(self, looked):
        joined = None
        for word in looked.word_set & self._by_word.keys():
            joined = joined or f" {' '.join(looked.words)} "
            for key, part in self._by_word[word]:
                if part in joined:
                    yield key


class Exact:
    """Passwords, tokens, sessions: the value, but not inside a longer digest."""

    def __init__(self):
        self._grams, self._keys = Grams(), defaultdict(list)

    def add(self, key, value):
        self._grams.add(value)
        self._keys[value].append(key)

    def find(self, looked):
        for value in self._grams.candidates(looked.text):
            if _is_free_of_digests(value, looked.text):
                yield from self._keys[value]


def _is_free_of_digests(value, text):
    start = text.find(value)
    while start >= 0:
        end = start + len(value)
        inside = any(match.start() <= start and end <= match.end()
                     and match.span() != (start, end)
                     for match in _DIGEST.finditer(text, max(0, start - 200)))
        if not inside:
            return True
        start = text.find(value, start + 1)
    return False


class Coding:
    """Telephones or coded numbers, found in the squeezed text."""

    def __init__(self, kind):
        self._kind = kind
        self._grams, self._made = Grams(), defaultdict(list)

    def add(self, key, value):
        made = self._kind(value)
        if made.key not in self._made:
            self._grams.add(made.key)
        self._made[made.key].append((key, made))

    def find(self, looked):
        for string in self._grams.candidates(looked.squeezed):
            for key, made in self._made[string]:
                if made.stands_in(looked.text):
                    yield key


class Whole:
    """User ids and addresses of the network: whole tokens, looked up."""

    def __init__(self):
        self._ids, self._ips = defaultdict(list), defaultdict(list)

    def add_id(self, key, value):
        self._ids[value].append(key)

    def add_ip(self, key, value):
        self._ips[ipaddress.ip_address(value)].append(key)

    def find(self, looked):
        text = looked.text
        if self._ids:
            for token in self._ids.keys() & set(_USER_ID.findall(text)):
                yield from self._ids[token]
        if not self._ips:
            return
        found = _IPV4.findall(text)
        if "::" in text or text.count(":") > 3:
            found += (part for match in _IPV6.findall(text)
                      for part in (match, match.rstrip(":")))
        for token in found:
            try:
                address = ipaddress.ip_address(token)
            except ValueError:
                continue
            yield from self._ips.get(address, ())
