"""The figures and documents of the benchmark, of made-up runs: nothing is timed here."""

import json
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import same_job  # noqa: E402
from harness import check, cost_report, costs, gate, inputs, loading, measure, plot, report  # noqa: E402
from harness.measure import Case, Run, Stream, opened  # noqa: E402
from harness.programs import SAME_JOB, Program  # noqa: E402


def runs_of(*seconds):
    return [Run(cpu, 2 * cpu, 10, False) for cpu in seconds]


def point(label, at, identity, size=10**9):
    return costs.Point(label, at, "seed", size, Case(identity, None, None))


class Ratios(unittest.TestCase):
    # A slow moment doubles both programs in the second round: each round's ratio is 2.
    slow = {"a": runs_of(2, 20, 4), "b": runs_of(1, 10, 2)}

    def test_a_ratio_is_the_median_of_the_rounds_not_the_ratio_of_sums_or_medians(self):
        runs = {"a": runs_of(6, 1, 9), "b": runs_of(1, 1, 3)}  # the medians' ratio is 6, the sums' 3.2
        self.assertEqual(report.ratio(runs, "a", "b"), 3)

    def test_a_disturbance_of_both_programs_changes_no_ratio(self):
        self.assertEqual(report.ratio(self.slow, "a", "b"), 2)
        self.assertEqual(report.ratio(self.slow, "a", "b", "wall"), 2)

    def test_the_ratio_to_a_missing_program_is_none_and_shown_as_a_dash(self):
        self.assertIsNone(report.ratio(self.slow, "a", "c"))
        self.assertIsNone(report.ratio(self.slow, "c", "a"))
        self.assertEqual(report.shown(None), "–")

    def test_a_bar_takes_the_decoder_off_in_each_round(self):
        runs = {"gz": runs_of(3, 30), "decoder": runs_of(2, 28), "plain": runs_of(1, 1)}
        bar = costs.Bar("", "gz", "decoder", "plain", "")
        self.assertEqual(cost_report.bar_ratio(bar, runs), 1.5)  # of 1 and 2
        self.assertEqual(cost_report.bar_ratio(costs.Bar("", "gz", "", "plain", ""), runs), 16.5)

    def test_growth_is_by_byte(self):
        small, large = point("1", 1, "small", 10**6), point("2", 2, "large", 10**7)
        runs = {"small": runs_of(1, 2), "large": runs_of(10, 20)}
        self.assertAlmostEqual(cost_report.growth(large, small, runs), 1)


class Loading(unittest.TestCase):
    def test_a_loader_is_held_against_funload_on_its_own_server_by_wall_time(self):
        with tempfile.NamedTemporaryFile() as log:
            made = loading.Input(Path(log.name), None, None, None, 1000)
            rows = [loading.Loader(name, name, server, (), bar)
                    for name, server, bar in (("funload", "elasticsearch", ""), ("floor", "elasticsearch", "≤ 1.15"),
                                              ("funload-opensearch", "opensearch", ""), ("dump", "opensearch", "≤ 1/3"))]  # fmt: skip
            runs = {"funload": runs_of(2, 9), "floor": runs_of(2, 6), "funload-opensearch": runs_of(3), "dump": runs_of(12)}
            words = loading.document(rows, {"rsyslog, elasticsearch": "not installed"}, runs, made, "run", 2)
        lines = words.splitlines()
        self.assertIn("| floor | elasticsearch | 4.0 / **8.0** / 12.0 |", words)
        self.assertTrue(next(line for line in lines if line.startswith("| floor")).endswith("| 1.25× (≤ 1.15) |"), words)
        self.assertTrue(next(line for line in lines if line.startswith("| dump")).endswith("| 0.25× (≤ 1/3) |"), words)
        self.assertIn("2000.0 / **5500.0** / 9000.0", words)  # CPU seconds for a million documents
        self.assertIn("| rsyslog, elasticsearch | missing: not installed |", words)


class Documents(unittest.TestCase):
    ours = Program("funanon-seed", "ours", (), SAME_JOB)
    facts = {
        "command": "run", "rounds": 1, "data": "made", "size": 10**6, "lines": 5, "people": "no",
        "others": 0, "seconds": 1, "versions": ("one 1",),
    }  # fmt: skip

    def test_a_missing_peer_is_said_to_be_missing_and_has_no_figure(self):
        words = report.document(
            self.facts, [self.ours], {"Go sonic": "go is not installed"},
            {"funanon-seed": runs_of(1)}, {"funanon-seed": "5 lines, 0 differ"},
        )  # fmt: skip
        self.assertIn("| Go sonic | missing: go is not installed | | | | | |", words)
        self.assertIn("| P1 CPU of Rust simd-json (DOM) ÷ seed | – |", words)

    def test_a_document_without_funanon_can_be_written(self):
        words = report.document(self.facts, [], {"ours": "not in the --build folder"}, {}, {})
        self.assertIn("| ours | missing", words)

    def test_only_zero_differences_in_some_lines_are_the_same_job(self):
        self.assertTrue(check.is_same("5 lines, 0 differ"))
        for verdict in ("5 lines, 10 differ", "5 lines, 1 differ", "0 lines, 0 differ", "same_job.py ended with 3"):
            self.assertFalse(check.is_same(verdict), verdict)

    def test_a_table_replaces_its_own_text_only(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "docs", "benchmarks.md")
            report.replace_between(path, "one", "words-1")
            report.replace_between(path, "two", "words-2")
            report.replace_between(path, "one", "words-3")
            text = path.read_text(encoding="utf-8")
            self.assertNotIn("words-1", text)
            self.assertLess(text.index("words-3"), text.index("words-2"))
            self.assertEqual([entry.name for entry in path.parent.iterdir()], ["benchmarks.md"])

    def test_a_cost_table_shows_missing_decoders_and_bars(self):
        table = costs.Table("compressed", "T", "N", [point("plain", 0, "plain"), point(".gz", 0, "gz")])
        table.missing = [("igzip -dc", "igzip is not installed")]
        table.bars = (costs.Bar("B", "gz", "", "plain", "≤ 2×"),)
        words = cost_report.document(table, {"plain": runs_of(1), "gz": runs_of(3)}, "run")
        self.assertIn("| igzip -dc | missing: igzip is not installed |", words)
        self.assertIn("| B | 3.00× | ≤ 2× |", words)


class Answers(unittest.TestCase):
    def differs(self, a, b, cut):
        try:
            same_job.compare(a, b, "", cut)
        except same_job.Difference:
            return True
        return False

    def test_a_name_that_is_json_may_differ_where_cut_strings_may_and_is_counted(self):
        a, b, cut = {"x": 1, '{"email": "e"}': [""]}, {"{}": [""], "x": 1}, []
        self.assertFalse(self.differs(a, b, cut))
        self.assertEqual(len(cut), 1)
        self.assertTrue(self.differs(a, b, None))
        self.assertTrue(self.differs(a, {"x": 1, "{}": ["y"]}, []), "its value must be the same")

    def test_a_member_on_one_side_only_is_a_difference(self):
        self.assertTrue(self.differs({"x": 1, "y": 1}, {"x": 1}, []))
        self.assertTrue(self.differs({"x": 1, "{}": 1}, {"x": 1}, []))
        self.assertTrue(self.differs({"x": 1}, {"y": 1}, []))


class Plots(unittest.TestCase):
    def test_plots_are_well_formed_whatever_a_title_holds(self):
        bars = plot.bars("a < b & c", "MB/s", [("<ours>", 3.0, True), ("gone", None, False)])
        xml.fromstring(bars)
        self.assertIn(">missing<", bars)
        axes = plot.Axes("<t>", "x & y", "s", True)
        xml.fromstring(plot.curves(axes, {"<seed>": [(1, 0.5, "1 B"), (1000, 0.7, "1 kB")]}))
        xml.fromstring(plot.curves(plot.Axes("t", "x", "y", False), {"one": [(0, 0, "0 %")]}))

    def test_the_grid_reaches_above_the_highest_point_in_few_steps(self):
        for highest in (0.003, 0.7, 1, 4.1, 8, 99, 12345):
            step, top = plot.round_up(highest)
            self.assertGreaterEqual(top, highest)
            self.assertLessEqual(top / step, 8.001)


class Inputs(unittest.TestCase):
    event = {"username": "ada", "event_type": "x", "event": {"email": "a@example.org"}, "name": "kept", "pad": "p" * 900}
    edges = {"name": "kept", "username": "", "event": '{"password2": 1, "username": ["a"]}', "l": [{"city": "x", "a": 1}]}

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.log = Path(folder.name, "log")
        self.log.write_text("no event\n" + "".join(f"prefix {json.dumps(self.event)}\n" for _ in range(50)))

    def take(self, source, count):
        return [next(source) for _ in range(count)]

    def test_lines_have_about_the_length_asked_for(self):
        for length in (1200, 10_000, 100_000):
            lines = [len(json.dumps(event)) for event in self.take(inputs.merged(inputs.events(self.log), length), 20)]
            self.assertLess(abs(sum(lines) / 20 - length), 0.3 * length)

    def test_so_many_of_a_hundred_lines_have_an_edit(self):
        for percent in (0, 10, 50, 100):
            lines = self.take(inputs.edited(inputs.events(self.log), percent), 100)
            self.assertEqual(sum(line["username"] != "" for line in lines), percent)
            self.assertEqual(sum("email" in line["event"] for line in lines), percent)

    def test_a_bare_event_holds_nothing_to_change(self):
        kept = inputs.bare(self.edges, top=True)
        self.assertEqual(kept, {"name": "kept", "username": "", "event": '{"username": ""}', "l": [{"a": 1}]})

    def test_new_names_are_all_new_and_as_long_as_ordinary_ones(self):
        new = {inputs.new_name(number) for number in range(1000)}
        self.assertEqual(len(new), 1000)
        self.assertEqual(len({inputs.known_name(number) for number in range(30_000)}), 20_000)
        self.assertEqual({len(name) for name in new}, {len(inputs.known_name(1))})

    def test_a_file_is_made_whole_or_not_at_all(self):
        target = self.log.with_name("made")
        with self.assertRaises(ZeroDivisionError):
            inputs.made(target, lambda sink: sink.write(b"x" * (1 // 0)))
        self.assertFalse(target.exists())

    def test_a_stream_is_the_file_so_many_times(self):
        with opened(Stream(self.log, 3)) as source:
            self.assertEqual(source.read(), self.log.read_bytes() * 3)

    def test_a_stream_whose_reader_stops_early_does_not_hang(self):
        with opened(Stream(self.log, 10_000)) as source:
            source.read(10)



class Gate(unittest.TestCase):
    def test_it_costs_what_a_judged_release_costs_more_than_a_trusted_one(self):
        def series(*cpu):
            return [measure.Run(one, 1.0, 50.0, False) for one in cpu]

        words = gate.document({"judged": series(2.0, 3.0, 2.5), "trusted": series(1.0, 1.0, 1.25)}, 500_000, "run")
        self.assertIn("round by round | 2.00 / **2.50** / 4.00 | ≤ 3 |", words)
        self.assertIn("Judged ÷ trusted: 2.00×.", words)

if __name__ == "__main__":
    unittest.main()
