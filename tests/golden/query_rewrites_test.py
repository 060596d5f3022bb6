"""funquery --explain: what queries of Elasticsearch 1.x become, and what is said; no server is asked.

The pairs stand in query_pairs.py.
"""

import json
import sys

sys.dont_write_bytecode = True

from query_pairs import BODIES, CLAUSES, REFUSED, UNCHANGED  # noqa: E402
from session import Case, main  # noqa: E402

DEEP = 300


class Rewrites(Case):
    def explain(self, text, *flags, **how):
        query = text.encode() if isinstance(text, str) else json.dumps(text).encode()
        return self.run_tool("funquery", "--explain", *flags, "-", stdin=query, **how)

    def test_each_pair(self):
        pairs = [({"query": old}, {"query": new}) for old, new in CLAUSES] + BODIES
        for old, new in pairs:
            with self.subTest(old):
                done = self.explain(old)
                self.assertEqual(json.loads(done.out), new)
                self.assertGreater(len(done.words), 0)
                self.assertEqual(list(json.loads(done.out)), list(new), "the order of keys")

    def test_what_was_rewritten_is_left_alone_the_second_time(self):
        for _, new in [(None, {"query": new}) for _, new in CLAUSES] + BODIES:
            if "interval" in json.dumps(new) and "filters" in json.dumps(new):
                continue
            with self.subTest(new):
                text = json.dumps(new)
                done = self.explain(text)
                self.assertEqual((done.out.decode(), done.words), (text + "\n", ["funquery: nothing to rewrite"]))

    def test_a_query_of_today_leaves_byte_for_byte(self):
        for text in UNCHANGED:
            with self.subTest(text):
                done = self.explain(text)
                self.assertEqual(done.out.decode().removesuffix("\n"), text.removesuffix("\n"))
                self.assertEqual(done.words, ["funquery: nothing to rewrite"])

    def test_what_cannot_be_rewritten_is_refused_by_its_place(self):
        for query, place in REFUSED:
            with self.subTest(query):
                done = self.explain(query, code=2)
                self.assertEqual(done.out, b"")
                self.assertIn(f"error: cannot rewrite {place}: ", done.words[0])
                self.assertIn("hint: ", done.words[1])

    def test_more_than_the_10000th_hit_is_what_all_is_for(self):
        self.assertIn("--all", self.explain({"from": 5_000, "size": 5_001}, code=2).err.decode())

    def test_numbers_strings_and_order_survive(self):
        old = '{"z": 1.50e3, "query": {"filtered": {"filter": {"term": {"\\u00e9\\"": 123456789012345678901234567890}}}}, "a": "\\n"}'
        done = self.explain(old, "--no-pretty")
        self.assertEqual(done.out.decode(), '{"z":1.50e3,"query":{"bool":{"must":{"match_all":{}},"filter":{"term":'
                         '{"é\\"":123456789012345678901234567890}}}},"a":"\\n"}\n')

    def test_it_says_place_old_word_new_word_and_why(self):
        done = self.explain({"query": {"filtered": {"filter": {"missing": {"field": "a/b"}}}}})
        self.assertEqual(done.words, [
            "funquery: /query/filtered/filter/missing becomes bool with must_not exists: Elasticsearch 5 took missing out",
            "funquery: /query/filtered becomes bool with must and filter: Elasticsearch 5 took filtered out"])
        self.assertEqual(done.out.decode().splitlines()[:4], ["{", '  "query": {', '    "bool": {', '      "must": {'])

    def test_values_stand_in_no_words(self):
        word = self.canary(may_leave=True)
        for query in ({"query": {"filtered": {"query": {"term": {"a": word}}, "filter": {"term": {"b": word, "_cache": True}}}}},
                      {"query": {"text": {"a": {"query": word, "type": "phrase"}}}},
                      {"query": {"query_string": {"query": f"_missing_:{word}"}}}):
            self.assertIn(word, self.explain(query).out.decode())
        for query in ({"query": {"custom_score": word, "filtered": word}}, {"sort": {"a": {"order": word}}}, {"fields": word},
                      facet_of(word), {"query": {"match": {"a": {"query": "x", "type": word}}}}, f'{{"a": "{word}" x}}',
                      f'{{"a": "{word}", "a": 1}}', {"timeout": word}, {"search_type": word}):
            self.explain(query, code=None)

    def test_nothing_is_sent(self):
        self.explain({"query": {"match_all": {}}}, "--url", "http://127.0.0.1:1")


class BadQueries(Case):
    """What is no query ends with 2, its line named, before anybody is asked."""

    BAD = [
        ("", "no JSON: not-an-object at or before line 1"), ("[]", "no JSON object"), ("7", "no JSON object"),
        ('{\n"a": 1\n"b": 2}', "at or before line 3"), ('{"a": // all\n 1}', "no JSON"), ("{'a': 1}", "no JSON"),
        ('{"a": 1} {}', "trailing-content"), ('{"a": "\t"}', "control-character"), ('{"a": NaN}', "no JSON"),
        ('{"a": 1,\n "\\u0061": 2}', "a key stands twice in one object, line 2"),
        ('{"a": "\\ud800"}', "a string holds half a character, line 1"),
        ('{"a":' * DEEP + "1" + "}" * DEEP, "nested deeper than 200, line 1"),
        ('{"query":' + '{"not":' * DEEP, "nested deeper than 200"),
        ("{" + ",".join(f'"k{n}":1' for n in range(1_001)) + "}", "more than 1,000 members"),
        ('{"a": [' + "1," * 1_000_000 + "1]}", "more than 1,000,000 values"),
        ('{"a": "' + "x" * (16 << 20) + '"}', "16"),
    ]

    def test_it_is_refused_with_its_line(self):
        for text, words in self.BAD:
            with self.subTest(text[:40]):
                done = self.run_tool("funquery", "--url", "http://127.0.0.1:1", "-", stdin=text.encode(), code=None)
                self.assertIn(done.code, (2, 3), done.err)
                self.assertEqual(done.out, b"")
                self.assertIn(words, done.err.decode())

    def test_bytes_that_are_no_utf8(self):
        self.assertIn("invalid-utf8", self.run_tool("funquery", "-", stdin=b'{"a": "\xff"}', code=2).err.decode())

    def test_as_deep_and_as_many_as_is_allowed(self):
        deep = '{"query":' + '{"bool":{"must":' * 99 + "[]" + "}}" * 99 + "}"
        many = json.dumps({"query": {"terms": {"a": list(range(100_000))}}})
        old = json.dumps({"query": {"filtered": {"filter": {"and": [{"not": {"term": {"a": n}}} for n in range(10_000)]}}}})
        for text in (deep, many):
            self.assertEqual(self.run_tool("funquery", "--explain", "-", stdin=text.encode()).out.decode(), text + "\n")
        done = self.run_tool("funquery", "--explain", "-", stdin=old.encode())
        self.assertEqual(len(json.loads(done.out)["query"]["bool"]["filter"]["bool"]["filter"]), 10_000)
        self.assertIn("changes more", done.words[-1])
        self.assertEqual(len(done.words), 101)

    def test_flags_that_contradict_each_other(self):
        for flags in (("--csv", "a,,b"), ("--csv", ","), ("--csv", ""), ("--csv", "a", "--csv-buckets", "b"),
                      ("--all", "--csv-buckets", "b"), ("--index", "a/b"), ("--index", "a?q"), ("--host", "h", "--url", "http://x")):
            self.run_tool("funquery", *flags, "-", stdin=b"{}", code=2)


def facet_of(word):
    return {"facets": {"f": {"terms": {"field": "a", "order": word}}}}


if __name__ == "__main__":
    main()
