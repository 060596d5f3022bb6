"""funload's documents against the oracle and against documents written by hand.

FUN_FULL=1: a log of 50,000 lines instead of 3,000, 20,000 mutants instead of 2,500.
"""

import os
import sys
import unittest

sys.dont_write_bytecode = True

from session import ROOT, main, raw_log, say  # noqa: E402
from bulk import PREFIX, Loading  # noqa: E402  (finds the oracle)

import cases_logstash  # noqa: E402
import cases_shape  # noqa: E402
import cases_time  # noqa: E402
from cases import INDEX_DAY  # noqa: E402
from document_mutants import mutants  # noqa: E402
from holdable import DECODER  # noqa: E402
from transform import WINDOW  # noqa: E402

IS_FULL = os.environ.get("FUN_FULL") == "1"
LINES, MUTANTS = (50_000, 20_000) if IS_FULL else (3_000, 2_500)
SAMPLES = os.path.join(ROOT, os.pardir, "shared", "samples")
STEPS = ("logstash", "none")
SEED = ("--policy", "seed")
PARIS = "Europe/Paris"


class ByHand(Loading):
    CASES = cases_shape.CASES + cases_logstash.CASES

    def test_every_document_is_as_it_was_written(self):
        lines = [case.line_bytes() for case in self.CASES]
        for step in STEPS:
            ran = self.load(lines, "--transform", step, *SEED, code=(0,))
            self.assertEqual(len(ran.sent), len(lines))
            for case, sent in zip(self.CASES, ran.sent):
                with self.subTest(case.says, step=step):
                    self.assertEqual(sent.index, PREFIX + INDEX_DAY)
                    self.assertEqual(sent.document, DECODER.decode(case.document(step)))

    def test_and_the_oracle_says_the_same_ids(self):
        lines = [case.line_bytes() for case in self.CASES] * 2
        for step in STEPS:
            self.assert_as_the_oracle_says(lines, step, flags=SEED, at_least=1)

    def test_the_logstash_step_is_the_default(self):
        lines = [case.line_bytes() for case in self.CASES]
        bare = self.load(lines, *SEED).sent
        self.assertTrue(bare == self.load(lines, "--transform", "logstash", *SEED).sent)
        self.assertFalse(bare == self.load(lines, "--transform", "none", *SEED).sent)

    def test_times_days_and_hours(self):
        lines = [case.line_bytes() for case in cases_time.CASES]
        ran = self.load(lines, "--tz", PARIS, *SEED, code=(0,))
        self.assertEqual(len(ran.sent), len(lines))
        for case, sent in zip(cases_time.CASES, ran.sent):
            with self.subTest(case.text):
                self.assertEqual(sent.index, PREFIX + case.day)
                self.assertEqual(sent.document, DECODER.decode(case.document()))

    def test_a_zone_says_nothing_without_the_logstash_step(self):
        lines = [case.line_bytes() for case in cases_time.CASES]
        for zone in (None, "America/New_York", "Asia/Kolkata", "UTC"):
            self.assert_as_the_oracle_says(lines, tz=zone, flags=SEED, at_least=1)
        self.assert_as_the_oracle_says(lines, "none", flags=SEED, at_least=1)


class NothingIsSent(Loading):
    def test_of_a_line_without_a_time(self):
        lines = [line.encode() for line in cases_time.WITHOUT]
        ran = self.load(lines, *SEED, code=(1,))
        self.assertEqual((ran.sent, ran.kept["--dead-letter"]), ([], lines))
        self.assertTrue(any(words.endswith("no-time") for words in ran.done.words))

    def test_of_what_is_no_json_object_alone(self):
        lines = [line.encode() for line in cases_time.REFUSED]
        ran = self.load(lines, *SEED, code=(1,))
        self.assertEqual(ran.sent, [])
        self.assertEqual(sorted(ran.kept["--quarantine"] + ran.kept["--rejects"]), sorted(lines))
        self.assertNotIn(cases_time.HEADER.encode(), ran.kept["--rejects"])


class Ids(Loading):
    LINE = b'{"event_type":"page_close","time":"2015-02-02T00:30:00.864078+00:00"}'

    def test_tell_equal_lines_apart_within_the_window_only(self):
        for between in (0, 1, WINDOW - 1, WINDOW):
            lines = [self.LINE] + [b""] * between + [b" " + self.LINE + b"\r"]
            self.assertEqual(self.assert_as_the_oracle_says(lines), 2)


class AGeneratedLog(Loading):
    def test_is_sent_as_the_oracle_says(self):
        for policy in ("standard", "seed"):
            lines = self.anonymized(raw_log(LINES, seed=20260102), "--policy", policy)
            sent = self.assert_as_the_oracle_says(lines, tz=PARIS, flags=("--policy", policy))
            self.assertGreater(sent, LINES * 9 // 10)
            self.assert_as_the_oracle_says(lines[:2000], "none", flags=("--policy", policy))

    def test_is_sent_so_in_small_bodies(self):
        lines = self.anonymized(raw_log(300, seed=7))
        small = ("--batch-bytes", "65536")
        self.assert_as_the_oracle_says(lines, flags=small)
        self.assertIn("bulk-000002.ndjson", os.listdir(self.path(str(self.runs))))

    def test_mutants_of_it_are_sent_as_the_oracle_says(self):
        lines = self.anonymized(raw_log(1000, seed=5), *SEED)
        made = list(mutants(lines, 20260103, MUTANTS))
        self.assertGreater(len(set(made)), MUTANTS * 9 // 10)
        for step, zone in (("logstash", PARIS), ("none", None)):
            self.assert_as_the_oracle_says(made, step, zone, SEED)


class Samples(Loading):
    @unittest.skipUnless(os.path.isdir(SAMPLES), "../shared/samples is not there")
    def test_of_real_shape_are_sent_as_the_oracle_says(self):
        for name in sorted(os.listdir(SAMPLES)):
            if name.endswith(".md"):
                continue
            with open(os.path.join(SAMPLES, name), "rb") as file:
                raw = file.read()
            lines = self.anonymized(raw, code=None)
            for step, zone in (("logstash", PARIS), ("none", None)):
                sent = self.assert_as_the_oracle_says(lines, step, zone)
                say(f"{name}, {step}: {sent} of {len(lines)} lines compared")


if __name__ == "__main__":
    main()
