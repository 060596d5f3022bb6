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


class Left(Replace):
    def test_a_search_that_misses_records_is_no_success(self):
        """As one that some shards did not answer."""
        self.old(5)
        self.instead = lambda _method, path, body: (200, {}) if '"must_not"' in body and '"size":0' not in body else None
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
