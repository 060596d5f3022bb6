"""funaudit --self-test: what the scan finds of values planted into the log's own lines.

The same numbers for any threads and packing, in every report, and not a byte of what was planted.
"""

import gzip
import json
import os
import re
import signal
import subprocess
import sys

sys.dont_write_bytecode = True

from session import ROOT, Case, main, raw_log  # noqa: E402

KINDS = {"json": "audit.json", "sarif": "audit.sarif", "junit": "audit.xml", "markdown": "audit.md",
         "html": "audit.html"}  # fmt: skip
FLAGS = [word for kind, name in KINDS.items() for word in (f"--{kind}", name)]
ENCODINGS = ["base64", "base64url", "chain-2", "chain-3", "escape", "full-width", "html", "invisible", "json",
             "percent", "plain", "quoted-printable", "written"]  # fmt: skip
ROUNDS = 10_000 if os.environ.get("FUN_FULL") == "1" else 500
# Reserved or otherwise of no value of the log: what the self-test plants, by its look.
PLANTED = re.compile(r"@(mail\.)?example\.|example (\(point\)|point)|192\.0\.2\.\d|198\.51\.100\.\d|203\.0\.113\.\d"
                     r"|2001:db8|AKIA|ghp_|BEGIN PRIVATE|\+44|\(514\)|lang=fr")  # fmt: skip


class SelfTest(Case):
    def setUp(self):
        super().setUp()
        self.data_out = set()

    def audit(self, *flags, code=0, **how):
        done = self.run_tool("funaudit", *FLAGS, "--show", "0", *flags, code=code, **how)
        return done, {kind: self.read(name).decode() for kind, name in KINDS.items()}

    def measured(self, reports):
        return json.loads(reports["json"])["self_test"]

    def clean_log(self, lines=300):
        """What funanon makes of an invented log."""
        return self.funanon(stdin=raw_log(lines, seed=3)).out


class Measured(SelfTest):
    def test_by_rule_encoding_and_place_on_a_clean_log(self):
        people = self.file("people", b"username,name\nzoe_qx,Zoe Quixley\n")
        log = self.clean_log()
        _done, plain = self.audit(stdin=log)
        done, reports = self.audit("--self-test", str(ROUNDS), "--identities", people, stdin=log)
        test = self.measured(reports)
        self.assertEqual((test["rounds"], test["planted"], test["lines"]), (ROUNDS, 13 * ROUNDS, 300))
        self.assertEqual([row["encoding"] for row in test["encodings"]], ENCODINGS)
        self.assertEqual([row["place"] for row in test["places"]], ["key", "member", "number", "text", "value"])
        rules = {row["rule"] for row in test["rules"]}
        self.assertLessEqual({"identity", "email", "iban", "card", "nir", "ipv4", "phone-fr", "secret"}, rules)
        for name in ("rules", "encodings", "places"):
            rows = test[name]
            self.assertEqual(sum(row["planted"] for row in rows), test["planted"], name)
            self.assertEqual(sum(row["found"] for row in rows), test["found"], name)
            for row in rows:
                self.assertEqual(int(row["recall"] * 1e6), int(row["found"] / row["planted"] * 1e6 + 1e-9))
                self.assertTrue(0 <= row["low"] <= row["recall"] <= row["high"] <= 1, row)
                self.assertLess(row["low"], 1)
        # An English address is told by its words: in a text some are not (docs/limits.md).
        missed = {row["rule"]: row["planted"] - row["found"] for row in test["rules"]}
        in_doubt = missed.pop("address-en", 0)
        self.assertEqual({rule: count for rule, count in missed.items() if count}, {})
        self.assertEqual(sum(row["planted"] - row["found"] for row in test["encodings"]), in_doubt)
        for row in test["encodings"]:
            self.assertGreater(row["low"], 0.97, row)
        # What was planted is no finding of the log.
        for member in ("verdict", "counts", "rules", "places", "days", "findings"):
            self.assertEqual(json.loads(reports["json"])[member], json.loads(plain["json"])[member])
        sentence = json.loads(reports["json"])["sentence"]
        self.assertRegex(sentence, rf"Measured recall \d+\.\d\d % \(95 % interval \d+\.\d\d % to 100\.00 %\) of "
                                   rf"{13 * ROUNDS:,} invented values planted into copies of 300 lines[.:]")
        self.assertIn(sentence, done.out.decode())
        self.assertRegex(done.out.decode(), r"(?m)^email +[\d,]+ +[\d,]+ +100\.00 % +\d\d\.\d\d % to 100\.00 %$")

    def test_says_the_same_in_every_report(self):
        _done, reports = self.audit("--self-test", "50", stdin=self.clean_log(50))
        test = self.measured(reports)
        self.assertEqual(json.loads(reports["sarif"])["runs"][0]["properties"]["self_test"], test)
        words = f"of {test['planted']:,} invented values planted"
        for kind, text in reports.items():
            self.assertIn(words, text, kind)
        for kind in ("markdown", "html"):
            for row in test["rules"] + test["encodings"]:
                name = row.get("rule", row.get("encoding"))
                self.assertRegex(reports[kind], rf"<code>{name}</code>( \| |</td><td class=\"n\">){row['planted']}\b")

    def test_is_not_said_to_be_measured_when_it_was_not(self):
        done, reports = self.audit(stdin=self.clean_log(50))
        self.assertNotIn("self_test", json.loads(reports["json"]))
        self.assertIn(b"Recall was not measured in this run.", done.out)

    def test_without_a_list_of_people_plants_none(self):
        _done, reports = self.audit("--self-test", "100", stdin=self.clean_log(50))
        self.assertNotIn("identity", {row["rule"] for row in self.measured(reports)["rules"]})

    def test_of_a_raw_log_leaves_the_exit_code_to_the_findings(self):
        done, reports = self.audit("--self-test", "50", stdin=raw_log(100), code=1)
        self.assertIn(b"verdict: failed", done.out)
        self.assertEqual(self.measured(reports)["planted"], 650)


class SameBytes(SelfTest):
    def test_for_any_threads_and_packing(self):
        log = self.clean_log(2000)  # more than are kept
        self.file("log", log)
        want = self.audit("--self-test", "60", "-j1", "log")[1]
        self.assertEqual(self.measured(want)["lines"], 1000)
        for jobs in ("2", "3"):
            self.assertTrue(self.audit("--self-test", "60", "-j", jobs, "log")[1] == want, jobs)
        halves = log.splitlines(keepends=True)
        self.file("log.gz", gzip.compress(log, 1))
        self.file("b", b"".join(halves[:700]))
        self.file("a", b"".join(halves[700:]))
        for inputs in (("log.gz",), ("a", "b")):
            self.assertEqual(self.measured(self.audit("--self-test", "60", "-j2", *inputs)[1]), self.measured(want))


class Bad(SelfTest):
    def test_numbers_end_with_2(self):
        for number in ("0", "-1", "100001", "x", "1e3", ""):
            with self.subTest(number):
                done = self.run_tool("funaudit", "--self-test", number, stdin=b"{}\n", code=2)
                self.assertEqual(done.out, b"")
                self.assertIn("--self-test", done.err.decode())

    def test_logs_without_a_line_to_plant_in_are_said(self):
        for log, flags, code in ((b"", ("--allow-empty",), 0), (b"nonsense\n \n", (), 1)):
            done, reports = self.audit("--self-test", "20", *flags, stdin=log, code=code)
            self.assertIn(b"Recall was not measured: there was no line to plant values in.", done.out)
            self.assertEqual((self.measured(reports)["lines"], self.measured(reports)["recall"]), (0, None))

    def test_a_run_that_broke_off_measures_nothing(self):
        self.file("log", self.clean_log(50))
        _done, reports = self.audit("--self-test", "20", "log", "absent", code=3)
        self.assertNotIn("self_test", json.loads(reports["json"]))

    def test_signals_end_it_with_the_verdict_incomplete(self):
        self.file("log", self.clean_log(50))
        process = self.start("funaudit", *FLAGS, "--self-test", "100000", "-j1", "--progress", "json", "log")
        self.assertIn(b'"stage":"self-test"', process.stderr.readline())
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(10), 4)
        report = json.loads(self.read("audit.json"))
        self.assertEqual((report["verdict"], report["reason"]),
                         ("incomplete", "stopped by a signal during the self-test"))
        self.finish(process)


class NoLeak(SelfTest):
    def test_of_anything_planted(self):
        people = self.file("people", b"username\nzoe_qx\n")
        done, reports = self.audit("--self-test", "300", "--identities", people, stdin=self.clean_log(50))
        for where, text in {"out": done.out.decode(), "err": done.err.decode(), **reports}.items():
            self.assertEqual(PLANTED.findall(text), [], where)
            self.assertEqual(re.findall(r"\d{8,}", re.sub(r"[0-9a-f]{40,}", "", text)), [], where)


class Validated(SelfTest):
    def test_by_others(self):
        made = subprocess.run([os.path.join(ROOT, "tests", "golden", "validators")], capture_output=True, timeout=600)
        self.assertEqual(made.returncode, 0, made.stderr.decode()[-2000:])
        folder = made.stdout.decode().strip()
        schema = os.path.join(ROOT, "docs", "format", "audit-report.schema.json")
        sarif = os.path.join(folder, "sarif-2.1.0.json")
        for log, flags in ((self.clean_log(50), ()), (b"", ("--allow-empty",))):
            self.audit("--self-test", "50", *flags, stdin=log)
            for arguments in (("--schemafile", schema, KINDS["json"]), ("--check-metaschema", schema),
                              ("--regex-variant", "nonunicode", "--schemafile", sarif, KINDS["sarif"])):
                done = subprocess.run([os.path.join(folder, "bin", "check-jsonschema"), *arguments],
                                      capture_output=True, cwd=self.folder, timeout=120)
                self.assertEqual(done.returncode, 0, (done.stdout + done.stderr).decode()[-3000:])
            done = subprocess.run([os.path.join(folder, "bin", "junitparser"), "verify", KINDS["junit"]],
                                  capture_output=True, cwd=self.folder, timeout=120)
            self.assertEqual(done.returncode, 0)


if __name__ == "__main__":
    main()
