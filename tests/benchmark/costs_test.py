"""Fits, the tables of funaudit and those of a month, of made-up runs and logs: nothing is timed here."""

import base64
import dataclasses
import json
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse
from html import unescape
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent))
from harness import audit_costs, cost_report, costs, inputs, loading, measure, month, programs  # noqa: E402
from harness.measure import Case, Run  # noqa: E402


def runs_of(*seconds):
    return [Run(cpu, 2 * cpu, 10, False) for cpu in seconds]


def point(label, at, series, size=10**9):
    return costs.Point(label, at, series, size, Case(f"{series}:{label}", None, None))


class Fits(unittest.TestCase):
    def test_an_exact_power_gives_its_exponent(self):
        for power in (-1, 0, 0.5, 1, 2):
            found = cost_report.exponent([(at, 3 * at**power) for at in (1, 10, 500, 7000)])
            self.assertAlmostEqual(found, power)

    def test_one_place_and_a_cost_that_is_no_power_give_none(self):
        self.assertIsNone(cost_report.exponent([]))
        self.assertIsNone(cost_report.exponent([(10, 1)]))
        self.assertIsNone(cost_report.exponent([(10, 1), (10, 2)]))
        self.assertIsNone(cost_report.exponent([(10, 1), (100, 0)]))
        self.assertIsNone(cost_report.exponent([(10, 1), (100, -0.1)]))

    def table(self):
        points = [point(str(at), at, "standard") for at in (10, 100)]
        lists = [point(f"{at}, list", at, "the list alone", 0) for at in (10, 100)]
        less = {one.case.id: its.case.id for one, its in zip(points, lists, strict=True)}
        return costs.Table("t", "T", "N", points + lists, "identities", grows="identities", less=less, off="list")

    runs = {
        "standard:10": runs_of(2, 3, 4), "standard:100": runs_of(11, 12, 13),
        "the list alone:10, list": runs_of(1, 2, 3), "the list alone:100, list": runs_of(10, 11, 12),
    }  # fmt: skip

    def test_the_list_is_taken_off_in_each_round_and_fitted_by_itself(self):
        words = cost_report.fit(self.table(), self.runs)
        self.assertEqual(words, "CPU ~ identities^0.00 (standard, less its list), identities^0.74 (the list alone)")
        self.assertIn("\n" + words + ": least squares", cost_report.document(self.table(), self.runs, "run"))

    def test_a_table_of_nothing_that_grows_and_a_start_have_no_fit(self):
        table = dataclasses.replace(self.table(), grows="")
        self.assertNotIn("CPU ~", cost_report.document(table, self.runs, "run"))
        table = self.table()
        del table.points[3]
        self.assertEqual(cost_report.fit(table, self.runs), "CPU ~ identities^0.00 (standard, less its list)")

    def test_a_bar_may_be_of_the_wall_time(self):
        runs = {"one": [Run(1, 8, 1, False)], "two": [Run(1, 5, 1, False)]}
        (wall, cpu) = audit_costs.ratios([("x", "one", "two")])
        self.assertEqual(cost_report.bar_ratio(wall, runs), 1.6)
        self.assertEqual(cost_report.bar_ratio(cpu, runs), 1)

    def test_what_it_means_to_end_with_1_is_the_tables_to_say(self):
        table = costs.Table("t", "T", "N", [point("a", 1, "s")], faults="findings", program="`funaudit -j2`")
        words = cost_report.document(table, {"s:a": [Run(1, 1, 10, True)]}, "run")
        self.assertIn("| 10, findings |", words)
        self.assertIn("N `funaudit -j2`, whole", words)


class Encoded(unittest.TestCase):
    words = ["avec", "dans", "très", "zèle"]
    decoders = (
        urllib.parse.unquote,
        lambda text: base64.b64decode(text, validate=True).decode(),
        unescape,
        lambda text: json.loads(text)["text"],
    )

    def bodies(self, percent, count):
        source = ({"time": "x", "event": number} for number in range(count))
        return [event["event"]["body"] for event in inputs.encoded(source, percent, self.words)]

    def test_so_many_of_a_hundred_are_encoded_in_all_ways_in_turns_and_say_the_same(self):
        plain = self.bodies(0, 400)
        self.assertEqual({word for text in plain for word in text.split(" ")}, set(self.words))
        for percent in (1, 10, 50):
            pairs = [(text, body) for text, body in zip(plain, self.bodies(percent, 400), strict=True) if text != body]
            self.assertEqual(len(pairs), 4 * percent)
            for number, (text, body) in enumerate(pairs):
                self.assertEqual(self.decoders[number % 4](body), text)

    def test_words_are_those_of_longer_texts_in_lower_case(self):
        long = {"body": "Marie voit 3 chats; très peu de chiens dans la rue avec son a-b x_y sac"}
        found = inputs.ordinary_words(iter([long, {"short": "never here"}]))
        self.assertEqual(found, ["avec", "chiens", "dans", "peu", "rue", "sac", "son", "très", "voit"])


class Audit(unittest.TestCase):
    """A funanon that copies, so that the log is known."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        place = programs.Place(Path(folder.name, "build"), Path(folder.name, "cache"), Path(folder.name, "key"), Path("people"))
        place.build.mkdir()
        place.cache.mkdir()
        (place.build / "funanon").write_text("#!/bin/sh\ncat\n")
        (place.build / "funanon").chmod(0o755)
        (place.build / "funaudit").touch()
        log = place.cache / "log"
        body = "quelques mots pour dire que tout va bien dans ce cours de chimie"
        log.write_text("".join(json.dumps({"number": number, "body": body}) + "\n" for number in range(200)))
        self.setting = costs.Setting(place, log, log.stat().st_size // 5, 10**4)

    def test_what_is_measured_is_funaudit_on_the_anonymized_log(self):
        for table in (audit_costs.by_size(self.setting), audit_costs.by_encoding(self.setting)):
            for one in table.points:
                self.assertEqual(Path(one.case.program.command[0]).name, "funaudit")
                self.assertIn("people", one.case.program.command)
                self.assertNotIn("--key", one.case.program.command)
        (clean,) = self.setting.place.cache.glob("clean-*")
        self.assertEqual(clean.read_bytes(), self.setting.log.read_bytes())

    def test_threads_are_of_both_programs_and_each_has_its_own_log(self):
        table = audit_costs.by_jobs(self.setting)
        seen = [(Path(one.case.program.command[0]).name, one.case.program.command[-1], one.case.data.name[:5]) for one in table.points]
        twice = [("funanon", "-j1", "log"), ("funanon", "-j2", "log")]
        self.assertEqual(seen, [*twice, *twice, ("funaudit", "-j1", "clean"), ("funaudit", "-j2", "clean")])
        self.assertEqual(len({one.case.id for one in table.points}), 6)

    def test_another_log_is_anonymized_anew_and_the_same_one_is_not(self):
        first = audit_costs.cleaned(self.setting).log
        made = first.stat().st_mtime_ns
        self.assertEqual(audit_costs.cleaned(self.setting).log, first)
        self.assertEqual(first.stat().st_mtime_ns, made)
        self.setting.log.write_text("{}\n")
        second = audit_costs.cleaned(self.setting).log
        self.assertEqual(second.read_text(), "{}\n")
        self.assertFalse(first.exists())


class Month(unittest.TestCase):
    lines = (
        "of no day\n",
        'app: {"time": "2015-03-30T23:59:00+00:00", "event": {"due": "2015-03-31"}}\n',
        '{"time": "2015-03-31T00:00:01+00:00", "page": "/2014-01-01/"}\n',
        '{"event": {"time": "2015-03-31T00:00:02Z"}}\n',
        "no event\n",
    )

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "log").write_text("".join(self.lines))

    def test_each_day_of_each_copy_is_a_file_and_only_the_days_differ(self):
        raw = month.make_raw(self.folder / "log", self.folder / "raw", 3)
        names = [f"tracking.log-2015{day}" for day in ("0326", "0327", "0328", "0329", "0330", "0331")]
        self.assertEqual(sorted(path.name for path in raw.folder.iterdir()), names)
        self.assertEqual(raw.days, 6)
        self.assertEqual(raw.size, 3 * (self.folder / "log").stat().st_size)
        self.assertEqual((raw.folder / names[5]).read_text(), "".join(self.lines[2:]))
        moved = "".join(self.lines[:2]).replace("2015-03-30", "2015-03-28").replace("2015-03-31", "2015-03-29")
        self.assertEqual((raw.folder / names[2]).read_text(), moved)

    def test_expected_are_the_events_that_say_themselves_when_they_were(self):
        self.assertEqual(month.make_raw(self.folder / "log", self.folder / "raw", 3).events, 6)

    def test_a_log_of_no_day_makes_no_month(self):
        (self.folder / "log").write_text("{}\n")
        with self.assertRaises(programs.Missing):
            month.days_of(self.folder / "log")

    def stage(self, cpu, server=0.0, others=0.0, disk=0.0):
        return month.Stage("s", Run(cpu, 10, 50, False), server, others, disk)

    def test_what_bounds_a_stage_is_said_by_its_figures(self):
        self.assertEqual(month.bound(self.stage(18), 2), "CPU, 100 % of it its own")
        self.assertEqual(month.bound(self.stage(4, 14), 2), "CPU, 78 % of it the server's")
        self.assertEqual(month.bound(self.stage(5, 3, 10), 2), "CPU, 56 % of it other programs'")
        self.assertEqual(month.bound(self.stage(10), 2), "CPU of one thread")
        self.assertEqual(month.bound(self.stage(10, disk=6), 2), "disk")
        self.assertEqual(month.bound(self.stage(5, 1, disk=2), 2), "none alone: 1.4 cores idle")
        self.assertEqual(month.bound(self.stage(10), 1), "CPU, 100 % of it its own")

    def test_the_table_has_the_speed_of_each_stage_and_of_all(self):
        done = [self.stage(18), dataclasses.replace(self.stage(4, 14), title="load")]
        words = month.document(month.Raw(None, 4_000_000_000, 7, 16), done, 2, "run")
        self.assertIn("| load | 10.0 | 4.0 | 14.0 | 400 | 50 | 1.80 | CPU, 78 % of it the server's |", words)
        self.assertIn("| all | 20.0 | 22.0 | 14.0 | 200 | 50 | 1.80 |  |", words)

    def measured(self, count):
        node, stages = mock.Mock(), mock.Mock()
        node.count.return_value = count
        setting = costs.Setting(None, self.folder / "log", 0, 0)
        with (
            mock.patch.object(loading, "Node", return_value=node),
            mock.patch.object(loading, "funload", return_value=("true",)),
            mock.patch.object(month, "make_release", return_value=("release", ())),
        ):
            try:
                return month.measured(setting, stages, self.folder, 3)
            finally:
                node.wipe.assert_called_once_with()

    def test_a_document_more_or_less_than_there_must_be_fails_the_table(self):
        self.assertEqual(self.measured(6).events, 6)
        for count in (5, 7):
            with self.subTest(count=count), self.assertRaises(measure.Failed):
                (self.folder / "raw").rename(self.folder / f"raw-{count}")
                self.measured(count)

    def test_the_servers_cpu_is_that_of_its_group(self):
        node = object.__new__(loading.Node)
        node.home = self.folder
        busy = subprocess.Popen((sys.executable, "-c", "while True: pass"), start_new_session=True)  # a group of its own
        self.addCleanup(busy.wait)
        self.addCleanup(busy.kill)
        (self.folder / "group").write_text(f"{busy.pid}\n")
        patience = time.monotonic() + 60
        while node.cpu() < 0.05:
            self.assertLess(time.monotonic(), patience)
            time.sleep(0.05)
        (self.folder / "group").write_text("999999999\n")  # nobody's
        self.assertEqual(node.cpu(), 0)


if __name__ == "__main__":
    unittest.main()
