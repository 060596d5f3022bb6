"""All or nothing: kills, signals, closed pipes and what --summary vouches for.  Design 3."""

import fcntl
import hashlib
import json
import os
import signal
import stat
import sys
import termios
import time

sys.dont_write_bytecode = True

from session import Case, catches_signals, looks_at_the_process, main, raw_log  # noqa: E402

LINE = b'{"event_type":"one","n":1}\n'
KILLS = 30


def steady_log(size):
    """Sound lines without a prefix, `size` bytes or a little more."""
    some = raw_log(1000, "--prefix", "none")
    return some * (size // len(some) + 1)


class Killed(Case):
    def test_at_any_moment_it_leaves_no_file_under_the_final_name(self):
        log = self.file("log", steady_log(20_000_000))
        command = ("-q", "--key", self.key, "-j2", "-o", "out", "--summary", "summary",
                   "--rejects", self.private("rejects"), log)
        begin = time.monotonic()
        self.run_tool("funanon", *command)
        seconds, whole = time.monotonic() - begin, hashlib.sha256(self.read("out")).digest()
        hits = 0
        for _ in range(4 * KILLS):
            self.sweep()
            process = self.start("funanon", *command)
            time.sleep(self.chance.uniform(0, seconds))
            process.kill()
            was_killed = process.wait() == -signal.SIGKILL
            self.assert_whole_or_absent(whole)
            hits += was_killed and not os.path.exists(self.path("out"))
            if hits == KILLS:
                return
        self.fail(f"only {hits} kills came in time: the test tests nothing")

    def sweep(self):
        """Takes away what the command left; keeps what the test made."""
        for name in [*self.left(), "rejects"]:
            if os.path.exists(self.path(name)):
                os.unlink(self.path(name))

    def assert_whole_or_absent(self, whole):
        if "out" in self.left():
            self.assertEqual(hashlib.sha256(self.read("out")).digest(), whole)
        else:
            self.assertNotIn("summary", self.left())
        for name in self.left():
            self.assertRegex(name, r"\A(out|summary|rejects)(\.partial-[0-9a-f]+)?\Z")
            if name.startswith("rejects"):
                self.assertEqual(os.stat(self.path(name)).st_mode & 0o777, 0o600)

    def test_leaves_an_older_file_as_it_was(self):
        self.file("out", b"of another run")
        process = self.start("funanon", "--key", self.key, "-o", "out", "--summary", "summary")
        process.stdin.write(LINE)
        process.stdin.flush()
        self.wait_for(self.has_partial, "the first bytes of the output")
        process.kill()
        process.wait()
        self.assertEqual(self.read("out"), b"of another run")
        self.assertNotIn("summary", self.left())

    def has_partial(self):
        return any(name.startswith("out.partial-") and os.path.getsize(self.path(name)) > 0
                   for name in os.listdir(self.folder))


def waiting_bytes(pipe):
    """How many bytes stand in it, unread."""
    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


class Stopped(Case):
    SIGNALS = (signal.SIGTERM, signal.SIGINT)

    def test_while_it_waits_it_ends_with_4_and_says_where(self):
        for number in self.SIGNALS:
            for jobs in "12":
                process = self.start("funanon", "--key", self.key, "-j", jobs, "--summary", "summary")
                process.stdin.write(LINE * 3 + b'{"username":"' + self.canary().encode())
                process.stdin.flush()
                for _ in range(3):
                    self.assertEqual(process.stdout.readline(), LINE)
                process.send_signal(number)
                self.assertEqual(process.wait(20), 4)
                done = self.finish_without_input(process)
                self.assertEqual(done.out, b"")
                self.assertEqual(done.words, [
                    "funanon: stopped in standard input behind line 3; "
                    "read 3 = out 3 + rejected 0 + blank 0 + dropped 0",
                    "funanon: error: stopped by a signal"])
                self.assertEqual(self.left(), [])

    def finish_without_input(self, process):
        process.stdin.close()
        process.stdin = None
        return self.finish(process)

    def test_while_it_works_it_leaves_no_file_but_the_rejects(self):
        log = self.file("log", b"[]\n" + steady_log(120_000_000))
        for number in self.SIGNALS:
            for jobs in "12":
                process = self.start("funanon", "--key", self.key, "-j", jobs, "-o", "out",
                                     "--summary", "summary", "--rejects", self.private("rejects"),
                                     log)
                self.wait_for(lambda: any(os.path.getsize(self.path(name)) > 2**20
                                          for name in self.left() if name.startswith("out.partial")),
                              "output")
                process.send_signal(number)
                done = self.finish(process)
                self.assertEqual(done.code, 4, done.err.decode())
                self.assertRegex(done.err.decode(), r"funanon: stopped in \S+/log behind line \d+; ")
                self.assertEqual(self.left(), [])
                self.assertEqual(set(self.read("rejects").split(b"\n")), {b"[]", b""})

    def test_it_has_written_the_lines_up_to_the_place_that_it_names(self):
        log = steady_log(40_000_000)
        whole = self.funanon(self.file("log", log)).out
        for jobs in "12":
            with open(self.path("out"), "wb") as out:
                process = self.start("funanon", "--key", self.key, "-j", jobs, *self.CLOSURE, "log",
                                     stdout=out)
                self.wait_for(lambda: os.path.getsize(self.path("out")) > 2**20, "output")
                process.send_signal(signal.SIGTERM)
                done = self.finish(process)
            self.assertEqual(done.code, 4, "it was too quick to be stopped")
            line = int(done.words[0].split("behind line ")[1].split(";")[0])
            written = self.read("out")
            self.assertEqual(written.count(b"\n"), line)
            self.assertTrue(whole.startswith(written) and written.endswith(b"\n"))

    def test_while_its_reader_sleeps_it_ends_when_the_reader_goes_on(self):
        log = steady_log(4_000_000)
        process = self.start("funanon", "--key", self.key, *self.CLOSURE, self.file("log", log))
        self.wait_for(lambda: waiting_bytes(process.stdout) >= 2**16, "a full pipe")
        process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        done = self.finish(process)
        self.assertEqual(done.code, 4)
        self.assertTrue(done.out.endswith(b"\n") and len(done.out) < len(log))


class AFileThatIsReadWhole(Case):
    """A pipe in the place of a list, a policy and the like; its other end is held open and says nothing."""

    READ = (("funanon", "--key", "key", "--identities"), ("funanon", "--key", "key", "--policy"),
            ("funanon", "--key", "key", "-o", "bag/", "--release", "r", "--about"),
            ("funaudit", "--identities"), ("funaudit", "--baseline"), ("funaudit", "--policy"),
            ("funload", "--dry-run", "--identities"), ("funload", "--dry-run", "--policy"),
            ("funload", "--dry-run", "--expect"))  # fmt: skip

    def assert_stops(self, tool, *arguments):
        process = self.start(tool, *arguments, "./pipe.toml", self.path("log"))
        self.wait_for(lambda: catches_signals(process.pid), "the handlers of signals")
        time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        process.wait(5)
        done = self.finish(process)
        self.assertEqual((done.code, self.left()), (4, []), done.err.decode())
        self.assertIn("error: stopped by a signal", done.err.decode())
        self.assertNotIn("Interrupted", done.err.decode())

    @looks_at_the_process
    def test_ends_with_4_on_a_signal_though_nothing_comes(self):
        self.file("log", LINE)
        os.mkfifo(self.private("pipe.toml"))
        for arguments in self.READ:
            with self.subTest("nobody has opened it for writing", command=arguments):
                self.assert_stops(*arguments)
        held = os.open(self.path("pipe.toml"), os.O_RDWR)
        self.addCleanup(os.close, held)
        for arguments in self.READ:
            with self.subTest("a silent writer", command=arguments):
                self.assert_stops(*arguments)


class AClosedReader(Case):
    def test_ends_it_with_4_and_without_a_word(self):
        log = self.file("log", steady_log(4_000_000))
        for jobs in "12":
            process = self.start("funanon", "--key", self.key, "-j", jobs, *self.CLOSURE,
                                 "--summary", "summary", log)
            self.assertTrue(process.stdout.readline().endswith(b"\n"))
            process.stdout.close()
            self.assertEqual(process.wait(20), 4)
            self.assertEqual(self.left(), [])
            self.assertEqual(process.stderr.read().decode(), "")  # design 3: "SIGPIPE: silent"

    def test_of_standard_error_changes_nothing(self):
        log = self.file("log", b"[]\n" + steady_log(100_000))
        want = self.funanon(log, code=1).out
        for closed in ((2,), (1, 2)):
            self.funanon("-o", "out", log, code=1, patience=20,
                         preexec_fn=lambda fds=closed: [os.close(fd) for fd in fds])
            self.assertTrue(self.read("out") == want, closed)


class Summaries(Case):
    def assert_vouches(self, output, code):
        """The summary's equation holds, and it names exactly these bytes."""
        summary = json.loads(self.read("summary"))
        terms = [summary[term] for term in ("out", "rejected", "blank", "dropped")]
        self.assertEqual(summary["read"], sum(terms))
        self.assertEqual(summary["out"], output.count(b"\n"))
        self.assertEqual(summary["bytes"], len(output))
        self.assertEqual(summary["sha256"], hashlib.sha256(output).hexdigest())
        self.assertEqual(sum(summary["rejected_by_reason"].values()), summary["rejected"])
        self.assertEqual(code == 1, summary["rejected"] > 0)

    def test_state_what_was_written(self):
        for log in (raw_log(2400, "--dirty"), raw_log(500), LINE, b"[]\n", b"\n"):
            for jobs in "12":
                piped = self.funanon("-j", jobs, "--summary", "summary", stdin=log, code=None)
                self.assert_vouches(piped.out, piped.code)
                self.funanon("-j", jobs, "-o", "out", "--summary", "summary", stdin=log, code=None)
                self.assert_vouches(self.read("out"), piped.code)
                self.assertEqual(self.read("out"), piped.out)

    def test_of_an_older_run_go_before_the_first_line_is_read(self):
        self.file("summary", b"{}")
        process = self.start("funanon", "--key", self.key, "--summary", "summary")
        self.wait_for(lambda: not os.path.exists(self.path("summary")), "the old one to go")
        self.assertIsNone(process.poll())
        done = self.fed(process, [LINE])
        self.assertEqual(done.code, 0)
        self.assert_vouches(LINE, 0)

    def test_are_files_that_others_may_read(self):
        self.funanon("--summary", "summary", "-o", "out", stdin=LINE, umask=0o022)
        for name in ("summary", "out"):
            self.assertEqual(stat.S_IMODE(os.stat(self.path(name)).st_mode), 0o644)


if __name__ == "__main__":
    main()
