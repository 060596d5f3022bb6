"""What funload writes never takes the place of what it reads, nor of what an earlier run kept.

Nothing is sent: what is refused ends before anybody is asked, the rest is --dry-run.
"""

import json
import os
import stat
import sys

sys.dont_write_bytecode = True

from session import Case, main  # noqa: E402

LINE = json.dumps({"event_type": "page_close", "time": "2015-02-02T10:00:00.864078+00:00"}).encode() + b"\n"
FILES = ("--quarantine", "--dead-letter", "--rejects", "--summary", "--metrics")
FOLDERS = ("--state", "-o")
READ = ("--identities", "--trust", "--expect", "--policy", "--geoip", "--password-file", "--api-key-file",
        "--token-file", "--ca-cert")


class OutputCase(Case):
    def load(self, *flags, stdin=LINE, code=0):
        return self.run_tool("funload", *flags, stdin=stdin, code=code)

    def flags(self, flag, path):
        """-o needs --dry-run, which --state does not take."""
        return (flag, path) + (() if flag == "--state" else ("--dry-run",))

    def assert_refused(self, *flags, words="", **how):
        before = self.tree()
        done = self.load(*flags, **how, code=2)
        self.assertIn(words, done.err.decode())
        self.assertEqual(self.tree(), before)

    def tree(self):
        found = {}
        for at, folders, files in os.walk(self.folder):
            for name in folders + files:
                path = os.path.join(at, name)
                kind = os.lstat(path)
                content = self.read(path) if stat.S_ISREG(kind.st_mode) else b""
                found[path] = (kind.st_ino, kind.st_mode, content)
        return found


class AnOutput(OutputCase):
    def test_never_replaces_an_input(self):
        log = self.file("log", LINE)
        os.symlink("log", self.path("link"))
        os.link(log, self.path("hard"))
        for flag in FILES:
            for name in ("log", "./log", log, "link", "hard"):
                with self.subTest(flag, name=name):
                    self.assert_refused(*self.flags(flag, name), "log", stdin=b"")

    def test_never_replaces_what_is_read_from_standard_input(self):
        log = self.file("log", LINE)
        for flag in FILES:
            with self.subTest(flag), open(log, "rb") as stdin:
                self.assert_refused(*self.flags(flag, "log"), stdin=stdin)

    def test_never_replaces_what_a_flag_reads(self):
        self.file("read", b"secret\n")
        for reads in READ:
            for flag in FILES:
                with self.subTest(flag, reads=reads):
                    more = ("--user", "ada") if reads == "--password-file" else ()
                    self.assert_refused(*self.flags(flag, "./read"), reads, "read", *more,
                                        words="names an input, which would be replaced")

    def test_is_put_into_no_folder_that_is_read(self):
        os.makedirs(self.path("logs/below"))
        self.file("logs/below/log", LINE)
        os.symlink("logs/below", self.path("way"))
        for flag in FILES + FOLDERS:
            for name in ("logs/new", "logs/below/log", "./logs/below/new", "way/new"):
                for trust in ((), ("--trust", self.file("pub", b"x"))):
                    with self.subTest(flag, name=name, trust=trust):
                        self.assert_refused(*self.flags(flag, name), *trust, "logs", stdin=b"",
                                            words="lies in a folder that is read")

    def test_has_a_name_of_its_own(self):
        self.file("one", b"")
        os.link(self.path("one"), self.path("two"))
        os.symlink(".", self.path("here"))
        for number, one in enumerate(FILES):
            for two in FILES[number + 1:]:
                for names in (("out", "./out"), ("out", "here/out"), ("one", "two"), ("out", self.path("out"))):
                    with self.subTest(one + " " + two, names=names):
                        self.assert_refused(one, names[0], two, names[1], "--dry-run")
                        self.assert_refused(two, names[0], one, names[1], "--dry-run")

    def test_lies_in_no_folder_of_another(self):
        os.mkdir(self.path("out"))
        for folder in FOLDERS:
            for flag in FILES:
                for name in ("out/points", "out"):
                    with self.subTest(folder + " " + flag, name=name):
                        self.assert_refused(flag, name, *self.flags(folder, "out/"), self.file("log", LINE))

    def test_that_is_a_pipe_stays_one(self):
        os.mkfifo(self.path("pipe"))
        for flag in FILES + FOLDERS:
            with self.subTest(flag):
                self.assert_refused(*self.flags(flag, "pipe"))

    def test_is_not_standard_output(self):
        for flag in FILES + FOLDERS:
            with self.subTest(flag):
                self.assert_refused(*self.flags(flag, "-"))

    def test_that_is_a_folder_is_refused(self):
        os.mkdir(self.path("folder"))
        for flag in FILES:
            with self.subTest(flag):
                self.assert_refused(*self.flags(flag, "folder"))

    def test_may_stand_beside_an_input(self):
        os.mkdir(self.path("logs"))
        self.file("logs/log", LINE)
        self.load("--dry-run", "--summary", "logs/summary", "--quarantine", "logs/quarantine", "logs/log")
        self.assertEqual(sorted(os.listdir(self.path("logs"))), ["log", "quarantine", "summary"])


LEAK = b'{"time":"2015-02-02T10:00:00Z","event":"ada@example.org %d"}\n'
DEAD = b'{"time":"never","n":%d}\n'
CLEAN = b'{"time":"2015-02-02T10:00:00Z","n":%d}\n'


class WhatAnEarlierRunKept(OutputCase):
    """A line that came through a pipe stands nowhere else."""

    def kept(self, *numbers, down=False):
        """What the files hold after a load of leaks and dead letters of these numbers."""
        lines = b"".join(LEAK % n + DEAD % n + 3 * CLEAN % (n, n, n) for n in numbers) + CLEAN % 0
        how = ("--url", "http://127.0.0.1:1") if down else ("--dry-run",)
        flags = ("--quarantine", self.private("leaks"), "--dead-letter", self.private("dead"))
        self.words = self.load(*how, *flags, stdin=lines, code=6 if down else 1 if numbers else 0).err.decode()
        return self.read("leaks"), self.read("dead")

    def of(self, *numbers):
        return b"".join(LEAK % n for n in numbers), b"".join(DEAD % n for n in numbers)

    def test_stays_when_the_next_has_nothing_to_keep(self):
        self.assertEqual(self.kept(1), self.of(1))
        self.assertEqual(self.kept(), self.of(1))
        self.assertIn("lines of earlier runs that stay in the file of --dead-letter: 1", self.words)
        self.assertEqual(self.kept(down=True), self.of(1))

    def test_stands_before_what_the_next_keeps(self):
        self.kept(1)
        self.assertEqual(self.kept(2), self.of(1, 2))
        self.assertEqual(self.kept(3, down=True), self.of(1, 2, 3))

    def test_is_not_kept_twice(self):
        self.kept(1, 2, 1)
        self.assertEqual(self.kept(1, 2), self.of(1, 2, 1))
        self.assertNotIn("earlier runs", self.kept(2, 1, 1) and self.words)
        self.assertEqual(self.kept(1, 1, 3, 1), self.of(1, 2, 1, 3, 1))

    def test_may_lack_its_last_newline(self):
        for name, lines in zip(("leaks", "dead"), self.of(1)):
            self.file(name, lines[:-1])
        self.assertEqual(self.kept(2), self.of(1, 2))

    def test_stays_as_it_was_when_a_flag_is_wrong(self):
        self.kept(1)
        was = self.tree()
        self.load("--dry-run", "--dead-letter", "dead", "--since", "never", stdin=DEAD % 2, code=2)
        self.assertEqual(self.tree(), was)


class AReplay(OutputCase):
    def test_is_of_a_file(self):
        os.mkfifo(self.path("pipe"))
        os.mkdir(self.path("folder"))
        for name in ("pipe", "folder"):
            self.assert_refused("--replay", name, stdin=b"")


if __name__ == "__main__":
    main()
