"""funanon on a log in which invented people stand in every place and disguise.

The log is that of tests/data/plant, the judge the oracle, written from
tests/data/encodings.md alone.  FUN_FULL=1: 100,000 lines instead of 3,000.
"""

import os
import subprocess
import sys

sys.dont_write_bytecode = True

from session import ROOT, Case, main, python, say  # noqa: E402

FULL = os.environ.get("FUN_FULL") == "1"
LINES, PERSONS = (100_000 if FULL else 3_000), 200
POISONED = 2000  # lines, and some more of the accounts called so
JUDGING = 2700  # seconds that the oracle may take


def judge(script, *arguments):
    """Runs a script of the oracle; (exit code, its last lines)."""
    done = subprocess.run([sys.executable, os.path.join(ROOT, "tests", "oracle", script), *arguments],
                          capture_output=True, timeout=JUDGING, check=False)
    return done.returncode, (done.stdout + done.stderr).decode()[-6000:]


class PlantedPeople(Case):
    def planted(self, lines, *flags):
        """Plants people; the path of the log."""
        papers = [argument for name in ("ledger", "identities", "untouched")
                  for argument in (f"--{name}", self.private(name))]
        log = python("tests/data/plant", "--seed", "1", "--persons", str(PERSONS), "--lines", str(lines),
                     *papers, *flags)
        self.assertEqual(log.code, 0, log.err.decode())
        return self.file("log", log.out)

    def released(self, log):
        """Anonymizes the log with all its people known; the path of what came out."""
        self.funanon("--policy", "standard", "--identities", self.path("identities"), "-j2", "-q",
                     "-o", "out", log, patience=600)
        return self.path("out")

    def test_leave_no_trace_and_take_nothing_with_them(self):
        log = self.planted(LINES)
        out = self.released(log)
        known = ("--identities", self.path("identities"))
        for script, *arguments in (
                ("leaks.py", "--ledger", self.path("ledger"), "--stage", "anonymizer", out),
                ("compare.py", log, out, "--key", self.key, "--allow-raw-key", "--policy", "standard",
                 "--gathered", *known),
                ("harmless.py", log, out, "--untouched", self.path("untouched"), *known)):
            with self.subTest(judge=script):
                code, said = judge(script, *arguments)
                self.assertEqual(code, 0, said)

    def test_called_like_ordinary_words_change_no_other_line(self):
        self.planted(POISONED)
        os.rename(self.path("identities"), self.private("people"))  # without those accounts
        log = self.planted(POISONED, "--poison")
        code, said = judge("harmless.py", log, self.released(log), "--untouched", self.path("untouched"),
                           "--identities", self.path("people"))
        self.assertEqual(code, 0, said)

    def test_would_be_found_if_nothing_were_done(self):
        log = self.planted(300)
        code, said = judge("leaks.py", "--ledger", self.path("ledger"), "--stage", "anonymizer", log)
        self.assertEqual(code, 1, said)
        code, said = judge("compare.py", log, log, "--key", self.key, "--allow-raw-key", "--policy", "standard")
        self.assertEqual(code, 1, said)


class Samples(Case):
    FOLDER = os.path.join(ROOT, os.pardir, "shared", "samples")

    def test_keep_their_course_data(self):
        if not os.path.isdir(self.FOLDER):
            say("../shared/samples is not there: no sample line was tried")
            self.skipTest("no samples")
        for name in ("event-routing-backends.jsonl", "edx-documentation.jsonl",
                     "event-routing-backends.prefixed-lines.txt"):
            path = os.path.join(self.FOLDER, name)
            self.funanon("--policy", "standard", "--max-rejects", "100%", "-q", "-o", "out", path)
            code, said = judge("harmless.py", path, self.path("out"))
            self.assertEqual(code, 0, f"{name}\n{said}")


if __name__ == "__main__":
    main()
