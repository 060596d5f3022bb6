#!/usr/bin/env python3
"""Holds funanon to a cost that grows as the line does: twice the line, at most 2.2 times the instructions.

A line is one event with one long value, filled with what some part of the program has to look at
twice.  FUN_FULL=1: lines of up to 4 MB, and funaudit, too, with lines of up to 1 MB."""

import json
import os
import sys
import unittest
from typing import NamedTuple

sys.dont_write_bytecode = True

from cases import event  # noqa: E402
from count import count, tool  # noqa: E402

MOST = 2.2
SHORT = 1 << 10  # a line so long is subtracted: start-up and first uses do not count
FULL = os.environ.get("FUN_FULL") == "1"
LENGTHS = [1 << 20, 2 << 20, 4 << 20] if FULL else [128 << 10, 256 << 10]
JUDGED = [512 << 10, 1 << 20] if FULL else []
KNOWN = "ada.invented"
PEOPLE = b"username,email,name\nada.invented,ada@example.org,Ada Invented\n"


class Filler(NamedTuple):
    """What a line is full of: `unit` again and again."""

    name: str
    unit: str  # as it stands in the line; backslashes are JSON's
    policies: tuple = ("standard",)
    place: str = '{"body": "%s"}'  # the value of the member `event`


BOTH = ("standard", "seed")
# An event that is a string is read as JSON first: brackets there are the worst that it can hold.
PAYLOAD = '"%s"'

FILLERS = (
    Filler("brackets", "[", BOTH, PAYLOAD),
    Filler("objects", r'{\"a\":', BOTH, PAYLOAD),
    Filler("quotes", r"\"", BOTH),
    Filler("backslashes", r"\\", BOTH),
    Filler("digits", "0123456789"),
    Filler("at-signs", "a@"),
    Filler("spoken-at-signs", "a at "),
    Filler("postcodes", "-12345"),
    Filler("percent-escapes", "%25"),
    Filler("base64", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"),
    Filler("json-escapes", r"\u0040"),
    Filler("json-escapes-as-text", r"\\u0040"),
    Filler("html-escapes", "&#64;"),
    Filler("spaces", " "),
    Filler("form-fields", "=&"),
    Filler("phone-prefixes", "+33"),
    Filler("urls", "http://"),
    Filler("urls-in-urls", "/a?b=", ("standard",), PAYLOAD),
    Filler("urls-between-spaces", "http://a "),
    Filler("urls-in-fields", "&u=http://a?b="),
    Filler("full-width", "\uff41"),
    Filler("zero-width", "a\u200b"),
    Filler("known-username", KNOWN + " "),
)


def line(filler, length):
    value = filler.place % (filler.unit * max(1, length // len(filler.unit.encode())))
    record = event(1).decode().rstrip()
    return record.replace(json.dumps(json.loads(record)["event"]), value).encode() + b"\n"


def costs(filler, policy, lengths, judge):
    """Instructions for a line of each of `lengths`, without those of a short line."""
    counts = [count(line(filler, length), "--policy", policy, "--max-line", str(8 << 20), people=PEOPLE, judge=judge)
              for length in (SHORT, *lengths)]
    return [each - counts[0] for each in counts[1:]]


class Cost(unittest.TestCase):
    def setUp(self):
        tool()  # fails once, not with every case
        tool("funaudit")

    def test_lines_are_what_they_claim(self):
        for filler in FILLERS:
            with self.subTest(filler=filler.name):
                made = line(filler, 1 << 12)
                json.loads(made)
                self.assertAlmostEqual(len(made), 1 << 12, delta=800)
                self.assertGreater(made.count(filler.unit.encode()), 50)

    def test_grows_as_the_line_does(self):
        for filler in FILLERS:
            for policy in filler.policies:
                with self.subTest(filler=filler.name, policy=policy):
                    self.assert_linear(filler, policy, LENGTHS)

    @unittest.skipUnless(JUDGED, "for funaudit with FUN_FULL=1 only")
    def test_of_an_audit_grows_as_the_line_does(self):
        for filler in FILLERS:
            with self.subTest(filler=filler.name):
                self.assert_linear(filler, "standard", JUDGED, judge=True)

    def assert_linear(self, filler, policy, lengths, judge=False):
        found = costs(filler, policy, lengths, judge)
        for length, half, whole in zip(lengths, found, found[1:]):
            self.assertLessEqual(
                whole, MOST * half,
                f"{filler.name}, {policy}: {whole} instructions for {2 * length} bytes, "
                f"{whole / half:.2f} times those for {length}; callgrind_annotate names the function")
        if os.environ.get("FUN_SHOW"):
            figures = " ".join(f"{cost / length:.1f}" for cost, length in zip(found, lengths))
            name = "funaudit" if judge else "funanon"
            print(f"{filler.name:24} {name:9} {policy:10} {figures} instructions a byte", file=sys.stderr)


if __name__ == "__main__":
    unittest.main()
