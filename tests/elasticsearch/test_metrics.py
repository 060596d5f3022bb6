"""funload --metrics on a real node, its file read by the parser of Prometheus' own Python client.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_metrics      (in this folder; see loading.py)
"""

import json
import os
import subprocess
import time
import unittest

from loading import CANARY, HERE, Case, Server, event, log, node

PARSE = """
import json, sys
from prometheus_client.parser import text_string_to_metric_families
print(json.dumps([[f.type, f.documentation, [[s.name, s.labels, s.value] for s in f.samples]]
                  for f in text_string_to_metric_families(sys.stdin.read())]))
"""
COUNTERS = {f"funload_{name}_total" for name in (
    "lines_read", "lines_blank", "lines_rejected", "events_quarantined", "events_dead_lettered",
    "events_indexed", "events_already_there", "events_retried", "sent_bytes")}
GAUGES = {"funload_events_in_flight", "funload_last_success_timestamp_seconds", "funload_paused"}
UNAVAILABLE = 'funload_paused{reason="unavailable"}'
FLOOD_STAGE = 'funload_paused{reason="flood_stage"}'


def setUpModule():
    Case.server = Server(os.environ.get("FUN_ES_URL") or node("start"))
    folder = subprocess.run([HERE.parent / "golden" / "validators"], check=True, text=True,
                            stdout=subprocess.PIPE).stdout.strip()
    MetricsCase.python = os.path.join(folder, "bin", "python3")


class MetricsCase(Case):
    def setUp(self):
        super().setUp()
        self.file = self.folder / "funload.prom"

    def samples(self):
        """The samples by name and labels, as they stand in the file."""
        text = self.file.read_text() if self.file.exists() else ""
        lines = [line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#")]
        return {name: int(value) for name, value in lines}

    def parsed(self):
        """The same, as Prometheus' parser reads them; names and types must be the documented ones."""
        text = self.file.read_text()
        self.assertNotIn(CANARY, text)
        done = subprocess.run([self.python, "-c", PARSE], input=text, text=True, check=True,
                              stdout=subprocess.PIPE)
        families = json.loads(done.stdout)
        named = {kind: {name for family in families if family[0] == kind for name, _, _ in family[2]}
                 for kind in ("counter", "gauge")}
        self.assertEqual(named, {"counter": COUNTERS, "gauge": GAUGES})
        self.assertEqual(len(families), len(COUNTERS | GAUGES))
        self.assertTrue(all(help_text.endswith(".") for _, help_text, _ in families))
        return {name + "".join(f'{{{k}="{v}"}}' for k, v in labels.items()): value
                for _, _, samples in families for name, labels, value in samples}

    def metrics(self, *flags):
        return "--metrics", str(self.file), *flags


class AMetricsFile(MetricsCase):
    def test_holds_the_equation_at_the_end(self):
        good = [event(n) for n in range(50)]
        self.load(log(*good[:20]))
        before = int(time.time())
        lines = log(*good, "", event(60, time=...), event(61, event="ada@example.org"), '{"a":')
        words = self.load(lines, *self.metrics(), code=1)
        found = self.parsed()
        self.assertIn("read 54 = indexed 30 + already_there 20 + quarantined 1 + dead_lettered 1 + "
                      "rejected 1 + blank 1", words)
        counts = {"lines_read": 54, "events_indexed": 30, "events_already_there": 20,
                  "events_quarantined": 1, "events_dead_lettered": 1, "lines_rejected": 1,
                  "lines_blank": 1, "events_retried": 0}
        self.assertEqual({name: found[f"funload_{name}_total"] for name in counts}, counts)
        self.assertEqual(found["funload_events_in_flight"], 0)
        self.assertGreater(found["funload_sent_bytes_total"], len(log(*good)))
        self.assertGreaterEqual(found["funload_last_success_timestamp_seconds"], before)
        self.assertEqual((found[UNAVAILABLE], found[FLOOD_STAGE]), (0, 0))
        self.assertEqual(self.samples(), found)
        self.assertEqual([file.name for file in self.folder.iterdir()], [self.file.name])

    def test_goes_on_while_the_stream_does(self):
        process = self.start(*self.metrics("--flush-interval", "0.2"), stdin=subprocess.PIPE)
        self.until(lambda: self.samples().get("funload_lines_read_total") == 0)
        for number in range(1, 4):
            process.stdin.write(log(event(number)))
            process.stdin.flush()
            self.until(lambda: self.samples()["funload_events_indexed_total"] == number)
        self.assertEqual(self.parsed()["funload_lines_read_total"], 3)
        self.wait(process)

    def test_says_that_the_load_is_paused_while_it_waits(self):
        self.load(log(event(0)))
        index = f"/{self.prefix}2015.02.01/_settings"
        process = self.start(*self.metrics("--flush-interval", "0.1", "--batch-bytes", "2000"),
                             stdin=subprocess.PIPE)
        self.until(lambda: self.samples())

        def is_paused():  # a node that looks at its disk lifts the block
            self.server.ask("PUT", index, {"index.blocks.read_only_allow_delete": True})
            return self.samples()[FLOOD_STAGE] == 1

        self.server.ask("PUT", index, {"index.blocks.read_only_allow_delete": True})
        process.stdin.write(log(*[event(3 * n) for n in range(1, 40)]))
        process.stdin.flush()
        self.until(is_paused)
        found = self.parsed()
        self.assertGreater(found["funload_events_in_flight"], 0)
        self.assertGreater(found["funload_events_retried_total"], 0)
        self.assertEqual(found["funload_last_success_timestamp_seconds"], 0)
        self.server.ask("PUT", index, {"index.blocks.read_only_allow_delete": None})
        self.wait(process)
        found = self.parsed()
        self.assertEqual((found[FLOOD_STAGE], found["funload_events_in_flight"]), (0, 0))
        self.assertEqual(found["funload_events_indexed_total"], 39)
        self.assertGreater(found["funload_last_success_timestamp_seconds"], 0)


class ABadPlace(MetricsCase):
    def test_is_refused_before_anything_is_read(self):
        for path, said in ((self.folder / "nowhere" / "funload.prom", "the folder of --metrics does not exist"),
                           (self.folder, "names a folder"), ("-", "cannot be standard output")):
            read, write = os.pipe()
            os.write(write, log(event(1)))
            os.close(write)
            done = subprocess.run(self.command("--metrics", str(path)), stdin=read,
                                  capture_output=True, timeout=60)
            words = self.ended(done.returncode, done.stdout, done.stderr, 2)
            self.assertIn(said, words)
            self.assertEqual(os.read(read, 9999), log(event(1)))
            os.close(read)
        self.assertEqual(list(self.folder.iterdir()), [])
        self.assertEqual(self.server.count(self.prefix), 0)

    def test_is_the_place_of_another_file(self):
        for other in ("--summary", "--quarantine", "--dead-letter", "--rejects"):
            self.load(log(event(1)), *self.metrics(other, str(self.file)), code=2)
        self.file.write_bytes(log(event(1)))
        self.load(b"", *self.metrics(str(self.file)), code=2)
        self.assertEqual(self.file.read_bytes(), log(event(1)))

    def test_that_is_full_is_said_once_and_stops_no_load(self):
        mount = ["mount", "-t", "tmpfs", "-o", "size=4096", "tmpfs", self.folder]
        if os.getuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
            self.skipTest("no tmpfs can be mounted here")
        self.addCleanup(subprocess.run, ["umount", "-l", self.folder], check=True)
        (self.folder / "full").write_bytes(b"x" * 4096)
        process = self.start(*self.metrics("--flush-interval", "0.05"), stdin=subprocess.PIPE)
        for number in range(5):
            process.stdin.write(log(event(number)))
            process.stdin.flush()
            self.until(lambda: self.server.count(self.prefix) == number + 1)
        words = self.wait(process)
        self.assertEqual(words.count("warning: cannot write"), 1, words)
        self.assertIn("No space left on device; the load goes on without new metrics", words)
        self.assertEqual([file.name for file in self.folder.iterdir()], ["full"])


if __name__ == "__main__":
    unittest.main()
