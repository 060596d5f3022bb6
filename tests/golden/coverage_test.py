"""funanon --summary: what each file covers, against a count in Python.  docs/format/summary.md."""

import datetime
import gzip
import json
import sys

sys.dont_write_bytecode = True

from session import Case, main, raw_log  # noqa: E402

UTC = datetime.timezone.utc
HOUR = datetime.timedelta(hours=1)


def event(time, n):
    return b'{"time":"%b","n":%d}\n' % (time.encode(), n)


def read(members):
    """The time of an event, else its timestamp, else None."""
    for key in ("time", "timestamp"):
        try:
            return datetime.datetime.fromisoformat(members[key]).astimezone(UTC)
        except (KeyError, ValueError, TypeError):
            pass
    return None


def counted(lines):
    """The report's members of lines as they were written, the slow way."""
    times, seen, identical, late, latest = [], set(), 0, 0, None
    for line in lines:
        identical += line in seen
        seen.add(line)
        time = read(json.loads(line))
        if time is None:
            continue
        late += latest is not None and time < latest
        latest = max(latest or time, time)
        times.append(time)
    hours = sorted({time.replace(minute=0, second=0, microsecond=0) for time in times})
    gaps = [(after - before) // HOUR - 1 for before, after in zip(hours, hours[1:])]
    return {"out": len(lines), "without_time": len(lines) - len(times), "identical_lines": identical,
            "out_of_order": late, "hours_without_events": sum(gaps),
            "longest_gap_hours": max(gaps, default=0),
            "first": stamp(min(times)), "last": stamp(max(times))}


def stamp(time):
    return time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03}Z"


class Coverage(Case):
    def files(self, *arguments, **how):
        done = self.funanon("--summary", "summary", *arguments, **how)
        return done, json.loads(self.read("summary"))["files"]

    def assert_covers(self, file, want):
        self.assertEqual({name: file.get(name) for name in want}, want)

    def test_is_that_of_the_lines_written(self):
        log = raw_log(2000, "--dirty")
        lines = log.splitlines(keepends=True)
        self.chance.shuffle(lines)
        for content in (log, b"".join(lines), log + b"".join(lines[:100])):
            for jobs in "12":
                done, files = self.files("-j", jobs, stdin=content, code=1)
                self.assertEqual(len(files), 1)
                self.assert_covers(files[0], counted(done.out.splitlines()))

    def test_is_told_for_each_input_by_number(self):
        one = self.file("one", event("2015-02-01T10:00:00+00:00", 1) * 2)
        two = self.file("two.gz", gzip.compress(event("2015-02-01T12:59:59.999999+02:00", 1)))
        _done, files = self.files(one, self.file("none", b""), two)
        self.assertEqual([file["input"] for file in files], [1, 2, 3])
        self.assert_covers(files[0], {"identical_lines": 1, "first": "2015-02-01T10:00:00.000Z"})
        self.assert_covers(files[1], {"read": 0, "first": None, "without_time": 0})
        self.assert_covers(files[2], {"identical_lines": 0, "first": "2015-02-01T10:59:59.999Z"})
        self.assertNotIn("name", files[0])

    def test_names_the_longest_hole(self):
        _done, files = self.files(stdin=event("2015-02-01T10:00:00Z", 1)
                                  + event("2015-02-01T12:00:00Z", 2) + b'{"n":3}\n'
                                  + event("2015-02-03T00:59:59Z", 4))
        self.assert_covers(files[0], {"hours_without_events": 36, "longest_gap_hours": 35,
                                      "longest_gap_from": "2015-02-01T13:00:00.000Z",
                                      "without_time": 1, "rejected": 0})


if __name__ == "__main__":
    main()
