"""Who the loader says it is, and what it makes of servers that no test node can be.

    FUN_BIN_DIR=build/release python3 -m unittest -v test_connection    (here; needs openssl)

The server is a stand-in of Python's standard library: API keys cannot be made on the test
node (a module is missing), and it is neither old nor OpenSearch.
"""

import base64
import http.server
import json
import re
import socket
import ssl
import subprocess
import tempfile
import threading
import unittest

from loading import BIN, CANARY, Case, event, log

SECRET = "hunter2"


class StandIn(http.server.BaseHTTPRequestHandler):
    """Answers as Elasticsearch does; what it was asked lies in `asked` of the server."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.server.asked.append((self.command, self.path, self.headers, body))
        status, answer = self.server.say(self.command, self.path, body)
        data = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_PUT = do_POST = answer

    def log_message(self, *_):
        pass


taken = []  # how many records each bulk request held


def say(method, path, body):
    if path.startswith("/_bulk"):
        size = body.count("\n") // 2
        taken.append(size)
        return 200, {"errors": False, "items": [{"create": {"status": 201}}] * size}
    if "_simulate_index" in path:
        return 200, {"template": {"mappings": {"_meta": {"made_by": "funload"}}}}
    if "_search" in path:
        return 200, {"hits": {"total": {"value": sum(taken)}}}
    return 200, {"acknowledged": True}


class NoServer:
    def forget(self, _):
        pass


class Connection(Case):
    server = NoServer()

    def setUp(self):
        super().setUp()
        self.stand_in = http.server.ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
        self.stand_in.asked, self.stand_in.say = [], say
        self.server = NoServer()
        self.server.url = f"http://127.0.0.1:{self.stand_in.server_port}"
        threading.Thread(target=self.stand_in.serve_forever, daemon=True).start()
        self.addCleanup(self.stand_in.server_close)
        self.addCleanup(self.stand_in.shutdown)

    def secret(self, text):
        file = self.folder / "secret"
        file.write_text(text)
        return str(file)

    def bulk_bodies(self):
        return [body for _, path, _, body in self.stand_in.asked if path.startswith("/_bulk")]

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

    def test_a_redirect_is_not_followed(self):
        self.stand_in.say = lambda *_: (301, {})
        self.assertIn("status 301", self.load(log(event(1)), code=6))
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

    def speak_tls(self):
        """Turns the stand-in to TLS; returns its certificate."""
        certificate, key = self.folder / "cert.pem", self.folder / "key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
                        "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                        "-out", certificate, "-keyout", key], check=True, stderr=subprocess.DEVNULL)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.stand_in.socket = context.wrap_socket(self.stand_in.socket, server_side=True)
        self.server.url = self.server.url.replace("http:", "https:")
        return certificate

    def test_a_tls_handshake_that_is_cut_is_tried_again(self):
        certificate = self.speak_tls()
        plain, tls = self.stand_in.socket, self.stand_in.get_request
        cut = []

        def cut_once():  # the connection for records: the first was for the template
            if self.stand_in.asked and not cut:
                accepted, address = socket.socket.accept(plain)
                cut.append(address)
                accepted.close()
                raise OSError("cut")
            return tls()
        self.stand_in.get_request = cut_once
        words = self.load(log(event(1)), "--ca-cert", str(certificate))
        self.assertEqual(len(cut), 1)
        self.assertIn("trying again", words)
        self.assertIn("read 1 = indexed 1", words)

    def test_tls_is_checked(self):
        plain = self.server.url
        certificate = self.speak_tls()
        self.assertIn("--ca-cert FILE", self.load(log(event(1)), code=6))
        self.assertEqual(self.stand_in.asked, [])
        self.load(log(event(1)), "--ca-cert", str(certificate))
        self.assertEqual(len(self.bulk_bodies()), 1)
        self.server.url = plain
        self.load(log(event(1)), code=6)

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
