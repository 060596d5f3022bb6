"""funanon and inputs that are made to break it: a clear word, the right code, no half output."""

import gzip
import os
import resource
import shutil
import socket
import subprocess
import sys

sys.dont_write_bytecode = True

from session import Case, command, main, raw_log, say  # noqa: E402

LINE = b'{"event_type":"one","n":1}\n'
MIB = 1024 * 1024
DEEP = 100_000
NOBODY = 65534
POLICIES = ("seed", "standard")


def depth_bombs():
    """(what, line): brackets to a depth of 100,000, closed or not."""
    lists, objects = b"[" * DEEP, b'{"a":' * DEEP
    return (
        ("open lists", lists), ("lists", lists + b"]" * DEEP), ("closing brackets", b"]" * DEEP),
        ("open objects", objects), ("objects", objects + b"1" + b"}" * DEEP),
        ("both", b'{"a":[' * DEEP + b"]}" * DEEP), ("in a member", b'{"a":' + lists),
        ("closed in a member", b'{"a":' + lists + b"]" * DEEP + b"}"),
    )  # fmt: skip


def in_strings():
    """(what, line): the same in a string that holds JSON, sound as a line."""
    for what, bomb in depth_bombs():
        yield what, b'{"event":"' + bomb.replace(b'"', b'\\"') + b'"}'
    layered = "1"
    for _ in range(12):  # every layer doubles the backslashes
        layered = '{"a":"' + layered.replace("\\", "\\\\").replace('"', '\\"') + '"}'
    yield "layer in layer", layered.encode()


class DepthBombs(Case):
    def test_are_rejected_and_cost_their_neighbours_nothing(self):
        for what, bomb in depth_bombs():
            for jobs in "12":
                with self.subTest(what, jobs=jobs):
                    done = self.funanon("-j", jobs, stdin=LINE + bomb + b"\n" + LINE, code=1)
                    self.assertEqual(done.out, LINE * 2)
                    self.assertRegex(done.words[0], "line 2, byte 27: rejected, [a-z-]+$")

    def test_at_the_highest_limit_are_read_to_their_end(self):
        line = b'{"a":' + b"[" * (DEEP - 1) + b"]" * (DEEP - 1) + b"}\n"
        for policy in POLICIES:
            done = self.funanon("--policy", policy, "--max-depth", str(DEEP), stdin=LINE + line)
            self.assertTrue(done.out == LINE + line)

    def test_in_strings_never_end_a_run(self):
        for policy in POLICIES:
            for what, line in in_strings():
                with self.subTest(what, policy=policy):
                    done = self.funanon("--policy", policy, stdin=LINE + line + b"\n" + LINE)
                    self.assertTrue(done.out.startswith(LINE) and done.out.endswith(LINE))
                    self.assertEqual(done.out.count(b"\n"), 3)


class LongLines(Case):
    SIZE = 64 * MIB
    MULTIPLE = 24  # that --help states
    WITHIN = 256 * MIB

    def shapes(self, size):
        """(what, line of `size` bytes)"""
        yield "a string", b'{"a":"' + b"x" * (size - 8) + b'"}'
        yield "numbers", b'{"a":[' + b"1," * ((size - 9) // 2) + b"1" * (2 - size % 2) + b"]}"

    def test_of_64_mib_pass_within_the_memory_that_help_states(self):
        self.assertIn(f"up to {self.MULTIPLE} times", self.run_tool("funanon", "--help").out.decode())
        for what, line in self.shapes(self.SIZE):
            self.assertEqual(len(line), self.SIZE, what)
            log = self.file("log", LINE + line + b"\n" + LINE)
            out = self.path("out")
            self.funanon("--policy", "seed", "--max-line", str(self.SIZE), "-o", out, log)
            with open(out, "rb") as made, open(log, "rb") as raw:
                self.assertTrue(made.read() == raw.read(), what)
        peak = 1024 * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        self.assertLess(peak, self.WITHIN + self.MULTIPLE * self.SIZE)

    def test_of_one_byte_more_are_rejected_and_kept(self):
        for what, line in self.shapes(self.SIZE + 1):
            log = self.file("log", LINE + line + b"\n" + LINE)
            self.funanon("--max-line", str(self.SIZE), "-o", "out", "--rejects",
                         self.private("rejects"), log, code=1)
            self.assertTrue(self.read("out") == LINE * 2, what)
            self.assertTrue(self.read("rejects") == line + b"\n", what)


class LongNumbers(Case):
    def test_of_10000_digits_leave_as_they_came(self):
        digits = b"7" * 10_000
        for number in (digits, b"-" + digits, b"1." + digits, b"1e" + digits, b"-0." + digits):
            line = b'{"grade":' + number + b',"x":[' + number + b"]}\n"
            for policy in POLICIES:
                self.assertTrue(self.funanon("--policy", policy, stdin=line).out == line, policy)

    def test_of_10000_digits_that_are_no_numbers_are_rejected(self):
        for number in (b"0" + b"7" * 9_999, b"7" * 9_999 + b".", b"+" + b"7" * 9_999):
            self.funanon(stdin=b'{"grade":' + number + b"}\n", code=1)


class OtherEncodings(Case):
    def test_are_rejected_whole(self):
        text = LINE.decode() * 3
        for what, log in (("UTF-16", text.encode("utf-16")), ("UTF-16 BE", text.encode("utf-16-be")),
                          ("UTF-32", text.encode("utf-32")), ("NULs", b"\0" * 300_000),
                          ("noise", self.chance.randbytes(300_000).replace(b"{", b"x")),
                          ("overlong braces", b"\xc1\xbb\xc1\xbd\n"),
                          ("only CR", b"\r" + LINE.replace(b"\n", b"\r") * 3)):
            with self.subTest(what):
                done = self.funanon("--max-rejects", "0", stdin=log, code=1)
                self.assertEqual(done.out, b"")


class BitFlips(Case):
    """A packed log with one bit wrong gives the same lines, or none and a word."""

    def assert_noticed(self, packed, whole, rounds):
        for _ in range(rounds):
            at = self.chance.randrange(len(packed))
            bad = packed[:at] + bytes([packed[at] ^ 1 << self.chance.randrange(8)]) + packed[at + 1:]
            done = self.funanon("-o", "out", self.file("log.packed", bad), code=None)
            if done.code in (0, 1) and self.left() == ["out"] and self.read("out") == whole:
                os.unlink(self.path("out"))
                continue  # a bit that says nothing, as the time in the header
            self.assertEqual(self.left(), [], at)
            self.assertEqual(done.code, 3, at)
            self.assertIn("funanon: error: ", done.err.decode())

    def test_in_gzip_are_noticed(self):
        log = raw_log(100)
        self.assert_noticed(gzip.compress(log), self.funanon(stdin=log).out, 60)

    def test_in_zstd_are_noticed(self):
        if shutil.which("zstd") is None:
            say("zstd is not installed: no bit of a zstd frame was flipped")
            return
        log = raw_log(100)
        packed = subprocess.run(["zstd", "-q", "--check"], input=log, capture_output=True).stdout
        # The first four bytes say that it is zstd at all.
        self.assert_noticed(packed, self.funanon(stdin=log).out, 60)


class NoPlainFile(Case):
    def test_a_pipe_with_a_name_is_an_input(self):
        os.mkfifo(self.path("pipe"))
        self.made_here.add("pipe")
        process = self.start("funanon", "--key", self.key, "-o", "out", "pipe")
        with open(self.path("pipe"), "wb") as pipe:
            pipe.write(LINE)
        self.assertEqual(process.wait(20), 0)
        self.assertEqual(self.read("out"), LINE)

    def test_a_signal_ends_the_wait_for_who_writes_to_a_pipe(self):
        os.mkfifo(self.path("pipe"))
        self.made_here.add("pipe")
        process = self.start("funanon", "--key", self.key, "-o", "out", "pipe")
        self.wait_for(self.left, "the output to be begun")
        for _ in range(50):  # the first may come before it waits
            process.terminate()
            try:
                process.wait(0.1)
                break
            except subprocess.TimeoutExpired:
                pass
        done = self.finish(process)
        self.assertEqual(done.code, 4, done.err.decode())
        self.assertEqual(self.left(), [])

    def test_a_socket_or_an_empty_folder_is_no_input(self):
        with socket.socket(socket.AF_UNIX) as plug:
            plug.bind(self.path("socket"))
            os.mkdir(self.path("folder"))
            self.made_here |= {"socket", "folder"}
            for name in ("socket", "folder"):
                done = self.funanon("-o", "out/", "--linkable", name, code=3)
                self.assertIn("funanon: error: ", done.err.decode())
                self.assertEqual(self.left(), [])


class UnreadableFiles(Case):
    """As somebody who may not read them; root may read all."""

    def as_nobody(self, *arguments, code):
        tool = self.path("funanon")
        if not os.path.exists(tool):
            shutil.copy(command("funanon"), tool)
            os.chmod(tool, 0o755)
            self.made_here.add("funanon")
        os.chmod(self.folder, 0o777)
        other = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
        with open(self.key, "rb") as key:
            return self.run_tool(tool, "--key-fd", str(key.fileno()), *arguments, code=code,
                                 pass_fds=[key.fileno()], **other)

    def test_end_the_run_with_3_and_leave_nothing(self):
        os.makedirs(self.path("logs/shut"))
        self.made_here.add("logs")
        for name, mode in (("logs/a.log", 0o644), ("logs/z.log", 0)):
            with open(self.path(name), "wb") as file:
                file.write(LINE)
            os.chmod(self.path(name), mode)
        if os.getuid() == 0:
            os.chown(self.path("logs/z.log"), 0, 0)
        for flags in (("-o", "out", "logs/z.log"), ("--linkable", "-o", "out", "logs"),
                      ("--linkable", "-o", "out", "logs/a.log", "logs/z.log"), ("logs/z.log",)):
            done = self.as_nobody(*flags, code=3)
            self.assertIn("cannot open logs/z.log: Permission denied", done.err.decode())
            self.assertEqual((done.out, self.left()), (b"", []))
        os.unlink(self.path("logs/z.log"))
        os.chmod(self.path("logs/shut"), 0)
        done = self.as_nobody("--linkable", "-o", "out", "logs", code=3)
        self.assertIn("cannot read the folder logs/shut: Permission denied", done.err.decode())
        self.assertEqual(self.left(), [])
        os.chmod(self.path("logs/shut"), 0o700)


class WrongFiles(Case):
    def test_a_policy_with_a_typo_ends_with_2_before_anything_is_made(self):
        log = self.file("log", LINE)
        text = b'version = 1\nextends = "standart"\n\n[[rule]]\nkey = "email"\naktion = "drop"\n'
        for policy in ("standart", "Standard", "", "seed ", self.file("typo.toml", text)):
            with self.subTest(policy):
                done = self.funanon("--policy=" + policy, "-o", "out", "--summary", "summary", log,
                                    code=2)
                self.assertIn("funanon: error: ", done.err.decode())
                self.assertEqual((done.out, self.left()), (b"", []))

    def test_identities_without_their_columns_end_with_2(self):
        log, name = self.file("log", LINE), self.canary()
        for head in ("login,mail", "user_id", ""):
            people = self.file("people", f"{head}\n{name},{name}@example.org\n".encode())
            for tool in ("funanon", "funaudit"):
                flags = ("--key", self.key, "-o", "out") if tool == "funanon" else ()
                done = self.run_tool(tool, *flags, "--identities", people, log, code=2)
                self.assertIn(tool + ": error: ", done.err.decode())
                self.assertEqual((done.out, self.left()), (b"", []))


if __name__ == "__main__":
    main()
