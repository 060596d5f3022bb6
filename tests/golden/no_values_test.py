"""No personal data in anything but the data: messages, reports, names, the process itself.  Design 3.

Canaries stand wherever people do; session.py looks for them after every command.
"""

import gzip
import json
import os
import pwd
import re
import shutil
import signal
import sys

sys.dont_write_bytecode = True

from session import Case, command, looks_at_the_process, main  # noqa: E402

NOBODY = 65534
PROGRESS = ("auto", "always", "never", "json")


class Planted(Case):
    """A log with canaries at every place where a person may stand."""

    def log(self, policy="standard"):
        c, leaves = self.canary, lambda: self.canary(may_leave=True)
        text = leaves if policy == "seed" else c  # seed keeps ids and scans no text
        lines = [
            {"username": c(), "email": f"{c()}@example.org", "n": 1},
            {"event": json.dumps({"username": c(), "password": c(), "POST": {"email": [c()]}})},
            {"context": {"username": c(), "user_id": text()}, "session": text(), "name": leaves()},
            {leaves(): {leaves(): 1}, f"{text()}@example.org": f"to {text()}@example.org"},
            {"username": {c(): c()}, "first_name": [c()], "event": {"name": c(), "city": c()}},
        ]  # fmt: skip
        good = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        return good + self.rejected() + b" \n" + good

    def rejected(self):
        w = [self.canary().encode() for _ in range(12)]
        return b"".join(line + b"\n" for line in (
            w[0], b'{"username":"%b' % w[1], b"[user %b] {}" % w[2], b'{"%b":NaN}' % w[3],
            b'["%b"]' % w[4], b'{"%b":"\xff"}' % w[5], b'{}{"username":"%b"}' % w[6],
            b'{"username":"%b\0"}' % w[7], b"Feb  1 10:00:00 %b {}" % w[8], b"{'%b':1}" % w[9],
            b'{"a":' * 2000 + b'"%b"' % w[10] + b"}" * 2000, w[11] * 400_000))

    def flags(self):
        return ("--key", self.key, "--summary", "summary", "--rejects", self.private("rejects"))


class Words(Planted):
    def test_hold_no_value_in_any_way_of_running(self):
        for policy in ("seed", "standard"):
            log = self.log(policy)
            self.file("log", log)
            self.file("log.gz", gzip.compress(log))
            for progress in PROGRESS:
                for more in ((), ("-j2",), ("-o", "out"), ("-q",), ("--max-rejects", "90%"),
                             ("--release", "r1"), ("--max-line", "64"), ("--max-depth", "1"),
                             ("log",), ("-j2", "log", "log.gz", "-")):
                    done = self.run_tool("funanon", *self.flags(), "--policy", policy, "--progress",
                                         progress, *more, stdin=log, code=None)
                    self.assertIn(done.code, (0, 1), done.err.decode())

    def test_hold_no_value_when_the_input_is_damaged(self):
        packed = gzip.compress(self.log())
        name = self.canary().encode()
        stored = b"\x1f\x8b\x08\x08\0\0\0\0\0\3" + name + b"\0" + packed[10:]  # its name in the header
        for damaged in (packed[:-9], packed + b"x", stored[:60], packed[:700] + b"\0" * 90):
            done = self.run_tool("funanon", *self.flags(), stdin=damaged, code=3)
            self.assertNotIn("summary", self.left())
            self.assertIn("funanon: error: ", done.err.decode())

    def test_hold_no_value_when_a_signal_comes(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            process = self.start("funanon", *self.flags())
            process.stdin.write(self.log()[:3000])
            process.stdin.flush()
            process.stdout.readline()
            process.send_signal(number)
            self.assertEqual(process.wait(20), 4)
            self.finish(process)

    def test_of_progress_are_numbers(self):
        for mode, form in (("json", rb'\{"tool":"funanon","bytes":\d+,"total_bytes":\d+,"lines":\d+,'
                            rb'"seconds":[\d.]+\}'), ("always", rb"funanon: [\d,]+ lines, [^{}\"]+")):
            process = self.start("funanon", *self.flags(), "--progress", mode, "-q")
            done = self.fed(process, [b'{"username":"%b"}\n' % self.canary().encode()] * 4, pause=0.3)
            self.assertEqual(done.code, 0)
            said = [line for line in re.split(rb"\n|\r\x1b\[K", done.err) if line]
            for line in said:
                self.assertRegex(line, rb"\A" + form + rb"\Z")

    def test_hold_no_value_of_an_anonymized_log(self):
        line = json.dumps({"username": "0" * 64, "email": self.canary(), "a": {self.canary(): 1}})
        self.run_tool("funanon", *self.flags(), stdin=line.encode(), code=2)

    def test_hold_nothing_of_a_key_file(self):
        for content in (self.canary() * 3, "FUNKEY-SECRET-1 " + self.canary(), self.canary()[:9],
                        "-----BEGIN " + self.canary(), "# created: " + self.canary(),
                        f"# {self.canary()}\nFUNKEY-", self.canary() * 400):
            for mode in (0o600, 0o644):
                key = self.file("other", content.encode(), mode)
                for allow in ((), ("--allow-weak-key",), ("--allow-open-key", "--allow-weak-key")):
                    for tool in (("funanon",), ("funkey", "pseudonym")):
                        self.run_tool(*tool, "--key", key, *allow, stdin=b'{"username":"x"}', code=None)
                    self.run_tool("funkey", "inspect", key, *allow, code=None)
                    for command_of_key in ("check", "public", "encrypt", "decrypt"):
                        self.run_tool("funkey", command_of_key, key, code=None, stdin=None, start_new_session=True)

    def test_hold_none_of_the_names_that_funkey_reads(self):
        names = "\n".join(self.canary(may_leave=True) for _ in range(50)).encode()
        self.run_tool("funkey", "pseudonym", "--key", self.key, "--tsv", stdin=names + b"\r\n\n")
        self.run_tool("funkey", "pseudonym", "--key", self.key, stdin=names * 20_000, code=None)
        self.run_tool("funkey", "pseudonym", "--key", self.key, code=3,
                      stdin=self.canary().encode() * 400_000)


class AMistakenArgument(Case):
    """A learner's name or a key where a flag, a value or a file was meant."""

    def test_of_funanon_is_not_repeated(self):
        w = self.canary()
        for arguments in (("--" + w,), ("-" + w,), (f"--{w}=x",),
                          ("--policy", w), ("--print-policy", w), ("--jobs", w), ("-j", w), ("-j" + w,),
                          ("--max-line", w), ("--max-depth", w), ("--max-rejects", w),
                          ("--progress", w), ("--release", w + " /"), ("--quiet=" + w,),
                          ("--allow-empty", "--key-fd", w), (w, "--nonsense")):
            with self.subTest(arguments[0][:14]):
                done = self.funanon(*arguments, stdin=b"{}\n", code=None)
                self.assertIn(done.code, (2, 3))
                self.assertEqual((done.out, self.left()), (b"", []))
        with self.subTest("--key"):
            self.run_tool("funanon", "--key", w, stdin=b"{}\n", code=2)

    def test_of_funkey_is_not_repeated(self):
        w = self.canary()
        for arguments in ((w,), ("generate", w), ("inspect", w), ("pseudonym", w), ("--" + w,),
                          ("pseudonym", "--key", w), ("pseudonym", "--key", self.key, w),
                          ("pseudonym", "--key", self.key, "--domain", w),
                          ("pseudonym", "--key", self.key, "--release", w + " "),
                          ("pseudonym", "--key-fd", w), ("pseudonym", "--key", self.key, "--" + w),
                          ("check", w), ("public", w), ("encrypt", w), ("decrypt", w), ("rekey", w),
                          ("rekey", "--old", w, "--new", self.key), ("rekey", "--old", self.key, "--new", w),
                          ("rekey", "--old", self.key, "--new", self.key, "--old-release", w + " "),
                          ("encrypt", self.key, w), ("inspect", self.key, "--passphrase-fd", w)):
            with self.subTest(arguments[:-1]):
                done = self.run_tool("funkey", *arguments, stdin=b"ada\n", code=2)
                self.assertEqual(done.out, b"")

    def test_of_funaudit_is_not_repeated(self):
        w = self.canary()
        for arguments in (("--" + w,), ("--policy", w), ("--fail-on", w), ("--max-findings", w),
                          ("-j", w), ("--progress", w)):
            with self.subTest(arguments[0][:14]):
                done = self.run_tool("funaudit", *arguments, stdin=b"{}\n", code=None)
                self.assertIn(done.code, (2, 3))

    def test_of_funload_is_not_repeated(self):
        w = self.canary()
        for arguments in (("--" + w,), ("--policy", w), ("--batch-bytes", w), ("--concurrency", w),
                          ("--progress", w), ("--give-up", w)):
            with self.subTest(arguments[0][:14]):
                done = self.run_tool("funload", "--dry-run", *arguments, stdin=b"{}\n", code=None)
                self.assertIn(done.code, (2, 3))

    def test_that_names_no_file_is_not_repeated(self):
        w = self.canary()
        for arguments in (("funanon", "--key", self.key, w), ("funaudit", w), ("funload", "--dry-run", w),
                          ("funaudit", "--identities", w), ("funload", "--dry-run", "--identities", w),
                          ("funanon", "--key", self.key, f"{w}@example.org")):
            with self.subTest(arguments[0], flag=arguments[-2]):
                done = self.run_tool(*arguments, stdin=b"{}\n", code=None)
                self.assertIn(done.code, (2, 3))


class TheRunningProcess(Planted):
    def running(self, **how):
        """funanon in the middle of the log, waiting for more."""
        process = self.start("funanon", *self.flags(), "-o", "out", "-j2", **how)
        process.stdin.write(self.log())
        process.stdin.flush()
        self.wait_for(lambda: any("out.partial" in name and os.path.getsize(self.path(name)) > 0
                                  for name in os.listdir(self.folder)), "output")
        return process

    def test_leaves_only_names_made_of_the_user_s_own_and_chance(self):
        process = self.running()
        seen = set(os.listdir(self.folder))
        process.stdin.write(self.log() * 20)
        process.stdin.close()
        while process.poll() is None:
            seen |= set(os.listdir(self.folder))
        seen |= set(os.listdir(self.folder))
        for name in seen - {"key"}:
            self.assertRegex(name, r"\A(out|summary|rejects)(\.partial-[0-9a-f]{12})?\Z")
        self.assertEqual(sorted(self.left()), ["out", "summary"])

    def test_keeps_rejected_lines_from_others_while_it_runs(self):
        self.running(umask=0)
        partial = [name for name in os.listdir(self.folder) if name.startswith("rejects")]
        self.assertEqual([os.stat(self.path(name)).st_mode & 0o777 for name in partial], [0o600])

    @looks_at_the_process
    def test_shows_no_value_to_who_lists_processes(self):
        process = self.running()
        for place in ("cmdline", "comm", "environ", "status", "limits"):
            with open(f"/proc/{process.pid}/{place}", "rb") as file:
                self.assert_free_of(self.nowhere + self.unspoken, place, file.read())
        for task in os.listdir(f"/proc/{process.pid}/task"):
            with open(f"/proc/{process.pid}/task/{task}/comm", "rb") as file:
                self.assertEqual(file.read(), b"funanon\n")

    def test_dumps_no_core(self):
        process = self.running()
        with open(f"/proc/{process.pid}/limits", encoding="ascii") as file:
            core = re.search(r"Max core file size +(\S+) +(\S+)", file.read())
        self.assertEqual(core.groups(), ("0", "0"))
        os.kill(process.pid, signal.SIGABRT)
        _pid, status = os.waitpid(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual((process.returncode, os.WCOREDUMP(status)), (-signal.SIGABRT, False))

    def test_is_closed_to_debuggers_of_the_same_user(self):
        if os.getuid() != 0:  # root sees who owns it; others see that they may not look
            process = self.running()
            with self.assertRaises(PermissionError):
                os.listdir(f"/proc/{process.pid}/fd")
            return
        tool = self.path("funanon")
        shutil.copy(command("funanon"), tool)
        os.chmod(tool, 0o755)
        os.chmod(self.folder, 0o755)
        with open(self.key, "rb") as key:
            process = self.start(tool, "--key-fd", str(key.fileno()), pass_fds=[key.fileno()],
                                 user=NOBODY, group=NOBODY, extra_groups=[])
        process.stdin.write(b'{"a":1}\n')
        process.stdin.flush()
        process.stdout.readline()
        with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
            self.assertIn(f"Uid:\t{NOBODY}\t", file.read())
        # proc(5): what is not dumpable belongs to root.
        owner = os.stat(f"/proc/{process.pid}/environ").st_uid
        self.assertEqual(pwd.getpwuid(owner).pw_name, "root")


if __name__ == "__main__":
    main()
