"""Tests of es.py against a small server that answers like the real ones."""

import contextlib
import http.server
import io
import json
import re
import sys
import threading
import unittest

import es

SOURCE = '{ "n": 12345678901234567890.10,"a":"\\u00e9 \xe9","a":1, "o":{"x":[]} }'
COUNT = 7


class Stub(http.server.BaseHTTPRequestHandler):
    """Serves COUNT documents by point in time or, for index `old`, scroll."""

    closed = []
    failed_shards = 0

    def log_message(self, *_):
        pass

    def answer(self, status, text):
        data = text.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def page(self, first, size, carry):
        hits = ",".join(
            f'{{"_index":"i","_id":"d{n}","_score":null,'
            f'"_source":{SOURCE}, "sort":[{n}]}}'
            for n in range(first, min(first + size, COUNT)))
        self.answer(200, f'{{{carry},"timed_out":false,"_shards":{{"failed":'
                         f'{self.failed_shards}}},"hits":{{"hits":[{hits}]}}}}')

    def do_DELETE(self):
        self.closed.append(self.path)
        self.answer(200, "{}")

    def do_POST(self):
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.loads(data) if data else {}
        if self.path.startswith("/old/_pit"):
            self.answer(405, '{"error":"no handler"}')
        elif self.path.startswith("/none/"):
            self.answer(404, '{"error":{"type":"index_not_found_exception",'
                             '"reason":"a value"}}')
        elif "/_pit" in self.path:
            self.answer(200, '{"id":"p1"}')
        elif self.path == "/_search":
            assert body["pit"]["id"].startswith("p")
            first = body.get("search_after", [-1])[0] + 1
            self.page(first, body["size"], '"pit_id":"p2"')
        elif self.path.startswith("/old/_search"):
            self.page(0, body["size"], f'"_scroll_id":"{body["size"]}"')
        else:
            size = int(body["scroll_id"].split("+")[0])
            first = size * (body["scroll_id"].count("+") + 1)
            self.page(first, size, f'"_scroll_id":"{body["scroll_id"]}+"')


class ReadBack(unittest.TestCase):
    def setUp(self):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stub)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        Stub.closed, Stub.failed_shards = [], 0

    def tearDown(self):
        self.server.shutdown()
        self.server.server_close()

    def run_on(self, index, page="3"):
        out, words = io.BytesIO(), io.StringIO()
        stand_in = io.TextIOWrapper(out, encoding="utf-8")
        url = f"http://127.0.0.1:{self.server.server_port}/"
        saved, sys.stdout = sys.stdout, stand_in
        try:
            with contextlib.redirect_stderr(words):
                code = es.main(["--url", url, "--index", index, "--page", page])
            stand_in.flush()
        finally:
            sys.stdout = saved
        return code, out.getvalue().decode("utf-8"), words.getvalue()

    def test_every_document_comes_back_once_with_its_own_text(self):
        wanted = "".join(f'{{"_id":"d{n}","_index":"i","_source":{SOURCE}}}\n'
                         for n in range(COUNT))
        for index, page in (("new", "3"), ("old", "3"), ("new", "7"), ("old", "7")):
            code, out, _words = self.run_on(index, page)
            self.assertEqual((code, out), (0, wanted), index)
            self.assertTrue(re.match("/_pit|/_search/scroll", Stub.closed[-1]))

    def test_a_failed_shard_is_a_failure(self):
        Stub.failed_shards = 1
        self.assertEqual(self.run_on("new")[0], 6)

    def test_an_error_names_its_type_and_no_reason(self):
        code, out, words = self.run_on("none")
        self.assertEqual((code, out), (6, ""))
        self.assertIn("404 index_not_found_exception", words)
        self.assertNotIn("value", words)
