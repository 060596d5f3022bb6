"""funaudit: finds what a raw log holds, passes what funanon made, repeats nothing.  Design 3 and 4."""

import base64
import gzip
import json
import os
import signal
import sys

sys.dont_write_bytecode = True

from session import (  # noqa: E402
    Case, gzip_members, looks_at_the_process, main, of_data, pseudonym, raw_log, zstd_raw_frames)

HEX = pseudonym("x").encode()

# A line and the rules that must find something in it.
FOUND = (
    (b'{"a":"write to someone@example.org"}', {"email"}),
    (b'{"a":{"someone@example.org":1}}', {"email"}),
    (rb'{"a":"someone\u0040example.org"}', {"email"}),
    (rb'{"event":"{\"POST\":{\"x\":[\"someone@example.org\"]}}"}', {"email"}),
    (b'{"a":"from 192.0.2.77"}', {"ipv4"}),
    (b'{"a":"2001:db8:1:2:3:4:5:6"}', {"ipv6"}),
    (b'{"a":"appelez le 06 12 34 56 78"}', {"phone-fr"}),
    (b'{"a":"call +41 44 668 18 00"}', {"phone-intl"}),
    (b'{"username":"someone"}', {"username"}),
    (b'{"username":["%b","someone"]}' % HEX, {"username"}),
    (rb'{"a":"{\"username\":\"someone\"}"}', {"username"}),
    (rb'{"us\u0065rname":"someone"}', {"username"}),
    (b'{"username":7}', {"username"}),
    (b'{"user_id":57000001}', {"pseudonym"}),
    (b'{"context":{"session":"abc"}}', {"pseudonym"}),
    (b'{"email":""}', {"dropped-field"}),
    (b'{"a":{"password2":null}}', {"dropped-field"}),
    (rb'{"event":"{\"year_of_birth\":\"1990\"}"}', {"dropped-field"}),
    (b'{"ip":"192.0.2.1"}', {"ipv4", "ip-field"}),
    (b'{"a":1', {"line"}), (b"[]", {"line"}), (b'{"a":"\xff"}', {"line"}), (b"x {}", {"line"}),
)  # fmt: skip
# The same address in encodings, and the chain that is said of it.
ENCODED = (
    (b'{"a":"x%20someone%40example.org"}', "percent"),
    (b'{"a":"someone%2540example.org"}', "percent>percent"),
    (b'{"a":"someone&#64;example.org"}', "html"),
    (b'{"a":"someone&amp;commat;example.org"}', "html>html"),
    (rb'{"a":"someone\\u0040example.org"}', "written"),
    ('{"a":"someone\uff20example.org"}'.encode(), "look-alike"),
    ('{"a":"some\u200bone\u200b@example.org"}'.encode(), "invisible"),
    (b'{"a":"=?utf-8?Q?someone=40example.org?="}', "quoted-printable"),
    (b'{"a":"%b"}' % base64.b64encode(b"write to someone@example.org"), "base64"),
    (b'{"a":"%b"}' % base64.b64encode(b"q=someone%40example.org&x=1").replace(b"=", b"%3D"), "base64>percent"),
    (rb'{"event":"{\"POST\":{\"x\":[\"someone%40example.org\"]}}"}', "json>percent"),
    (b'{"someone%40example.org":1}', "percent"),
)  # fmt: skip
CLEAN = (
    b'{"username":"%b","name":"problem_check","ip":"192.0.2.0"}' % HEX,
    b'{"username":["%b","",null],"user_id":"%b","session":""}' % (HEX, HEX),
    b'{"username":"","context":{"user_id":null},"ip":"2001:db8:1::"}',
    b'{"a":"block-v1:Ecole+101+2015+type@video+block@0123456789abcdef0123456789abcdef"}',
    b'{"agent":"Chrome/116.0.0.0","time":"2015-03-28T10:00:00.123456+00:00"}',
    b'{"a":"<<EMAIL>> <<PHONE>> <<IP>>"}',
)  # fmt: skip


class Audit(Case):
    def audit(self, *arguments, **how):
        """Runs funaudit; how it ended and its report for machines."""
        done = self.run_tool("funaudit", "--json", "report.json", *arguments, **how)
        return done, of_data(json.loads(self.read("report.json")))

    def rules(self, line, *flags, code):
        return set(self.audit(*flags, stdin=line + b"\n", code=code)[1]["rules"])


class Findings(Audit):
    def test_are_made_of_every_kind(self):
        for line, rules in FOUND:
            with self.subTest(line[:30]):
                self.assertEqual(self.rules(line, code=1), rules)

    def test_are_made_in_every_encoding_and_say_which(self):
        for line, chain in ENCODED:
            with self.subTest(line[:30]):
                report = self.audit(stdin=line + b"\n", code=1)[1]
                self.assertEqual([(found["rule"], found["chain"]) for found in report["findings"]],
                                 [("email", chain)])

    def test_are_none_in_lines_that_conform(self):
        for line in CLEAN:
            with self.subTest(line[:30]):
                self.assertEqual(self.rules(line, code=0), set())

    def test_of_seed_leave_out_what_seed_keeps(self):
        line = b'{"ip":"192.0.2.77","user_id":57000001,"session":"abc"}'
        self.assertEqual(self.rules(line, "--policy", "seed", code=0), set())
        self.assertEqual(self.rules(b'{"a":"192.0.2.77"}', "--policy", "seed", code=1), {"ipv4"})

    def test_say_line_and_place(self):
        log = b"\n" + CLEAN[0] + b'\n{"a":[0,{"b":"x someone@example.org"}]}\n'
        done, report = self.audit(self.file("log", log), code=1)
        (finding,) = report["findings"]
        self.assertEqual({key: finding[key] for key in ("rule", "severity", "file", "line", "pointer")},
                         {"rule": "email", "severity": "error", "file": self.path("log"), "line": 3,
                          "pointer": "/a/1/b"})
        self.assertIn(f"{self.path('log')}:3: error email /a/1/b", done.out.decode())
        self.assertIn("funaudit: read 3 = judged 2 + rejected 0 + blank 1", done.words)

    def test_of_known_people_need_their_list(self):
        name, mail = self.canary(), f"{self.canary()}@example.org"
        people = self.file("people", f"user_id,username,email,name\n7,{name},{mail},Jo {name}\n".encode())
        line = json.dumps({"a": f"as {name} said", "b": {name: 1}}).encode()
        self.assertEqual(self.rules(line, code=0), set())
        self.assertEqual(self.rules(line, "--identities", people, code=1), {"identity"})
        self.assertEqual(self.rules(b'{"a":"somebody else"}', "--identities", people, code=0), set())
        lacking = self.file("lacking", f"id,colour\n7,{name}\n".encode())
        done = self.run_tool("funaudit", "--identities", lacking, stdin=line, code=2)
        self.assertIn("username", done.err.decode())


class Verdicts(Audit):
    def test_of_a_raw_log_is_no_and_of_what_funanon_made_of_it_is_yes(self):
        raw = self.file("raw", raw_log(2400, "--dirty", seed=6))
        _done, report = self.audit(raw, code=1)
        self.assertLessEqual({"email", "ipv4", "phone-fr", "username", "pseudonym", "dropped-field",
                              "ip-field", "line"}, set(report["rules"]))
        self.assertEqual(report["verdict"], "failed")
        self.funanon("-o", "out", raw, code=1)
        _done, report = self.audit(self.path("out"), code=0)
        self.assertEqual((report["verdict"], report["findings"]), ("passed", []))
        self.assertEqual(report["counts"]["read"], self.read("out").count(b"\n"))

    def test_of_a_pipe_is_the_same(self):
        out = self.funanon(stdin=raw_log(500)).out
        for arguments in ((), ("-",)):
            self.assertEqual(self.audit(*arguments, stdin=out, code=0)[1]["verdict"], "passed")

    def test_of_nothing_is_3_unless_allowed(self):
        for empty in (b"", gzip.compress(b"")):
            self.assertEqual(self.audit(stdin=empty, code=3)[1]["verdict"], "incomplete")
            self.audit("--allow-empty", stdin=empty, code=0)
            os.unlink(self.path("report.json"))

    def test_of_a_damaged_or_absent_input_is_3_and_the_report_says_so(self):
        packed = gzip.compress(raw_log(500))
        for name in (self.file("damaged", packed[:-9]), "absent", self.folder):
            self.file("report.json", b"yesterday: passed")
            report = self.audit(name, code=3)[1]
            self.assertEqual(report["verdict"], "incomplete")
            self.assertIn("broke off", report["sentence"])

    @looks_at_the_process
    def test_after_a_signal_is_incomplete_and_the_report_says_so(self):
        self.file("report.json", b"yesterday: passed")
        process = self.start("funaudit", "--json", "report.json")
        process.stdin.write(CLEAN[0] + b"\n")
        process.stdin.flush()
        self.wait_for(lambda: b"funaudit" in self.caught(process), "the handlers of signals")
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(5), 4)
        report = of_data(json.loads(self.read("report.json")))
        self.assertEqual(report["verdict"], "incomplete")
        process.stdin.close()
        process.stdin = None
        self.finish(process)

    @staticmethod
    def caught(process):
        """funaudit's name once it catches SIGTERM."""
        with open(f"/proc/{process.pid}/status", "rb") as file:
            fields = dict(line.split(b":\t", 1) for line in file.read().splitlines())
        catches = int(fields[b"SigCgt"], 16) >> (signal.SIGTERM - 1) & 1
        return fields[b"Name"] if catches else b""


class Reports(Audit):
    def test_for_machines_are_the_same_bytes_every_time(self):
        log = raw_log(1500, "--dirty")
        self.file("log", log)
        want = None
        for packed in (log, gzip_members(log, 70_001), zstd_raw_frames(log, 200_003)):
            for jobs in "123":
                self.file("log", packed)
                done, _report = self.audit("-j", jobs, "log", code=1)
                got = (done.out, done.err, self.read("report.json"))
                want = want or got
                self.assertTrue(got == want, jobs)

    def test_hold_no_value(self):
        c = self.canary
        lines = [{"username": c(), "email": f"{c()}@example.org", "a": [f"to {c()}@example.org"]},
                 {"event": json.dumps({"username": c(), "a": f"{c()}@example.org"})},
                 {"user_id": c(), "ip": c(), "session": [c()]}]
        log = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        log += b'{"%b@example.org":\n%b {}\n' % (c().encode(), c().encode())
        for flags in ((), ("-j2",), ("--show", "0"), ("--policy", "seed"), ("-q",)):
            with self.subTest(flags):
                self.audit(*flags, stdin=log, code=1)

    def test_hold_no_key_that_is_a_learner_s_name(self):
        # Issue 3: a plain word that served as a key was shown when no identities were given.
        c = self.canary
        names = (c(), c().replace("-", "_"), c().title(), c() + "2001", f"{c()} {c()}", "é" + c(),
                 f"input_{c()}_2_1", f"course-v1:A+B+{c()}+x", "password_" + c())
        for name in names:
            inner = {"email": "x", name: "a@example.org", "ip": "192.0.2.77", "username": "y"}
            lines = [{"grades": {name: inner}}, {name: [inner]}, {"event": json.dumps({name: inner})}]
            log = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
            for flags in ((), ("--policy", "seed"), ("--show", "0")):
                with self.subTest((names.index(name), flags)):
                    done, report = self.audit(*flags, stdin=log, code=1)
                    self.assertNotIn(name, done.out.decode() + done.err.decode() + json.dumps(report))
                    self.assertIn("/grades/*/email", [each["pointer"] for each in report["findings"]])

    def test_for_people_end_where_they_are_told(self):
        log = FOUND[0][0] + b"\n"
        for most, places in (("0", 0), ("3", 3), ("9", 5)):
            done, report = self.audit("--show", most, stdin=log * 5, code=1)
            self.assertEqual(done.out.count(b": error email /a"), places)
            self.assertEqual((report["rules"], len(report["findings"])), ({"email": 5}, 5))

    def test_never_replace_an_input(self):
        log = self.file("log", CLEAN[0] + b"\n")
        for name in ("log", "./log", log):
            self.run_tool("funaudit", "--json", name, "log", code=None)
            self.assertEqual(self.read("log"), CLEAN[0] + b"\n")


if __name__ == "__main__":
    main()
