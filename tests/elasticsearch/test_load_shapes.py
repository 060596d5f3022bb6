"""Loads events of every shape into a real server, and what it cannot take.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_load_shapes      (in this folder; see loading.py)
"""

import json
import stat
import unittest

from loading import CANARY, PSEUDONYM, Case, event, log, shared_server


def setUpModule():
    Case.server = shared_server()


class Shapes(Case):
    """What an index with the template takes, whatever shape a field has."""

    TAKEN = [
        {"event": "input=choice_2"}, {"event": ["a", {"b": [1]}]}, {"event": None}, {"event": 7},
        {"event": {"": 1, ".x": 2, "a.b": 3, "a": 4, "_id": 5}},
        {"event": {str(n): n for n in range(3000)}}, {"event": "x" * 40_000}, {"ip": None},
        {"page": {"a": 1}}, {"page": [["a"], [], {}]}, {"agent": "y" * 40_000},
        {"context": "text"}, {"context": 1}, {"context": ["a"]},
        {"context": {"course_id": {"a": 1}}},
        {"context": {"": 1, ".x": {}}}, {"@timestamp": "no time"}, {"@timestamp": {"a": 1}},
        {"name": 5, "host": True, "referer": {}, "event_type": ["x"]}, {"x..y": 1, ".": 2},
        {"username": [PSEUDONYM, PSEUDONYM]}, {"username": None}, {"username": ""}]
    # Given time is no string of ISO 8601; `timestamp` says when it was.
    TIMES = [1423, True, None, {"a": 1}, ["2015-02-01T00:00:00Z", {}], "yesterday"]
    # Members that no server takes as they are.
    ODD = ['"a":1,"a":2', '"":1', '"_id":"1"', '"_doc_count":1000', '"x..y":1', '"username.x":1',
           '"context.user_id":{"a":1}', '"event.a":1', '"a":{"b":1,"\\u0062":2}', '"a":[{"b":1,"b":2}]',
           '"deep":' + "[" * 1010 + "]" * 1010, '"long":' + "1" * 1200, '"event":{"a":1,"a":2}',
           '"event":' + '{"a":' * 700 + "1" + "}" * 700, '"event":{"a\\u0000":1}',
           '"event":{"a":"' + "v" * 40_000 + '"}', '"event":{"' + "k" * 40_000 + '":1}']
    HELD = ['"event":' + '{"a":' * 19 + "{}" + "}" * 19, '"lists":' + "[" * 20 + "]" * 20,
            '"event":{"":1,".":2," ":3}', '"long":' + "1" * 500, '"event":{"a":"' + "v" * 31_980 + '"}',
            '"a":{"":1,".x":2,"x..y":3,"_id":4," ":5}', '"event":{"' + "k" * 8_000 + '":1}']

    def test_every_shape_is_taken(self):
        lines = [event(n, **shape) for n, shape in enumerate(self.TAKEN)]
        lines += [event(n + 100, time=time, timestamp="2015-02-01T00:00:00Z")
                  for n, time in enumerate(self.TIMES)]
        self.load(log(*lines))
        self.assertEqual(sorted(d["n"] for d in self.server.sources(self.prefix)),
                         sorted(json.loads(line)["n"] for line in lines))

    def test_what_no_server_takes_is_kept_as_text(self):
        lines = ["{%s,%s" % (odd, event(n, event=..., event_type="x")[1:])
                 for n, odd in enumerate(self.ODD)]
        self.load(log(*lines))
        for source in self.server.sources(self.prefix):
            self.assertIn(self.ODD[source["n"]].split(",")[0], source["unindexed"])
        self.assertEqual(self.server.count(self.prefix), len(lines))

    def test_what_lies_just_within_the_limits_is_held(self):
        lines = ["{%s,%s" % (held, event(n, event=..., event_type="other")[1:])
                 for n, held in enumerate(self.HELD)]
        self.load(log(*lines))
        sources = self.server.sources(self.prefix)
        self.assertEqual([s["n"] for s in sources if "unindexed" in s], [])
        self.assertEqual(len(sources), len(lines))

    def test_an_event_is_searched_by_its_leaves(self):
        self.load(log(event(1, event_type="x", event='{"a":{"b.c":"leaf"}}'),
                      event(2, event_type="x", event={"a": {"b.c": "leaf"}}),
                      event(3, event_type="x", event="some leaf of text")))
        for query, found in (({"term": {"event.a.b.c": "leaf"}}, 2), ({"match": {"event_text": "LEAF"}}, 1),
                             ({"term": {"context.course_id.raw": "course-v1:a+b+c"}}, 3)):
            self.server.count(self.prefix)
            answer = self.server.ask("POST", f"/{self.prefix}*/_count", {"query": query})
            self.assertEqual(answer["count"], found, query)

    def test_courses_and_users_are_searchable(self):
        self.load(log(*[event(n) for n in range(5)]))
        for field, value in (("context.course_id", "course-v1:a+b+c"), ("username", PSEUDONYM),
                             ("event_type", "problem_check"), ("context.user_id", PSEUDONYM)):
            self.server.ask("POST", f"/{self.prefix}*/_refresh")
            found = self.server.ask("POST", f"/{self.prefix}*/_count",
                                    {"query": {"term": {field: value}}})
            self.assertEqual(found["count"], 5, field)

    def refuse_numbers(self):
        """Makes the index of 1 February take no `n` over 4 bytes, as somebody's own index might."""
        self.server.ask("PUT", f"/{self.prefix}2015.02.01",
                        {"mappings": {"properties": {"n": {"type": "integer"}}}})

    def test_what_the_server_refuses_is_a_dead_letter(self):
        self.refuse_numbers()
        dead = [event(0, n=CANARY), event(3, n=10**12)]
        lines = [dead[0], event(10), event(6), dead[1], event(11), event(12)]
        kept = self.folder / "dead"
        words = self.load(log(*lines), "--dead-letter", str(kept), code=1)
        self.assertIn("indexed 4 + already_there 0 + quarantined 0 + dead_lettered 2", words)
        self.assertRegex(words, "standard input, line 1: dead letter, (document|mapper)_parsing_exception")
        self.assertEqual(sorted(kept.read_bytes().splitlines()), sorted(x.encode() for x in dead))
        self.assertEqual(stat.S_IMODE(kept.stat().st_mode), 0o600)
        self.assertEqual(self.server.count(self.prefix), 4)

    def test_dead_letters_are_loaded_once_their_cause_is_mended(self):
        self.refuse_numbers()
        dead = [event(0, n="word"), event(3, n=10**12), event(6, time=...)]
        kept = self.folder / "dead"
        self.load(log(*dead), "--dead-letter", str(kept), code=1)
        self.assertEqual(kept.read_bytes(), log(dead[2], *dead[:2]))
        self.load(b"", "--replay", str(kept), "--url", "http://127.0.0.1:1", code=6)
        self.assertEqual(len(kept.read_bytes().splitlines()), 3, "nothing was loaded")
        self.server.ask("DELETE", f"/{self.prefix}2015.02.01")
        self.assertIn("indexed 2", self.load(b"", "--replay", str(kept), code=1))
        self.assertEqual(kept.read_bytes(), log(dead[2]))
        kept.write_bytes(log(event(9)))
        self.load(b"", "--replay", str(kept))
        self.assertFalse(kept.exists())
        for flags in (["--replay", "x", "y"], ["--replay", "x", "--dry-run"],
                      ["--replay", "x", "--dead-letter", "y"]):
            self.load(b"", *flags, code=2)

    def test_a_replay_of_a_link_is_of_the_file_behind_it(self):
        for dead in (..., "2015-02-02T00:00:00Z"):
            kept, link = self.folder / "dead", self.folder / "link"
            kept.write_bytes(log(event(0), event(3, time=dead)))
            link.symlink_to("dead")
            self.load(b"", "--replay", str(link), code=1 if dead is ... else 0)
            self.assertTrue(link.is_symlink())
            self.assertEqual(kept.read_bytes() if kept.exists() else None,
                             log(event(3, time=dead)) if dead is ... else None)
            link.unlink()

    def test_no_time_is_a_dead_letter_and_never_today(self):
        times = [..., None, 5, "", "today", "2015-02-30T00:00:00Z", "2015-02-01"]
        lines = [event(n, time=time) for n, time in enumerate(times)] + [event(n) for n in range(9)]
        kept = self.folder / "dead"
        words = self.load(log(*lines), "--dead-letter", str(kept), code=1)
        self.assertIn("dead-lettered by: no-time 7", words)
        self.assertEqual(kept.read_bytes(), log(*lines[:7]))

    def test_a_time_out_of_range_makes_no_index(self):
        lines = [event(0, time="2011-12-31T23:59:59Z"), event(1, time="2999-01-01T00:00:00Z"), event(2)]
        kept = self.folder / "dead"
        words = self.load(log(*lines), "--dead-letter", str(kept), code=1)
        self.assertIn("dead-lettered by: time-out-of-range 2", words)
        self.assertEqual(kept.read_bytes(), log(*lines[:2]))
        self.load(log(lines[0]), "--since", "2011-12-31", "--until", "2012-01-01")
        self.assertIn("is no date", self.load(b"", "--since", "yesterday", code=2))

    def test_a_dead_letter_is_its_line_byte_for_byte(self):
        self.refuse_numbers()
        line = ' \t{"_x":1,"n": "' + CANARY + '",' + event(3, n=...)[1:] + " \r"
        kept = self.folder / "dead"
        self.load(log(line, event(2)), "--dead-letter", str(kept), code=1)
        self.assertEqual(kept.read_bytes(), log(line))


if __name__ == "__main__":
    unittest.main()
