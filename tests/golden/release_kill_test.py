"""A run with -o DIR that is killed at each of its renames, one after the other, goes on to the same release.

strace kills it there: every rename is a moment when something becomes whole.
"""

import os
import shutil
import signal
import subprocess
import sys

sys.dont_write_bytecode = True

from folders import Folders  # noqa: E402
from session import command, looks_at_the_process, main, raw_log  # noqa: E402

FEWEST = 14  # state, data, eleven tag files, state out of the way, the folder
ABOUT = b'title = "A course"\ndate = 2026-01-31\n'


@looks_at_the_process
class Killed(Folders):
    def test_at_any_rename_it_is_resumed_to_the_same_release(self):
        self.lay("logs/t.log", raw_log(100))
        flags = ("--key", self.key, "--closure", "off", "--release", "r", "--about", self.file("about", ABOUT),
                 "--summary", "summary", "-o", "out", "logs")
        self.run_tool("funanon", *flags)
        want, summary = self.below("out"), self.read("summary")
        self.data_out.add("out.partial")
        kills = 0
        for number in range(1, 100):
            self.sweep()
            killed = self.killed_at(number, *flags)
            if not killed:
                break
            kills += 1
            with self.subTest(rename=number):
                self.assertNotIn("summary", self.left())
                if os.path.isdir(self.path("out")):  # only the summary was missing
                    self.assertTrue(self.below("out") == want)
                    continue
                self.run_tool("funanon", *flags, *(("--resume",) if "out.partial" in self.left() else ()))
                self.assertTrue(self.below("out") == want)
                self.assertEqual(self.read("summary"), summary)
                self.assertEqual(self.left(), ["out", "summary"])
        self.assertGreaterEqual(kills, FEWEST)

    def sweep(self):
        for name in self.left():
            (shutil.rmtree if os.path.isdir(self.path(name)) else os.unlink)(self.path(name))

    def killed_at(self, number, *flags):
        """False when the run has fewer renames."""
        trace = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=rename",
                 "-e", f"inject=rename:signal=KILL:when={number}", command("funanon"))
        done = subprocess.run([*trace, *flags], cwd=self.folder, capture_output=True)
        self.assertIn(done.returncode, (0, -signal.SIGKILL, 128 + signal.SIGKILL), done.stderr)
        return done.returncode != 0


if __name__ == "__main__":
    main()
