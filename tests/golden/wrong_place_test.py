"""Outputs that have no room, no folder or the wrong name: no raw log is ever lost.  Design 3."""

import os
import resource
import shutil
import signal
import stat
import sys

sys.dont_write_bytecode = True

from session import SECRET, Case, command, main, raw_log  # noqa: E402

LINE = b'{"event_type":"one","n":1}\n'
LOG = LINE + b"[]\n" + LINE
OUTPUTS = ("-o", "--rejects", "--summary")
NOBODY = 65534


def small_files():
    """A disk that is full after 100 kB, as far as one process goes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # as under a shell: Python ignores it
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


class AnOutput(Case):
    def assert_kept(self, *arguments, flag, **how):
        """The command refuses its arguments and the raw log is as it was."""
        done = self.funanon(flag, *arguments, code=None, **how)
        self.assertTrue(os.path.exists(self.path("log")), "the raw log is gone")
        self.assertTrue(self.read("log") == LOG, "the raw log was replaced")
        self.assertEqual((done.code, done.out), (2, b""), done.err.decode())
        self.assertEqual(self.left(), [])

    def test_never_replaces_an_input(self):
        for flag in OUTPUTS:
            for name in ("log", "./log", self.path("log"), "link", "hard"):
                with self.subTest(flag, name=name):
                    self.lay_out()
                    self.assert_kept(name, "log", flag=flag)

    def lay_out(self):
        """A raw log under three names."""
        for name in ("log", "link", "hard"):
            if os.path.lexists(self.path(name)):
                os.unlink(self.path(name))
        self.file("log", LOG)
        os.symlink("log", self.path("link"))
        os.link(self.path("log"), self.path("hard"))
        self.made_here |= {"link", "hard"}

    def test_never_replaces_what_is_read_from_standard_input(self):
        for flag in OUTPUTS:
            with self.subTest(flag):
                with open(self.file("log", LOG), "rb") as log:
                    self.assert_kept("log", flag=flag, stdin=log)

    def test_never_replaces_the_key(self):
        self.file("log", LOG)
        for flag in OUTPUTS:
            with self.subTest(flag):
                self.file("key", SECRET)
                self.funanon(flag, "key", "log", code=None)
                self.assertTrue(os.path.exists(self.key), "the key is gone")
                self.assertEqual(self.read("key"), SECRET)

    def test_has_a_name_of_its_own(self):
        for one, two in (("-o", "--rejects"), ("-o", "--summary"), ("--rejects", "--summary")):
            with self.subTest(one + " " + two):
                self.funanon(one, self.private("same"), two, "./same", stdin=LOG, code=2)
                self.assertFalse(os.path.exists(self.path("same")))

    def test_that_is_a_pipe_or_a_device_stays_one(self):
        # With a pipe, not with /dev/null: a root that runs this would lose the latter.
        for flag in OUTPUTS:
            with self.subTest(flag):
                pipe = self.private("pipe")
                if os.path.lexists(pipe):
                    os.unlink(pipe)
                os.mkfifo(pipe)
                reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
                self.addCleanup(os.close, reader)
                self.funanon(flag, pipe, stdin=LOG, code=None, patience=20)
                self.assertTrue(stat.S_ISFIFO(os.stat(pipe).st_mode), "a file took its place")

    def test_that_is_a_folder_is_refused_and_left_alone(self):
        os.mkdir(self.path("folder"))
        self.made_here.add("folder")
        for flag in OUTPUTS:
            done = self.funanon(flag, "folder", stdin=LOG, code=None)
            self.assertIn(done.code, (2, 6))
            self.assertEqual((os.listdir(self.path("folder")), self.left()), ([], []))

    def test_may_replace_an_older_output(self):
        self.file("out", b"of another run")
        self.funanon("-o", "out", stdin=LINE)
        self.assertEqual(self.read("out"), LINE)


class AFullDisk(Case):
    def test_behind_standard_output_ends_with_6(self):
        with open("/dev/full", "wb") as full:
            done = self.funanon("--summary", "summary", stdin=LOG, stdout=full, code=6)
        self.assertIn("No space left on device", done.err.decode())
        self.assertEqual(self.left(), [])

    def test_under_a_named_output_ends_with_6_and_leaves_nothing(self):
        log = self.file("log", raw_log(1000))
        for jobs in "12":
            done = self.funanon("-j", jobs, "-o", "out", "--summary", "summary", log, code=6,
                                preexec_fn=small_files)
            self.assertIn("funanon: error: cannot write out: ", done.err.decode())
            self.assertEqual(self.left(), [])

    def test_under_the_rejects_ends_with_6_and_leaves_no_output(self):
        log = self.file("log", LINE + b'["%b"]\n' % (b"x" * 200_000) + LINE)
        self.funanon("-o", "out", "--summary", "summary", "--rejects", self.private("rejects"), log,
                     code=6, preexec_fn=small_files)
        self.assertEqual(self.left(), [])


class AWrongFolder(Case):
    def test_that_is_absent_ends_with_6_and_leaves_nothing(self):
        for flag in OUTPUTS:
            with self.subTest(flag):
                rest = () if flag == "-o" else ("-o", "out")
                done = self.funanon(flag, "absent/file", *rest, stdin=LOG, code=6)
                self.assertEqual((done.out, self.left()), (b"", []))

    def test_for_the_summary_is_found_before_a_line_is_read(self):
        process = self.start("funanon", "--key", self.key, "--summary", "absent/summary")
        self.wait_for(lambda: process.poll() is not None, "an early no", seconds=5)
        self.assertEqual(process.returncode, 6)

    def test_that_nobody_may_write_to_ends_with_6(self):
        tool = self.path("funanon")
        shutil.copy(command("funanon"), tool)
        os.chmod(tool, 0o755)
        os.chmod(self.folder, 0o755)
        os.mkdir(self.path("shut"), 0o555)
        self.made_here |= {"funanon", "shut"}
        as_nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
        for flag in OUTPUTS:
            with self.subTest(flag), open(self.key, "rb") as key:
                done = self.run_tool(tool, "--key-fd", str(key.fileno()), flag, "shut/file",
                                     stdin=LINE, pass_fds=[key.fileno()], code=6, **as_nobody)
                self.assertIn("Permission denied", done.err.decode())
                self.assertEqual(os.listdir(self.path("shut")), [])


if __name__ == "__main__":
    main()
