"""The name that funload --release gives stands in every record: it is UTF-8 and short."""

import json
import os
import sys

sys.dont_write_bytecode = True

from session import Case, main  # noqa: E402

LINE = json.dumps({"event_type": "page_close", "time": "2015-02-02T10:00:00.864078+00:00"}).encode() + b"\n"


class AReleaseName(Case):
    def load(self, bodies, name, code=0):
        self.run_tool("funload", "--dry-run", "-o", self.private(bodies), "--release", name, stdin=LINE, code=code)

    def test_that_is_no_utf8_or_long_is_refused(self):
        for name in (b"a\xffb", b"\xc3", b"\xed\xa0\x80", b"x" * 201, "\u00e9".encode() * 101, b"a\tb", b"a\x7f"):
            with self.subTest(name):
                self.load("bodies", name, code=2)
                self.assertFalse(os.path.exists(self.path("bodies")))

    def test_stands_in_the_record_as_it_is(self):
        for number, name in enumerate(("spring 2", "\u00e9" * 100, '"\\')):
            self.load(f"bodies{number}", name)
            record = self.read(f"bodies{number}/bulk-000001.ndjson").splitlines()[1]
            self.assertEqual(json.loads(record)["release"], name)


if __name__ == "__main__":
    main()
