"""Known people: an identities file, and what the raw log itself states.

Source: design 5, "Identities and closure"; tests/data/encodings.md, section 5
(as words, folded).  find(text) says where somebody is named, and who.
"""

import csv
import re
from collections import defaultdict

import gate
from seek.fold import WORD, fold, words
from seek.values import LONG_LOCAL

_NAME_KEYS = ("name", "full_name", "first_name", "last_name")
SHORTEST = 3


class People:
    """Usernames, addresses, names and ids of the people that are known."""

    def __init__(self):
        self._by_word = defaultdict(list)
        self._added = set()

    def add(self, value, pseudonymous):
        """`value` names somebody whose username or id is in `pseudonymous`."""
        folded = fold(value).strip()
        if len(folded) < SHORTEST or (folded, pseudonymous) in self._added:
            return
        self._added.add((folded, pseudonymous))
        pattern = r"[\W_]{1,3}".join(re.escape(part) for part in folded.split())
        runs = words(folded)
        if runs:
            self._by_word[max(runs, key=len)].append((
                re.compile(r"(?<![^\W_])" + pattern + r"(?![^\W_])"), pseudonymous))

    def add_person(self, username="", user_id="", email="", name=""):
        known = frozenset(filter(None, (username, user_id)))
        for value in (username, user_id, email, name):
            self.add(value, known)
        local = email.rpartition("@")[0]
        if len(local) >= LONG_LOCAL:
            self.add(local, known)

    def find(self, text):
        """Yields (start, end, usernames and ids) in a folded text."""
        for word in set(WORD.findall(text)) & self._by_word.keys():
            for pattern, known in self._by_word[word]:
                for match in pattern.finditer(text):
                    yield (*match.span(), known)

    def read(self, name):
        """Adds the people of an identities file."""
        with open(name, encoding="utf-8-sig", newline="") as stream:
            first = stream.readline()
            stream.seek(0)
            for row in csv.DictReader(stream, delimiter="\t" if "\t" in first else ","):
                whole = row.get("name") or " ".join(
                    filter(None, (row.get("first_name"), row.get("last_name"))))
                self.add_person(row.get("username") or "", row.get("user_id") or row.get("id") or "",
                                row.get("email") or "", whole)

    def gather(self, line):
        """Adds whom a parsed raw line states, in any JSON layer."""
        waiting = [line]
        while waiting:
            value = waiting.pop()
            if isinstance(value, gate.Members):
                self._gather_members(value)
                waiting.extend(member for _key, member in value)
            elif isinstance(value, list):
                waiting.extend(value)
            elif type(value) is str and value.lstrip(" \t\r\n")[:1] in ("{", "["):
                try:
                    waiting.append(gate.parse(value))
                except (ValueError, RecursionError):
                    pass

    def _gather_members(self, members):
        for key, member in members:
            for value in member if isinstance(member, list) else [member]:
                if not isinstance(value, str) or isinstance(member, gate.Members):
                    continue
                if key == "username":
                    self.add(value, frozenset([value]))
                elif key == "email" and "@" in value:
                    self.add(value, frozenset())
                elif key == "user_id" and len(value) > 3:
                    self.add(value, frozenset([value]))
                elif key in _NAME_KEYS and len(value.split()) > 1:
                    self.add(value, frozenset())
