"""No secret in a core dump, a process list, a message, or in memory after its use.

The memory that a test searches is that of a living command, read by root through /proc/PID/mem.
tests/unit/keys/residue_test.cc searches it after the last use, where nothing may be left at all.
"""

import base64
import os
import resource
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True

from running import is_sanitized  # noqa: E402
from session import Case, command, derived, looks_at_the_process, main, say  # noqa: E402

NOBODY = 65534
SECRET = b"k7Qz-2vXw-9Lmt-4Rbc-8Hdf-6Njs"
WORDS = b"plum orbit lantern quiver"


def memory_of(pid):
    """Every byte that the process may write to."""
    found = []
    with open(f"/proc/{pid}/maps", encoding="ascii") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            place, mode = line.split()[:2]
            if mode.startswith("rw"):
                begin, end = (int(half, 16) for half in place.split("-"))
                if end - begin < 1 << 30:  # a sanitizer's shadow
                    memory.seek(begin)
                    found.append(memory.read(end - begin))
    return b"".join(found)


class Process(Case):
    def setUp(self):
        super().setUp()
        os.chmod(self.folder, 0o755)
        self.file("fun.key", SECRET)
        self.file("words", WORDS + b"\n")
        self.with_words("encrypt", "fun.key", "-o", self.private("sealed"))

    def with_words(self, *arguments, **how):
        with open(self.path("words"), "rb") as words:
            return self.run_tool("funkey", *arguments, "--passphrase-fd", str(words.fileno()),
                                 pass_fds=[words.fileno()], **how)

    def running(self, *arguments, tool="funkey", **how):
        """A command that has turned one name and waits for the next; key and words by descriptor."""
        key, words = (os.open(self.path(name), os.O_RDONLY) for name in ("sealed", "words"))
        try:
            process = self.start(tool, *arguments, "--key-fd", str(key), "--passphrase-fd", str(words),
                                 pass_fds=[key, words], **how)
        finally:
            os.close(key)
            os.close(words)
        process.stdin.write(b"ada\n" if "pseudonym" in arguments else b'{"username":"ada"}\n')
        process.stdin.flush()
        process.stdout.readline()
        return process

    def tool_of_nobody(self, tool):
        shutil.copy(command(tool), self.path(tool))
        self.made_here.add(tool)
        os.chmod(self.path(tool), 0o755)
        return self.path(tool)

    def as_nobody(self):
        """How to start a process that is not root's; nothing to do where we are not root."""
        return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}


@looks_at_the_process
class ARunningCommand(Process):
    def test_shows_no_secret_to_who_lists_processes(self):
        process = self.running("pseudonym")
        for place in ("cmdline", "comm", "environ", "status", "limits", "maps"):
            with open(f"/proc/{process.pid}/{place}", "rb") as file:
                content = file.read()
                for secret in (SECRET, WORDS, SECRET.hex().encode()):
                    self.assertFalse(secret in content, place)

    def test_keeps_no_passphrase_nor_what_a_release_was_derived_from(self):
        if os.getuid() != 0:
            return say("only root may read the memory of a command: it was not searched")
        working = derived(SECRET, "fun/v1/release/r1")
        for tool, arguments in (("funkey", ("pseudonym", "--release", "r1")),
                                ("funanon", ("--release", "r1", "--closure", "off"))):
            process = self.running(*arguments, tool=tool)
            memory = memory_of(process.pid)
            self.assertTrue(working in memory, "the search finds nothing at all")
            for secret in (SECRET, WORDS, base64.b64encode(SECRET)[:32]):
                self.assertFalse(secret in memory, tool)
            process.stdin.close()
            self.assertEqual(process.wait(60), 0)

    def test_keeps_its_secrets_from_the_swap_device(self):
        if is_sanitized(command("funkey")):
            self.skipTest("a sanitizer takes mlock away")
        process = self.running("pseudonym")
        with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
            locked = next(line for line in file if line.startswith("VmLck:"))
        self.assertGreater(int(locked.split()[1]), 0)

    def test_cannot_be_dumped_nor_looked_into_by_its_own_user(self):
        process = self.running("pseudonym", tool=self.tool_of_nobody("funkey"), **self.as_nobody())
        with open(f"/proc/{process.pid}/limits", encoding="ascii") as file:
            self.assertRegex(file.read(), r"Max core file size +0 +0 ")
        own = subprocess.Popen(["/bin/sleep", "60"], **self.as_nobody())
        self.addCleanup(own.wait)
        self.addCleanup(own.kill)
        # The second shows that the look can see.
        for pid, words in ((process.pid, b"Permission denied"), (own.pid, b"")):
            seen = subprocess.run(["dd", f"if=/proc/{pid}/mem", "count=0", "status=none"], capture_output=True, cwd="/",
                                  **self.as_nobody())
            self.assertIn(words, seen.stderr)
            self.assertEqual(seen.returncode, 1 if words else 0)
        if not shutil.which("gcore"):
            return say("gcore is not installed: it was not tried")
        folder = self.path("cores")
        os.mkdir(folder)
        os.chmod(folder, 0o777)
        subprocess.run(["gcore", "-o", folder + "/core", str(process.pid)], capture_output=True, cwd=folder,
                       timeout=60, **self.as_nobody())
        self.assertEqual(os.listdir(folder), [])


class TheLimitOfLockedMemory(Process):
    WARNING = "warning: the key may reach the swap device: raise the limit of locked memory (ulimit -l)"

    def test_of_0_is_warned_of_and_nothing_else_changes(self):
        if is_sanitized(command("funkey")):
            self.skipTest("a sanitizer takes mlock away")

        def limit():
            resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, 0))
            if os.getuid() == 0:  # whom no limit binds
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)

        for tool, arguments, given in (("funkey", ("pseudonym",), b"ada\n"),
                                       ("funanon", ("--closure", "off"), b'{"username":"ada"}\n')):
            path = self.tool_of_nobody(tool)
            with open(self.path("fun.key"), "rb") as key:
                flags = (*arguments, "--key-fd", str(key.fileno()))
                free = self.run_tool(tool, *flags, stdin=given, pass_fds=[key.fileno()])
                key.seek(0)
                bound = self.run_tool(path, *flags, stdin=given, pass_fds=[key.fileno()], preexec_fn=limit)
            self.assertEqual(bound.out, free.out)
            self.assertEqual([line for line in bound.words if line not in free.words], [f"{tool}: {self.WARNING}"])


class AMessage(Process):
    def test_of_a_key_that_is_damaged_holds_none_of_it(self):
        self.run_tool("funkey", "generate", "--signing", "-o", self.private("signing"))
        self.private("signing.pub")
        self.with_words("encrypt", "signing", "-o", self.private("signing.enc"))
        for name in ("sealed", "signing", "signing.enc"):
            whole = self.read(name)
            lines = [part for line in whole.splitlines() for part in line.split() if len(part) > 30]
            for number, damaged in enumerate((whole[:-40], whole + whole[-60:], whole[:30] + b"!" + whole[31:],
                                              whole.replace(b"-----END", b"-----EMD"), whole[9:])):
                for mode in (0o600, 0o644):
                    self.file("bad", damaged, mode)
                    for arguments in (("inspect",), ("check",), ("public",), ("encrypt",), ("decrypt",),
                                      ("pseudonym", "--key"), ("inspect", "--allow-open-key")):
                        done = self.with_words(*arguments, "bad", stdin=b"ada\n", code=None)
                        if done.code == 0 and arguments[0] in ("decrypt", "encrypt"):
                            continue  # the damage was in a comment
                        for line in lines:
                            for piece in (line[:24], line[-24:]):
                                self.assertFalse(piece in done.err + done.out, (name, number, arguments))

    def test_never_holds_a_passphrase(self):
        self.unspoken += [word.decode() for word in WORDS.split()]
        for arguments in (("inspect", "sealed"), ("pseudonym", "--key", "sealed"), ("check", "sealed"),
                          ("encrypt", "fun.key"), ("decrypt", "sealed"), ("encrypt", "sealed")):
            self.with_words(*arguments, stdin=b"ada\n", code=None)


if __name__ == "__main__":
    main()
