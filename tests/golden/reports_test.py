"""funaudit's reports: as those who read them want them, whichever way the run ended, and without a value.

SARIF, JUnit and JSON are judged by programs of others, which tests/golden/validators gets.
"""

import hashlib
import html.parser
import json
import os
import random
import re
import signal
import subprocess
import sys

sys.dont_write_bytecode = True

from session import ROOT, Case, catches_signals, main, pseudonym, raw_log  # noqa: E402

KINDS = {"json": "audit.json", "sarif": "audit.sarif", "junit": "audit.xml", "markdown": "audit.md",
         "html": "audit.html"}  # fmt: skip
FLAGS = [word for kind, name in KINDS.items() for word in (f"--{kind}", name)]
CLEAN = b'{"username":"%b","time":"2015-02-01T10:00:00Z"}\n' % pseudonym("x").encode()
FOUND = b'{"a":["to someone@example.org"],"time":"2015-02-01T10:00:00Z"}\n'
OUR_SCHEMA = os.path.join(ROOT, "docs", "format", "audit-report.schema.json")
FULL = os.environ.get("FUN_FULL") == "1"


class Reports(Case):
    def setUp(self):
        super().setUp()
        self.data_out = set()  # a report holds no data

    def audit(self, *flags, **how):
        """Runs funaudit with every report; {kind: its text}."""
        done = self.run_tool("funaudit", *FLAGS, *flags, **how)
        return done, {kind: self.read(name).decode() for kind, name in KINDS.items()}

    def verdicts(self, reports):
        """What each says."""
        sarif = json.loads(reports["sarif"])["runs"][0]
        return {
            json.loads(reports["json"])["verdict"], sarif["properties"]["verdict"],
            reports["markdown"].splitlines()[0].split(": ")[1],
            reports["html"].split('<div class="verdict ')[1].split('"')[0],
        }  # fmt: skip


class Validated(Reports):
    @classmethod
    def setUpClass(cls):
        made = subprocess.run([os.path.join(ROOT, "tests", "golden", "validators")], capture_output=True, timeout=600)
        if made.returncode != 0:
            raise AssertionError("tests/golden/validators failed: " + made.stderr.decode()[-2000:])
        cls.folder_of_others = made.stdout.decode().strip()

    def judged(self, program, *arguments):
        path = os.path.join(self.folder_of_others, "bin", program)
        done = subprocess.run([path, *arguments], capture_output=True, cwd=self.folder, timeout=120)
        self.assertEqual(done.returncode, 0, (done.stdout + done.stderr).decode()[-3000:])
        return done.stdout.decode()

    def assert_formed(self):
        """SARIF and JSON are as their schemas say."""
        # A pattern of the SARIF schema is none in a Unicode expression.
        self.judged("check-jsonschema", "--regex-variant", "nonunicode", "--schemafile",
                    os.path.join(self.folder_of_others, "sarif-2.1.0.json"), KINDS["sarif"])
        self.judged("check-jsonschema", "--schemafile", OUR_SCHEMA, KINDS["json"])

    def test_by_others_when_there_are_findings(self):
        raw = self.file("raw log.ndjson", raw_log(200, "--dirty", seed=3))
        _done, reports = self.audit("--max-findings", "100000", raw, code=1)
        report = json.loads(reports["json"])
        errors = sum(finding["severity"] == "error" for finding in report["findings"])
        self.assertGreater(errors, 100)
        self.assert_formed()
        self.judged("check-jsonschema", "--check-metaschema", OUR_SCHEMA)
        summary = self.judged("sarif", "summary", KINDS["sarif"])
        self.assertRegex(summary, rf"error: {errors}\b")
        read = subprocess.run([os.path.join(self.folder_of_others, "bin", "python"), "-c",
                               "import sys, junitparser\n"
                               "xml = junitparser.JUnitXml.fromfile(sys.argv[1])\n"
                               "print(xml.tests, xml.failures, xml.errors, sum(1 for s in xml for c in s))",
                               self.path(KINDS["junit"])], capture_output=True, check=True)
        tests, failures, broken, cases = map(int, read.stdout.split())
        severe = {finding["rule"] for finding in report["findings"] if finding["severity"] == "error"}
        self.assertEqual((tests, failures, broken), (cases, len(severe), 0))

    def test_by_others_when_nothing_is_found_and_when_it_broke_off(self):
        self.file("log", CLEAN)
        for inputs, code, verify in ((("log",), 0, 0), (("log", "absent"), 3, 1)):
            self.audit("--timestamp", *inputs, code=code)
            self.assert_formed()
            done = subprocess.run([os.path.join(self.folder_of_others, "bin", "junitparser"), "verify",
                                   self.path(KINDS["junit"])], capture_output=True)
            self.assertEqual(done.returncode, verify)

    def test_by_others_above_what_sarif_lists(self):
        self.audit(stdin=FOUND * 5001, code=1)
        self.assert_formed()
        (result,) = json.loads(self.read(KINDS["sarif"]))["runs"][0]["results"]
        self.assertEqual((result["ruleId"], result["occurrenceCount"]), ("email", 5001))


class EveryEnd(Reports):
    """Yesterday's "passed" lies nowhere, whichever way today's run ends."""

    def yesterday(self):
        for name in KINDS.values():
            self.file(name, b"passed")

    def test_writes_them_with_its_verdict(self):
        deep = json.dumps({"a": 1})
        for _ in range(18):
            deep = json.dumps({"a": deep})
        self.file("log", CLEAN)
        for log, flags, code, verdict in (
                (CLEAN, (), 0, "passed"), (FOUND, (), 1, "failed"),
                (b"", (), 3, "incomplete"), (None, ("log", "absent"), 3, "incomplete"),
                (deep.encode() + b"\n", (), 4, "incomplete"), (b"", ("--allow-empty",), 0, "passed")):
            with self.subTest(verdict=verdict, code=code):
                self.yesterday()
                _done, reports = self.audit(*flags, code=code, **({"stdin": log} if log is not None else {}))
                self.assertEqual(self.verdicts(reports), {verdict})

    def test_by_a_signal_writes_them(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            self.yesterday()
            process = self.start("funaudit", *FLAGS)
            process.stdin.write(CLEAN)
            process.stdin.flush()
            self.wait_for(lambda: not os.path.exists(self.path("audit.html")), "the reports to go")
            self.wait_for(lambda pid=process.pid: catches_signals(pid), "the handlers of signals")
            process.send_signal(number)
            self.assertEqual(process.wait(5), 4)
            reports = {kind: self.read(name).decode() for kind, name in KINDS.items()}
            self.assertEqual(self.verdicts(reports), {"incomplete"})
            self.finish(process)

    def test_by_a_kill_leaves_none(self):
        self.yesterday()
        process = self.start("funaudit", *FLAGS)
        self.wait_for(lambda: not os.path.exists(self.path("audit.html")), "the reports to go")
        process.kill()
        process.wait()
        self.assertEqual([name for name in KINDS.values() if os.path.exists(self.path(name))], [])
        self.finish(process)

    def test_for_wrong_arguments_leaves_no_old_one(self):
        self.yesterday()
        self.run_tool("funaudit", *FLAGS, "--policy", "none", stdin=CLEAN, code=2)
        self.assertEqual([name for name in KINDS.values() if os.path.exists(self.path(name))], [])

    def test_that_cannot_write_one_is_6_before_it_reads(self):
        for kind in KINDS:
            done = self.run_tool("funaudit", f"--{kind}", "absent/report", stdin=FOUND, code=6)
            self.assertEqual(done.out, b"")

    def test_refuses_names_that_clash(self):
        log = self.file("log", CLEAN)
        people = self.file("people", b"username\nada\n")
        policy = self.file("own.toml", b'version = 1\nextends = "standard"\n')
        os.mkdir(self.path("folder"))
        self.made_here.add("folder")
        for flags in (("--json", "r", "--html", "./r"), ("--sarif", "log"), ("--json", "-"), ("--html", "-"),
                      ("--json", "people", "--identities", people), ("--html", "own.toml", "--policy", policy),
                      ("--junit", "folder")):
            self.run_tool("funaudit", *flags, log, code=2)
            self.assertEqual((self.left(), self.read("log")), ([], CLEAN))
        self.assertEqual(self.read("people"), b"username\nada\n")
        self.assertTrue(os.path.exists(policy))


class Contents(Reports):
    def test_say_the_same_of_what_was_read(self):
        log = CLEAN + FOUND * 3 + b"\n"
        self.file("log", log)
        _done, reports = self.audit("log", code=1)
        report = json.loads(reports["json"])
        digest = hashlib.sha256(log).hexdigest()
        self.assertEqual(report["inputs"], [{"file": "log", "lines": 5, "bytes": len(log), "sha256": digest}])
        self.assertEqual(report["places"], [{"rule": "email", "pointer": "/a/*", "count": 3}])
        self.assertEqual(report["days"], {"2015-02-01": 3})
        self.assertEqual(report["not_measured"], ["singling out", "linkability", "inference"])
        for kind in ("markdown", "html"):
            for word in (digest, "email /a/*", "2015-02-01", "personal data"):
                self.assertIn(word, reports[kind].replace("&#39;", "'"), kind)

    def test_are_the_same_bytes_unless_a_time_is_asked_for(self):
        self.file("log", raw_log(300, "--dirty"))
        want = self.audit("log", code=1)[1]
        for flags in (("-j1",), ("-j3",)):
            self.assertTrue(self.audit(*flags, "log", code=1)[1] == want)
        stamped = self.audit("log", code=1, env=dict(os.environ, SOURCE_DATE_EPOCH="1422784800"))[1]
        self.assertEqual(json.loads(stamped["json"])["timestamp"], "2015-02-01T10:00:00.000Z")
        self.assertEqual(self.audit("--timestamp", "log", code=1)[1].keys(), want.keys())
        self.run_tool("funaudit", "log", code=2, env=dict(os.environ, SOURCE_DATE_EPOCH="soon"))

    def test_of_markdown_can_be_piped(self):
        done = self.run_tool("funaudit", "--markdown", "-", stdin=FOUND, code=1)
        self.assertTrue(done.out.startswith(b"# Audit of anonymized tracking logs: failed\n"))
        self.assertNotIn(b"verdict:", done.out)

    def test_of_html_is_one_page_that_loads_nothing(self):
        page = self.audit(stdin=FOUND * 300, code=1)[1]["html"]
        tags = []

        class Reader(html.parser.HTMLParser):
            def handle_starttag(self, tag, attrs):
                tags.append((tag, dict(attrs)))

        Reader().feed(page)
        self.assertGreater(len(tags), 300)
        self.assertEqual([tag for tag, attrs in tags if tag in ("script", "link", "img", "iframe", "object")
                          or {"src", "href", "onload"} & set(attrs)], [])
        self.assertIn(("meta", {"http-equiv": "Content-Security-Policy",
                                "content": "default-src 'none'; style-src 'unsafe-inline'"}), tags)

    def test_name_files_as_they_can_be_written(self):
        odd = b"\xff <a>|`\n.log"
        with open(os.fsencode(self.folder) + b"/" + odd, "wb") as log:
            log.write(FOUND)
        self.made_here.add(os.fsdecode(odd))
        _done, reports = self.audit(os.fsdecode(odd), code=1)
        self.assertEqual(json.loads(reports["json"])["inputs"][0]["file"], "? <a>|`?.log")
        for kind in ("markdown", "html"):
            self.assertIn("? &lt;a&gt;&#124;&#96;?.log", reports[kind])

    def test_list_no_more_than_they_are_told_and_count_all(self):
        _done, reports = self.audit("--max-findings", "7", stdin=FOUND * 20, code=1)
        report = json.loads(reports["json"])
        self.assertEqual((len(report["findings"]), report["findings_omitted"], report["rules"]),
                         (7, 13, {"email": 20}))
        self.assertEqual(reports["html"].count("someone"), 0)
        self.assertIn("7 listed, 13 left out", reports["html"])


class NoLeak(Reports):
    """No report in any form, no message and no baseline holds a planted value or what can be made of it."""

    VALUES = 10_000 if FULL else 1_000
    ALL = (*FLAGS, "--self-test", "2", "--fingerprint-key")

    def said(self, name, *flags, stdin):
        """All that an audit says and writes, by where."""
        done = self.run_tool("funaudit", *self.ALL, self.key, "--write-baseline", name, *flags, stdin=stdin, code=1)
        files = {kind: self.read(file).decode() for kind, file in (*KINDS.items(), ("baseline", name))}
        return {"out": done.out.decode(), "err": done.err.decode(), **files}

    def test_of_any_planted_value(self):
        chance = random.Random(6)
        lines, words = [], []
        for _ in range(self.VALUES):
            local = "".join(chance.choices("ghijklmnopqrstuvwxyz", k=12))
            words.append(local)
            value = f"{local}@example.org"
            lines.append(chance.choice((
                lambda v, w: {"a": f"to {v}"}, lambda v, w: {"username": w}, lambda v, w: {v: 1},
                lambda v, w: {"event": json.dumps({"POST": {"email": [v], w: w}})},
                lambda v, w: {"a": v.replace("@", "%40")}, lambda v, w: {"event": json.dumps({"a": json.dumps({w: v})})},
                lambda v, w: {"email": v, "session": w},
            ))(value, local))  # fmt: skip
        log = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        people = "username,email\n" + "".join(f"{word},{word}@example.org\n" for word in words)
        said = self.said("found.toml", "--show", "100000", "--max-findings", "100000", "--identities",
                         self.file("people", people.encode()), stdin=log)
        self.assertGreaterEqual(sum(json.loads(said["json"])["rules"].values()), self.VALUES)
        self.assertGreaterEqual(said["baseline"].count("[[finding]]"), self.VALUES)
        digests = set()
        for word in words:
            for value in (word, f"{word}@example.org"):
                for algorithm in ("md5", "sha1", "sha256"):
                    digests.add(hashlib.new(algorithm, value.encode()).hexdigest()[:16])
        grams = {word[at:at + 5] for word in words for at in range(len(word) - 4)}
        for where, text in said.items():
            # What the reports say of themselves is theirs: only words that are in no clean report.
            text = text.lower()
            seen = {text[at:at + 5] for at in range(len(text) - 4)} & grams
            self.assertEqual({gram for gram in seen if gram not in self.own_words()}, set(), where)
            runs = re.findall(r"[0-9a-f]{16,}", text)
            windows = {run[at:at + 16] for run in runs for at in range(len(run) - 15)}
            self.assertEqual(windows & digests, set(), where)

    def own_words(self):
        """What stands in the reports of a log without any of these values."""
        if not hasattr(self, "own"):
            other = b'{"a":"to 0000@example.org","username":"0000","0000@example.org":1,"email":"0","session":"0"}\n'
            nobody = self.file("nobody", b"username,email\n0000,0000@example.com\n")
            self.own = "".join(self.said("own.toml", "--identities", nobody, stdin=other).values()).lower()
        return self.own


if __name__ == "__main__":
    main()
