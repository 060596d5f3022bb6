"""`funload --data-stream` as far as no server is asked: what it refuses, and what a dry run says."""

import json
import os
import sys

sys.dont_write_bytecode = True

from session import Case, main  # noqa: E402

LINES = b'{"time":"2015-02-02T00:30:00Z"}\n{"time":"2015-02-03T00:30:00Z"}\n'


class DataStream(Case):
    def test_what_makes_no_sense_with_it_is_refused(self):
        for flags, words in (
                (("--data-stream", "s", "--index-prefix", "p-"), "--index-prefix"),
                (("--data-stream", "s", "--release", "v2", "--replace"), "load into a new --data-stream"),
                (("--allow-duplicates",), "add --data-stream NAME"),
                (("--data-stream", "s", "--allow-duplicates", "--erase"), "leave INPUT and all flags"),
                (("--data-stream", ""), "--data-stream")):
            with self.subTest(flags):
                self.assertIn(words, self.run_tool("funload", *flags, stdin=LINES, code=2).err.decode())

    def test_a_name_that_is_none_is_refused_and_not_repeated(self):
        for name in ("adalove*", ".ds-adalove", "Adalove", "adalove,b", "_adalove", "adalove" * 30):
            for flags in ((), ("--setup",), ("--erase",)):
                with self.subTest(name=name, flags=flags):
                    done = self.run_tool("funload", "--data-stream", name, *flags, stdin=b"" if flags else LINES, code=2)
                    self.assertNotIn(b"adalove", done.err.lower())

    def test_all_days_of_a_dry_run_go_into_the_stream(self):
        done = self.run_tool("funload", "--data-stream", "s-1", "--dry-run", "-o", self.private("bodies"), stdin=LINES)
        self.assertIn("funload: s-1: would get 2 documents, ", done.err.decode())
        actions = self.read(os.path.join("bodies", "bulk-000001.ndjson")).splitlines()[0::2]
        self.assertEqual({json.loads(action)["create"]["_index"] for action in actions}, {"s-1"})


if __name__ == "__main__":
    main()
