"""`--replace` deletes nothing unless all of the new release is seen to be there, and leaves nothing else behind.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_replace      (in this folder; see loading.py)
"""

import json
import unittest

from between import BetweenCase
from loading import Case, event, log, shared_server

MAIL = "kanarienvogel.ada@example.org"
KEYWORD = {"type": "keyword"}


def setUpModule():
    Case.server = shared_server()


class Replace(BetweenCase):
    def setUp(self):
        super().setUp()
        self.day = self.prefix + "2015.02.01"

    def held(self):
        releases = [source.get("release") for source in self.server.sources(self.prefix)]
        return {name: releases.count(name) for name in set(releases)}

    def old(self, count, **flags):
        self.load(log(*[event(3 * n, page="leak") for n in range(count)]), "--release", "v1", **flags)

    def replace(self, *lines, flags=(), code=0, release="v2"):
        return self.load(log(*lines), "--release", release, "--replace", *flags, code=code)

    def make_index(self, **properties):
        """Before our template is there, as somebody else's template might."""
        self.server.ask("PUT", f"/{self.day}", {"mappings": {"properties": properties}})


class Counted(Replace):
    NEW = [event(3 * n) for n in range(12)]

    def test_a_release_that_is_no_keyword_cannot_be_told_apart(self):
        for release in ("Spring-2", "v2"):
            with self.subTest(release):
                self.server.forget(self.prefix)
                self.make_index()
                for n in range(5):
                    self.server.ask("PUT", f"/{self.day}/_doc/{n}?refresh", {"n": n})
                words = self.replace(*self.NEW, release=release, code=1)
                self.assertIn("nothing was deleted", words)
                self.assertIn(f"the server cannot tell the releases in {self.day} apart", words)
                self.assertIn("load into another --index-prefix", words)
                self.assertEqual(self.held(), {None: 5, release: 12})

    def test_a_day_whose_releases_cannot_be_told_apart_is_refused_before_anything_is_sent(self):
        self.make_index(release={"type": "text"})
        self.assertIn("apart", self.replace(*self.NEW, code=2))
        self.assertEqual(self.held(), {})

    def test_nor_one_that_is_searched_by_its_words(self):
        self.make_index(release={"type": "text", "fielddata": True})
        self.server.ask("PUT", f"/{self.day}/_doc/1?refresh", {"n": 1})
        words = self.replace(*self.NEW, release="Spring-2", code=1)
        self.assertIn(f"nothing was deleted: the server holds fewer records in {self.day} than", words)
        self.assertEqual(self.held(), {None: 1, "Spring-2": 12})

    def after_the_bulk(self, part, answer):
        """In place of what the node says to a search with this part, once records were sent."""
        self.asked.clear()
        self.instead = lambda _method, path, body: (
            answer if "/_search?" in path and part in body and self.bulks() else None)

    def bulks(self):
        return sum("/_bulk" in path for _, path, _, _ in self.asked)

    def assert_nothing_goes(self, code, words, new=()):
        said = self.replace(*(new or self.NEW), flags=self.through(), code=code)
        self.assertIn(words, said)
        self.assertIn("nothing was deleted", said)
        self.assertEqual(self.held(), {"v1": 5, "v2": 12})

    def test_a_server_that_does_not_count_any_more(self):
        self.old(5)
        self.after_the_bulk("aggs", (403, {"error": {"type": "security_exception"}}))
        self.assert_nothing_goes(6, "this user may not read")
        self.after_the_bulk("aggs", (503, {}))
        said = self.replace(*self.NEW, flags=(*self.through(), "--give-up", "1"), code=6)
        self.assertIn("nothing was deleted", said)
        self.assertEqual(self.held(), {"v1": 5, "v2": 12})

    def test_a_count_that_is_too_small(self):
        self.old(5)
        self.after_the_bulk('"filter":{"term"', (200, {"hits": {"total": {"value": 11}}}))
        self.assert_nothing_goes(1, "11 records of the release are counted, 12 or more should be there")
        # What was there already counts as well: these twelve are.
        self.assert_nothing_goes(1, "11 records of the release are counted, 12 or more should be there")
        self.instead = lambda *_: None
        self.replace(*self.NEW, flags=self.through())
        self.assertEqual(self.held(), {"v2": 12})


class Missing(Replace):
    NEW = [event(3 * n) for n in range(12)]

    def assert_nothing_goes(self, *lines, missing, flags=()):
        words = self.replace(*self.NEW, *lines, flags=flags, code=1)
        self.assertIn(f"nothing was deleted: the release is not all there: lines that were quarantined, rejected "
                      f"or refused by the server: {missing}", words)
        self.assertEqual(self.held(), {"v1": 5, "v2": 12})
        return words

    def test_while_lines_are_quarantined_or_rejected(self):
        self.old(5)
        bad = [event(3, event=MAIL), event(6, event=MAIL), "no json"]
        self.assert_nothing_goes(bad[0], missing=1)
        self.assert_nothing_goes(*bad, missing=3)
        self.replace(*self.NEW)
        self.assertEqual(self.held(), {"v2": 12})

    def test_while_the_server_refuses_some_and_what_mends_it(self):
        self.make_index(release=KEYWORD, n={"type": "integer"})
        self.old(5)
        dead, file = self.folder / "dead", self.folder / "log"
        lines = [*self.NEW, event(3, n="word"), event(6, n="word")]
        words = self.assert_nothing_goes(*lines[12:], missing=2, flags=["--dead-letter", str(dead)])
        self.assertIn("--replay FILE --mix with the same --release loads the dead letters), then run the same "
                      "command again\n", words)
        file.write_bytes(log(*lines))
        stateful = ["--release", "v2", "--replace", "--state", str(self.folder / "state"), str(file)]
        self.assertIn("again with a new folder for --state\n", self.load(b"", *stateful, code=1))
        self.assertEqual(self.held(), {"v1": 5, "v2": 12})
        self.server.ask("PUT", f"/{self.day}/_mapping",
                        {"properties": {"n": {"type": "integer", "ignore_malformed": True}}})
        self.load(b"", "--release", "v2", "--replay", str(dead), "--replace", code=2)
        self.load(b"", "--release", "v2", "--replay", str(dead), "--mix")
        self.assertEqual(self.held(), {"v1": 5, "v2": 14})
        self.replace(*lines)
        self.assertEqual(self.held(), {"v2": 14})

    def test_dead_letters_that_no_server_could_take_do_not_hinder_it(self):
        self.old(5)
        words = self.replace(*self.NEW, event(3, time=...), event(3, time="2011-01-01T00:00:00Z"), code=1)
        self.assertIn("dead-lettered by: no-time 1, time-out-of-range 1", words)
        self.assertNotIn("nothing was deleted", words)
        self.assertEqual(self.held(), {"v2": 12})


class Left(Replace):
    def test_a_search_that_misses_records_is_no_success(self):
        """As one that some shards did not answer."""
        self.old(5)
        self.instead = lambda _method, path, body: (200, {}) if '"must_not"' in body else None
        words = self.replace(event(0), flags=self.through(), code=6)
        self.assertIn(f"records of other releases are in {self.day} still, or again: 5", words)
        self.assertEqual(self.held(), {"v1": 5, "v2": 1})
        self.instead = lambda *_: None
        self.replace(event(0), flags=self.through())
        self.assertEqual(self.held(), {"v2": 1})

    def test_no_search_is_content_with_some_of_the_shards(self):
        self.old(5)
        self.replace(event(0), flags=self.through())
        searches = [path for _, path, _, _ in self.asked if "/_search?" in path]
        self.assertGreaterEqual(len(searches), 3)
        for path in searches:
            self.assertIn("allow_partial_search_results=false", path)

    def test_what_is_not_told_in_the_end_is_no_success(self):
        self.old(5)
        self.instead = lambda _method, path, body: (
            (403, {}) if "aggs" in body and any('{"delete"' in b for _, _, _, b in self.asked) else None)
        self.assertIn("this user may not read", self.replace(event(0), flags=self.through(), code=6))


if __name__ == "__main__":
    unittest.main()
