"""funanon against the oracle: another program, written from the documents alone.

FUN_FULL=1: 100,000 mutants instead of 5,000 under each policy, 20,000 lines instead of 8,000.
"""

import os
import sys

sys.dont_write_bytecode = True

from session import ROOT, Case, main, python, raw_log, say  # noqa: E402

POLICIES = ("seed", "standard")
LINES, MUTANTS = (20_000, 100_000) if os.environ.get("FUN_FULL") == "1" else (8_000, 5_000)
SAMPLES = os.path.join(ROOT, os.pardir, "shared", "samples")


class Oracle(Case):
    def compared(self, raw, policy, *flags):
        """Anonymizes the file `raw` and compares; the path of what came out."""
        self.funanon("--policy", policy, "-j2", "--max-rejects", "100%", "-o", "out", "-q", *flags, raw)
        done = python("tests/oracle/compare.py", raw, self.path("out"), "--key", self.key, "--policy",
                      policy, "--allow-raw-key", "--gathered", *flags)
        self.assertEqual(done.code, 0, done.out.decode() + done.err.decode())
        self.assertIn(b"differences none", done.out + done.err)
        return self.path("out")

    def verdicts(self, path):
        """What the oracle says of each line: ok, blank, reject."""
        done = python("tests/oracle/accept.py", path)
        self.assertEqual(done.code, 0, done.err.decode())
        return done.out.decode().split()


class AGeneratedLog(Oracle):
    def test_differs_only_where_the_policy_says_and_holds_nothing_planted(self):
        ledger = self.private("ledger")
        log = self.file("log", raw_log(LINES, "--dirty", "--ledger", ledger, seed=20260101))
        self.assertGreater(os.path.getsize(ledger), 50 * LINES)
        for policy in POLICIES:
            out = self.compared(log, policy)
            leaks = python("tests/oracle/leaks.py", "--ledger", ledger, "--stage", "main", "--policy",
                           policy, out)
            self.assertEqual(leaks.code, 0, leaks.out.decode() + leaks.err.decode())

    def test_differs_only_so_when_a_release_has_a_name(self):
        self.compared(self.file("log", raw_log(2000, seed=2)), "standard", "--release", "2026-spring")

    def test_would_be_seen_to_leak_if_nothing_were_done(self):
        ledger = self.private("ledger")
        log = self.file("log", raw_log(500, "--ledger", ledger, seed=4))
        leaks = python("tests/oracle/leaks.py", "--ledger", ledger, "--stage", "main", log)
        self.assertEqual(leaks.code, 1)


class Mutants(Oracle):
    def test_are_accepted_and_rejected_as_the_oracle_does(self):
        planted = python("tests/data/plant", "--seed", "3", "--persons", "20", "--lines", "2000")
        self.assertEqual(planted.code, 0)
        log = self.file("log", raw_log(2000, "--dirty", seed=3).rstrip() + b"\n" + planted.out)
        made = python("tests/oracle/mutants.py", "--seed", "20260101", "--count", str(MUTANTS), log)
        path = self.file("mutants", made.out)
        lines = made.out.removeprefix(b"\xef\xbb\xbf").split(b"\n")[:-1]
        verdicts = self.verdicts(path)
        self.assertEqual((len(lines), len(verdicts)), (MUTANTS, MUTANTS))
        for verdict in ("ok", "reject", "blank"):
            self.assertGreater(verdicts.count(verdict), MUTANTS // 1000)
        want = [n for n, verdict in enumerate(verdicts) if verdict == "reject"]
        for policy, jobs in zip(POLICIES, "12"):
            rejects = f"{policy}-rejects"
            done = self.funanon("--policy", policy, "-j", jobs, "-q", "--rejects", self.private(rejects),
                                "--max-rejects", "100%", path)
            self.assert_rejected(want, lines, self.read(rejects).split(b"\n")[:-1])
            self.assertEqual(done.out.count(b"\n"), verdicts.count("ok"))
            kept = {lines[n] for n in want} & set(done.out.split(b"\n"))
            self.assertTrue(not kept, "a rejected line stands in the output")
            # Broken lines send their chunk through the slow path, line by line; without them the
            # same lines take the fast one.
            sound = b"".join(line + b"\n" for line, verdict in zip(lines, verdicts) if verdict == "ok")
            fast = self.funanon("--policy", policy, "-j", jobs, "-q", self.file("sound", sound))
            self.assertTrue(fast.out == done.out, "the fast path writes other bytes than the slow one")

    def assert_rejected(self, want, lines, got):
        """`got`: the rejected lines; `want`: the numbers, from 0, of those that should be."""
        for number, line in zip(want, got):
            self.assertTrue(line == lines[number],
                            f"the first difference is at or just before line {number + 1}")
        self.assertEqual(len(got), len(want))


class Samples(Oracle):
    def setUp(self):
        super().setUp()
        if not os.path.isdir(SAMPLES):
            say("../shared/samples is not there: no sample line was tried")
            self.skipTest("no samples")

    def test_of_real_shape_pass_but_for_two_broken_ones(self):
        for name, rejected in (("event-routing-backends.jsonl", 0), ("edx-documentation.jsonl", 0),
                               ("event-routing-backends.prefixed-lines.txt", 2)):
            path = os.path.join(SAMPLES, name)
            self.assertEqual(self.verdicts(path).count("reject"), rejected, name)
            done = self.funanon(path, code=1 if rejected else 0)
            said = [words for words in done.words if ": rejected, " in words]
            self.assertEqual(len(said), rejected, name)
            for policy in POLICIES:
                self.compared(path, policy)


if __name__ == "__main__":
    main()
