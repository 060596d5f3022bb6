"""Whole commands that gather and read identities.  Design 5, "Identities and closure"."""

import json
import os
import stat
import sys

sys.dont_write_bytecode = True

from session import Case, main  # noqa: E402


def log(*records):
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


class BadIdentities(Case):

    def assert_refused(self, content, code, *known):
        people = self.file("people", content)
        line = self.file("log", log({"username": "ada"}))
        for source in ((line,), ()):
            done = self.funanon("--identities", people, "-o", self.path("out"), *source,
                                stdin=log({"username": "ada"}), code=code)
            self.assertEqual(self.left(), [])
            for word in known:
                self.assertIn(word, done.err.decode())

    def test_end_the_run_and_name_the_columns_found(self):
        c = self.canary
        self.assert_refused(f"id,colour\n57,{c()}\n".encode(), 2, "id")
        self.assert_refused(f"username,first_name\n{c()},{c()}\n".encode(), 2, "username, first_name")
        self.assert_refused(f"{c()},{c()}\n".encode(), 2, "none")
        self.assert_refused(b"kind\nusername\n", 2, "kind")

    def test_end_the_run_when_they_cannot_be_read(self):
        c = self.canary
        self.assert_refused(f"username,email\n{c()}\n".encode(), 3, "line 2")
        self.assert_refused(f'username\n"{c()}\n'.encode(), 3)
        self.assert_refused(b"username\n\xff\xfe\n", 3, "UTF-8")
        self.assert_refused(f"kind,value\n{c()},{c()}\n".encode(), 3, "line 2")
        self.assert_refused(b"", 3)
        self.assert_refused(b"username\n", 3)
        self.funanon("--identities", self.path("absent"), stdin=log({}), code=3)
        self.funanon("--identities", self.folder, stdin=log({}), code=3)

    def test_are_never_replaced_by_an_output(self):
        people = self.file("people", b"username\nada\n")
        self.funanon("--identities", people, "-o", people, stdin=log({}), code=2)
        self.assertEqual(self.read("people"), b"username\nada\n")


class Closure(Case):

    def test_is_refused_on_standard_input(self):
        for inputs in ((), ("-",)):
            done = self.funanon("--closure", "on", *inputs, stdin=log({}), code=2)
            self.assertEqual(done.out, b"")
            self.funanon("--closure", "off", *inputs, stdin=log({}))

    def test_over_a_pipe_is_refused_and_off_by_default_and_says_so(self):
        os.mkfifo(self.path("pipe"))
        self.made_here.add("pipe")
        self.funanon("--closure", "on", self.path("pipe"), code=2)

    def test_tells_counts_and_no_value(self):
        c = self.canary
        name = c(may_leave=True)
        self.file("log", log({"username": name}, {"event": {"email": f"{c()}@example.org"}}))
        done = self.funanon("--closure", "on", self.path("log"))
        self.assertIn(b"username 1, email 1, name 0, user_id 0", done.err)
        self.assertNotIn(b"gathered", self.funanon("-q", self.path("log")).err)


class Gather(Case):

    def test_writes_a_private_file_that_identities_reads(self):
        c = self.canary
        self.file("log", log({"username": c(), "context": {"user_id": 57000113}}))
        made = self.private("made")
        self.run_tool("funanon", "--gather", made, self.path("log"))
        self.assertEqual(stat.S_IMODE(os.stat(made).st_mode), 0o600)
        self.assertTrue(self.read("made").startswith(b"kind,value\nusername,"))
        self.funanon("--identities", made, "--closure", "off", "-o", self.path("out"),
                     self.path("log"))

    def test_gives_the_same_bytes_with_any_number_of_threads(self):
        records = [{"username": f"u{i % 997}x", "event": {"email": f"m{i % 89}@example.org"}}
                   for i in range(20_000)]
        self.file("log", log(*records))
        for jobs in ("1", "2", "4"):
            self.run_tool("funanon", "-j", jobs, "--gather", self.private("made" + jobs),
                          self.path("log"))
        self.assertEqual(self.read("made1"), self.read("made2"))
        self.assertEqual(self.read("made1"), self.read("made4"))

    def test_leaves_nothing_when_it_fails(self):
        self.file("log", b"[]\n")
        made = self.path("made")
        for arguments, code in ((("--gather", made, self.path("log")), 3),
                                (("--gather", made, self.path("absent")), 3),
                                (("--gather", made), 2), (("--gather", made, "-"), 2),
                                (("--gather", self.path("log"), self.path("log")), 2),
                                (("--gather", made, "-o", self.path("out"), self.path("log")), 2),
                                (("--gather", "/dev/full/x", self.path("log")), 3)):
            with self.subTest(arguments[2:], code=code):
                self.run_tool("funanon", *arguments, stdin=log({}), code=code)
                self.assertEqual(self.left(), [])
        self.assertEqual(self.read("log"), b"[]\n")


if __name__ == "__main__":
    main()
