"""Checks that a dirty log is broken exactly where it says so."""

import pathlib
import tempfile
import unittest

from checks import reading
from checks.running import generate, read_rows


class Dirty(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            ledger, faults = pathlib.Path(folder, "ledger"), pathlib.Path(folder, "faults")
            cls.raw = generate("--seed", 5, "--lines", 10000, "--users", 50, "--dirty",
                               "--ledger", ledger, "--faults", faults)  # fmt: skip
            cls.rows, cls.faults = read_rows(ledger), read_rows(faults)

    def test_a_dirty_log_has_a_bom_and_no_last_newline(self):
        self.assertTrue(self.raw.startswith(b"\xef\xbb\xbf"))
        self.assertFalse(self.raw.endswith(b"\n"))
        self.assertEqual(len(self.raw.split(b"\n")), 10000)

    def test_exactly_the_lines_that_the_faults_name_are_broken(self):
        verdicts = {fault["line"]: fault["verdict"] for fault in self.faults}
        lines = self.raw.removeprefix(b"\xef\xbb\xbf").split(b"\n")
        for number, line in enumerate(lines, 1):
            expected = verdicts.get(number, "valid")
            self.assertEqual(expected, self.verdict(line), (number, expected))
        self.assertEqual(len(verdicts), 99)

    def verdict(self, line):
        if not line.strip(b" \t\r"):
            return "blank"
        try:
            _, node = reading.parse_line(line)
        except ValueError:
            return "rejected"
        return "rejected" if depth(node) > 1024 else "valid"

    def test_a_line_is_cut_at_exactly_10000_characters(self):
        kinds = {fault["kind"]: fault["line"] for fault in self.faults}
        line = self.raw.split(b"\n")[kinds["cut-10000"] - 1]
        self.assertEqual(len(line), 10_000)

    def test_rows_of_unusual_lines_are_true(self):
        lines = self.raw.removeprefix(b"\xef\xbb\xbf").split(b"\n")
        wanted = {fault["line"] for fault in self.faults}
        rows = [row for row in self.rows if row["line"] in wanted]
        self.assertTrue(len(rows) > 100)
        for row in rows:
            _, node = reading.parse_line(lines[row["line"] - 1])
            self.assertTrue(any(row["value"] in text for text in reading.resolve(node, row["where"])))


def depth(node):
    """How deep lists and objects nest."""
    levels, deepest = [node], 0
    while levels:
        deepest += 1
        levels = [
            child[1] if isinstance(each, reading.Pairs) else child
            for each in levels
            if isinstance(each, list)
            for child in each
        ]
    return deepest - 1
