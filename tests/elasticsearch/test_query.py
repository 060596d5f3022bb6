"""Queries of Elasticsearch 1.x find on a real server what they found then; --all, --csv and errors.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_query      (in this folder; see loading.py)
"""

import collections
import csv
import io
import json
import os
import statistics
import subprocess
import unittest

from loading import BIN, CANARY, Case, Server, event, log, node
from query_cases import CHECK, COMMAS, COUNT, DOCUMENTED, EVENTS, QUERIES, UNIV_A, VIDEO

FORMULAS = ['=1+1', "+1", "-1", "@x", 'a "b", c', "two\nlines", " =1", "été"]


class Querying(Case):
    def setUp(self):
        super().setUp()
        self.index = self.prefix + "*"

    def ask(self, query, *flags, code=0, index=None):
        """What funquery prints of a query, as text or an object; its words hold no value."""
        text = query if isinstance(query, str) else json.dumps(query)
        done = subprocess.run([BIN / "funquery", "--url", self.server.url, "--index", index or self.index, *flags, "-"],
                              input=text.encode(), capture_output=True, timeout=300)
        self.words = done.stderr.decode()
        self.assertEqual(done.returncode, code, self.words)
        self.assertNotIn(CANARY, self.words)
        return done.stdout.decode()


def setUpModule():
    Case.server = Server(os.environ.get("FUN_ES_URL") or node("start"))
    Queries.load_once(Queries("test_each_finds_the_same_three_ways"))


def tearDownModule():
    Case.server.forget(Queries.PREFIX)


class Queries(Querying):
    PREFIX = "fl-queries-"

    @classmethod
    def load_once(cls, case):
        case.server.forget(cls.PREFIX)
        lines = log(*[each.line() for each in EVENTS])
        loaded = subprocess.run([BIN / "funload", "--url", case.server.url, "--index-prefix", cls.PREFIX], input=lines,
                                capture_output=True, check=False, timeout=300)
        case.assertEqual(loaded.returncode, 0, loaded.stderr.decode())
        case.assertEqual(case.server.count(cls.PREFIX), COUNT)

    def setUp(self):
        super().setUp()
        self.index = self.PREFIX + "*"

    def found(self, answer):
        """(how many the server counted, ids, numbers of the events)."""
        hits = answer["hits"]["hits"]
        return (answer["hits"]["total"]["value"], sorted(hit["_id"] for hit in hits), sorted(hit["_source"]["n"] for hit in hits))

    def check(self, query, today, is_meant):
        page = {"size": 10000, "_source": ["n"]}
        straight = self.found(self.server.ask("POST", f"/{self.index}/_search?track_total_hits=true", {**today, **page}))
        ours = self.found(json.loads(self.ask(query)))
        meant = [each.n for each in EVENTS if is_meant(each)]
        self.assertGreater(len(meant), 0)
        self.assertEqual(ours[2], meant)
        self.assertEqual(ours, straight)
        self.assertEqual(ours[0], len(meant))

    def test_each_finds_the_same_three_ways(self):
        for name, (query, today, is_meant) in QUERIES.items():
            with self.subTest(name):
                self.check({**query, "fields": ["n"], "size": 10000}, today, is_meant)

    def test_the_documented_query_of_2015(self):
        answer = json.loads(self.ask(DOCUMENTED))
        self.assertEqual(answer["hits"]["total"]["value"], COUNT)
        today = {"size": 500, "sort": [{"@timestamp": "desc"}], "query": {"match_all": {}}}
        straight = self.server.ask("POST", f"/{self.index}/_search?track_total_hits=true", today)
        self.assertEqual([hit["_id"] for hit in answer["hits"]["hits"]], [hit["_id"] for hit in straight["hits"]["hits"]])
        newest = sorted((json.loads(each.line())["time"] for each in EVENTS), reverse=True)[:500]
        self.assertEqual([hit["_source"]["time"] for hit in answer["hits"]["hits"]], newest)
        self.assertIn("left out 1 commas", self.words)

    def test_commas_that_json_does_not_allow(self):
        today = {"query": {"bool": {"filter": [CHECK, UNIV_A]}}}
        self.check(COMMAS, today, lambda e: e.kind == "problem_check" and e.univ == "UnivA")
        self.assertIn("left out 3 commas", self.words)

    def buckets(self, query, name="f", *path):
        """The buckets of an aggregation as {key: bucket}."""
        found = json.loads(self.ask(query))["aggregations"]
        for step in (*path, name):
            found = found[step]
        return {bucket.get("key_as_string", bucket["key"]): bucket for bucket in found["buckets"]}

    def counts(self, *query):
        return {key: bucket["doc_count"] for key, bucket in self.buckets(*query).items()}

    def test_facets_and_aggregations_count_as_python_does(self):
        kinds = collections.Counter(each.kind for each in EVENTS)
        self.assertEqual(self.counts({"search_type": "count", "facets": {"f": {"terms": {"field": "event_type", "size": 0}}}}), kinds)
        self.assertEqual(self.counts({"size": 0, "aggs": {"f": {"terms": {"field": "event_type.raw", "size": 0, "order": {"_term": "asc"}}}}}), kinds)
        videos = collections.Counter(each.user for each in EVENTS if each.video is not None)
        filtered = {"terms": {"field": "username.raw"}, "facet_filter": {"and": [VIDEO]}}
        self.assertEqual(self.counts({"size": 0, "query": CHECK, "facets": {"f": {**filtered, "global": True}}}, "f", "f", "f"), videos)
        days = collections.Counter(f"2015-02-0{each.day}T00:00:00.000Z" for each in EVENTS)
        for histogram in ({"interval": "day"}, {"interval": "24h", "pre_zone": 0}, {"interval": 86400000}):
            body = {"date_histogram": {"field": "@timestamp", **histogram}}
            self.assertEqual(self.counts({"size": 0, "facets": {"f": body}}), days)
        hours = collections.Counter(each.hour for each in EVENTS)
        self.assertEqual(self.counts({"size": 0, "facets": {"f": {"histogram": {"field": "hour_of_day", "interval": 1}}}}), hours)

    def test_the_figures_of_facets(self):
        videos = [each.video for each in EVENTS if each.video is not None]
        figures = json.loads(self.ask({"size": 0, "facets": {"f": {"statistical": {"field": "event_video.currentTime"}}}}))["aggregations"]["f"]
        self.assertEqual((figures["count"], figures["min"], figures["max"], figures["sum"]),
                         (len(videos), min(videos), max(videos), sum(videos)))
        self.assertAlmostEqual(figures["std_deviation"], statistics.pstdev(videos), places=6)
        grades = collections.defaultdict(list)
        for each in EVENTS:
            grades[each.univ].append(each.grade)
        means = {univ: statistics.mean(g for g in given if g is not None) for univ, given in grades.items() if univ}
        query = {"size": 0, "facets": {"f": {"terms_stats": {"key_field": "university", "value_field": "event_problem.grade", "order": "mean"}}}}
        found = {univ: bucket["value"]["avg"] for univ, bucket in self.buckets(query).items()}
        self.assertEqual(found.keys(), means.keys())
        for univ, mean in means.items():
            self.assertAlmostEqual(found[univ], mean)
        self.assertEqual(list(found.values()), sorted(found.values(), reverse=True))
        late = sum(each.hour >= 12 for each in EVENTS)
        query = {"size": 0, "facets": {"f": {"range": {"hour_of_day": [{"to": 12}, {"from": 12}]}}}}
        self.assertEqual(list(self.counts(query).values()), [COUNT - late, late])

    def test_all_prints_each_hit_once(self):
        lines = self.ask({"query": {"filtered": {"query": {"match_all": {}}}}, "size": 3, "from": 1}, "--all").splitlines()
        self.assertEqual(sorted(json.loads(line)["n"] for line in lines), list(range(COUNT)))
        query = {"query": {"filtered": {"filter": VIDEO}}, "sort": [{"event_video.currentTime": {"order": "desc", "ignore_unmapped": True}}]}
        lines = self.ask(query, "--all").splitlines()
        self.assertEqual([json.loads(line)["n"] for line in lines], [e.n for e in reversed(EVENTS) if e.video is not None])
        self.assertEqual(self.ask({"query": {"term": {"event_type": CANARY}}}, "--all"), "")
        self.assertIn("aggregations", self.ask({"aggs": {}}, "--all", code=2) + self.words)
        self.ask({"fields": []}, "--all", code=2)

    def test_every_hit_as_a_table(self):
        table = self.ask({"sort": ["@timestamp"]}, "--all", "--csv", "n,username,context.course_id,session,_index,nothing")
        self.assertEqual(table.count("\r\n"), COUNT + 1)
        rows = list(csv.DictReader(io.StringIO(table, newline="")))
        by_number = {int(row["n"]): row for row in rows}
        self.assertEqual(len(by_number), COUNT)
        for each in EVENTS:
            row = by_number[each.n]
            self.assertEqual((row["username"], row["context.course_id"], row["session"], row["nothing"]),
                             (each.user, each.course or "", each.session or "", ""))
            self.assertEqual(row["_index"], f"{self.PREFIX}2015.02.0{each.day}")
        self.assertEqual(len(self.ask({"size": 7}, "--csv", "n").splitlines()), 8)
        self.assertIn(f"printed 7 of {COUNT} hits; --all prints every one", self.words)

    def test_buckets_as_a_table(self):
        query = {"size": 0, "facets": {"kinds": {"terms": {"field": "event_type", "order": "term"}}}}
        kinds = sorted(collections.Counter(each.kind for each in EVENTS).items())
        self.assertEqual(list(csv.reader(io.StringIO(self.ask(query, "--csv-buckets", "kinds")))),
                         [["kinds", "doc_count"], *([kind, str(count)] for kind, count in kinds)])
        query = {"size": 0, "aggs": {"univ": {"terms": {"field": "university"}, "aggs": {
            "days": {"date_histogram": {"field": "@timestamp", "interval": "day"}, "aggs": {"best": {"max": {"field": "hour_of_day"}}}}}}}}
        found = {tuple(row[:2]): row[2:] for row in csv.reader(io.StringIO(self.ask(query, "--csv-buckets", "univ>days")))}
        self.assertEqual(found.pop(("univ", "days")), ["doc_count", "best"])
        meant = collections.defaultdict(list)
        for each in EVENTS:
            if each.univ:
                meant[each.univ, f"2015-02-0{each.day}T00:00:00.000Z"].append(each.hour)
        self.assertEqual({key: (int(count), float(best)) for key, (count, best) in found.items()},
                         {key: (len(hours), max(hours)) for key, hours in meant.items()})
        self.ask(query, "--csv-buckets", "nothing", code=2)
        self.ask({"size": 0}, "--csv-buckets", "univ", code=2)

    def test_a_query_that_the_server_does_not_know_is_2_by_its_place(self):
        for query, words in (({"query": {"bool": {"must": [{"no_such_query": {"x": CANARY}}]}}}, "parsing_exception, at /query/bool/must"),
                             ({"query": {"term": {"a": {"no_such_word": CANARY}}}}, "at /query/term/a"),
                             ({"sort": [CANARY]}, "query_shard_exception"),
                             ({"query": {"range": {"hour_of_day": {"gte": CANARY}}}}, "status 400")):
            self.assertEqual(self.ask(query, code=2), "")
            self.assertIn(words, self.words)
        self.ask({}, index="fl-no-such-index", code=6)
        self.assertIn("--index PATTERN", self.words)


class Tables(Querying):
    def test_no_cell_of_text_is_a_formula(self):
        self.load(log(*[event(n, agent=agent) for n, agent in enumerate(FORMULAS)], event(90, agent=-5), event(91, agent=["=1"])))
        self.server.count(self.prefix)
        table = self.ask({}, "--all", "--csv", "n,agent")
        cells = {int(n): cell for n, cell in list(csv.reader(io.StringIO(table, newline="")))[1:]}
        self.assertEqual([cells[n] for n in range(len(FORMULAS))],
                         ["'" + agent if agent[0] in "=+-@" else agent for agent in FORMULAS])
        self.assertEqual((cells[90], cells[91]), ("-5", '["=1"]'))


    def test_counts_are_exact_unless_the_query_says_otherwise(self):
        many = 10_050  # servers stop counting at 10,000
        self.server.send(f"/{self.prefix}one/_bulk?refresh=true", b'{"index":{}}\n{"a":1}\n' * many)
        self.assertEqual(json.loads(self.ask({"size": 0}))["hits"]["total"], {"value": many, "relation": "eq"})
        self.assertEqual(json.loads(self.ask({"size": 0, "track_total_hits": 10}))["hits"]["total"]["relation"], "gte")
        self.assertEqual(self.ask({}, "--all").count("\n"), many)

    def test_an_answer_that_is_not_whole_is_4(self):
        for name, kind in (("one", "integer"), ("two", "keyword")):
            self.server.ask("PUT", f"/{self.prefix}{name}", {"mappings": {"properties": {"a": {"type": kind}}}})
            self.server.ask("POST", f"/{self.prefix}{name}/_doc?refresh=true", {"a": 1})
        answer = json.loads(self.ask({"query": {"term": {"a": CANARY}}}, code=4))
        self.assertEqual(answer["_shards"]["failed"], 1)
        self.assertIn("1 shards of the indices failed", self.words)
        self.ask({"query": {"term": {"a": CANARY}}}, "--all", code=4)


if __name__ == "__main__":
    unittest.main()
