"""Ids of a log that comes as a stream, as rotated files in one run, and as files one by one.  docs/live.md

What is loaded live is loaded again in the morning: an id that differs would be a second record of one event.
"""

import collections
import json
import os
import sys

sys.dont_write_bytecode = True

from session import Case, main  # noqa: E402


def event(number):
    return json.dumps({"event_type": "page_close", "time": "2015-02-02T10:00:00.864078+00:00", "n": number}) + "\n"


# Equal lines within a file and in several; a blank one and a broken one move the ordinals on as well.
FILES = ["".join(map(event, numbers)) for numbers in ([1, 2, 1, 3], [1, 4, 5, 1, 1], [2, 6, 1])]
FILES[1] += "\n{\n"
COPIES = collections.Counter(line for line in "".join(FILES).splitlines() if line not in ("", "{"))


class StreamIds(Case):
    def setUp(self):
        super().setUp()
        self.files = [self.file(f"log{number}", text.encode()) for number, text in enumerate(FILES)]

    def ids(self, stdin, *inputs):
        """The ids that a load would send, as a set: in one run no two records share one."""
        anonymized = self.funanon("--max-rejects", "9", *inputs, stdin=stdin).out
        bodies = self.private(f"bodies{len(os.listdir(self.folder))}")
        self.run_tool("funload", "--dry-run", "-o", bodies, stdin=anonymized)
        body, = os.listdir(bodies)
        ids = [json.loads(line)["create"]["_id"] for line in self.read(os.path.join(bodies, body)).splitlines()[::2]]
        self.assertEqual(len(ids), len(set(ids)))
        return set(ids)

    def test_are_the_same_from_files_in_one_run(self):
        stream = self.ids("".join(FILES).encode())
        self.assertEqual(len(stream), sum(COPIES.values()))
        self.assertEqual(self.ids(b"", *self.files), stream)

    def test_are_the_same_in_any_order_of_the_files(self):
        self.assertEqual(self.ids(b"", *self.files[::-1]), self.ids(b"", *self.files))

    def test_are_never_others_whatever_part_is_read_again(self):
        """A restart in a file, a file that is left out, one by one: at worst an equal line is taken for its copy."""
        stream = self.ids("".join(FILES).encode())
        for part in (*[[file] for file in self.files], self.files[1:], self.files[::2]):
            self.assertLessEqual(self.ids(b"", *part), stream)
        one_by_one = set().union(*[self.ids(b"", file) for file in self.files])
        most = collections.Counter()
        for text in FILES:
            for line, count in collections.Counter(text.splitlines()).items():
                most[line] = max(most[line], count)
        self.assertEqual(len(one_by_one), sum(most[line] for line in COPIES))


if __name__ == "__main__":
    main()
