"""funanon --resume: a broken run's folder is gone on with under the same terms, or not at all."""

import gzip
import os
import re
import shutil
import signal
import stat
import sys
import time

sys.dont_write_bytecode = True

from folders import Folders  # noqa: E402
from session import main, raw_log  # noqa: E402

LINE = b'{"event_type":"one","n":1}\n'
FLAGS = ("--linkable", "-o", "out", "--summary", "summary", "logs")
KILLS = 3  # for each way of running


class Broken(Folders):
    """A run over logs/ that breaks off, and what it leaves."""

    def setUp(self):
        super().setUp()
        os.mkdir(self.path("logs"))
        self.made_here.add("logs")
        log = raw_log(2000, "--dirty").splitlines(keepends=True)
        for number in range(6):
            part = b"".join(log[number * 300:number * 300 + 300]) * (2 + 2 * number)
            name, content = f"t.log.{number}", part
            if number % 2:
                name, content = name + ".gz", gzip.compress(part, 1)
            with open(self.path("logs/" + name), "wb") as file:
                file.write(content)

    def tree(self, folder="out"):
        return self.below(folder)

    def whole(self, *flags):
        """What an unbroken run leaves."""
        self.funanon(*flags, *FLAGS, code=1)
        left = self.tree(), self.read("summary")
        self.sweep()
        return left

    def sweep(self):
        for name in self.left():
            path = self.path(name)
            if os.path.isdir(path):
                shutil.rmtree(path)
            else:
                os.unlink(path)

    def broken(self, *flags, number=signal.SIGKILL):
        """Leaves a folder of which two files are whole: the fourth input is a pipe that waits."""
        pipe = self.path("logs.pipe")
        if not os.path.exists(pipe):
            os.mkfifo(pipe)
            self.made_here.add("logs.pipe")
        self.inputs = [f"logs/t.log.{n}{'.gz' * (n % 2)}" for n in range(3)] + ["logs.pipe"]
        process = self.start("funanon", *self.terms(), *flags, *self.inputs)
        self.wait_for(lambda: b"whole 1 " in self.state(), "two files to be whole")
        process.send_signal(number)
        return self.finish(process)

    def terms(self):
        """Flags of a broken run; closure would be said to be off, because of the pipe."""
        return "--key", self.key, "--closure", "off", "--linkable", "-o", "out"

    def state(self):
        try:
            return self.read("out.partial/state")
        except FileNotFoundError:
            return b""


class Resumed(Broken):
    CLOSURE = ()  # the flags say it, run by run

    def test_after_a_kill_at_any_moment_it_is_as_if_unbroken(self):
        rejects = ("--rejects", self.private("rejects"))
        for flags in ((), (*rejects, "--closure", "off"), ("-j2", "--closure", "off")):
            begin = time.monotonic()
            want, kills = self.whole(*flags), 0
            seconds = time.monotonic() - begin
            kept = self.read("rejects") if rejects[0] in flags else b""
            for _ in range(20 * KILLS):
                process = self.start("funanon", "--key", self.key, *flags, *FLAGS)
                time.sleep(self.chance.uniform(0, seconds))
                process.kill()
                if process.wait() == -signal.SIGKILL and self.tree("out.partial"):
                    kills += b"whole " in self.state()
                    self.assertEqual(self.tree(), None)
                    self.assertNotIn("summary", self.left())
                    done = self.funanon(*flags, "--resume", *FLAGS, code=1)
                    self.assertRegex(done.err.decode(), r"resumes: \d of 6 files are whole")
                    self.assertTrue((self.tree(), self.read("summary")) == want, flags)
                    self.assertEqual(self.read("rejects") if rejects[0] in flags else b"", kept)
                self.sweep()
                if kills >= KILLS:
                    break
            else:
                self.fail(f"only {kills} kills came in time: the test tests nothing")

    def test_twice_it_is_the_same(self):
        self.broken()
        names = self.tree("out.partial")
        for _ in range(2):
            process = self.start("funanon", *self.terms(), "--resume", *self.inputs)
            self.wait_for(lambda: b"whole 1 " in self.state() and len(
                self.tree("out.partial")) >= len(names), "the third file")
            process.kill()
            process.wait()
        self.assertEqual({n: c for n, c in self.tree("out.partial").items() if ".log.2" not in n},
                         {n: c for n, c in names.items() if ".log.2" not in n})

    def test_a_file_that_is_not_as_it_was_written_is_made_anew(self):
        self.broken()
        names = sorted(name for name in self.tree("out.partial") if name.endswith(".gz"))
        sound = self.tree("out.partial")[names[0]]
        with open(self.path("out.partial/" + names[0]), "r+b") as file:
            file.write(b"[")
        os.unlink(self.path("logs.pipe"))
        os.mkfifo(self.path("logs.pipe"))
        done = self.run_tool("funanon", *self.terms(), "--resume", *self.inputs, code=2)
        self.assertIn("another input", done.err.decode())  # the pipe is a new one
        self.assertEqual(self.tree("out.partial")[names[0]][:1], b"[")
        self.sweep()
        self.broken()
        with open(self.path("out.partial/" + names[0]), "r+b") as file:
            file.write(b"[")
        process = self.start("funanon", *self.terms(), "--resume", *self.inputs)
        self.wait_for(lambda: self.tree("out.partial").get(names[0]) == sound, "the first file")
        process.send_signal(signal.SIGTERM)
        done = self.finish(process)
        self.assertIn(f"funanon: {names[0]} is not as it was written; it is made anew", done.words)
        self.assertEqual(self.tree("out.partial")[names[0]], sound)


class Stopped(Broken):
    def test_by_a_signal_it_says_where_and_leaves_its_folder(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            done = self.broken(number=number)
            self.assertEqual(done.code, 4)
            text = done.err.decode()
            self.assertRegex(text, r"funanon: stopped in logs/t.log.2 behind line \d+; read ")
            self.assertIn("funanon: out.partial is left; --resume goes on with it", done.words)
            self.assertEqual(self.left(), ["out.partial"])
            self.sweep()

    def test_its_folder_is_not_written_over(self):
        self.broken()
        before = self.tree("out.partial")
        done = self.run_tool("funanon", *self.terms(), *self.inputs, code=2)
        self.assertEqual(done.words, [
            "funanon: error: out.partial is left of a run that broke off",
            "funanon: hint: go on with --resume, or remove it; what --erase left can only be removed"])
        self.assertEqual(self.tree("out.partial"), before)

    def test_its_state_is_private_and_names_nothing(self):
        self.broken()
        self.assertEqual(stat.S_IMODE(os.stat(self.path("out.partial/state")).st_mode), 0o600)
        state = self.state().decode()
        self.assertIsNone(re.search(r"logs|t\.log|" + re.escape(self.folder), state))

    def test_a_second_run_says_who_works_there(self):
        pipe = self.path("pipe")
        os.mkfifo(pipe)
        self.made_here.add("pipe")
        first = self.start("funanon", "--key", self.key, "--linkable", "-o", "out/", "pipe")
        self.wait_for(lambda: os.path.exists(self.path("out.partial/state")), "the first run")
        for flags in ((), ("--resume",)):
            done = self.funanon("--linkable", "-o", "out/", *flags, "pipe", code=6)
            self.assertEqual(done.words[0], "funanon: error: out.partial is in use by another run, "
                             f"process {first.pid}")
        with open(pipe, "wb") as writer:
            writer.write(LINE)
        self.assertEqual(first.wait(20), 0)
        self.assertEqual({name: gzip.decompress(content) for name, content in self.tree().items()
                          if name.startswith("data/")},
                         {"data/pipe.ndjson.gz": LINE})
        self.assertEqual(self.left(), ["out"])


class OtherTerms(Broken):
    def test_are_refused_by_name_and_leave_the_folder_as_it_is(self):
        self.file("other key", b"another secret of 2015")
        self.broken()
        before = self.tree("out.partial")
        same = (*self.terms(), "--resume")
        plain = (*same, "--compress", "none")
        release = tuple("--release=x" if flag == "--linkable" else flag for flag in same)
        people = self.file("people", b"username\nmarguerite\n")
        for say, flags, inputs in (
                ("policy", (*same, "--policy", "seed"), self.inputs),
                ("key", ("--key", self.path("other key"), *same[2:]), self.inputs),
                ("--release or --linkable", release, self.inputs),
                ("--max-line", (*same, "--max-line", "1000"), self.inputs),
                ("--max-line, --max-depth", (*same, "--max-depth", "10"), self.inputs),
                ("--allow-pseudonyms", (*same, "--allow-pseudonyms"), self.inputs),
                ("--compress", plain, self.inputs),
                ("set of identities", (*same, "--identities", people), self.inputs),
                ("number of inputs", same, self.inputs[:2]),
                ("input (number 1", same, self.inputs[1::-1] + self.inputs[2:])):
            with self.subTest(say):
                done = self.run_tool("funanon", *flags, *inputs, code=5 if say == "key" else 2)
                self.assertIn("the broken run had another ", done.words[0])
                self.assertIn(say, done.words[0])
                self.assertEqual(self.tree("out.partial"), before)
        os.utime(self.path(self.inputs[1]), ns=(1, 1))
        done = self.run_tool("funanon", *same, *self.inputs, code=2)
        self.assertIn("another input (number 2", done.words[0])

    def test_of_no_folder_are_refused(self):
        log = self.file("log", LINE)
        for out in (("-o", "out/"), ("-o", "out"), ()):
            self.funanon("--linkable", *out, "--resume", log, code=2)
            self.assertEqual(self.left(), [])

    def test_killed_before_its_state_was_written_begins_anew(self):
        want = self.whole("--closure", "off")
        for left in ((), ("state.partial-0123456789ab",)):
            os.mkdir(self.path("out.partial"))
            for name in left:
                with open(self.path("out.partial/" + name), "wb") as file:
                    file.write(b"funanon-par")
            self.funanon("--closure", "off", "--resume", *FLAGS, code=1)
            self.assertTrue((self.tree(), self.read("summary")) == want)
            self.sweep()

    def test_of_a_folder_without_a_state_are_refused(self):
        os.mkdir(self.path("out.partial"))
        with open(self.path("out.partial/file"), "wb") as file:
            file.write(b"of somebody else")
        done = self.funanon("--resume", *FLAGS, code=2)
        self.assertIn("out.partial is of no run that broke off", done.words[-2])
        self.assertEqual(self.tree("out.partial"), {"file": b"of somebody else"})


if __name__ == "__main__":
    main()
