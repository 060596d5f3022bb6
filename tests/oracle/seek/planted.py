"""The ledger of `plant`, and a search for all of it in a text.

Source: tests/data/encodings.md (rows and section 5).  A value is known by its
kind and itself: one that stands as a password and as a username is two.
"""

import json
from collections import defaultdict

from seek.numbers import Coded, Phone
from seek.values import (LONG_LOCAL, Addresses, Coding, Emails, Exact, Looked, Whole, Words)

_BETWEEN_NAMES = r"[\W_]{1,3}"


class Row:
    """One ledger row, without its value."""

    def __init__(self, number, row):
        self.number = number
        self.line, self.where = row.get("line"), row.get("where", "")
        self.kind = str(row.get("kind", "?"))
        self.form = str(row.get("chain") or row.get("form", "?"))
        self.place = str(row.get("place", "?"))


class Ledger:
    """`values`: {(kind, value): [Row]} to search; `ends`: beginnings of values
    that stand at the end of a cut text; `members`: (Row, value) to be gone."""

    def __init__(self):
        self.values, self.ends, self.members = defaultdict(list), defaultdict(list), []


def read_planted(lines, policy=None):
    """Reads the rows; a value counts when all its rows name `policy`."""
    ledger, spared = Ledger(), set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        data = json.loads(line)
        key, row = (str(data["kind"]), str(data["value"])), Row(number, data)
        if policy is not None and policy not in data.get("policies", [policy]):
            spared.add(key)
        elif data.get("partial"):
            ledger.ends[key].append(row)
        elif data.get("distinctive") is not False:
            ledger.values[key].append(row)
        elif row.kind in ("gender", "year_of_birth"):
            ledger.members.append((row, key[1]))
    for key in spared:
        ledger.values.pop(key, None)
    return ledger


class PlantedSearcher:
    """find(text) returns the keys of the values that stand in a text."""

    def __init__(self, ledger):
        self._words, self._emails, self._addresses = Words(), Emails(), Addresses()
        self._exact, self._whole = Exact(), Whole()
        self._phones, self._coded = Coding(Phone), Coding(Coded)
        self._finders = (self._words, self._emails, self._addresses, self._exact,
                         self._whole, self._phones, self._coded)
        for key in sorted(ledger.values):
            self._add(key)
        self._ends = defaultdict(list)
        for kind, value in sorted(ledger.ends):
            self._ends[value[-4:]].append((kind, value))

    def _add(self, key):
        kind, value = key
        if kind in ("username", "city"):
            self._words.add(key, value)
        elif kind == "name":
            self._words.add(key, value, _BETWEEN_NAMES)
        elif kind == "email":
            self._add_email(key, value)
        elif kind == "address":
            self._addresses.add(key, value)
        elif kind == "phone":
            self._phones.add(key, value)
        elif kind in ("iban", "card", "nir"):
            self._coded.add(key, value)
        elif kind == "user_id":
            self._whole.add_id(key, value)
        elif kind == "ip":
            self._whole.add_ip(key, value)
        elif kind not in ("gender", "year_of_birth"):
            self._exact.add(key, value)

    def _add_email(self, key, value):
        if "@" not in value:
            self._exact.add(key, value)
            return
        self._emails.add(key, value)
        local = value.rpartition("@")[0].strip('"')
        if len(local) >= LONG_LOCAL:
            self._words.add(key, local)

    def find(self, text):
        """`text` may be several, with a run of NUL between two."""
        looked = Looked(text)
        return {key for finder in self._finders for key in finder.find(looked)}

    def ends_of(self, text):
        """Returns the keys of beginnings of values that end this text."""
        return {key for key in self._ends.get(text[-4:], ()) if text.endswith(key[1])}
