"""Asks a real server what the pictures of docs/kibana would ask: each has to show something of a released week.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_dashboards      (in this folder; see loading.py)

There is no Kibana here; golden/saved_objects.py makes the requests of the pictures' own words.
"""

import copy
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

sys.path.insert(0, str(HERE.parent / "golden"))

import saved_objects  # noqa: E402

FILE = HERE.parent.parent / "docs" / "kibana" / "tracking-logs.ndjson"
PREFIX = "dashboards-"
DAYS = ("2015-03-01", "2015-05-01")
# Networks that the test database knows, in place of some invented ones that it does not.
COUNTRIES = ((rb'"ip": "82\.[^"]*"', b'"ip": "202.196.224.7"'), (rb'"ip": "2a01:[^"]*"', b'"ip": "2001:218::7"'))


def release_of(folder, lines):
    """A release of an invented week."""
    raw = subprocess.run([sys.executable, "-B", HERE.parent / "data" / "generate", "--seed", "1", "--lines", str(lines),
                          "--days", "7"], check=True, capture_output=True).stdout
    for pattern, address in COUNTRIES:
        raw = re.sub(pattern, address, raw)
    (folder / "key").write_bytes(b"an invented secret of some length")
    (folder / "key").chmod(0o600)
    (folder / "raw.log").write_bytes(raw)
    subprocess.run([BIN / "funanon", "-q", "--key", folder / "key", "--release", "spring", "-o", f"{folder}/spring/",
                    folder / "raw.log"], check=True)
    return folder / "spring"


def learners_of(release):
    """The usernames in the data of a release."""
    lines = [line for file in (release / "data").iterdir() for line in gzip.decompress(file.read_bytes()).splitlines()]
    return {event["username"] for event in map(json.loads, lines) if event.get("username")}


def load(server, release):
    """Loads it with countries; returns how many documents there are, and the loader's last words."""
    done = subprocess.run([HERE.parent / "golden" / "validators"], check=True, capture_output=True, text=True)
    database = pathlib.Path(done.stdout.strip()) / "mmdb" / "test-data" / "GeoLite2-Country-Test.mmdb"
    done = subprocess.run([BIN / "funload", "--url", server.url, "--index-prefix", PREFIX, "--release", "spring",
                           "--dashboards", "http://localhost:5601/", "--geoip", database, release],
                          check=True, capture_output=True, text=True)
    return server.count(PREFIX), done.stderr.splitlines()[-1]


class Dashboards(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(os.environ.get("FUN_ES_URL") or node("start"))
        cls.server.forget(PREFIX)
        cls.addClassCleanup(cls.server.forget, PREFIX)
        with tempfile.TemporaryDirectory() as folder:
            release = release_of(pathlib.Path(folder), 5000)
            (cls.documents, cls.last_words), cls.learners = load(cls.server, release), learners_of(release)
        with open(FILE, encoding="utf-8") as file:
            objects = [json.loads(line) for line in file]
        cls.pictures = {each["id"]: each for each in objects if each["type"] == "visualization"
                        and saved_objects.inner(each["attributes"]["visState"])["aggs"]}
        cls.searches = {each["id"]: each for each in objects if each["type"] == "search"}

    def search(self, body):
        return self.server.ask("POST", f"/{PREFIX}*/_search", body)

    def empty_in(self, picture):
        return saved_objects.empty_in(picture, self.search(saved_objects.request_of(picture, DAYS)))

    def test_every_picture_shows_something_in_each_of_its_parts(self):
        self.assertGreater(len(self.pictures), 10)
        for name, picture in self.pictures.items():
            with self.subTest(name):
                self.assertEqual(self.empty_in(picture), [])

    def test_they_count_what_was_loaded(self):
        self.assertGreater(self.documents, 4000)
        picture = self.pictures["tracking-logs-events-a-day"]
        answer = self.search(saved_objects.request_of(picture, DAYS))
        days = answer["aggregations"]["2"]["buckets"]
        self.assertEqual((len(days), sum(day["doc_count"] for day in days)), (7, self.documents))
        learners = self.search(saved_objects.request_of(self.pictures["tracking-logs-learners"], DAYS))["aggregations"]
        self.assertEqual(learners["1"]["value"], len(self.learners))  # exact below 3,000
        hours = self.search(saved_objects.request_of(self.pictures["tracking-logs-hours"], DAYS))["aggregations"]["2"]
        cells = [hour for day in hours["buckets"] for hour in day["3"]["buckets"]]
        self.assertEqual(sum(cell["doc_count"] for cell in cells), self.documents)
        self.assertEqual([hour["key"] for hour in hours["buckets"][3]["3"]["buckets"]], list(range(24)))
        releases = self.search(saved_objects.request_of(self.pictures["tracking-logs-releases"], DAYS))
        release, = releases["aggregations"]["4"]["buckets"]
        self.assertEqual((release["key"], release["doc_count"]), ("spring", self.documents))
        self.assertRegex(release["5"]["buckets"][0]["key"], "^[0-9a-f]{64}$")

    def test_the_loader_says_where_to_look(self):
        days = sorted(index.removeprefix(PREFIX).replace(".", "-") for index in self.server.indices(PREFIX))
        self.assertEqual(self.last_words, "funload: see http://localhost:5601/app/dashboards#/view/tracking-logs-dashboard?"
                         f"_g=(time:(from:'{days[0]}T00:00:00.000Z',to:'{days[-1]}T23:59:59.999Z'))")

    def test_every_search_finds_something_and_not_all(self):
        found = {name: self.search(saved_objects.request_of_search(search, DAYS))["hits"]["total"]["value"]
                 for name, search in self.searches.items()}
        self.assertEqual(found.pop("tracking-logs-all"), self.documents)
        for name, number in found.items():
            self.assertTrue(0 < number < self.documents / 2, f"{name}: {number}")

    def test_the_days_are_asked_for(self):
        for picture in self.pictures.values():
            answer = self.search(saved_objects.request_of(picture, ("2016-01-01", "2017-01-01")))
            aggs = saved_objects.inner(picture["attributes"]["visState"])["aggs"]
            self.assertEqual(saved_objects.empty_in(picture, answer), sorted(agg["id"] for agg in aggs))

    def test_a_wrong_field_or_query_is_seen(self):
        """Each field of each picture, misspelt, empties the part that has it."""
        mutants = 0
        for name, picture in self.pictures.items():
            state = saved_objects.inner(picture["attributes"]["visState"])
            for place, agg in enumerate(state["aggs"]):
                if "field" not in agg["params"]:
                    continue
                mutant, changed = copy.deepcopy(picture), copy.deepcopy(state)
                changed["aggs"][place]["params"]["field"] += "_"
                mutant["attributes"]["visState"] = json.dumps(changed)
                with self.subTest(f"{name} {agg['id']}"):
                    self.assertIn(agg["id"], self.empty_in(mutant))
                mutants += 1
        self.assertGreater(mutants, 25)
        picture = copy.deepcopy(self.pictures["tracking-logs-videos"])
        meta = picture["attributes"]["kibanaSavedObjectMeta"]
        meta["searchSourceJSON"] = meta["searchSourceJSON"].replace("event_video.id", "event_video.ids")
        self.assertEqual(self.empty_in(picture), ["1", "2", "3", "4"])


if __name__ == "__main__":
    unittest.main()
