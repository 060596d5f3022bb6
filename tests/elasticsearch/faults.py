"""What the tests of faults share: rounds at random moments, a log that the server partly refuses, and
a proxy that cuts.

Each fault comes once; with FUN_FULL=1 20 times on the usual Elasticsearch and once on the usual
OpenSearch, which is left out otherwise.  FUN_FAULT_SEED=N asks for other moments; a failure names seed and round.
"""

import base64
import functools
import json
import os
import random
import socket
import subprocess
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request

from loading import CANARY, HERE, SERVER, VERSION, Case, event, log

FULL = os.environ.get("FUN_FULL") == "1"
ROUNDS = 20 if FULL and SERVER == "elasticsearch" else 1
SEED = os.environ.get("FUN_FAULT_SEED", "20240607")
USER, PASSWORD = "somebody", CANARY + "-password"


def skip_if_not_asked():
    if SERVER != "elasticsearch" and not VERSION and not FULL:
        raise unittest.SkipTest(f"{SERVER} has its faults with FUN_FULL=1")


def in_rounds(test):
    """Runs a test ROUNDS times, each with a folder, random numbers and an empty server of its own."""
    @functools.wraps(test)
    def run(self):
        top = self.folder
        for number in range(ROUNDS):
            with self.subTest(FUN_FAULT_SEED=SEED, round=number):
                self.random = random.Random(f"{SEED} {test.__name__} {number}")
                self.folder = top / str(number)
                self.folder.mkdir()
                self.server.forget(self.prefix)
                try:
                    test(self)
                finally:
                    self.end_round()
    return run


class FaultCase(Case):
    """Loads as a user with a password; of each line is known what must become of it."""

    def setUp(self):
        super().setUp()
        self.processes = []
        self.random = random.Random(SEED)

    def end_round(self):
        for process in self.processes:
            if process.poll() is None:
                process.kill()
                process.wait()
        self.processes.clear()

    def command(self, *flags):
        password = self.folder / "password"
        if not password.exists():  # a load that was just started may be reading it
            password.write_text(PASSWORD + "\n")
        return super().command("--user", USER, "--password-file", str(password), *flags)

    def ended(self, returncode, stdout, stderr, code):
        words = super().ended(returncode, stdout, stderr, code)
        secret = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        self.assertNotIn(secret, words)
        self.assertNotIn("reason", words)
        return words

    def feed(self, numbers, *flags, more=()):
        """Starts a load and feeds it from a file, so that it reads as fast as it can."""
        file = self.folder / f"log{len(self.processes)}"
        file.write_bytes(log(*[event(n) for n in numbers], *more))
        process = self.start(*flags, str(file), stdin=subprocess.DEVNULL)
        self.processes.append(process)
        return process

    def refuse_words(self):
        """Makes the index of 1 February refuse an `n` that is a word, with a reason that quotes it."""
        self.server.ask("PUT", f"/{self.prefix}2015.02.01",
                        {"mappings": {"properties": {"n": {"type": "integer"}}}})

    def numbers(self):
        """The `n` of every document, in order."""
        self.server.ask("POST", f"/{self.prefix}*/_refresh")
        found = self.server.ask("GET", f"/{self.prefix}*/_search?size=10000&_source_includes=n")
        return sorted(hit["_source"]["n"] for hit in found["hits"]["hits"])

    def counts(self, words):
        """The counts of the equation, which must hold, by name."""
        equation, = [line for line in words.splitlines() if line.startswith("funload: read ")]
        read, rest = equation.removeprefix("funload: read ").split(" = ")
        counts = {name: int(value) for name, value in (term.split(" ") for term in rest.split(" + "))}
        self.assertEqual(int(read), sum(counts.values()), equation)
        return counts

    def assert_exact(self, words, numbers, refused=0):
        """Every number is one document, and the load says so; returns its counts."""
        counts = self.counts(words)
        self.assertEqual(counts["indexed"] + counts["already_there"], len(numbers), words)
        self.assertEqual((counts["dead_lettered"], counts.get("unanswered", 0)), (refused, 0), words)
        self.assertEqual(self.server.count(self.prefix), len(numbers))
        self.assertEqual(self.numbers(), list(numbers))
        return counts


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Proxy:
    """Toxiproxy before the node at `url`; `self.url` leads through it.

    Every change of what it does is a new process at the same address, which also cuts what is
    open: taking a toxic out of a live one may hang for ever (github.com/Shopify/toxiproxy/issues/558).
    """

    def __init__(self, url):
        self.program = subprocess.run([HERE / "toxiproxy"], check=True, text=True,
                                      stdout=subprocess.PIPE).stdout.strip()
        self.node = urllib.parse.urlsplit(url).netloc
        self.address = f"127.0.0.1:{free_port()}"
        self.url = "http://" + self.address
        self.process = None

    def become(self, *toxics):
        """From now on does this, each a type, a stream ("upstream": to the node; "downstream": from
        it) and attributes; nothing at all is a good way to the node."""
        self.vanish()
        self.api = f"127.0.0.1:{free_port()}"
        host, port = self.api.split(":")
        self.process = subprocess.Popen([self.program, "-host", host, "-port", port],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        self.wait()
        self.ask("/proxies", name="node", listen=self.address, upstream=self.node, enabled=False)
        for kind, stream, attributes in toxics:
            self.ask("/proxies/node/toxics", type=kind, stream=stream, attributes=attributes)
        self.ask("/proxies/node", enabled=True)

    def ask(self, path, **body):
        request = urllib.request.Request(f"http://{self.api}{path}", json.dumps(body).encode())
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=20) as answer:
            answer.read()

    def wait(self):
        for _ in range(500):
            try:
                return self.ask("/reset")
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.01)
        raise AssertionError("Toxiproxy does not answer")

    def vanish(self):
        """Cuts what is open; what comes is refused."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None
