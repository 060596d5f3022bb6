"""The ledger of planted values, and a fast search for them.

Source: the ledger's form is the lead's (JSON lines: value, kind, line, where,
form, stage, policies, distinctive).  Decisions: digit runs and IPv4 addresses
are cut out of the text and looked up whole, so that they never match inside a
longer run; every other value is found by one of its n-grams, the rarest in a
sample of the documents, and then looked at in place.  No loop over values x
documents.
"""

import ipaddress
import json
import re
from collections import Counter, defaultdict

GRAM = 4
_NUMBER = re.compile(r"(?<![0-9A-Fa-f])(?<![0-9]\.)[0-9]+"
                     r"(?![0-9A-Fa-f])(?!\.[0-9])")
_IPV4 = re.compile(r"(?<![0-9])(?<![0-9]\.)[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
                   r"(?![0-9])(?!\.[0-9])")
_HEX = re.compile(r"[0-9a-f]+")
_HEX_RUN = 32  # a shorter hex value inside such a run is a digest's business


class Row:
    """One ledger row, without its value."""

    def __init__(self, number, row):
        self.number = number
        self.kind = str(row.get("kind", "?"))
        self.form = str(row.get("form", "?"))
        self.place = str(row.get("place", "?"))
        self.stage = row.get("stage", "main")
        self.policies = row.get("policies")


def read_ledger(lines, stage="main", policy=None):
    """Returns {value: [Row]} of the values to look for.

    A value counts when all its distinctive rows are of stage `main` (or of
    `stage`; "all" takes every one) and their policies contain `policy`.
    """
    values = defaultdict(list)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = json.loads(line)
        if row.get("distinctive") is not False:
            values[str(row["value"])].append(Row(number, row))
    return {value: rows for value, rows in values.items() if value and all(
        _counts(row, stage, policy) for row in rows)}


def _counts(row, stage, policy):
    staged = stage == "all" or row.stage in ("main", stage)
    return staged and (policy is None or row.policies is None
                       or policy in row.policies)


class Searcher:
    """Finds ledger values in texts."""

    def __init__(self, values, sample=()):
        """`sample`: some of the texts to come, to choose rare n-grams."""
        self._whole = set()  # digits, IPv4: looked up whole
        self._grams = {}     # length -> {gram: [value]}
        self._checks = {}    # value -> how an occurrence is looked at
        common = Counter(gram for text in sample
                         for gram in _grams_of(text, GRAM))
        for value in sorted(values):
            if _NUMBER.fullmatch(value) or _IPV4.fullmatch(value):
                self._whole.add(value)
            else:
                self._add(value, common)

    def _add(self, value, common):
        length = min(GRAM, len(value))
        table = self._grams.setdefault(length, {})
        gram = min(sorted(_grams_of(value, length)),
                   key=lambda gram: (common[gram], len(table.get(gram, ()))))
        table.setdefault(gram, []).append(value)
        self._checks[value] = _check_for(value)

    def find(self, text):
        """Returns the set of values that stand in `text`."""
        found = set()
        if self._whole:
            found.update(self._whole.intersection(_NUMBER.findall(text)))
            found.update(self._whole.intersection(_IPV4.findall(text)))
        for length, table in self._grams.items():
            for gram in table.keys() & _grams_of(text, length):
                found.update(value for value in table[gram]
                             if value in text and self._stands(value, text))
        return found

    def _stands(self, value, text):
        check = self._checks[value]
        if check is None:
            return True
        start = text.find(value)
        while start >= 0:
            if check(text, start, start + len(value)):
                return True
            start = text.find(value, start + 1)
        return False


def _grams_of(text, length):
    return {text[i:i + length] for i in range(len(text) - length + 1)}


def _check_for(value):
    if _is_ipv6(value):
        return _is_free_of_colons
    if not any(character.isalpha() for character in value):
        return _is_free_of_digits
    return _is_free_of_digests if _HEX.fullmatch(value) else None


def _is_ipv6(value):
    try:
        return ipaddress.ip_address(value).version == 6
    except ValueError:
        return False


_BEFORE_IPV6 = re.compile(r"[0-9A-Fa-f:]")
_AFTER_IPV6 = re.compile(r"[0-9A-Fa-f]|:[0-9A-Fa-f:]")
_BEFORE_NUMBER = re.compile(r"[0-9]\.?$")
_AFTER_NUMBER = re.compile(r"\.?[0-9]")


def _is_free_of_colons(text, start, end):
    return not (_BEFORE_IPV6.match(text[max(0, start - 1):start])
                or _AFTER_IPV6.match(text, end))


def _is_free_of_digits(text, start, end):
    """Not inside a longer number; edges that are no digits do not matter."""
    inside_left = text[start].isdigit() and _BEFORE_NUMBER.search(
        text[max(0, start - 2):start])
    inside_right = text[end - 1].isdigit() and _AFTER_NUMBER.match(text, end)
    return not (inside_left or inside_right)


def _is_free_of_digests(text, start, end):
    run = next(match for match in _HEX.finditer(text, max(0, start - _HEX_RUN))
               if match.end() >= end)
    return run.end() - run.start() < _HEX_RUN or run.span() == (start, end)
