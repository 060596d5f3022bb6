"""Checks a clean log and its ledger, row by row."""

import collections
import csv
import pathlib
import re
import stat
import tempfile
import unittest

from checks import reading
from checks.running import Index, generate, read_rows

FORMS = (
    "field json-string unicode-escape key text path percent cut prefix html base64 number"
).split()
KINDS = (
    "username email name phone ip user_id session address gender year_of_birth city password token"
).split()

JARGON = (
    b"Chrome/116.0.0.0", b"doi:10.1016/j.compedu", b"ISBN 978-2-07-061275-8", b"14:30:15",
    b"48.858370, 2.294481", b"0612348498", b"i4x://", b"course-v1:",
)  # fmt: skip

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
IPV4 = re.compile(r"(?<![\w./])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)")
FRENCH_PHONE = re.compile(r"(?<![\w.])(?:\+33 ?[1-9]|0[1-9])(?:[ .-]?\d\d){4}(?![\w.]*\d)")


class Log(unittest.TestCase):
    """One clean log of 6,000 lines, with its papers."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        folder = pathlib.Path(cls.folder.name)
        cls.ledger_path, cls.people_path = folder / "ledger", folder / "people"
        papers = ("--ledger", cls.ledger_path, "--identities", cls.people_path)
        cls.raw = generate("--seed", 7, "--lines", 6000, *papers)
        cls.lines = cls.raw.removesuffix(b"\n").split(b"\n")
        cls.parsed = [reading.parse_line(line) for line in cls.lines]  # strict: may raise
        cls.rows = read_rows(cls.ledger_path)

    def test_the_same_arguments_give_the_same_bytes(self):
        self.assertEqual(self.raw, generate("--seed", 7, "--lines", 6000))
        self.assertNotEqual(self.raw[:5000], generate("--seed", 8, "--lines", 10)[:5000])

    def test_a_log_has_as_many_lines_or_bytes_as_asked(self):
        self.assertEqual(len(self.lines), 6000)
        self.assertTrue(self.raw.endswith(b"\n"))
        size = len(generate("--seed", 1, "--bytes", "300K"))
        self.assertTrue(300_000 <= size < 320_000, size)
        self.assertTrue(1050 < len(self.raw) / 6000 < 1350, len(self.raw) / 6000)

    def test_events_are_objects_strings_and_lists(self):
        shapes = collections.Counter(type(reading.member(node, "event")) for _, node in self.parsed)
        self.assertTrue(3000 < shapes[str] < 5000, shapes)
        self.assertTrue(700 < shapes[reading.Pairs] < 2500, shapes)
        self.assertTrue(30 < shapes[list] < 300, shapes)

    def test_an_event_stands_in_the_place_of_its_time(self):
        without = [node for _, node in self.parsed if reading.member(node, "time") is None]
        self.assertTrue(all(reading.member(node, "timestamp") for node in without))
        self.assertTrue(any(reading.member(node, "data") for node in without))
        self.assertTrue(any(reading.member(node, "event") for node in without))

    def test_payloads_are_whole_or_cut_at_512_characters(self):
        cut = 0
        for _, node in self.parsed:
            event = reading.member(node, "event")
            if isinstance(event, str) and event.startswith('{"GET"'):
                whole = reading.as_json(event) is not None
                self.assertTrue(len(event) == 512 or (whole and len(event) < 512))
                cut += not whole
        self.assertTrue(cut > 60, cut)

    def test_every_ledger_row_is_true(self):
        for row in self.rows:
            prefix, node = self.parsed[row["line"] - 1]
            if row["form"] == "prefix":
                self.assertIn(row["value"], prefix)
                continue
            found = reading.resolve(node, row["where"])
            self.assertTrue(found, row)
            self.assertTrue(any(self.shows(text, row) for text in found), row)
            if row["form"] == "unicode-escape":
                self.assertIn(b"\\u00", self.lines[row["line"] - 1])

    def shows(self, text, row):
        value, form = row["value"], row["form"]
        if form in ("field", "json-string", "number"):
            return text == value and isinstance(text, reading.Numeral) == (form == "number")
        if form in reading.DECODE:
            return value in reading.DECODE[form](text) and value not in text
        return value in text

    def test_a_main_value_stands_nowhere_but_where_the_ledger_says(self):
        listed, values = self.main_values()
        index = Index(values)
        for number, (prefix, node) in enumerate(self.parsed, 1):
            found = collections.Counter(index.find(prefix))
            for text in reading.texts(node):
                found.update(index.find(text))
            self.assertEqual(found, listed[number], number)

    def main_values(self):
        """Main values by line with their counts, and all of them."""
        later = {row["value"] for row in self.rows if row["stage"] != "main"}
        listed, values = collections.defaultdict(collections.Counter), set()
        for row in self.rows:
            if row["value"] not in later and row.get("distinctive", True):
                listed[row["line"]][row["value"]] += 1
                values.add(row["value"])
                self.assertTrue(len(row["value"]) >= Index.WIDTH, row)
        self.assertTrue(len(values) > 2000, len(values))
        return listed, values

    def test_nothing_looks_personal_that_the_ledger_does_not_list(self):
        listed = collections.defaultdict(set)
        for row in self.rows:
            listed[row["line"]].add(row["value"])
        for number, (_, node) in enumerate(self.parsed, 1):
            for text in reading.texts(node):
                for shape in (EMAIL, IPV4, FRENCH_PHONE):
                    for match in shape.finditer(text):
                        known = any(match.group() in value for value in listed[number])
                        cut = text.startswith('{"GET"') and match.end() > len(text) - 60
                        self.assertTrue(known or cut, (number, match.group()))

    def test_every_form_kind_and_stage_occurs(self):
        self.assertEqual(sorted({row["form"] for row in self.rows}), sorted(FORMS))
        self.assertEqual(sorted({row["kind"] for row in self.rows}), sorted(KINDS))
        self.assertEqual({row["stage"] for row in self.rows}, {"main", "anonymizer"})
        policies = {tuple(row["policies"]) for row in self.rows}
        self.assertEqual(policies, {("seed", "standard"), ("standard",)})

    def test_open_people_are_main_only(self):
        people = self.people()
        later = {row["value"] for row in self.rows if row["stage"] != "main"}
        for index, row in enumerate(people):
            if index % 7 != 3:
                self.assertFalse(later & {row["user_id"], row["username"], row["email"], row["name"]})

    def people(self):
        with open(self.people_path, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def test_identities_are_distinct_and_distinctive(self):
        people = self.people()
        self.assertEqual(list(people[0]), ["user_id", "username", "email", "name"])
        self.assertEqual(len(people), 1000)
        for column in people[0]:
            self.assertEqual(len({row[column] for row in people}), 1000, column)
        for row in people:
            self.assertRegex(row["user_id"], r"^57\d{6}$")
            self.assertRegex(row["username"], r"^\D+\d{5}$")
            self.assertTrue(6 <= len(row["username"]) <= 30)
        self.assertTrue(any(not row["username"].isascii() for row in people))

    def test_papers_are_for_their_owner_only(self):
        for path in (self.ledger_path, self.people_path):
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)

    def test_one_line_in_fifty_has_a_prefix(self):
        share = sum(bool(prefix) for prefix, _ in self.parsed)
        self.assertTrue(70 < share < 180, share)
        for style, first in (("none", "{"), ("syslog", "Mar "), ("python", "2015-03-")):
            for line in generate("--seed", 1, "--lines", 40, "--prefix", style).splitlines():
                self.assertTrue(line.startswith(first.encode()))
                reading.parse_line(line)

    def test_course_jargon_is_there_to_survive(self):
        for jargon in JARGON:
            self.assertIn(jargon, self.raw)
