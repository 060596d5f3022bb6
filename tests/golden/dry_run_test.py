"""`funload --dry-run -o DIR`: the bodies of a whole input, or no DIR."""

import gzip
import os
import signal
import sys

sys.dont_write_bytecode = True

from session import Case, main  # noqa: E402

LINES = b"".join(b'{"time":"2015-02-02T00:30:%02dZ","n":%d}\n' % (n % 60, n) for n in range(5000))
FEW = ("--batch-bytes", "10000")


class Bodies(Case):
    def assert_nothing_left(self):
        left = [name for name in os.listdir(self.folder) if name.startswith("bodies")]
        self.assertEqual(left, [])

    def dry_run(self, *inputs, stdin=b"", code=0):
        return self.run_tool("funload", "--dry-run", "-o", self.path("bodies"), *FEW, *inputs, stdin=stdin, code=code)

    def test_an_input_that_breaks_off_leaves_none(self):
        packed = gzip.compress(LINES)
        self.dry_run(self.file("log.gz", packed[:len(packed) // 2]), code=3)
        self.assert_nothing_left()

    def test_an_input_that_is_not_there_or_empty_leaves_none(self):
        self.dry_run(self.file("log", LINES), self.path("missing"), code=3)
        self.assert_nothing_left()
        self.dry_run(stdin=b"", code=3)
        self.assert_nothing_left()
        self.dry_run("--expect", self.path("missing"), stdin=LINES, code=4)
        self.assert_nothing_left()

    def test_a_signal_leaves_none(self):
        process = self.start("funload", "--dry-run", "-o", self.path("bodies"), *FEW)
        process.stdin.write(LINES)
        process.stdin.flush()
        self.wait_for(lambda: os.path.exists(self.path("bodies.partial/bulk-000002.ndjson")), "two bodies")
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(), 4)
        self.assert_nothing_left()

    def test_lines_that_are_quarantined_or_rejected_keep_none_from_it(self):
        mail = b'{"time":"2015-02-02T00:30:00Z","event":"ada@example.org"}\n'
        self.dry_run(stdin=LINES + mail + b"no json\n", code=1)
        bodies = sorted(os.listdir(self.path("bodies")))
        count = sum(self.read(os.path.join("bodies", body)).count(b"\n") for body in bodies)
        self.assertGreater(len(bodies), 2)
        self.assertEqual(count, 2 * LINES.count(b"\n"))


if __name__ == "__main__":
    main()
