"""funanon and disks that are too small: found before the work where it can be.  Design 3.

A small tmpfs is mounted where the system lets us (as root); where not, that is said.
"""

import gzip
import os
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True

from folders import Folders  # noqa: E402
from session import main, raw_log, say  # noqa: E402

MIB = 1024 * 1024
PAGE = 4096
LINE = b'{"event_type":"one","n":1}\n'


class SmallDisk(Folders):
    def mounted(self, size):
        """A folder with `size` bytes of room, or None."""
        folder = self.path("disk")
        os.makedirs(folder, exist_ok=True)
        self.made_here.add("disk")
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder]
        if os.getuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
            say("no tmpfs can be mounted here: disks that fill up were not tried")
            return None
        self.addCleanup(subprocess.run, ["umount", "-l", folder], check=True)
        return folder

    def enlarge(self, folder, size):
        subprocess.run(["mount", "-o", f"remount,size={size}", folder], check=True)

    def test_is_seen_before_a_line_is_read(self):
        if not (disk := self.mounted(2 * MIB)):
            return
        log = raw_log(1000) * 3  # 4 MB
        plain, packed = self.file("plain.log", log), self.file("packed.gz", gzip.compress(log))
        for inputs in ((plain,), (packed,), (plain, packed)):
            done = self.funanon("--linkable", "-o", disk + "/out/", "--compress", "none", "--summary",
                                "summary", *inputs, code=6)
            self.assertRegex(done.words[0], r"error: not enough free space: the outputs will take "
                             r"about \d+\.\d MB, free are 2\.1 MB$")
            self.assertEqual((os.listdir(disk), self.left()), ([], []))
        more = [self.file(f"more{number}", log) for number in range(2)]
        done = self.funanon("--linkable", "-o", disk + "/out/", plain, *more, code=6)
        self.assertIn("not enough free space", done.words[0])
        self.funanon("--linkable", "-o", disk + "/out/", plain)  # packed, one of them fits

    def test_that_fills_up_under_one_file_leaves_nothing(self):
        if not (disk := self.mounted(MIB)):
            return
        log = self.file("log", raw_log(1000) * 2)
        for jobs in "12":
            done = self.funanon("-j", jobs, "-o", disk + "/out", "--summary", "summary", log, code=6)
            self.assertIn("No space left on device", done.err.decode())
            self.assertEqual((os.listdir(disk), self.left()), ([], []))

    def test_that_fills_up_under_a_summary_or_rejects_leaves_no_output(self):
        if not (disk := self.mounted(MIB)):
            return
        log = self.file("log", LINE + b'["%b"]\n' % (b"x" * 2 * MIB) + LINE)
        self.funanon("-o", "out", "--rejects", disk + "/rejects", "--summary", "summary", log,
                     code=6)
        self.assertEqual((os.listdir(disk), self.left()), ([], []))

    def test_that_fills_up_under_a_folder_leaves_what_resume_goes_on_with(self):
        if not (disk := self.mounted(4 * MIB)):
            return
        part = raw_log(300)
        # Its last member states a small size: nobody can know before.
        log = b"".join(gzip.compress(part * 8, 1) for _ in range(2)) + gzip.compress(LINE)
        inputs = self.file("a.log", part), self.file("b.log.gz", log), self.file("c.log", part + LINE)
        flags = ("--linkable", "-o", disk + "/out", "--compress", "none", "--summary", "summary",
                 *inputs)
        done = self.funanon(*flags, code=6)
        self.assertIn("No space left on device", done.err.decode())
        self.assertIn(f"funanon: {disk}/out.partial is left; --resume goes on with it", done.words)
        self.assertEqual((os.listdir(disk), self.left()), (["out.partial"], []))
        self.enlarge(disk, 64 * MIB)
        self.funanon("--resume", *flags)
        self.assertEqual(os.listdir(disk), ["out"])
        for name, path in (("a.log", inputs[0]), ("b.log", inputs[1]), ("c.log", inputs[2])):
            with open(f"{disk}/out/data/{name}.ndjson", "rb") as made:
                self.assertTrue(made.read() == self.funanon(path).out, name)

    # The data is whole then, and only what describes it is not.
    def test_that_fills_up_under_the_tag_files_leaves_what_resume_goes_on_with(self):
        if not (disk := self.mounted(8 * MIB)):
            return
        log = b"".join(gzip.compress(raw_log(300) * 4, 1) for _ in range(2)) + gzip.compress(LINE)
        flags = ("--release", "r", "--compress", "none", "--summary", "summary", self.file("a.log.gz", log))
        self.data_out.add("whole")
        self.funanon(*flags, "-o", "whole/")
        want, summary = self.below("whole"), self.read("summary")
        size = len(want["data/a.log.ndjson"])
        os.unlink(self.path("summary"))
        for room in (2, 4, 8):  # pages behind the data
            self.enlarge(disk, size // PAGE * PAGE + (room + 2) * PAGE)
            done = self.funanon(*flags, "-o", disk + "/out/", code=6)
            self.assertIn("No space left on device", done.err.decode())
            self.assertEqual((os.listdir(disk), self.left()), (["out.partial"], ["whole"]))
            self.assertIn("data/a.log.ndjson", self.below(disk + "/out.partial"))
            self.enlarge(disk, 64 * MIB)
            self.funanon("--resume", *flags, "-o", disk + "/out/")
            self.assertTrue(self.below(disk + "/out") == want)
            self.assertEqual(self.read("summary"), summary)
            shutil.rmtree(disk + "/out")
            os.unlink(self.path("summary"))


if __name__ == "__main__":
    main()
