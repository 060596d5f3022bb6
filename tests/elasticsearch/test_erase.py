"""Takes learners out of a real server's indices, and looks whether anything of them is left.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_erase      (in this folder; see loading.py)
"""

import json
import subprocess
import unittest

from loading import BIN, Case, event, log, shared_server

ADA, ADA_ID, BOB = "a1" * 32, "b2" * 32, "c3" * 32


def setUpModule():
    Case.server = shared_server()


class Erase(Case):
    def fill(self):
        """Twelve records of Bob, six that name Ada in three ways."""
        course = "course-v1:a+b+c"
        bobs = [event(n, username=BOB, context={"course_id": course, "user_id": BOB}) for n in range(12)]
        adas = [event(n, username=ADA) for n in (20, 21)]
        adas += [event(n, username="", context={"course_id": course, "user_id": ADA_ID}) for n in (22, 23)]
        adas += [event(n, username="", context={"course_id": course, "username": ADA}) for n in (24, 25)]
        self.load(log(*bobs, *adas))

    def erase(self, *lines, flags=(), code=0):
        words = self.load("".join(line + "\n" for line in lines).encode(), "--erase", *flags, code=code)
        for pseudonym in (ADA, ADA_ID, BOB):
            self.assertNotIn(pseudonym, words)
        return words

    def test_deletes_what_names_them_and_nothing_else_and_counts_none(self):
        self.fill()
        self.assertIn("would delete records of 2 pseudonyms: 6", self.erase(ADA, ADA_ID, flags=["--dry-run"]))
        self.assertEqual(self.server.count(self.prefix), 18)
        self.assertIn("deleted records of 2 pseudonyms: 6; left: 0", self.erase(ADA, ADA_ID))
        left = self.server.sources(self.prefix)
        self.assertEqual(sorted(source["n"] for source in left), list(range(12)))
        self.assertFalse(any(one in json.dumps(left) for one in (ADA, ADA_ID)))
        self.assertIn("deleted records of 2 pseudonyms: 0; left: 0", self.erase(ADA, ADA_ID))

    def test_with_the_new_release_in_place_of_the_old_nothing_of_them_is_left(self):
        ada, ada_id = self.pseudonyms("ada"), self.pseudonyms("7", "--domain", "user_id")
        texts = ["ask ada", json.dumps({"inner": "ada, again"})]
        lines = [event(n, username="bob", context={}, event={"body": texts[n % 2], "target_username": "ada"},
                       agent="x") for n in range(4)]
        lines += [event(n, username="ada", context={}, event="", agent="x") for n in (5, 6)]
        lines += [event(7, username="", context={"user_id": 7}, event="", agent="x")]
        (self.folder / "t.log").write_bytes(log(*lines))
        (self.folder / "known.csv").write_text("username,user_id\nada,7\nbob,8\n")
        (self.folder / "people.csv").touch(mode=0o600)
        (self.folder / "people.csv").write_text("username,user_id\nada,7\n")
        self.tool("funanon", "--key", "key", "--release", "spring", "--identities", "known.csv", "-o", "old/", "t.log")
        self.tool("funanon", "--key", "key", "--erase", "people.csv", "old", "-o", "new")
        self.load(b"", "--release", "spring", str(self.folder / "old"))
        before = json.dumps(self.server.sources(self.prefix))
        self.assertTrue(ada in before and ada_id in before)
        self.assertIn("pseudonyms: 3; left: 0", self.erase(ada, ada_id))
        self.load(b"", "--release", "spring-2", "--replace", str(self.folder / "new"))
        left = self.server.sources(self.prefix)
        self.assertEqual(sorted(source["n"] for source in left), list(range(4)))
        self.assertFalse(any(one in json.dumps(left) for one in (ada, ada_id)))
        self.assertIn("<<ERASED>>", json.dumps(left))

    def tool(self, name, *arguments, stdin=b""):
        done = subprocess.run([BIN / name, *arguments], cwd=self.folder, input=stdin, capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return done.stdout.decode()

    def pseudonyms(self, name, *flags):
        """Its pseudonym under a new key, or the one that is there."""
        if not (self.folder / "key").exists():
            self.tool("funkey", "generate", "-o", "key")
        return self.tool("funkey", "pseudonym", "--key", "key", "--release", "spring", *flags,
                         stdin=name.encode() + b"\n").strip()

    def test_takes_more_pseudonyms_than_one_question_holds(self):
        self.fill()
        others = [f"{n:064x}" for n in range(2500)]
        self.assertIn("deleted records of 2,502 pseudonyms: 6; left: 0", self.erase(*others, ADA, ADA_ID))

    def test_refuses_what_cannot_be_meant_before_it_deletes(self):
        self.fill()
        for code, words, lines, flags in (
                (2, "line 2 is no pseudonym", (ADA, "ada"), ()),
                (2, "line 1 is no pseudonym", (ADA.upper(),), ()),
                (3, "holds no pseudonym", (), ()),
                (2, "--erase loads nothing", (ADA,), ("--release", "x")),
                (2, "--index-prefix", (ADA,), ("--index-prefix", "*")),
                (3, "no index", (ADA,), ("--index-prefix", "nothing-here-"))):
            with self.subTest(words):
                self.assertIn(words, self.erase(*lines, flags=flags, code=code))
        self.assertEqual(self.server.count(self.prefix), 18)


if __name__ == "__main__":
    unittest.main()
