"""Compares one raw line with one anonymized line, value by value.

Source: design 3 ("edit, do not reprint") and 5; the policy's facts are in
policy_facts.py.  Decision: both texts are read with their spans; every value
that no rule acts on must have the same source text, and a string that holds
JSON is compared as that JSON.  A finding is (pointer, class): pointers show
known field names and "*" for any other key, "~json" enters a string.
"""

import re

import policy_facts as facts
from jsonspan import ARRAY, NUMBER, OBJECT, STRING, WORD, read
from members import compare_members
from pseudonyms import HEX_64
from rules import Rules, is_payload_text, text_of
from strings import Strings
from texts import (escapes_kept, gaps, has_members, has_whole, is_coarsened,
                   same_ends, same_ip)
from why.people import People

MARK = re.compile(r"<<[A-Z][A-Z0-9_-]*>>")


class Comparison:
    """Compares lines under one policy and key; counts what the policy did."""

    def __init__(self, policy, pseudonyms, allow_pseudonyms=False, people=None):
        self.rules = Rules(policy)
        self._strings = Strings(self, pseudonyms, people or People())
        self._pseudonyms = pseudonyms
        self._allow_pseudonyms = allow_pseudonyms
        self._found = []
        self.counts = {"pseudonyms": 0, "dropped": 0, "marks": 0,
                       "addresses": 0, "cut payloads": 0}

    def lines(self, raw_text, anon_text):
        """Returns the differences of two lines that the gate let in."""
        self._found = []
        raw, anon = read(raw_text), read(anon_text)
        if raw.root is None or anon.root is None:
            return [("", "unread")]
        self.node(raw.root, anon.root, ())
        if not same_ends(raw, anon):
            self.report((), "white-space")
        return self._found

    def report(self, path, kind):
        shown = "".join("/" + str(segment) if isinstance(segment, int)
                        or segment in facts.KNOWN_SEGMENTS else
                        "~json" if segment is None else "/*"
                        for segment in path)
        self._found.append((shown, kind))

    def count(self, what, times=1):
        self.counts[what] += times

    def is_same(self, compare, *arguments):
        """Does this comparison find nothing?  Keeps no finding nor count."""
        found, counts = self._found, dict(self.counts)
        self._found = []
        compare(*arguments)
        same = not self._found
        self._found, self.counts = found, counts
        return same

    # Values.

    def node(self, raw, anon, path):
        if raw.kind == STRING and anon.kind == STRING:
            self._string(raw, anon, path)
        elif raw.kind != anon.kind:
            if not self._turned(raw, anon):
                self.report(path, "type")
        elif raw.kind in (NUMBER, WORD):
            if raw.source != anon.source:
                self.report(path, "number" if raw.kind == NUMBER else "word")
        elif anon.open and not raw.open:
            self.report(path, "cut")
        elif raw.kind == OBJECT:
            compare_members(self, raw, anon, path)
        else:
            self._array(raw, anon, path)

    def _turned(self, raw, anon):
        """Did a JSON number that is somebody's become a mark?"""
        if raw.kind != NUMBER or anon.kind != STRING or not self.rules.scans:
            return False
        return self._strings.is_somebodys_number(raw.source) and MARK.fullmatch(anon.decoded()) is not None

    def _array(self, raw, anon, path, compare=None):
        compare = compare or self.node
        short = len(raw.items) - len(anon.items)
        if short == 1 and raw.items[-1].value.open:
            short = 0  # the last one was cut off
        if short > 0 and self.rules.closed and compare == self.node:
            self._shortened(raw, anon, path)
            return
        if short:
            self.report(path, "length")
        for index, (item, other) in enumerate(zip(raw.items, anon.items)):
            compare(item.value, other.value, path + (index,))
        if not raw.open and not short and gaps(raw) != gaps(anon):
            self.report(path, "white-space")

    def _shortened(self, raw, anon, path):
        """Under a closed policy elements go: what stays is some of what was."""
        rest = iter(enumerate(raw.items))
        for other in anon.items:
            if not any(self.is_same(self.node, item.value, other.value, path + (index,))
                       for index, item in rest):
                self.report(path, "element-extra")

    def _string(self, raw, anon, path):
        text = raw.decoded()
        if raw.source == anon.source and not is_payload_text(text):
            return
        before = len(self._found)
        self.texts(text, anon.decoded(), path)
        if len(self._found) > before or raw.source == anon.source:
            return
        if text == anon.decoded():
            self.report(path, "bytes")
        elif not escapes_kept(raw.source, anon.source, self.rules.scans):
            self.report(path, "escapes")

    def texts(self, raw, anon, path):
        """Compares two decoded strings, as JSON where the raw one is JSON."""
        reading = read(raw) if is_payload_text(raw) else None
        if reading is None or reading.root is None:
            self._plain(raw, anon, path)
        elif reading.status == "whole":
            self._inner(reading, anon, path)
        else:
            self._cut(reading, anon, path)

    def _plain(self, raw, anon, path):
        if raw == anon:
            return
        if not self.rules.scans or not self._strings.may_become(raw, anon, path):
            self.report(path, "string")
        else:
            self.count("marks")

    def _inner(self, raw, anon_text, path):
        anon = read(anon_text)
        if anon.status != "whole":
            if not self.rules.acts_in(raw.root, path):
                self._plain(raw.text, anon_text, path)
            else:
                self.report(path, "inner-json")
            return
        self.node(raw.root, anon.root, path + (None,))
        if not same_ends(raw, anon):
            self.report(path, "white-space")

    def _cut(self, raw, anon_text, path):
        """A JSON text that breaks: whole members stay, the tail is dropped."""
        broken, some = raw.status == "broken", has_members(raw.root)
        if broken and not some:  # words that only begin like JSON
            self._plain(raw.text, anon_text, path)
            return
        if broken or not some:  # perhaps no JSON at all: it may stay as text
            if (not self.rules.acts_in(raw.root, path)
                    and self.is_same(self._plain, raw.text, anon_text, path)):
                self._plain(raw.text, anon_text, path)
                return
        self.count("cut payloads")
        if not anon_text.strip() and not has_whole(raw.root):
            return
        anon = read(anon_text)
        if anon.root is None or anon.status == "broken":
            self.report(path, "inner-json")
        elif anon.status == "cut" and anon.tail.strip(" \t\r\n,"):
            self.report(path, "tail-kept")
        else:
            self.node(raw.root, anon.root, path + (None,))

    # What rules leave behind.

    def pseudonym(self, domain, raw, anon, path):
        """Compares a value that became a pseudonym, or a list of such."""
        if raw.kind == ARRAY and anon.kind == ARRAY:
            self._pseudonym_list(domain, raw, anon, path)
        elif raw.source in ("null", '""'):
            if anon.source != raw.source:
                self.report(path, "pseudonym")
        elif anon.kind != STRING:
            self.report(path, "pseudonym")
        else:
            message = raw.decoded() if raw.kind == STRING else raw.source
            stays = (self._allow_pseudonyms and HEX_64.fullmatch(message)
                     and path in facts.ENVELOPE_USERNAMES)
            wanted = message if stays else self._pseudonyms.pseudonym(
                domain, message)
            if anon.decoded() != wanted:
                self.report(path, "pseudonym")
            self.count("pseudonyms")

    def _pseudonym_list(self, domain, raw, anon, path):
        position = 0
        for index, item in enumerate(raw.items):
            here = path + (index,)
            if not self.rules.takes(domain, item.value):
                self.count("dropped")
            elif position < len(anon.items):
                self.pseudonym(domain, item.value,
                               anon.items[position].value, here)
                position += 1
            elif not item.value.open:
                self.report(here, "element-missing")
        if position < len(anon.items):
            self.report(path, "element-extra")
        elif len(raw.items) == len(anon.items) and not raw.open:
            if gaps(raw) != gaps(anon):
                self.report(path, "white-space")

    def address(self, raw, anon, path):
        """Compares the value of an ip member."""
        if raw.kind == ARRAY and anon.kind == ARRAY:
            self._array(raw, anon, path, self.address)
        elif raw.kind != STRING or anon.kind != STRING:
            self.node(raw, anon, path)
        elif anon.decoded() != "<<IP>>" and not same_ip(raw.decoded(), anon.decoded()):
            self.report(path, "address")
        else:
            self.count("addresses", raw.source != anon.source)


    def coarsened(self, raw, anon, path):
        """Compares a time that lost its minutes, or an agent its versions."""
        if anon.kind != STRING or not is_coarsened(
                self.rules.rule(path).kind, text_of(raw), anon.decoded()):
            if raw.source != anon.source or raw.source not in ('""', "null"):
                self.report(path, "coarsen")
