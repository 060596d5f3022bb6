"""docs/researcher.md as it is written there: from a signed release to answers, each counted again here.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_researcher      (in this folder; see loading.py)

Only the server's address and the index are put in their places.  The queries, pandas, and the standard library over the
release's own lines have to say the same.
"""

import csv
import datetime
import gzip
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True

from loading import BIN, HERE, Server, node  # noqa: E402

TESTS = HERE.parent
sys.path.insert(0, str(TESTS / "golden"))

import pages  # noqa: E402
from fields_page_test import ROW  # noqa: E402

PAGE = (TESTS.parent / "docs" / "researcher.md").read_text(encoding="utf-8")
PREFIX = "researcher-"
COURSE = "course-v1:UnivImaginaire+42003+session02"
MAKE = f"""
{sys.executable} -B {TESTS}/data/generate --seed 1 --lines 6000 --days 14 --identities people.csv > raw.log
funkey generate -o fun.key
funkey generate --signing -o audit.key
funanon -q --key fun.key --release spring --identities people.csv -o release/ raw.log
funaudit -q --identities people.csv --sign audit.key release/
rm people.csv raw.log
"""


def script_of(page, url):
    """All that a reader types, without what starts a server: here is one."""
    page = re.sub(r"^## A server\n.*?(?=^## )", "", page, flags=re.M | re.S)
    script = "\n".join(pages.raw_code(page))
    where = {"funload": f"--index-prefix {PREFIX}", "funquery": f"--index '{PREFIX}*'"}
    for tool, flags in where.items():
        script = script.replace(f"{tool} --url http://localhost:9200 ", f"{tool} --url {url} {flags} ")
    assert "localhost" not in script
    return script + "\n"


def run(script, folder):
    validators = subprocess.run([TESTS / "golden" / "validators"], check=True, capture_output=True, text=True)
    path = os.pathsep.join([str(BIN.resolve()), validators.stdout.strip() + "/bin", os.environ["PATH"]])
    ran = subprocess.run(["bash", "--noprofile", "--norc", "-ec", "umask 077; set -o pipefail\n" + script], cwd=folder,
                         env={**os.environ, "PATH": path, "MPLCONFIGDIR": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
                         stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600)
    assert ran.returncode == 0, ran.stderr[-5000:]


def released(folder):
    """The lines of the release; `event` opened when a text holds an object."""
    for file in sorted((folder / "release" / "data").iterdir()):
        for line in gzip.decompress(file.read_bytes()).splitlines():
            event = json.loads(line)
            try:
                inside = json.loads(event["event"])
            except (KeyError, TypeError, ValueError):
                inside = event.get("event")
            event["event"] = inside if isinstance(inside, dict) else {}
            time = event.get("time") or event["timestamp"]
            event["time"] = datetime.datetime.fromisoformat(time).astimezone(datetime.timezone.utc)
            yield event


class Page(unittest.TestCase):
    longMessage = True

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.server = Server(os.environ.get("FUN_ES_URL") or node("start"))
        cls.server.forget(PREFIX)
        cls.addClassCleanup(cls.server.forget, PREFIX)
        run(MAKE, cls.folder)
        run(script_of(PAGE, cls.server.url), cls.folder)
        cls.events = list(released(cls.folder))
        cls.known = [event for event in cls.events if event.get("username")]

    def buckets(self, name):
        answer = json.loads((self.folder / f"{name}.answer.json").read_text())
        found = answer["aggregations"][name]
        self.assertEqual(found.get("sum_other_doc_count", 0), 0)
        return found["buckets"]

    def rows(self, name):
        with open(self.folder / f"{name}.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def learners_by(self, key, events):
        """{key of an event: learners of the events that have it}."""
        groups = {}
        for event in events:
            groups.setdefault(key(event), set()).add(event["username"])
        return {name: len(learners) for name, learners in groups.items()}

    def test_all_lines_were_loaded(self):
        self.assertGreater(len(self.events), 5000)
        self.assertEqual(self.server.count(PREFIX), len(self.events))

    def test_active_learners_a_week(self):
        def monday(event):
            day = event["time"].date()
            return str(day - datetime.timedelta(days=day.weekday()))

        want = self.learners_by(monday, self.known)
        self.assertGreaterEqual(len(want), 2)
        self.assertGreater(min(want.values()), 20)
        self.assertEqual({each["key_as_string"][:10]: each["learners"]["value"] for each in self.buckets("weeks")}, want)
        self.assertEqual({row["time"][:10]: int(row["learners"]) for row in self.rows("weeks")}, want)

    def test_drop_out_by_section(self):
        moves = [event for event in self.known if event["event_type"] in ("seq_goto", "seq_next", "seq_prev")
                 and event["context"]["course_id"] == COURSE]
        want = self.learners_by(lambda event: event["event"]["id"], sorted(moves, key=lambda event: event["time"]))
        self.assertGreater(len(want), 10)
        self.assertGreater(max(want.values()), 2)
        answer = [(each["key"], each["learners"]["value"]) for each in self.buckets("sections")]
        self.assertEqual(answer, list(want.items()), "in the order of their first")
        self.assertEqual([(row["section"], int(row["learners"])) for row in self.rows("sections")], list(want.items()))

    def test_attempts_by_problem(self):
        checks = {}
        for event in self.events:
            if (event.get("event_type"), event.get("event_source")) == ("problem_check", "server"):
                checks.setdefault(event["event"]["problem_id"], []).append(event)
        want = {problem: (len(some), len({event["username"] for event in some}),
                          sum(event["event"]["success"] == "correct" for event in some),
                          round(sum(event["event"]["attempts"] for event in some) / len(some), 6))
                for problem, some in checks.items()}
        self.assertGreater(len(want), 50)
        self.assertTrue(any(0 < right < answers for answers, _learners, right, _attempt in want.values()))
        self.assertEqual({each["key"]: (each["doc_count"], each["learners"]["value"], each["right"]["doc_count"],
                                        round(each["attempt"]["value"], 6)) for each in self.buckets("problems")}, want)
        self.assertEqual({row["problem_id"]: (int(row["answers"]), int(row["learners"]), int(row["right"]),
                                              round(float(row["attempt"]), 6)) for row in self.rows("problems")}, want)

    def test_videos_watched_to_the_end(self):
        def learners(kind):
            return self.learners_by(lambda event: event["event"].get("id"),
                                    [event for event in self.known if event.get("event_type") == kind])

        played, ended = learners("play_video"), learners("stop_video")
        want = {video: (played.get(video, 0), ended.get(video, 0)) for video in {*played, *ended}}
        self.assertGreater(len(want), 50)
        self.assertTrue(any(0 < end < play for play, end in want.values()))
        said = {each["key"]: (each["played"]["learners"]["value"], each["ended"]["learners"]["value"])
                for each in self.buckets("videos")}
        self.assertEqual({video: both for video, both in said.items() if any(both)}, want)
        self.assertEqual({row["video"]: (int(row["played"]), int(row["ended"])) for row in self.rows("videos")}, want)

    def test_time_of_day(self):
        learners = self.learners_by(lambda event: event["time"].hour, self.known)
        want = {hour: (sum(event["time"].hour == hour for event in self.known), some) for hour, some in learners.items()}
        self.assertEqual(len(want), 24)
        self.assertEqual({each["key"]: (each["doc_count"], each["learners"]["value"]) for each in self.buckets("hours")},
                         want)
        self.assertEqual({int(row["hour"]): (int(row["events"]), int(row["learners"])) for row in self.rows("hours")},
                         want)

    def test_the_chart_is_a_picture(self):
        picture = (self.folder / "weeks.png").read_bytes()
        self.assertEqual(picture[:8], b"\x89PNG\r\n\x1a\n")
        self.assertGreater(len(picture), 5000)

    def test_marks_stand_only_where_the_table_says_so(self):
        marked = {row[0] for row in ROW.findall(PAGE) if row[4] == "yes"}
        fields = {row[0] for row in ROW.findall(PAGE)}
        found = set()
        for document in self.server.sources(PREFIX):
            for field in fields:
                outer, _, member = field.partition(".")
                value = document.get(outer)
                value = value.get(member) if member and isinstance(value, dict) else None if member else value
                if "<<" in json.dumps(value):
                    found.add(field)
        self.assertEqual(found - marked, set())
        self.assertGreater(len(found), 3)


if __name__ == "__main__":
    unittest.main()
