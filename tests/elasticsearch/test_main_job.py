"""The main job from end to end on a real node: raw log, anonymized, judged, loaded, read back.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_main_job     (in this folder)

Every document is read back by the oracle, which shares no code with the tools, and searched for every
value that the generator planted and its ledger marks `main`.  FUN_FULL=1: 200,000 lines.
"""

import json
import os
import subprocess
import sys

from loading import BIN, HERE, Case, shared_server

TESTS = HERE.parent
SAMPLES = TESTS.parent.parent / "shared" / "samples"
WITHOUT_TIME = {"no-time", "time-out-of-range"}
LINES = 200_000 if os.environ.get("FUN_FULL") else 20_000
SECRET = b"an invented secret of some length"


def setUpModule():
    Case.server = shared_server()


class MainJob(Case):
    def setUp(self):
        super().setUp()
        self.key = self.folder / "key"
        self.key.write_bytes(SECRET)
        self.key.chmod(0o600)
        self.raw = self.folder / "raw.log"
        self.ledger = self.folder / "ledger"

    def generate(self, lines, *flags):
        with open(self.raw, "wb") as out:
            subprocess.run([TESTS / "data" / "generate", "--seed", "5", "--lines", str(lines),
                            "--ledger", self.ledger, *flags], stdout=out, check=True)

    def pipe(self, *flags, policy="standard", rejects="5%"):
        """funanon | funload; returns both exit codes and the loader's summary."""
        summaries = [self.folder / name for name in ("anon-summary", "load-summary")]
        with open(self.raw, "rb") as raw:
            anon = subprocess.Popen(
                [BIN / "funanon", "--key", self.key, "--policy", policy, "--max-rejects", rejects,
                 "--summary", summaries[0]],
                stdin=raw, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        load = subprocess.run(
            self.command("--policy", policy, "--expect", summaries[0], "--summary", summaries[1],
                         *flags),
            stdin=anon.stdout, capture_output=True, timeout=600)
        anon.stdout.close()
        summary = json.loads(summaries[1].read_text()) if summaries[1].exists() else None
        return anon.wait(), load.returncode, summary

    def oracle(self, script, *arguments, stdin=None):
        return subprocess.run([sys.executable, TESTS / "oracle" / script, *arguments], stdin=stdin,
                              stdout=subprocess.PIPE, text=True, check=False)

    def read_back(self):
        done = self.oracle("es.py", "--url", self.server.url, "--index", self.prefix + "*",
                           "--refresh")
        self.assertEqual(done.returncode, 0)
        documents = self.folder / "documents"
        documents.write_text(done.stdout)
        return documents

    def leaks(self, policy, documents):
        return self.oracle("leaks.py", "--ledger", self.ledger, "--stage", "main", "--policy",
                           policy, documents)

    def test_no_planted_value_is_in_any_document_and_nothing_is_lost(self):
        self.generate(LINES, "--dirty")
        anon, load, summary = self.pipe()
        self.assertEqual(anon, 0)
        self.assertIn(load, (0, 1))
        self.assertEqual(summary["read"], sum(summary[term] for term in (
            "indexed", "already_there", "quarantined", "dead_lettered", "rejected", "blank")))
        self.assertGreaterEqual(summary["indexed"], 0.99 * summary["read"])
        self.assertLessEqual(set(summary["dead_lettered_by"]), WITHOUT_TIME, "refused by the server")
        self.assertEqual(self.server.count(self.prefix), summary["indexed"])
        documents = self.read_back()
        self.assertEqual(documents.read_text().count("\n"), summary["indexed"])
        found = self.leaks("standard", documents)
        self.assertEqual(found.returncode, 0, found.stdout)

        again = self.pipe()[2]
        self.assertEqual((again["indexed"], again["already_there"]), (0, summary["indexed"]))
        self.assertEqual(self.server.count(self.prefix), summary["indexed"])

    def test_every_sample_with_a_time_is_indexed(self):
        lines = [line for file in sorted(SAMPLES.glob("*.jsonl"))
                 for line in file.read_bytes().splitlines()]
        if not lines:
            self.skipTest("no samples lie beside the project")
        self.raw.write_bytes(b"\n".join(lines) + b"\n")
        summary = self.pipe("--since", "1970-01-01", rejects="100%")[2]
        self.assertLessEqual(set(summary["dead_lettered_by"]), WITHOUT_TIME, "refused by the server")
        self.assertEqual(self.server.count(self.prefix),
                         summary["read"] - summary["dead_lettered"] - summary["quarantined"] - summary["blank"])
        self.assertGreater(summary["indexed"], 0.8 * len(lines))

    def test_the_readback_finds_a_value_that_was_left(self):
        self.generate(300)
        rows = map(json.loads, self.ledger.read_text(encoding="utf-8").splitlines())
        planted = next(row for row in rows
                       if row["kind"] == "username" and row["stage"] == "main")
        documents = self.folder / "documents"
        documents.write_text(json.dumps({"_source": {"agent": planted["value"]}}) + "\n")
        self.assertEqual(self.leaks("standard", documents).returncode, 1)

    def test_seed_loads_all_that_holds_no_leak_outside_ip(self):
        self.generate(3000)
        quarantined = self.folder / "quarantined"
        _, load, summary = self.pipe("--quarantine", quarantined, policy="seed")
        self.assertIn(load, (0, 1))
        judged = subprocess.run([BIN / "funaudit", "--policy", "seed", "--json",
                                 self.folder / "report", "--show", "0", quarantined],
                                capture_output=True, check=False)
        self.assertEqual(judged.returncode, 1 if summary["quarantined"] else 3)
        self.assertEqual(self.server.count(self.prefix), summary["indexed"])
        self.assertEqual(summary["read"],
                         summary["indexed"] + summary["quarantined"] + summary["dead_lettered"])
        self.assertGreater(summary["indexed"], 0.9 * summary["read"])

    def test_a_killed_anonymizer_is_an_incomplete_load(self):
        self.generate(50_000)
        summary = self.folder / "anon-summary"
        with open(self.raw, "rb") as raw:
            anon = subprocess.Popen([BIN / "funanon", "--key", self.key, "--summary", summary],
                                    stdin=raw, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        load = self.start("--expect", str(summary), stdin=anon.stdout)
        anon.stdout.close()
        self.until(lambda: self.server.count(self.prefix) > 0)
        anon.kill()
        anon.wait()
        words = self.wait(load, code=4)
        self.assertFalse(summary.exists(), words)


if __name__ == "__main__":
    import unittest
    unittest.main()
