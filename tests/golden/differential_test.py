"""funaudit --raw: what funanon makes of a raw log passes, and nothing that was changed since.

The good logs come from funanon; every bad one is a good one with a single change, made here in the
text of one line, and is found by the one rule that is for it.
"""

import json
import os
import re
import sys

sys.dont_write_bytecode = True

from session import Case, main, of_data, pseudonym, python, raw_log  # noqa: E402

FULL = os.environ.get("FUN_FULL") == "1"
LINES = 5000 if FULL else 500
PLANTED = 3400 if FULL else 300
RULES = {"wrong-pseudonym", "changed", "added", "missing"}


class Differential(Case):
    def setUp(self):
        super().setUp()
        people = self.private("people.csv")
        made = python("tests/data/generate", "--seed", "11", "--lines", str(LINES), "--users", "40",
                      "--dirty", "--prefix", "some", "--identities", people)
        self.assertEqual(made.code, 0)
        self.raw = self.file("raw.log", made.out)
        self.people = people

    def report(self, log, *flags, raw=None, code=None):
        """The JSON report of a comparison of `log` (bytes, or a path)."""
        if isinstance(log, bytes):
            log = self.file("anonymized.ndjson", log)
        done = self.run_tool("funaudit", "--raw", raw or self.raw, "--key", self.key, "--json",
                             self.private("audit.json"), "--show", "0", *flags, log, code=code)
        report = of_data(json.loads(self.read("audit.json")))
        return done, report

    def found(self, report):
        return {rule: count for rule, count in report["rules"].items() if rule in RULES}

    def anonymized(self, *flags, raw=None):
        done = self.funanon("--max-rejects", "100%", "--identities", self.people, "--quiet", *flags,
                            raw or self.raw)
        return done.out


class GoodLogs(Differential):
    def test_all_policies_with_and_without_a_release(self):
        for policy in ("standard", "seed", "strict"):
            for release in ((), ("--release", "2015-spring")):
                with self.subTest(policy=policy, release=release):
                    log = self.anonymized("--policy", policy, *release)
                    _done, report = self.report(log, "--policy", policy, *release)
                    self.assertEqual(self.found(report), {})
                    lines = log.count(b"\n")
                    self.assertGreater(lines, LINES * 9 // 10)
                    self.assertEqual(report["differential"]["compared"], lines)
                    self.assertEqual(report["differential"]["raw_events"], lines)
                    if policy != "seed":  # which scans no text
                        self.assertEqual(report["verdict"], "passed")

    def test_a_packed_folder_with_closure(self):
        half = self.read("raw.log").index(b"\n", len(self.read("raw.log")) // 2) + 1
        os.mkdir(self.path("logs"))
        self.made_here.add("logs")
        for name, part in (("1.log", slice(0, half)), ("2.log", slice(half, None))):
            with open(self.path(os.path.join("logs", name)), "wb") as file:
                file.write(self.read("raw.log")[part])
        for closure in ("on", "off"):
            with self.subTest(closure=closure):
                self.data_out.add("out-" + closure)
                self.funanon("--max-rejects", "100%", "--identities", self.people, "--quiet",
                             "--closure", closure, "--release", "r", "-o", f"out-{closure}/", "logs")
                logs = sorted(os.listdir(self.path(f"out-{closure}/data")))
                self.assertEqual(logs, ["1.log.ndjson.gz", "2.log.ndjson.gz"])
                done = self.run_tool("funaudit", "--raw", "logs", "--key", self.key, "--release", "r", "--json",
                                     self.private("audit.json"), f"out-{closure}")
                self.assertEqual(of_data(json.loads(self.read("audit.json")))["rules"], {})
                self.assertIn(b"Compared with the raw log: ", done.out)

    def test_planted_people_in_every_encoding(self):
        people = self.private("planted.csv")
        made = python("tests/data/plant", "--seed", "1", "--persons", "40", "--lines", str(PLANTED),
                      "--identities", people)
        self.assertEqual(made.code, 0)
        raw = self.file("planted.log", made.out)
        self.people = people
        for policy in ("standard", "seed", "strict"):
            with self.subTest(policy=policy):
                log = self.anonymized("--policy", policy, raw=raw)
                _done, report = self.report(log, "--policy", policy, raw=raw)
                self.assertEqual(self.found(report), {})
                self.assertEqual(report["differential"]["compared"], PLANTED)

    def test_a_log_on_standard_input_and_the_same_report_for_any_number_of_threads(self):
        log = self.anonymized().replace(b'"username": "', b'"username": "0', 1)
        reports = []
        for jobs in ("1", "4"):
            self.run_tool("funaudit", "--raw", self.raw, "--key", self.key, "-j", jobs, "--json",
                          self.private("audit.json"), stdin=log, code=1)
            reports.append(self.read("audit.json"))
        self.assertEqual(reports[0], reports[1])


class ChangedLogs(Differential):
    """One change, one rule."""

    def setUp(self):
        super().setUp()
        self.good = self.anonymized()
        self.lines = self.good.splitlines(keepends=True)

    def number_of(self, pattern, start=40):
        """The first line from `start` on in which `pattern` stands."""
        for number in range(start, len(self.lines)):
            if re.search(pattern, self.lines[number]):
                return number
        return self.fail(f"no line has {pattern}")

    def assert_found(self, rules, line, log, *flags, **how):
        done, report = self.report(log, *flags, code=1, **how)
        self.assertEqual(self.found(report), rules)
        lines = {finding["line"] for finding in report["findings"] if finding["rule"] in rules}
        if line is not None:
            self.assertIn(line + 1, lines)
        return done, report

    def changed(self, number, old, new):
        line = re.sub(old, new, self.lines[number], count=1)
        self.assertNotEqual(line, self.lines[number])
        return b"".join(self.lines[:number] + [line] + self.lines[number + 1:])

    def test_another_persons_pseudonym(self):
        number = self.number_of(rb'"username": ?"[0-9a-f]{64}"')
        other = pseudonym("somebody else").encode()
        log = self.changed(number, rb'("username": ?")[0-9a-f]{64}', rb"\g<1>" + other)
        _done, report = self.assert_found({"wrong-pseudonym": 1}, number, log)
        finding = next(f for f in report["findings"] if f["rule"] == "wrong-pseudonym")
        self.assertIn(finding["pointer"], ("/username", "/context/username"))

    def test_the_pseudonym_of_the_right_person_in_the_wrong_domain(self):
        number = self.number_of(rb'"user_id": ?"[0-9a-f]{64}"')
        raw = [line for line in self.read("raw.log").splitlines() if b'"user_id"' in line]
        user_id = re.search(rb'"user_id": ?"?(\d+)', raw[0])[1].decode()
        log = self.changed(number, rb'("user_id": ?")[0-9a-f]{64}', rb"\g<1>" + pseudonym(user_id).encode())
        self.assert_found({"wrong-pseudonym": 1}, number, log)

    def test_a_number(self):
        number = self.number_of(rb'"(currentTime|attempts|code|grade)": ?\d')
        log = self.changed(number, rb'("(?:currentTime|attempts|code|grade)": ?)(\d)', rb"\g<1>1\g<2>")
        self.assert_found({"changed": 1}, number, log)

    def test_a_member_more(self):
        log = self.changed(50, rb"^\{", b'{"note": 1, ')
        _done, report = self.assert_found({"added": 1}, 50, log)
        self.assertEqual(report["findings"][0]["pointer"], "/*")

    def test_a_member_less(self):
        log = self.changed(50, rb'"event_source": ?"[a-z]+", ?', b"")
        _done, report = self.assert_found({"missing": 1}, 50, log)
        self.assertEqual(report["findings"][0]["pointer"], "/event_source")

    def test_a_line_less(self):
        log = b"".join(self.lines[:60] + self.lines[61:])
        self.assert_found({"missing": 1}, 60, log)

    def test_the_last_line_less(self):
        self.assert_found({"missing": 1}, len(self.lines) - 2, b"".join(self.lines[:-1]))

    def test_a_third_of_the_lines_less(self):
        third = len(self.lines) // 3
        log = b"".join(self.lines[:100] + self.lines[100 + third:])
        self.assert_found({"missing": third}, 100, log)

    def test_a_line_twice(self):
        self.assert_found({"added": 1}, 61, b"".join(self.lines[:61] + self.lines[60:]))

    def test_two_lines_in_the_wrong_order(self):
        swapped = [self.lines[71], self.lines[70]]
        log = b"".join(self.lines[:70] + swapped + self.lines[72:])
        self.assert_found({"added": 1, "missing": 1}, 70, log)

    def test_a_username_back_in_a_text(self):
        number = self.number_of(rb'"body": ?"')
        # Somebody whom the raw log names, with a name that is no word.
        names = set(re.findall(rb'"username": ?"([a-z]+[_.-][a-z]+\d+)"', self.read("raw.log")))
        log = self.changed(number, rb'("body": ?")', rb"\g<1>" + sorted(names)[0] + b" ")
        _done, report = self.report(log, code=1)
        self.assertEqual({"changed", "identity"} - set(report["rules"]), set())

    def test_a_text(self):
        number = self.number_of(rb'"body": ?"')
        log = self.changed(number, rb'("body": ?")', rb"\g<1>He said: ")
        _done, report = self.assert_found({"changed": 1}, number, log)
        self.assertRegex(report["findings"][0]["pointer"], "/body")

    def test_an_address_that_is_another_network(self):
        number = self.number_of(rb'"ip": ?"\d+\.\d+\.\d+\.0"')
        log = self.changed(number, rb'("ip": ?")[0-9.]+', rb"\g<1>192.0.2.0")
        self.assert_found({"changed": 1}, number, log)

    def test_another_release(self):
        log = self.anonymized("--release", "r1")
        for flags in (("--release", "r2"), ()):
            with self.subTest(flags=flags):
                done, report = self.report(log, *flags, code=1)
                self.assertEqual(set(self.found(report)), {"wrong-pseudonym"})
                self.assertEqual(report["differential"]["compared"], len(self.lines))
                self.assertRegex(done.err, rb"--key.*--release.*--policy")

    def test_another_key(self):
        other = self.file("other", b"another secret of the test")
        done = self.run_tool("funaudit", "--raw", self.raw, "--key", other, stdin=self.good, code=1)
        self.assertIn(b"is it the right --key", done.err)

    def test_another_raw_log(self):
        other = self.file("other.log", raw_log(LINES, seed=12))
        done, report = self.report(self.good, raw=other, code=1)
        self.assertLessEqual({"added", "missing"}, set(report["rules"]))
        self.assertRegex(done.err, rb"is --raw the right log")

    def test_strict_finds_the_same_of_coarse_times(self):
        lines = self.anonymized("--policy", "strict").splitlines(keepends=True)
        for log, rules in (
            (lines[:60] + lines[61:], {"missing"}),
            (lines[:61] + lines[60:], {"added"}),
            ([lines[0].replace(b":00:00", b":00:01", 1)] + lines[1:], {"changed", "added", "missing"}),
        ):  # fmt: skip
            _done, report = self.report(b"".join(log), "--policy", "strict", code=1)
            self.assertLessEqual(set(self.found(report)) & {"wrong-pseudonym"}, set())
            self.assertTrue(set(self.found(report)) & rules, report["rules"])


class Flags(Differential):
    def test_raw_and_key_belong_together(self):
        for flags, words in (
            (["--raw", self.raw], b"add --key FILE"),
            (["--key", self.key], b"add --raw FILE"),
            (["--release", "r"], b"add --raw FILE"),
        ):  # fmt: skip
            with self.subTest(flags=flags):
                done = self.run_tool("funaudit", *flags, stdin=b"{}\n", code=2)
                self.assertIn(words, done.err)
                self.assertEqual(done.out, b"")

    def test_a_stream_cannot_be_read_twice(self):
        done = self.run_tool("funaudit", "--raw", "-", "--key", self.key, self.raw, code=2)
        self.assertIn(b"name a file", done.err)
        os.mkfifo(self.path("pipe"))
        self.made_here.add("pipe")
        done = self.run_tool("funaudit", "--raw", "pipe", "--key", self.key, self.raw, code=2)
        self.assertIn(b"name a file", done.err)

    def test_a_raw_log_that_is_not_there(self):
        self.run_tool("funaudit", "--raw", "nowhere.log", "--key", self.key, self.raw, code=3)

    def test_a_report_takes_the_place_of_neither_raw_log_nor_key(self):
        for name in ("raw.log", "key"):
            before = self.read(name)
            self.run_tool("funaudit", "--raw", self.raw, "--key", self.key, "--json", name, stdin=b"{}\n", code=2)
            self.assertEqual(self.read(name), before)

    def test_a_weak_key_is_refused_unless_allowed(self):
        weak = self.file("weak", b"secret")
        flags = ("--raw", self.raw, "--key", weak)
        self.run_tool("funaudit", *flags, stdin=b"{}\n", code=2)
        self.run_tool("funaudit", *flags, "--allow-weak-key", stdin=b"{}\n", code=1)


if __name__ == "__main__":
    main()
