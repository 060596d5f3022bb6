"""Who the loader says it is, and what it makes of servers that no test node can be.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_connection    (here)

The server is a stand-in of Python's standard library: API keys cannot be made on the test
node (a module is missing), and it is neither old nor OpenSearch.
"""

import base64
import json
import re
import subprocess
import tempfile
import unittest

from loading import BIN, CANARY, event, log
from stand_in import StandInCase, say

SECRET = "hunter2"


class Connection(StandInCase):
    def test_each_request_says_who_asks(self):
        plain = base64.b64encode(f"ada:{SECRET}".encode()).decode()
        for flags, text, header in (
                (["--user", "ada", "--password-file"], SECRET + "\n", "Basic " + plain),
                (["--api-key-file"], f"ada:{SECRET}\n", "ApiKey " + plain),
                (["--api-key-file"], plain, "ApiKey " + plain),
                (["--token-file"], SECRET, "Bearer " + SECRET)):
            self.stand_in.asked.clear()
            words = self.load(log(event(1)), *flags, self.secret(text))
            self.assertNotIn(SECRET, words)
            self.assertEqual({h["Authorization"] for _, _, h, _ in self.stand_in.asked}, {header})
            self.assertEqual(len(self.bulk_bodies()), 1)

    def test_the_bulk_body_is_ndjson_under_its_limit(self):
        lines = [event(n) for n in range(100)]
        self.load(log(*lines), "--batch-bytes", "5000")
        bodies = self.bulk_bodies()
        self.assertLess(max(map(len, bodies)), 5_000)
        self.assertGreater(len(bodies), 5)
        documents = [json.loads(x) for body in bodies for x in body.splitlines()[1::2]]
        self.assertEqual(sorted(d["n"] for d in documents), list(range(100)))
        action = bodies[0].splitlines()[0]
        self.assertRegex(action, re.escape('{"create":{"_index":"' + self.prefix) +
                         r'2015\.02\.\d\d","_id":"[-0-9A-Z_a-z]{22}"}}$')

    def test_bodies_are_packed_for_other_machines(self):
        lines = [event(n) for n in range(100)]
        self.load(log(*lines))
        plain = self.bulk_bodies()
        for how, is_packed in (("always", True), ("auto", False), ("never", False)):
            self.stand_in.asked.clear()
            self.load(log(*lines), "--compress", how)
            self.assertEqual(self.bulk_bodies(), plain)
            encodings = {headers["Content-Encoding"] for _, path, headers, _ in self.stand_in.asked
                         if path.startswith("/_bulk")}
            self.assertEqual(encodings, {"gzip" if is_packed else None}, how)

    def test_each_server_gets_the_template_that_it_knows(self):
        for first, tree in (((405, {}), "flattened"),
                            ((200, {"version": {"number": "7.17.9"}}), "flattened"),
                            ((200, {"version": {"distribution": "opensearch"}}), "flat_object")):
            self.stand_in.asked.clear()
            self.stand_in.say = lambda method, path, body: (
                first if method == "GET" and path.startswith("/?") else say(method, path, body))
            self.load(log(event(1)))
            template, = [body for method, _, _, body in self.stand_in.asked if method == "PUT"]
            properties = json.loads(template)["template"]["mappings"]["properties"]
            self.assertEqual(properties["event"]["type"], tree)

    def test_without_the_word_that_our_template_wins_nothing_is_sent(self):
        self.stand_in.say = lambda method, path, body: (
            (200, {}) if "_simulate_index" in path else say(method, path, body))
        self.load(log(event(1)), code=2)
        self.assertEqual(self.bulk_bodies(), [])

    def test_a_refusal_is_said_by_status_and_type_only(self):
        for status, kind in ((401, "security_exception"), (403, "security_exception"),
                             (400, "illegal_argument_exception"),
                             (404, "index_not_found_exception")):
            self.stand_in.say = lambda method, path, body: (
                (status, {"error": {"type": kind, "reason": CANARY}})
                if path.startswith("/_bulk") else say(method, path, body))
            words = self.load(log(event(1)), code=6)
            self.assertIn(f"status {status}, {kind}", words)
            self.assertIn("unanswered 1", words)

    def test_a_redirect_is_not_followed_by_request_or_credential(self):
        for status in (301, 302, 303, 307, 308):
            self.stand_in.asked.clear()
            self.stand_in.headers = {"Location": self.server.url + "/elsewhere"}
            self.stand_in.say = lambda *_: (status, {})
            words = self.load(log(event(1)), "--token-file", self.secret(SECRET), code=6)
            self.assertIn(f"status {status}", words)
            self.assertIn("write the address that it means after --url", words)
            self.assertNotIn(SECRET, words)
            self.assertEqual(len(self.stand_in.asked), 1)

    def test_a_server_that_holds_less_than_it_acknowledged_is_1(self):
        self.stand_in.say = lambda method, path, body: (
            (200, {"hits": {"total": {"value": 0}}}) if "_search" in path
            else say(method, path, body))
        words = self.load(log(*[event(0), event(3), event(6)]), code=1)
        self.assertIn("holds fewer records", words)

    def test_a_server_that_is_unwell_is_asked_again(self):
        sick = iter([503, 429, 502, 200])
        def say_sick(method, path, body):
            status = next(sick, 200) if path.startswith("/_bulk") else 200
            return say(method, path, body) if status == 200 else (status, {})
        self.stand_in.say = say_sick
        self.assertIn("read 1 = indexed 1", self.load(log(event(1))))
        self.assertEqual(len(self.bulk_bodies()), 4)

    def test_an_answer_with_a_header_behind_its_body_is_whole(self):
        self.stand_in.trailer = b"X-Took: 1"
        words = self.load(log(*(event(n) for n in range(100))), "--batch-bytes", "5000")
        self.assertIn("read 100 = indexed 100", words)
        self.assertNotIn("trying again", words)

    def test_an_answer_that_is_far_too_long_ends_the_load_at_once(self):
        for path in ("/_bulk", "_search"):
            long = {"errors": False, "items": [], "took": "x" * 70_000_000}
            self.stand_in.say = lambda method, asked, body, path=path: (
                (200, long) if path in asked else say(method, asked, body))
            words = self.load(log(event(1)), code=6)
            self.assertIn(f"is longer than {1 if path == '/_bulk' else 64} MiB", words)
            self.assertLessEqual(len(self.bulk_bodies()), 1)  # not tried again
            self.stand_in.asked.clear()

    def test_a_query_may_ask_for_a_long_answer(self):
        self.stand_in.say = lambda *_: (200, {"hits": {"hits": [], "total": {"value": 0}}, "x": "y" * 70_000_000})
        query = self.folder / "query.json"
        query.write_text("{}")
        done = subprocess.run([BIN / "funquery", "--url", self.server.url, query], capture_output=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertGreater(len(done.stdout), 70_000_000)

    def test_a_record_that_never_has_an_answer_is_named(self):
        def say_sick(method, path, body):
            status, answer = say(method, path, body)
            if path.startswith("/_bulk"):
                answer["items"] = [{"create": {"status": 500 if '"n": 17}' in line else 201}}
                                   for line in body.splitlines()[1::2]]
                answer["errors"] = True
            return status, answer
        self.stand_in.say = say_sick
        words = self.load(log(*map(event, range(1, 30))), "--give-up", "2", code=6)
        self.assertIn("the first record without an answer: standard input, line 17\n", words)
        self.assertIn("unanswered 1", words)

    def test_a_query_error_says_no_reason(self):
        self.stand_in.say = lambda *_: (500, {"error": {"type": "x_exception", "reason": CANARY}})
        with tempfile.NamedTemporaryFile("w", suffix=".json") as query:
            query.write("{}")
            query.flush()
            done = subprocess.run([BIN / "funquery", "--url", self.server.url, query.name],
                                  capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stdout), (6, ""))
        self.assertIn("status 500, x_exception", done.stderr)
        self.assertNotIn(CANARY, done.stderr)


if __name__ == "__main__":
    unittest.main()
