"""The tables of scanners, of made-up runs and texts: nothing is timed here."""

import re
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from harness import dictionary, patterns, scan_report, scanning, texts  # noqa: E402
from harness.measure import Run  # noqa: E402


def runs_of(*seconds):
    return [Run(cpu, 2 * cpu, 10, False) for cpu in seconds]


class Patterns(unittest.TestCase):
    def found(self, pattern, text):
        return re.findall(patterns.translated(pattern, "python"), text)

    def test_digits_words_and_borders_are_of_ascii(self):
        self.assertEqual(self.found(r"\d\w", "٣a 3a 3é"), ["3a"])
        self.assertEqual(self.found(r"[\d.]+", "1.2٣"), ["1.2"])
        self.assertEqual(self.found(r"\bs", "és s"), ["s", "s"])

    def test_categories_are_of_unicode_also_in_a_set_and_in_its_complement(self):
        self.assertEqual(self.found(r"[\pL\pN]+", "é٣_"), ["é٣"])
        self.assertEqual(self.found(r"\pM", "e\u0301"), ["\u0301"])
        self.assertEqual(self.found(r"[^\pL]", "éa_"), ["_"])

    def test_code_points_and_escapes_stay_what_they_are(self):
        self.assertEqual(self.found(r"[ \-\x{A0}\x{2010}-\x{2013}]", "a-\xa0\u2011x{"), ["-", "\xa0", "\u2011"])
        self.assertEqual(self.found(r"\[\d\]", "[3]"), ["[3]"])

    def test_rust_needs_no_list_of_letters(self):
        self.assertEqual(patterns.translated(r"\b\d[\d\pL]\x{A0}", "rust"), r"(?-u:\b)[0-9][0-9\pL]\x{A0}")


class Texts(unittest.TestCase):
    line = 'host app: {"a": {"b": "call 061 or 062 now"}, "event": "{\\"body\\": [\\"x\\", \\"at 063\\"]}"}'

    def row(self, where, value, kind="phone", **more):
        return {"line": 1, "where": where, "value": value, "kind": kind, "place": "text.x", "chain": "raw", **more}

    def planted(self, *rows):
        return {kind: held for kind, held in texts.planted([self.line], rows).items() if held}

    def test_strings_are_keys_and_values_also_of_json_in_strings(self):
        found = list(texts.strings(texts.event_of(self.line)))
        self.assertEqual(found, ["a", "b", "call 061 or 062 now", "event", "body", "x", "at 063"])

    def test_what_is_no_event_has_no_strings(self):
        for line in ("", "\n", "no json", "[1]", '{"a": '):
            self.assertEqual(list(texts.strings(texts.event_of(line))), [], line)

    def test_each_planted_value_gets_the_text_around_it_without_the_others(self):
        found = self.planted(self.row("/a/b", "061"), self.row("/a/b", "062", "card"))
        self.assertEqual(found, {"phone": ["call 061 or "], "card": [" or 062 now"]})

    def test_a_pointer_goes_on_in_json_in_a_string(self):
        self.assertEqual(self.planted(self.row("/event>/body/1", "063")), {"phone": ["at 063"]})

    def test_a_value_that_does_not_stand_there_is_encoded(self):
        self.assertEqual(self.planted(self.row("/a/b", "064", chain="json>percent")), {texts.ENCODED: ["call 061 or 062 now"]})

    def test_what_no_rule_can_know_or_nobody_can_find_is_left_out(self):
        names = self.row("/a/b", "call", "name")
        cut = self.row("/a/b", "061", partial=True)
        half = self.row("/a/b", "062", chain="percent")  # encoded is what stands around it only
        gone = self.row("/a/c", "061")
        one_in_another = (self.row("/a/b", "061 or"), self.row("/a/b", "1 or 062", "card"))
        self.assertEqual(self.planted(names, cut, gone), {})
        self.assertEqual(self.planted(half), {})
        self.assertEqual(self.planted(*one_in_another), {})

    def test_texts_end_with_a_nul_that_none_of_them_holds(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "texts")
            self.assertEqual(texts.write_file(path, ["a\0b", "\ud800", "é"]), 6)
            self.assertEqual(path.read_bytes(), "a b\0?\0é\0".encode())

    def test_only_lines_that_name_nobody_are_clean(self):
        rows = [{"line": 1, "where": ["/a"]}, {"line": 2, "whole": True}]
        self.assertEqual(list(texts.clean([self.line, '{"k": "v"}'], rows)), ["k", "v"])


class Scanning(unittest.TestCase):
    scanners = [scanning.Scanner(name, name, "ours", (), None, share=scanning.LITTLE if name == "slow" else scanning.WHOLE)
                for name in ("detector", "funaudit", "re2", "slow")]  # fmt: skip
    facts = {"rounds": 2, "command": "run", "versions": ("one 1",), "refused": []}

    def sample(self, size, count=0):
        return scanning.Sample(Path(__file__), Path(__file__), size, count)

    def test_what_scanners_print_is_read(self):
        self.assertEqual(scanning.read_figures(b"0.25 7\n"), (0.25, 7))
        self.assertEqual(scanning.read_count(b""), (None, 0))
        self.assertEqual(scanning.read_count(b"12\0"), (None, 12))
        with self.assertRaises(ValueError):
            scanning.read_figures(b"")

    def test_of_funaudit_lines_are_counted_and_not_findings(self):
        printed = b"standard input:7: error email /a\n  -:7: error card /a json letters[1-2]\n-:17: warning siren /b\n3 findings\n"
        self.assertEqual(scanning.read_places(printed), (None, 2))

    def test_a_slow_scanner_is_held_against_others_by_megabyte(self):
        samples = (self.sample(4_000_000), self.sample(500_000))
        self.assertEqual(scanning.by_megabyte(runs_of(2)[0], samples[0]).cpu, 0.5)
        self.assertEqual(scanning.by_megabyte(runs_of(2)[0], samples[1]).cpu, 4)

    def document(self, **facts):
        labels = (*texts.KINDS, texts.ENCODED, "clean")
        flagged = {scanner.id: dict.fromkeys(labels, 30) for scanner in self.scanners}
        labelled = {**dict.fromkeys(labels, self.sample(100, 40)), "clean": self.sample(3_000_000, 9), "nir": self.sample(0, 0)}
        runs = {"detector": runs_of(1, 2), "funaudit": runs_of(2, 4), "re2": runs_of(50, 100), "slow": runs_of(7, 7)}
        words = scan_report.Words({**self.facts, **facts}, self.scanners, {"gitleaks": "no module"})
        return scan_report.document(words, runs, (self.sample(10**6), self.sample(10**5), self.sample(10**4)), scan_report.Found(flagged, labelled))

    def test_the_table_has_bars_shares_and_what_is_missing(self):
        said = self.document(refused=["email-spoken"])
        self.assertIn("| P7 CPU of re2 rule by rule ÷ Detector::Scan | 50.00× | ≥ 25× | ≥ 30× |", said)
        self.assertIn("| P7 CPU of re2 rule by rule ÷ funaudit | 25.00× |", said)
        self.assertIn("| P7 CPU of Hyperscan ÷ funaudit | – |", said)
        self.assertIn("| gitleaks | missing: no module | | | | | |", said)
        self.assertIn("refuses to compile: email-spoken.", said)
        row = next(line for line in said.splitlines() if line.startswith("| slow | 75"))
        self.assertEqual(row, "| slow | 75 | 75 | 75 | 75 | 75 | – | 75 | 75 | 75 | 10.0 |")
        heads = [line.count("|") for line in said.splitlines() if line.startswith("| scanner | email")]
        self.assertEqual(heads, [row.count("|")])

    def test_people_are_looked_for_by_each_word_of_the_list_once(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "people.csv")
            path.write_text('user_id,username,email,name\n57,ada,a@example.org,"Ada, L"\n58,bob,,ada\n', encoding="utf-8")
            self.assertEqual(list(dictionary.words_of(path)), ["ada", "a@example.org", "Ada, L", "bob"])

    def test_the_lists_are_taken_off_in_each_round(self):
        runs = {"most": runs_of(5, 50), "most-list": runs_of(3, 48), "few": runs_of(2, 3), "few-list": runs_of(1, 2)}
        self.assertEqual(dictionary.people_ratio(runs, -1), 2)
        self.assertAlmostEqual(dictionary.people_ratio(runs, 1), (8 / 3 + 98 / 5) / 2)
        self.assertIsNone(dictionary.people_ratio({"few": runs_of(1)}, -1))
        runs = {"ripgrep": runs_of(9, 90), "ripgrep-list": runs_of(3, 30), "dictionary": runs_of(2, 15)}
        self.assertEqual(dictionary.scan_of_ripgrep(runs), 3.5)  # of 3 and 4
        said = dictionary.document(scan_report.Words(self.facts, [self.scanners[0]], {}), {"detector": runs_of(1)}, (10**6, 10**5))
        self.assertIn("| the same, without reading the lists | – |", said)
        self.assertIn("| detector | 1 / **1** / 1 | 1.000 | – | 1.0 | 10 |", said)


if __name__ == "__main__":
    unittest.main()
