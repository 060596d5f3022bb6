"""What the commands do to the world, as the kernel sees it: no network, no process, no file that was not named.

Traced by strace.  Where that may not trace, the tests fail: nobody would know.
"""

import gzip
import os
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True

from session import Case, command, looks_at_the_process, main, raw_log  # noqa: E402

REPORTS = ("--json", "a.json", "--sarif", "a.sarif", "--junit", "a.xml", "--markdown", "a.md", "--html", "a.html")
TRACED = "trace=%network,%file,%process,memfd_create,ftruncate,fallocate,fchmod,fchown,fsetxattr,ptrace,io_uring_setup"
CALL = re.compile(r"^\d+ +(\w+)\((.*)")
PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')
# Those that only look, or change nothing but the process itself.
HARMLESS = frozenset("""
access faccessat faccessat2 stat lstat newfstatat statx statfs readlink readlinkat getcwd execve exit exit_group
wait4 waitid arch_prctl getxattr lgetxattr kill tgkill tkill rt_sigqueueinfo pidfd_send_signal
""".split())
OPEN = frozenset(["open", "openat", "openat2"])
WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_TMPFILE|O_APPEND")
THREAD = "CLONE_THREAD"


def touched(trace, folder):
    """(call, path) of all that a trace shows but looking and reading; "" for what has no path."""
    found, starts = [], 0
    for line in trace.splitlines():
        call = CALL.match(line)
        if call is None:  # a signal, an exit, the end of a call that another thread interrupted
            continue
        name, arguments = call.groups()
        starts += name in ("execve", "execveat")
        if name in HARMLESS or (name in OPEN and not WRITING.search(arguments)):
            continue
        if name in ("clone", "clone3") and THREAD in arguments:
            continue
        paths = PATH.findall(arguments) or [""]
        found += [(name, os.path.normpath(os.path.join(folder, path)) if path else "") for path in paths]
    return found + [("execve", "")] * (starts - 1)


class Traced(Case):
    def traced(self, program, *arguments, stdin=b"", code=0):
        """What the program touched."""
        strace = shutil.which("strace")
        if strace is None:
            self.fail("strace is not installed: without it nobody sees what the commands touch")
        run = subprocess.run([strace, "-f", "-qq", "-s", "4096", "-e", TRACED, "-e", "signal=none", "-o",
                              self.private("trace"), program, *arguments], input=stdin, capture_output=True,
                             cwd=self.folder, timeout=300)
        if not os.path.exists(self.path("trace")) or os.path.getsize(self.path("trace")) == 0 or \
                run.stderr.startswith(b"strace:"):
            self.fail("strace may not trace here: the tests need ptrace (in a container: --cap-add SYS_PTRACE)")
        self.assertEqual(run.returncode, code, run.stderr.decode(errors="replace"))
        trace = self.read("trace").decode(errors="surrogateescape")
        self.assertIn("execve(", trace)
        return touched(trace, self.folder)

    def assert_only(self, touched_ones, names):
        """Nothing is touched but the named files and, before each appears, one beside it."""
        allowed = {self.path(name) for name in names}
        beside = re.compile("|".join(re.escape(path) + r"\.partial-\w+" for path in allowed) or "(?!)")
        wrong = sorted({(name, os.path.relpath(path, self.folder) if path else "") for name, path in touched_ones
                        if path not in allowed and not beside.fullmatch(path)})
        self.assertEqual(wrong, [])
        written = {path for name, path in touched_ones if name.startswith("rename")}
        self.assertLessEqual(allowed, written, "a report that was asked for was not written")


class ATrace(Traced):
    def test_shows_what_a_program_must_not_do(self):
        script = """
import os, socket, subprocess
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("127.0.0.1", 9))
open("made", "w"); os.rename("made", "moved"); os.link("moved", "linked"); os.chmod("moved", 0o600)
os.mkdir("folder"); os.symlink("x", "pointer"); os.unlink("linked"); os.truncate("moved", 0)
subprocess.run(["/bin/true"])
"""
        seen = self.traced(sys.executable, "-B", "-c", script)
        calls = {name for name, _path in seen}
        self.assertLessEqual({"socket", "connect", "mkdir", "truncate", "execve"}, calls)
        for path in ("made", "moved", "linked", "folder", "pointer"):
            self.assertIn(self.path(path), {path for _name, path in seen})
        for each in seen:
            with self.assertRaises(AssertionError):
                self.assert_only([each], ())
        for name in ("moved", "folder", "pointer"):
            self.private(name)


@looks_at_the_process
class Funaudit(Traced):
    def setUp(self):
        super().setUp()
        log = raw_log(1500, "--dirty", seed=9)
        self.file("raw.log", log)
        self.file("raw.log.gz", gzip.compress(log, 1))
        self.file("people.csv", b"user_id,username,email,name\n7,adinvented,ad@example.org,Ada Invented\n")
        self.file("own.toml", b'version = 1\nextends = "standard"\n')

    def audited(self, *arguments, names=(), code=1, stdin=b""):
        self.assert_only(self.traced(command("funaudit"), *arguments, code=code, stdin=stdin), names)

    def test_of_any_input_writes_the_named_reports_only(self):
        for inputs in (("raw.log",), ("raw.log.gz",), ("raw.log.gz", "raw.log")):
            for jobs in ("-j1", "-j2"):
                with self.subTest(inputs=inputs, jobs=jobs):
                    self.audited(*REPORTS, jobs, "--identities", "people.csv", *inputs, names=REPORTS[1::2])
        for name in REPORTS[1::2]:  # which are of a traced run and not of another one
            self.assertGreater(os.path.getsize(self.path(name)), 0)

    def test_without_reports_writes_nothing(self):
        self.audited("-j2", "raw.log")
        self.audited("--policy", "own.toml", "--show", "100000", "raw.log.gz")
        self.audited("-j2", stdin=self.read("raw.log"))
        self.assertEqual(self.left(), [])

    def test_that_finds_nothing_or_breaks_off_writes_no_more(self):
        self.file("clean.log", b'{"a":1}\n')
        self.file("damaged.gz", self.read("raw.log.gz")[:-9])
        self.audited(*REPORTS, "clean.log", names=REPORTS[1::2], code=0)
        self.audited(*REPORTS, "--timestamp", "damaged.gz", names=REPORTS[1::2], code=3)
        self.audited("--policy", "absent.toml", "clean.log", code=2)


@looks_at_the_process
class Funanon(Traced):
    def test_of_a_pipe_writes_the_summary_only(self):
        people = self.file("people.csv", b"user_id,username,email,name\n7,adinvented,ad@example.org,Ada Invented\n")
        seen = self.traced(command("funanon"), "--key", self.key, "--summary", "summary", "-j2", "--identities",
                           people, stdin=raw_log(1500, seed=9))
        self.assert_only(seen, ["summary"])
        self.assertEqual(self.left(), ["summary"])


if __name__ == "__main__":
    main()
