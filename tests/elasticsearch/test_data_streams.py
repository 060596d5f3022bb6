"""Loads into data streams of a real server: once, until one rolls over, and never twice without a word.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_data_streams      (in this folder; see loading.py)

Elasticsearch 7.17's test distribution has no data streams: there all that is asked is that this is said.
"""

import json
import unittest

from loading import BIN, SERVER, VERSION, Case, event, log, shared_server

HAS_STREAMS = not VERSION.startswith("7.")
ADA = "a1" * 32


def setUpModule():
    Case.server = shared_server()


class StreamCase(Case):
    def setUp(self):
        super().setUp()
        self.stream = "ds-" + self.prefix.rstrip("-")  # which no pattern of the prefix takes
        self.template = self.stream + "-data-stream"
        if HAS_STREAMS:
            self.empty()
            self.addCleanup(self.empty)

    def empty(self):
        """Leaves one index, which is empty, of a stream.  Elasticsearch's test distribution cannot delete it."""
        if self.backing():
            self.server.ask("POST", f"/{self.stream}/_rollover")
            for index in self.backing()[:-1]:
                self.server.ask("DELETE", "/" + index)

    def command(self, *flags):
        where = [] if "--index-prefix" in flags else ["--data-stream", self.stream]
        return [BIN / "funload", "--url", self.server.url, *where, *flags]

    def count_all(self):
        self.server.ask("POST", f"/{self.stream}/_refresh")
        return self.server.ask("GET", f"/{self.stream}/_count")["count"]

    def backing(self):
        """The indices of the stream, the newest last; none when there is no stream."""
        streams = self.server.ask("GET", f"/_resolve/index/{self.stream}*")["data_streams"]
        return [index for one in streams if one["name"] == self.stream for index in one["backing_indices"]]


@unittest.skipIf(HAS_STREAMS, "this server has data streams")
class WithoutStreams(StreamCase):
    def test_is_refused_before_anything_is_sent(self):
        for flags in ([], ["--setup"], ["--setup", "--dry-run"]):
            words = self.load(b"" if flags else log(event(1)), *flags, code=2)
            self.assertIn("the server has no data streams", words)
            self.assertIn("load without --data-stream", words)
        self.assertNotIn(self.template, self.server.templates())
        self.assertEqual(self.server.indices(self.stream), [])


@unittest.skipUnless(HAS_STREAMS, "this server has no data streams")
class DataStream(StreamCase):
    def test_takes_every_line_once(self):
        lines = log(*[event(n) for n in range(300)])
        summary = self.folder / "summary"
        words = self.load(lines, "--summary", str(summary))
        self.assertIn("read 300 = indexed 300 + already_there 0", words)
        self.assertIn(f"{self.stream}: indexed 300, already there 0, now on the server 300", words)
        self.assertEqual(list(json.loads(summary.read_text())["indices"]), [self.stream])
        self.assertEqual((self.count_all(), len(self.backing())), (300, 1))
        self.assertIn("indexed 0 + already_there 300", self.load(lines))
        self.assertEqual(self.count_all(), 300)

    def test_has_the_types_of_the_template(self):
        self.load(b"", "--setup")
        self.empty()  # a new index has the types of now
        self.load(log(event(1)))
        mapping = self.server.ask("GET", f"/{self.stream}/_mapping")[self.backing()[0]]["mappings"]
        self.assertEqual(mapping["properties"]["event"]["type"],
                         "flat_object" if SERVER == "opensearch" else "flattened")
        self.assertIn("as it should be", self.load(b"", "--setup"))

    def test_that_has_rolled_over_is_refused_before_anything_is_sent(self):
        self.load(log(*[event(n) for n in range(9)]))
        self.server.ask("POST", f"/{self.stream}/_rollover")
        words = self.load(log(*[event(n) for n in range(12)]), code=2)
        self.assertIn(f"{self.stream} has rolled over, into 2 indices", words)
        self.assertIn("--allow-duplicates", words)
        self.assertEqual(self.count_all(), 9)
        self.load(b"", "--setup")
        words = self.load(log(*[event(n) for n in range(12)]), "--allow-duplicates")
        self.assertIn("indexed 12, already there 0, now on the server 21", words)
        self.assertIn("already_there 12", self.load(log(*[event(n) for n in range(12)]), "--allow-duplicates"))

    def test_of_which_an_older_index_was_deleted_is_taken(self):
        self.load(log(event(1)))
        self.server.ask("POST", f"/{self.stream}/_rollover")
        self.server.ask("DELETE", "/" + self.backing()[0])
        self.assertIn("indexed 1", self.load(log(event(1))))

    def test_whose_name_an_index_has_is_refused(self):
        self.server.ask("PUT", f"/{self.stream}")
        self.addCleanup(self.server.ask, "DELETE", f"/{self.stream}")
        self.assertIn("is an index or an alias", self.load(log(event(1)), code=2))
        self.assertEqual(self.count_all(), 0)

    def test_holds_one_release_unless_a_mixture_is_asked_for(self):
        self.load(log(*[event(n) for n in range(6)]), "--release", "v1")
        words = self.load(log(event(1)), "--release", "v2", code=2)
        self.assertIn("holds records of something else: 6 of another release", words)
        self.assertNotIn("--replace", words)
        self.load(log(*[event(n) for n in range(6)]), "--release", "v2", "--mix")
        self.assertEqual(self.count_all(), 12)

    def test_loses_the_records_of_learners_in_all_its_indices(self):
        self.load(log(event(1, username=ADA), event(2)))
        self.server.ask("POST", f"/{self.stream}/_rollover")
        self.load(log(event(4, username=ADA), event(5)), "--allow-duplicates")
        pseudonyms = (ADA + "\n").encode()
        self.assertIn("pseudonyms: 2", self.load(pseudonyms, "--erase", "--dry-run"))
        self.assertIn("pseudonyms: 2; left: 0", self.load(pseudonyms, "--erase"))
        self.assertEqual(self.count_all(), 2)

    def test_goes_on_from_a_state(self):
        file = self.folder / "a.log"
        file.write_bytes(log(*[event(n) for n in range(60)]))
        flags = ["--state", str(self.folder / "state"), str(file)]
        self.load(b"", *flags)
        file.write_bytes(log(*[event(n) for n in range(90)]))
        self.assertIn("indexed 90, already there 0, now on the server 90", self.load(b"", *flags))
        words = self.load(b"", "--index-prefix", self.prefix, *flags, code=2)
        self.assertIn("not the same --index-prefix or --data-stream", words)

    def test_stands_beside_daily_indices_of_the_same_beginning(self):
        prefix = self.stream + "-"
        self.addCleanup(self.server.forget, prefix)
        for flags in ([], ["--index-prefix", prefix], [], ["--index-prefix", prefix]):
            self.load(log(event(1)), *flags)
        self.assertEqual(self.count_all(), 1)
        self.assertEqual(self.server.indices(prefix), [prefix + "2015.02.02"])

    def test_bodies_and_dry_runs_name_it(self):
        folder = self.folder / "bodies"
        words = self.load(log(event(1)), "--dry-run", "-o", str(folder))
        self.assertIn(f"{self.stream}: would get 1 documents", words)
        self.load(log(event(2)))  # puts the template
        for body in folder.iterdir():
            self.server.send("/_bulk", body.read_bytes())
        self.assertIn("already_there 1", self.load(log(event(1))))


if __name__ == "__main__":
    unittest.main()
