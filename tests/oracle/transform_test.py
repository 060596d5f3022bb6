"""Tests of transform.py: the documents of cases_*.py, written by hand."""

import unittest

import cases_logstash
import cases_shape
import cases_time
from cases import INDEX_DAY
from holdable import DECODER
from transform import WINDOW, documents


def one(line, *arguments, **how):
    return next(documents([line], *arguments, **how))


class ADocument(unittest.TestCase):
    maxDiff = None

    def test_is_as_it_was_written_by_hand(self):
        for case in cases_shape.CASES + cases_logstash.CASES:
            for step in ("none", "logstash"):
                with self.subTest(case.says, step=step):
                    index, _id, made = one(case.line_bytes(), step, prefix="p-")
                    self.assertEqual(index, "p-" + INDEX_DAY)
                    self.assertEqual(made, DECODER.decode(case.document(step)))

    def test_has_the_time_and_hours_that_were_reckoned_by_hand(self):
        for case in cases_time.CASES:
            with self.subTest(case.text):
                index, _id, made = one(case.line_bytes(), tz=case.zone)
                self.assertEqual(index, "logstash-trackinglogs-" + case.day)
                self.assertEqual(made, DECODER.decode(case.document()))

    def test_is_none_without_a_time(self):
        for line in cases_time.WITHOUT:
            self.assertEqual(one(line.encode()), ("no-time",), line)

    def test_is_none_for_what_is_no_json_object_alone(self):
        for line in cases_time.REFUSED:
            self.assertEqual(one(line.encode()), ("refused",), line)
        self.assertEqual(one(b" \t\r"), ("blank",))


class AnId(unittest.TestCase):
    LINE = b'{"event_type":"page_close","time":"2015-02-02T00:30:00.864078+00:00"}'

    def ids(self, lines):
        return [made[1] for made in documents(lines) if len(made) == 3]

    def test_is_that_of_the_worked_example(self):
        self.assertEqual(self.ids([self.LINE, b" " + self.LINE + b"\t\r"]),
                         ["-Jh6gPeVDKmsFogj_-PVek", "-Jh6gPeV0fgs11jyyImvMF"])

    def test_comes_again_when_equal_lines_are_a_window_apart(self):
        first = self.ids([self.LINE])
        self.assertEqual(self.ids([self.LINE] + [b""] * WINDOW + [self.LINE]), first * 2)
        self.assertNotEqual(self.ids([self.LINE] + [b""] * (WINDOW - 1) + [self.LINE]), first * 2)

    def test_counts_times_before_1970_as_0(self):
        self.assertEqual(self.ids([b'{"time":"1969-12-31T23:59:59Z"}'])[0][:8], "--------")
