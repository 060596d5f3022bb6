"""A stand-in before the real node: it answers what a test tells it to, and hands all the rest on."""

import json
import threading
import urllib.error

from loading import Case, Server
from stand_in import StandIn


class BetweenCase(Case):
    """`self.instead(method, path, body)` says an answer in place of the node's; None: ask the node."""

    def setUp(self):
        super().setUp()
        self.instead = lambda *_: None
        stand_in = StandIn()
        stand_in.say = self.say
        stand_in.daemon_threads = True
        threading.Thread(target=stand_in.serve_forever, daemon=True).start()
        self.addCleanup(stand_in.server_close)
        self.addCleanup(stand_in.shutdown)
        self.asked = stand_in.asked
        self.over = threading.Event()  # who hangs, hangs until then
        self.addCleanup(self.over.set)
        self.between = Server(f"http://127.0.0.1:{stand_in.server_port}")

    def say(self, method, path, body):
        return self.instead(method, path, body) or self.hand_on(method, path, body)

    def hand_on(self, method, path, body):
        try:
            with self.server.open(path, body.encode() if method != "GET" else None, method) as answer:
                return answer.status, json.loads(answer.read() or "{}")
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or "{}")

    def hang(self, *_):
        self.over.wait(60)
        return 503, {}

    def through(self):
        """The flags that lead a load through the stand-in."""
        return "--url", self.between.url
