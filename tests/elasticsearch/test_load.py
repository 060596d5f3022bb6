"""Loads small logs into a real Elasticsearch and counts what came of each line.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_load      (in this folder; see loading.py)
"""

import gzip
import hashlib
import json
import stat
import subprocess
import unittest

from loading import BIN, CANARY, PSEUDONYM, Case, event, log, shared_server


def setUpModule():
    Case.server = shared_server()


class Counts(Case):
    def test_every_line_becomes_one_document(self):
        lines = [event(n) for n in range(300)]
        words = self.load(log(*lines), "--summary", str(self.folder / "summary"))
        self.assertIn("read 300 = indexed 300 + already_there 0", words)
        self.assertIn(f"{self.prefix}2015.02.01: indexed 100, already there 0, "
                      "now on the server 100", words)
        self.assertEqual(self.server.count(self.prefix), 300)
        summary = json.loads((self.folder / "summary").read_text())
        self.assertEqual(summary["indexed"], 300)
        self.assertEqual(summary["bytes"], len(log(*lines)))
        self.assertEqual(summary["sha256"], hashlib.sha256(log(*lines)).hexdigest())

    def test_a_document_is_its_line_and_a_timestamp(self):
        line = event(1, n=123456789012345678901234567890, x=["\ud800", 1e-7])
        self.load(log(line), "--transform", "none")
        source = {"@timestamp": "2015-02-02T10:00:01.864Z", **json.loads(line)}
        self.assertEqual(self.server.sources(self.prefix), [source])

    def test_a_document_has_what_the_load_of_2015_gave_it(self):
        self.load(log(event(1)), "--tz", "Europe/Paris")
        source, = self.server.sources(self.prefix)
        self.assertEqual((source["university"], source["hour_of_day"], source["hour_of_day_local"]),
                         ("a", 10, 11))
        self.assertEqual(source["event"], {}, "the answers of a problem_check are taken out")

    def test_a_second_run_adds_nothing(self):
        lines = log(*[event(n) for n in range(100)])
        self.load(lines)
        words = self.load(lines)
        self.assertIn("read 100 = indexed 0 + already_there 100", words)
        self.assertEqual(self.server.count(self.prefix), 100)

    def test_identical_lines_are_events_of_their_own(self):
        lines = log(event(1), event(2), event(1), event(1))
        self.load(lines)
        self.assertEqual(self.server.count(self.prefix), 4)
        self.load(lines)
        self.assertEqual(self.server.count(self.prefix), 4)

    def test_packed_input_is_loaded_as_plain_input_is(self):
        file = self.folder / "log.gz"
        file.write_bytes(gzip.compress(log(*[event(n) for n in range(50)])))
        self.load(b"", str(file))
        words = self.load(log(*[event(n) for n in range(50)]))
        self.assertIn("already_there 50", words)

    def test_the_day_is_of_utc(self):
        self.load(log(event(1, time="2015-02-03T00:30:00+01:00")))
        self.assertEqual(self.server.indices(self.prefix), [f"{self.prefix}2015.02.02"])

    def test_packed_requests_load_the_same(self):
        self.load(log(*[event(n) for n in range(300)]), "--compress", "always")
        self.assertEqual(self.server.count(self.prefix), 300)

    def test_small_batches_load_the_same(self):
        lines = log(*[event(n) for n in range(200)])
        self.load(lines, "--batch-bytes", "2000", "--concurrency", "4")
        self.assertEqual(self.server.count(self.prefix), 200)

    def test_a_dry_run_sends_nothing(self):
        words = self.load(log(event(1), event(2, time=...)), "--dry-run", code=1)
        self.assertIn("dead_lettered 1 + rejected 0 + blank 0 + passed 1", words)
        self.assertRegex(words, rf"{self.prefix}2015.02.02: would get 1 documents, \d+ bytes")
        self.assertEqual(self.server.count(self.prefix), 0)
        self.assertNotIn(self.prefix.rstrip("-"), self.server.templates())

    def test_ready_bodies_are_what_is_sent(self):
        lines = log(*[event(n) for n in range(300)])
        folder = self.folder / "bodies"
        self.load(lines, "--dry-run", "-o", str(folder), "--batch-bytes", "50000")
        bodies = sorted(folder.iterdir())
        self.assertGreater(len(bodies), 1)
        self.load(log(event(0)))  # puts the template
        for body in bodies:
            self.server.send("/_bulk", body.read_bytes())
        self.assertEqual(self.server.count(self.prefix), 300)
        self.assertIn("already_there 300", self.load(lines))

    def test_another_template_that_wins_is_said_before_anything_is_sent(self):
        name = self.prefix + "other"
        self.server.ask("PUT", f"/_index_template/{name}",
                        {"index_patterns": [self.prefix + "*"], "priority": 501})
        self.addCleanup(self.server.ask, "DELETE", f"/_index_template/{name}")
        words = self.load(log(event(1)), code=2)
        self.assertIn("another index template of the server has a higher priority", words)
        self.assertEqual(self.server.count(self.prefix), 0)


class Gate(Case):
    MAIL = "kanarienvogel.ada@example.org"

    def test_a_finding_is_quarantined_and_never_sent(self):
        lines = [event(n, event=self.MAIL if n % 4 == 0 else "x") for n in range(200)]
        kept = self.folder / "quarantine"
        words = self.load(log(*lines), "--quarantine", str(kept), code=1)
        self.assertIn("indexed 150 + already_there 0 + quarantined 50", words)
        self.assertIn("quarantined by: email 50", words)
        self.assertEqual(kept.read_bytes(), log(*lines[::4]))
        self.assertEqual(stat.S_IMODE(kept.stat().st_mode), 0o600)
        sent = {d["n"] for d in self.server.sources(self.prefix)}
        self.assertEqual(sent, {n for n in range(200) if n % 4})

    def test_a_logger_prefix_is_quarantined(self):
        line = "Feb  1 10:00:00 lms1 tracking[77]: " + event(1)
        words = self.load(log(line, event(2)), code=1)
        self.assertIn("quarantined by: dropped-field 1", words)

    def test_what_cannot_be_read_is_rejected_and_kept_byte_for_byte(self):
        bad = [b'{"a":1', b"no json " + CANARY.encode(), b'{"a":"\xff"}', b'{"a":NaN}', b'[1]']
        lines = b"".join(b + b"\n" + event(n).encode() + b"\n\n" for n, b in enumerate(bad))
        kept = self.folder / "rejects"
        words = self.load(lines, "--rejects", str(kept), code=1)
        self.assertIn("read 15 = indexed 5 + already_there 0 + quarantined 0 + dead_lettered 0 + "
                      "rejected 5 + blank 5", words)
        self.assertEqual(kept.read_bytes(), b"".join(b + b"\n" for b in bad))

    def test_a_line_over_the_limit_is_rejected_whole(self):
        long = event(1, agent="x" * 900_000)
        kept = self.folder / "rejects"
        self.load(log(event(2), long, event(3)), "--max-line", "100000",
                  "--rejects", str(kept), code=1)
        self.assertEqual(kept.read_bytes(), log(long))
        self.assertEqual(self.server.count(self.prefix), 2)

    def test_a_raw_log_loads_nothing_not_even_the_template(self):
        lines = [event(n, username="ada", ip="82.1.2.3") for n in range(1500)]
        words = self.load(log(*lines), code=1)
        self.assertIn("nothing was sent: 1,000 of the first 1,000 lines fail the rule", words)
        self.assertIn("this looks like a raw log: pipe it through funanon", words)
        self.assertEqual(self.server.count(self.prefix), 0)
        self.assertNotIn(self.prefix.rstrip("-"), self.server.templates())

    def test_a_seed_log_loads_with_its_policy_only(self):
        lines = log(*[event(n, ip="82.1.2.3") for n in range(20)])
        self.assertIn("load with --policy seed", self.load(lines, code=1))
        self.assertEqual(self.server.count(self.prefix), 0)
        self.load(lines, "--policy", "seed")
        self.assertEqual(self.server.count(self.prefix), 20)
        mail = log(*[event(n, ip="82.1.2.3") for n in range(20, 23)], event(23, event=self.MAIL))
        self.assertIn("quarantined 1", self.load(mail, "--policy", "seed", code=1))

    def test_a_slow_stream_is_not_kept_waiting(self):
        process = self.start("--flush-interval", "0.3", stdin=subprocess.PIPE)
        process.stdin.write(log(event(1), event(2)))
        process.stdin.flush()
        self.until(lambda: self.server.count(self.prefix) == 2)
        process.stdin.write(log(event(3)))
        process.stdin.flush()
        self.until(lambda: self.server.count(self.prefix) == 3)
        self.interrupt(process)
        words = self.wait(process, code=4)
        self.assertIn("stopped by a signal behind standard input, line 3", words)
        self.assertIn("read 3 = indexed 3", words)


class SettingUp(Case):
    def test_puts_the_template_and_says_what_it_changes(self):
        name = self.prefix.rstrip("-")
        self.assertIn(f"index template {name}: not there\n", self.load(b"", "--setup", "--dry-run"))
        self.assertNotIn(name, self.server.templates())
        self.assertIn("not there, made", self.load(b"", "--setup"))
        self.assertIn(f"index template {name}: as it should be", self.load(b"", "--setup"))
        shown = self.server.ask("GET", f"/_index_template/{name}")["index_templates"][0]["index_template"]
        # Elasticsearch 9 shows dates that it does not take.
        body = {key: value for key, value in shown.items() if not key.endswith(("_date", "_date_millis"))}
        body["priority"] = 501
        body["template"]["settings"]["index"]["number_of_shards"] = "3"
        body["template"]["settings"]["index"]["refresh_interval"] = "30s"
        body["template"]["mappings"]["properties"].pop("event_type")
        self.server.ask("PUT", f"/_index_template/{name}", body)
        for flags in (["--dry-run"], []):
            words = self.load(b"", "--setup", *flags)
            for place in ("/priority", "/template/settings/index/number_of_shards",
                          "/template/mappings/properties/event_type/type"):
                self.assertIn(place, words)
            self.assertIn("values that ours does not have: 1", words)
            self.assertNotIn("refresh_interval", words)
        self.assertIn("as it should be", self.load(b"", "--setup"))
        self.assertEqual(self.server.indices(self.prefix), [])

    def test_a_copy_that_goes_before_ours_is_taken_with_what_it_adds(self):
        """As docs/lifecycle.md makes one, with a setting that each test server has."""
        name = self.prefix.rstrip("-")
        self.load(b"", "--setup")
        body = self.server.ask("GET", f"/_index_template/{name}")["index_templates"][0]["index_template"]
        body = {key: value for key, value in body.items() if not key.endswith(("_date", "_date_millis"))}
        body["priority"] = 600
        body["template"]["settings"]["index"]["refresh_interval"] = "30s"
        self.server.ask("PUT", f"/_index_template/{name}-copy", body)
        self.addCleanup(self.server.ask, "DELETE", f"/_index_template/{name}-copy")
        self.load(log(event(1)))
        settings, = self.server.ask("GET", f"/{self.prefix}*/_settings").values()
        self.assertEqual(settings["settings"]["index"]["refresh_interval"], "30s")

    def test_takes_no_input(self):
        self.assertIn("loads nothing", self.load(b"", "--setup", "a.log", code=2))


class Ends(Case):
    def test_an_expected_stream_is_compared(self):
        lines = log(*[event(n) for n in range(10)])
        states = self.folder / "states"
        digest = hashlib.sha256(lines).hexdigest()
        states.write_text(json.dumps({"bytes": len(lines), "sha256": digest}))
        summary = self.folder / "summary"
        self.load(lines, "--expect", str(states))
        self.load(lines[:-200], "--expect", str(states), "--summary", str(summary), code=4)
        self.assertFalse(summary.exists())
        self.load(lines, "--expect", str(self.folder / "missing"), code=4)

    def test_nothing_is_not_success(self):
        self.assertIn("no line was read", self.load(b"", code=3))
        self.load(b"", "--allow-empty")
        self.load(b"", str(self.folder / "missing"), code=3)

    def test_a_closed_standard_input_is_an_error(self):
        command = 'exec "$0" "$@" <&-'
        done = subprocess.run(["sh", "-c", command, *self.command()],
                              capture_output=True, timeout=30)
        self.ended(done.returncode, done.stdout, done.stderr, 3)

    def test_wrong_usage_is_2_and_says_no_value(self):
        for flags in (["--index-prefix", "Großes-"], ["--url", f"http://u:{CANARY}@localhost"],
                      ["--user", "u"], ["--policy", CANARY], ["--batch-bytes", CANARY],
                      ["--rejects", "a", "--quarantine", "a"]):
            self.load(b"", *flags, code=2)

    def test_nobody_there_is_6_at_once(self):
        words = self.load(log(event(1)), "--url", "http://127.0.0.1:1", code=6)
        self.assertIn("no answer from http://127.0.0.1:1", words)

    def test_tls_to_a_server_that_speaks_none_is_6_and_the_url_that_works_is_said(self):
        plain = self.server.url
        words = self.load(log(event(1)), "--url", plain.replace("http:", "https:"), code=6)
        self.assertIn(f"--url {plain}", words)

    def test_a_query_answers(self):
        self.load(log(*[event(n) for n in range(7)]))
        self.server.count(self.prefix)
        query = self.folder / "query.json"
        query.write_text('{"size": 0, "track_total_hits": true, "query": {"match_all": {},},}')
        host, port = self.server.url.split("//")[1].split(":")
        ask = [BIN / "funquery", "--index", self.prefix + "*", str(query)]
        done = subprocess.run([*ask, "--host", host, "-p", port],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(json.loads(done.stdout)["hits"]["total"]["value"], 7, done.stderr)
        self.assertIn("left out 2 commas", done.stderr)
        query.write_text('{"query": {"no_such_query": {"x": "%s"}}}' % CANARY)
        done = subprocess.run([*ask, "--url", self.server.url],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("parsing_exception", done.stderr)
        self.assertNotIn(CANARY, done.stderr)


if __name__ == "__main__":
    unittest.main()
