"""funaudit --exhaustive: without its short cuts the audit finds what it finds with them, and says so."""

import json
import os
import sys

sys.dont_write_bytecode = True

from session import Case, main, python  # noqa: E402

LINES = 10_000 if os.environ.get("FUN_FULL") == "1" else 400
# The username in base64 is hexadecimal by chance: the usual audit takes it for an id.
HIDDEN = b'{"a":"c295a201c213"}\n'


class Exhaustive(Case):
    def setUp(self):
        super().setUp()
        self.data_out = set()

    def audit(self, *flags, **how):
        done = self.run_tool("funaudit", "--json", "r.json", "--sarif", "r.sarif", "--junit", "r.xml", "--html", "r.html",
                             "--max-findings", "1000000", *flags, **how)
        return done, json.loads(self.read("r.json"))

    def test_gives_the_same_report_of_a_dirty_log_but_for_one_member(self):
        people = self.private("people.csv")
        made = python("tests/data/generate", "--seed", "9", "--lines", str(LINES), "--dirty", "--prefix", "some",
                      "--identities", people)
        self.assertEqual(made.code, 0)
        log = self.file("log", made.out)
        flags = ("--show", "1000000", "--identities", people, log)
        code = 4 if LINES == 10_000 else 1  # of so many lines some lie over the limits
        usual_done, usual = self.audit(*flags, code=code)
        for jobs in ("-j1", "-j3"):
            done, report = self.audit("--exhaustive", jobs, *flags, code=code)
            self.assertIs(report.pop("exhaustive"), True)
            self.assertTrue(report == usual, "the reports differ")
            verdict = b"\nverdict: %b\n" % usual["verdict"].encode()
            self.assertEqual(done.out, usual_done.out.replace(verdict, verdict + b"scan: exhaustive\n"))
        self.assertLess({"identity", "email", "line"}, set(usual["rules"]))

    def test_reads_as_base64_what_looks_like_an_id(self):
        people = self.file("people", b"username\nsoykm5smw\n")
        self.audit("--identities", people, stdin=HIDDEN, code=0)
        _done, report = self.audit("--exhaustive", "--identities", people, stdin=HIDDEN, code=1)
        (finding,) = report["findings"]
        self.assertEqual((finding["rule"], finding["chain"]), ("identity", "base64"))

    def test_is_said_in_every_report_and_only_when_it_was(self):
        for flags, count in (((), 0), (("--exhaustive",), 1)):
            self.audit(*flags, stdin=b"{}\n", code=0)
            self.assertEqual("exhaustive" in json.loads(self.read("r.json")), bool(count))
            run = json.loads(self.read("r.sarif"))["runs"][0]
            self.assertEqual(run["properties"].get("exhaustive"), True if count else None)
            for name in ("r.xml", "r.html"):
                self.assertEqual(b"exhaustive" in self.read(name), bool(count), name)


if __name__ == "__main__":
    main()
