"""load/bulk.sh of a release on a real node: what people do who have curl, gzip and jq, and none of our tools.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_release_load     (in this folder)
"""

import gzip
import json
import os
import re
import subprocess

from loading import BIN, SERVER, Case, event, shared_server

LINES = 3000  # more than one request
TEMPLATE = "logstash-trackinglogs"


def setUpModule():
    Case.server = shared_server()


class ReleaseLoad(Case):
    def release(self, *lines):
        """A release of these lines; its folder."""
        (self.folder / "key").write_bytes(b"an invented secret of some length")
        (self.folder / "key").chmod(0o600)
        (self.folder / "logs").mkdir()
        (self.folder / "logs" / "a b.log").write_text("".join(line + "\n" for line in lines))
        subprocess.run([BIN / "funanon", "-q", "--key", self.folder / "key", "--release", "R", "--policy", "seed",
                        "--allow-pseudonyms", "-o", self.folder / "out", self.folder / "logs"], check=True)
        return self.folder / "out"

    def index_of(self):
        return self.prefix + "release"

    def bulk(self, release, code=0):
        """The words of its README, with the node in place of the example."""
        sheet = (release / "README.md").read_text()
        told = re.search(r"^bash load/bulk\.sh (\S+)$", sheet, re.MULTILINE)
        command = told.group(0).replace(told.group(1), self.server.url)
        done = subprocess.run(["bash", "-c", command], cwd=release, capture_output=True, text=True, timeout=300,
                              env={**os.environ, "INDEX": self.index_of(), "no_proxy": "*"})
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def setUp(self):
        super().setUp()
        # The script's template is for everybody; a prefix of the test's own is none of its patterns.
        self.prefix = TEMPLATE + "-" + self.prefix
        self.addCleanup(self.server.forget, self.prefix)
        if TEMPLATE not in self.server.templates():  # else somebody's own load has the same
            self.addCleanup(self.forget_template)

    def forget_template(self):
        if TEMPLATE in self.server.templates():
            self.server.ask("DELETE", "/_index_template/" + TEMPLATE)

    def test_every_event_arrives_once_with_the_types_of_the_template(self):
        odd = [event(1, event=json.dumps({"code": "x"})), event(2, event="no JSON"), event(3, event=["a"]),
               event(4, event=None), event(5, event=...), event(6, event=7), event(7, event='["a"]')]
        release = self.release(*odd, *(event(n) for n in range(8, LINES)))
        for _ in range(2):
            done = self.bulk(release)
            self.assertEqual(done.stdout, f"documents in the index: {LINES - 1}\n")
        found = {source["n"]: source for source in self.server.sources(self.prefix)}
        self.assertEqual(found[1]["event"], {"code": "x"})
        self.assertEqual((found[2]["event_text"], found[7]["event_text"]), ("no JSON", '["a"]'))
        self.assertEqual((found[3]["unindexed"], found[6]["unindexed"]), ('{"event":["a"]}', '{"event":7}'))
        self.assertEqual(found[9]["@timestamp"], found[9]["time"])
        for n in (2, 3, 5, 6, 7):
            self.assertNotIn("event", found[n])
        query = {"query": {"term": {"event_type.raw": "problem_check"}}}
        answer = self.server.ask("POST", f"/{self.index_of()}/_count", query)
        self.assertEqual(answer["count"], LINES - 1)
        self.assertEqual(gzip.decompress((release / "data" / "a b.log.ndjson.gz").read_bytes()).count(b"\n"),
                         LINES - 1)

    def test_what_the_server_refuses_is_said(self):
        release = self.release(event(1), event(2, context="no object"), event(3))
        done = self.bulk(release, code=1)
        self.assertEqual(done.stdout, "documents in the index: 2\n")
        self.assertIn("refused by the server", done.stderr)

    def test_a_request_that_fails_is_no_success(self):
        release = self.release(event(1), event(2))
        stub = self.folder / "curl"
        stub.write_text('#!/bin/sh\ncase "$*" in *_bulk*) echo "no room"; exit 22;; esac\nexec curl "$@"\n')
        stub.chmod(0o755)
        done = subprocess.run(["bash", "load/bulk.sh", self.server.url], cwd=release, capture_output=True, text=True,
                              env={**os.environ, "INDEX": self.index_of(), "CURL": str(stub), "no_proxy": "*"})
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("no room", done.stderr)
        self.assertEqual(done.stdout, "")

    def test_a_server_that_is_away_is_no_success(self):
        release = self.release(event(1))
        done = subprocess.run(["bash", "load/bulk.sh", "http://127.0.0.1:9"], cwd=release, capture_output=True)
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(done.stdout, b"")

    def test_it_takes_the_template_of_its_server(self):
        self.bulk(self.release(event(1)))
        mapping = self.server.ask("GET", f"/{self.index_of()}/_mapping")[self.index_of()]["mappings"]["properties"]
        self.assertEqual(mapping["event"]["type"], "flat_object" if SERVER == "opensearch" else "flattened")


if __name__ == "__main__":
    import unittest
    unittest.main()
