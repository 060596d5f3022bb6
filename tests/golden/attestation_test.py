"""What others say of our signatures: securesystemslib, in-toto-attestation (PyPI) and openssl, on fresh releases and
on such that were tampered with.  Issue 8.
"""

import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True

import bags  # noqa: E402
from bad_bags import SIGNATURES  # noqa: E402
from session import HERE, ROOT, Case, main  # noqa: E402

LINE = b'{"event_type":"seq_next","time":"2015-02-03T10:00:00+00:00"}\n'
# Rows of bad_bags that no tool of others can know to be bad: they are about our policies, rules and verdicts.
OURS = re.compile("PASSED under another policy|PASSED by|FAILED (alone|beside)|WARNED|and a test that failed|"
                  "result that is none|another name with|paper|more sign|command in load/|nobody|empty file|something unsigned")


def commands_of(document):
    """The blocks of shell commands of a document."""
    with open(os.path.join(ROOT, document), encoding="utf-8") as file:
        return re.findall(r"^```sh\n(.*?)^```$", file.read(), re.MULTILINE | re.DOTALL)


class Others(Case):
    @classmethod
    def setUpClass(cls):
        got = subprocess.run([os.path.join(HERE, "validators")], check=True, stdout=subprocess.PIPE)
        cls.python = got.stdout.decode().strip() + "/bin/python3"

    def setUp(self):
        super().setUp()
        self.audit, self.officer, self.stranger = (
            bags.make_pair(self.path(name)) for name in ("audit.key", "officer.key", "stranger.key"))
        self.bag = bags.make(self.path("bag"), {"a": LINE, "b": LINE * 2})
        self.run_tool("funaudit", self.bag, "--sign", self.audit)

    def judge(self, bag, *keys):
        judge = os.path.join(HERE, "envelope_judge.py")
        done = subprocess.run([self.python, "-B", judge, bag, *(key + ".pub" for key in keys)], capture_output=True)
        return done.returncode, done.stdout.decode().strip()

    def test_accept_a_fresh_release_and_its_approval(self):
        self.assertEqual(self.judge(self.bag, self.audit), (0, "PASSED"))
        self.run_tool("funkey", "approve", self.bag, "--signing-key", self.officer, "--trust", self.audit + ".pub")
        self.assertEqual(self.judge(self.bag, self.audit, self.officer), (0, "PASSED PASSED"))
        self.assertEqual(self.judge(self.bag, self.audit), (1, ""))

    def test_accept_a_failed_verdict_as_such(self):
        bag = bags.make(self.path("leak"), {"a": b'{"event_type":"seq_next","email":"ada@example.org"}\n'})
        self.run_tool("funaudit", bag, "--sign", self.audit, code=1)
        self.assertEqual(self.judge(bag, self.audit), (0, "FAILED"))

    def test_refuse_what_was_tampered_with(self):
        refused = 0
        for what, change, _ in SIGNATURES:
            if OURS.search(what):
                continue
            with self.subTest(what):
                bad = bags.copy(self.bag, self.path("bad"))
                change(bad, self.audit, self.stranger)
                self.assertEqual(self.judge(bad, self.audit), (1, ""))
                refused += 1
        self.assertGreaterEqual(refused, 6)

    def by_openssl(self, bag, line=1, key="audit.key"):
        """The commands of docs/format/attestation.md, as they stand there."""
        script = commands_of("docs/format/attestation.md")[0]
        self.assertIn("openssl pkeyutl -verify", script)
        where = {"DIR": bag, "PUB": self.path(key + ".pub"), "N": str(line)}
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", script], env=os.environ | where, cwd=self.folder,
                              capture_output=True)
        return done.returncode == 0 and b"Signature Verified Successfully" in done.stdout

    def test_openssl_verifies_by_the_documented_commands(self):
        self.run_tool("funkey", "approve", self.bag, "--signing-key", self.officer, "--trust", self.audit + ".pub")
        self.assertTrue(self.by_openssl(self.bag))
        self.assertTrue(self.by_openssl(self.bag, 2, "officer.key"))
        self.assertFalse(self.by_openssl(self.bag, 2))
        for what, change, words in SIGNATURES:
            if "does not hold" in words:
                with self.subTest(what):
                    bad = bags.copy(self.bag, self.path("bad"))
                    for line in (1, 2):  # both, so that it does not matter which one the change takes
                        os.remove(os.path.join(bad, bags.STATEMENTS)) if line == 1 else None
                    bags.write(bad, bags.STATEMENTS, bags.read(self.bag, bags.STATEMENTS).splitlines(True)[0])
                    change(bad, self.audit, self.stranger)
                    self.assertFalse(self.by_openssl(bad))

    def test_sha256sum_accepts_the_lists_of_a_signed_release(self):
        for name in bags.LISTS:
            subprocess.run(["sha256sum", "--check", "--strict", "--quiet", name], cwd=self.bag, check=True)

    def test_the_worked_example_is_what_it_says(self):
        with open(os.path.join(ROOT, "docs/format/attestation.md"), encoding="utf-8") as file:
            text = file.read()
        envelope = re.search(r'^    (\{"payload".*\})$', text, re.MULTILINE)[1]
        self.file("example.pub", re.search(r"^    (-----BEGIN.*?-----END PUBLIC KEY-----)$", text,
                                           re.MULTILINE | re.DOTALL)[1].replace("    ", "").encode() + b"\n")
        example = self.path("example")
        bags.write(example, bags.STATEMENTS, envelope.encode() + b"\n")
        self.assertTrue(self.by_openssl(example, 1, "example"))
        payload = bags.payload(bags.envelopes(example)[0])
        self.assertEqual(payload["_type"], bags.STATEMENT_TYPE)
        self.assertEqual(bags.envelopes(example)[0]["signatures"][0]["keyid"], bags.key_id(example))


if __name__ == "__main__":
    main()
