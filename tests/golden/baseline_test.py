"""What people accept: fingerprints, the baseline and its last days."""

import datetime
import hashlib
import hmac
import json
import os
import sys

sys.dont_write_bytecode = True

from session import SECRET, Case, derived, main  # noqa: E402

TODAY = datetime.date(2026, 3, 1)
EPOCH = str(int(datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.timezone.utc).timestamp()))
ACCEPT = '[[accept]]\nrule = "email"\npointer = "/event/body"\nmax = %d\n%sreason = "r"\nowner = "o"\nexpires = %s\n'


class Baseline(Case):
    def setUp(self):
        super().setUp()
        self.data_out = set()
        self.environment = os.environ | {"SOURCE_DATE_EPOCH": EPOCH}

    def line(self, value, member="body", event_type="problem_check"):
        event = {"event_type": event_type, "event": {member: value}}
        return json.dumps(event).encode() + b"\n"

    def mail(self):
        return f"{self.canary()}@example.org"

    def audit(self, *flags, code=0, **how):
        done = self.run_tool("funaudit", "--json", "audit.json", *flags, code=code,
                             env=self.environment, **how)
        report = json.loads(self.read("audit.json")) if code in (0, 1) else None
        return done, report

    def fingerprints(self, log, *flags):
        _done, report = self.audit("--fingerprint-key", self.key, *flags, stdin=log, code=1)
        return [finding["fingerprint"] for finding in report["findings"]]

    def baseline(self, *entries, name="baseline.toml", key_id=None):
        head = "version = 1\n" + (f'fingerprint_key = "{key_id}"\n' if key_id else "")
        return self.file(name, (head + "\n".join(entries)).encode())

    def accept(self, most=1_000_000, expires="2026-12-31", event_type=""):
        kind = f'event_type = "{event_type}"\n' if event_type else ""
        return ACCEPT % (most, kind, expires)

    def key_id(self):
        return derived(SECRET, "fun/v1/key-id").hex()[:16]


class Fingerprints(Baseline):
    def test_is_the_documented_hmac(self):
        mail = self.mail()
        message = b"email\0/event/body\0" + mail.encode()
        key = derived(SECRET, "fun/v1/fingerprint")
        expected = hmac.new(key, message, hashlib.sha256).hexdigest()[:32]
        self.assertEqual(self.fingerprints(self.line("to " + mail)), [expected])

    def test_survives_order_files_and_encoding(self):
        one, two = self.mail(), self.mail()
        log = self.line("to " + one) + self.line("of " + two)
        other = self.line(two.replace("@", "%40")) + b"\n" + self.line([]) + self.line("by " + one)
        self.assertEqual(self.fingerprints(log), self.fingerprints(other)[::-1])
        self.assertEqual(len(set(self.fingerprints(log))), 2)

    def test_another_key_or_place_is_another(self):
        mail = self.mail()
        here = self.fingerprints(self.line(mail))
        self.assertNotEqual(here, self.fingerprints(self.line(mail, "title")))
        other = self.file("other key", b"another secret of 2016")
        _done, report = self.audit("--fingerprint-key", other, stdin=self.line(mail), code=1)
        self.assertNotEqual(here[0], report["findings"][0]["fingerprint"])

    def test_none_without_a_key(self):
        _done, report = self.audit(stdin=self.line(self.mail()), code=1)
        self.assertEqual(report["findings"][0]["fingerprint"], "")


class Accepted(Baseline):
    def test_written_filled_in_and_read_again(self):
        mails = [self.mail() for _ in range(3)]
        log = b"".join(self.line(mail) for mail in mails + mails[:1])
        self.audit("--fingerprint-key", self.key, "--write-baseline", "new.toml", stdin=log, code=1)
        new = self.read("new.toml").decode()
        self.assertEqual(new.count("[[finding]]"), 3)
        self.assertIn("expires = 2026-05-30", new)  # 90 days
        self.assertIn(self.key_id(), new)
        # As it was written nobody has looked at it.
        self.audit("--fingerprint-key", self.key, "--baseline", "new.toml", stdin=log, code=2)
        new = new.replace('reason = ""', 'reason = "an address of ours"').replace('owner = ""', 'owner = "dpo"')
        path = self.file("filled.toml", new.encode())
        done, report = self.audit("--fingerprint-key", self.key, "--baseline", path, stdin=log)
        self.assertEqual(report["baseline"]["accepted"], 4)
        self.assertEqual(report["findings"], [])
        self.assertEqual(sorted(entry["count"] for entry in report["baseline"]["entries"]), [1, 1, 2])
        self.assertIn(b"accepts 4 more", done.out)
        # Another value there is not accepted.
        _done, report = self.audit("--fingerprint-key", self.key, "--baseline", path,
                                   stdin=log + self.line(self.mail()), code=1)
        self.assertEqual([finding["line"] for finding in report["findings"]], [5])

    def test_a_place_within_its_limit_and_beyond(self):
        log = b"".join(self.line(self.mail()) for _ in range(10))
        place = self.baseline(self.accept(most=1_000_000))
        _done, report = self.audit("--baseline", place, stdin=log)
        self.assertEqual(report["baseline"]["entries"][0]["state"], "used")
        place = self.baseline(self.accept(most=900_000))  # 9 in 10 lines
        _done, report = self.audit("--baseline", place, stdin=log, code=1)
        self.assertEqual(report["rules"], {"email": 10, "baseline-exceeded": 1})
        self.assertEqual(report["baseline"]["accepted"], 0)
        self.assertEqual([finding["line"] for finding in report["findings"]],
                         [*range(1, 11), report["findings"][10]["line"]])
        self.assertEqual(report["findings"][10]["file"], place)

    def test_of_one_kind_of_event(self):
        log = self.line(self.mail(), event_type="play_video") + self.line(self.mail(), event_type="pause_video")
        _done, report = self.audit("--baseline", self.baseline(self.accept(event_type="play_video")), stdin=log, code=1)
        self.assertEqual([finding["line"] for finding in report["findings"]], [2])

    def test_states(self):
        log = self.line(self.mail())
        for expires, state, code in (("2026-02-28", "expired", 1), ("2026-03-01", "expiring", 0),
                                     ("2026-03-15", "expiring", 0), ("2026-03-16", "used", 0)):
            with self.subTest(expires=expires):
                path = self.baseline(self.accept(expires=expires))
                _done, report = self.audit("--baseline", path, stdin=log, code=code)
                self.assertEqual(report["baseline"]["entries"][0]["state"], state)
                rule = f"baseline-{state}"
                found = [finding for finding in report["findings"] if finding["rule"] == rule]
                self.assertEqual(len(found), 0 if state == "used" else 1)
                for finding in found:
                    self.assertEqual((finding["severity"], finding["line"], finding["file"]), ("warning", 2, path))

    def test_unused_is_a_warning(self):
        path = self.baseline(self.accept())
        _done, report = self.audit("--baseline", path, stdin=self.line("x"))
        self.assertEqual(report["rules"], {"baseline-unused": 1})
        self.audit("--baseline", path, "--fail-on", "warning", stdin=self.line("x"), code=1)

    def test_a_full_line_is_not_accepted(self):
        # Behind the last finding that a line lists something else may stand.
        mail = self.mail()
        log = self.line([f"{i}{mail}" for i in range(1500)])
        path = self.baseline(self.accept().replace("/event/body", "/event/body/*").replace("max = 1000000", "max = 1000000000"))
        self.audit("--baseline", path, stdin=log, code=1)
        short = self.line([f"{i}{mail}" for i in range(900)])
        self.audit("--baseline", path, stdin=short)

    def test_what_nobody_looked_into_is_not_accepted(self):
        deep = ""
        for _ in range(17):
            deep = json.dumps([deep])
        log = self.line(deep) + b"{\n"
        _done, report = self.audit("--fingerprint-key", self.key, "--write-baseline", "b.toml", stdin=log, code=4)
        filled = self.read("b.toml") if os.path.exists(self.path("b.toml")) else b""
        self.assertNotIn(b"incomplete", filled)

    def test_same_reports_for_any_jobs(self):
        log = self.file("log", b"".join(self.line(self.mail()) for _ in range(3000)))
        path = self.baseline(self.accept(most=999_000))
        reports = set()
        for jobs in ("1", "2"):
            self.audit("--baseline", path, "-j", jobs, "--fingerprint-key", self.key, log, code=1)
            reports.add(self.read("audit.json"))
        self.assertEqual(len(reports), 1)


class Refused(Baseline):
    def test_files(self):
        log = self.line("x")
        secret = self.canary()
        good = self.accept()
        entries = {
            "no TOML": f"version = 1\n{secret} {secret}",
            "no version": good,
            "another version": "version = 2\n" + good,
            "a key of nobody": f"version = 1\n{secret} = 1\n",
            "a table for a list": "version = 1\n" + good.replace("[[accept]]", "[accept]"),
            "no such rule": "version = 1\n" + good.replace('"email"', f'"{secret}"'),
            "no rule": "version = 1\n" + good.replace('rule = "email"\n', ""),
            "no pointer": "version = 1\n" + good.replace('pointer = "/event/body"\n', ""),
            "no reason": "version = 1\n" + good.replace('"r"', '""'),
            "no owner": "version = 1\n" + good.replace('owner = "o"\n', ""),
            "no last day": "version = 1\n" + good.replace("expires = 2026-12-31\n", ""),
            "a last day in quotes": "version = 1\n" + good.replace("2026-12-31", '"2026-12-31"'),
            "no max": "version = 1\n" + good.replace("max = 1000000\n", ""),
            "max of none": "version = 1\n" + good.replace("1000000", "0"),
            "lines that cannot be read": "version = 1\n" + good.replace('"email"', '"line"'),
            "what is too deep": "version = 1\n" + good.replace('"email"', '"incomplete"'),
            "a fingerprint that is none": f'version = 1\n[[finding]]\nfingerprint = "{secret}"\n'
                                          'reason = "r"\nowner = "o"\nexpires = 2026-12-31\n',
        }
        for name, text in entries.items():
            with self.subTest(name=name):
                path = self.file("b.toml", text.encode())
                done, _report = self.audit("--baseline", path, "--fingerprint-key", self.key, stdin=log, code=2)
                self.assertRegex(done.words[0], r"b\.toml:[0-9]+:[0-9]+: ")

    def test_fingerprints_of_no_key_or_another(self):
        entry = '[[finding]]\nfingerprint = "%s"\nreason = "r"\nowner = "o"\nexpires = 2026-12-31\n' % ("0" * 32)
        self.audit("--baseline", self.baseline(entry, key_id="0" * 16), stdin=self.line("x"), code=2)
        self.audit("--baseline", self.baseline(entry, key_id="0" * 16), "--fingerprint-key", self.key,
                   stdin=self.line("x"), code=5)
        self.audit("--baseline", self.baseline(entry, key_id=self.key_id()), "--fingerprint-key", self.key,
                   stdin=self.line("x"))

    def test_writing(self):
        log = self.line(self.mail())
        self.audit("--write-baseline", "new.toml", stdin=log, code=2)
        self.assertNotIn("new.toml", self.left())
        there = self.file("there.toml", b"mine")
        self.audit("--fingerprint-key", self.key, "--write-baseline", there, stdin=log, code=2)
        self.assertEqual(self.read("there.toml"), b"mine")
        self.audit("--fingerprint-key", self.key, "--write-baseline", "audit.json", stdin=log, code=2)
        self.audit("--baseline", "nowhere.toml", stdin=log, code=3)


if __name__ == "__main__":
    main()
