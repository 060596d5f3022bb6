"""What the loader's tests share: a node, invented events, and runs of the tools.

Environment: FUN_BIN_DIR (required) holds the binaries.  FUN_ES_URL is a node
to use; without it `node start` starts one in FUN_ES_HOME (or `node`'s default),
which stays up for the next run.  FUN_SERVER=opensearch starts that server instead,
in its own home and on its own port; FUN_SERVER_VERSION another version than the usual one.
Every test works in indices of its own prefix and deletes them.
"""

import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
SERVER = os.environ.get("FUN_SERVER", "elasticsearch")
VERSION = os.environ.get("FUN_SERVER_VERSION", "")  # "": the usual one
BIN = pathlib.Path(os.environ.get("FUN_BIN_DIR", "."))
PSEUDONYM = "ab" * 32
# Stands in values that must not come out of the loader by any way but the bulk body.
CANARY = "kanarienvogel"


def event(number, **changes):
    """An anonymized event, as JSON text; a change to ... leaves the field out."""
    clock = f"10:{number // 60 % 60:02}:{number % 60:02}.864078+00:00"
    fields = {
        "username": PSEUDONYM, "event_type": "problem_check", "event_source": "server",
        "time": f"2015-02-0{number % 3 + 1}T{clock}",
        "event": {"answers": {"i4x": CANARY}}, "agent": CANARY, "page": None, "ip": "10.1.2.0",
        "context": {"course_id": "course-v1:a+b+c", "user_id": PSEUDONYM}, "n": number}
    fields.update(changes)
    return json.dumps({k: v for k, v in fields.items() if v is not ...})


def log(*lines):
    """A log of these lines, as bytes."""
    return "".join(line + "\n" for line in lines).encode()


class Server:
    """An Elasticsearch or OpenSearch, asked with the standard library."""

    def __init__(self, url):
        self.url = url

    def ask(self, method, path, body=None):
        return self.send(path, None if body is None else json.dumps(body).encode(), method)

    def send(self, path, data, method="POST"):
        """Sends bytes; returns what the answer's JSON says."""
        with self.open(path, data, method) as answer:
            return json.loads(answer.read())

    def open(self, path, data=None, method="GET"):
        request = urllib.request.Request(self.url + path, data,
                                         {"Content-Type": "application/json"}, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        return opener.open(request, timeout=60)

    def count(self, prefix):
        self.ask("POST", f"/{prefix}*/_refresh")
        return self.ask("GET", f"/{prefix}*/_count")["count"]

    def count_so_far(self, prefix):
        """For who asks while an index is made: for a moment it has no shard that could count."""
        try:
            return self.count(prefix)
        except urllib.error.HTTPError as error:
            if error.code != 503:
                raise
            return 0

    def sources(self, prefix):
        self.ask("POST", f"/{prefix}*/_refresh")
        hits = self.ask("GET", f"/{prefix}*/_search?size=10000")["hits"]["hits"]
        return [hit["_source"] for hit in hits]

    def indices(self, prefix):
        return list(self.ask("GET", f"/{prefix}*/_settings"))

    def templates(self):
        return [t["name"] for t in self.ask("GET", "/_index_template")["index_templates"]]

    def forget(self, prefix):
        for index in self.indices(prefix):
            self.ask("DELETE", f"/{index}")
        if prefix.rstrip("-") in self.templates():
            self.ask("DELETE", f"/_index_template/{prefix.rstrip('-')}")


def node(command, *arguments):
    """Runs the node script; returns what it prints."""
    which = []
    if command == "start":
        which = ["--server", SERVER] + (["--version", VERSION] if VERSION else [])
    done = subprocess.run([HERE / "node", command, *which, *arguments], check=True, text=True,
                          stdout=subprocess.PIPE)
    return done.stdout.strip()


def shared_server():
    """The node that modules share.  What it calls itself is noted for `servers`."""
    server = Server(os.environ.get("FUN_ES_URL") or node("start"))
    with server.open("/_nodes/http?filter_path=nodes.*.version") as answer:
        name = "Elasticsearch" if answer.headers["X-elastic-product"] else "OpenSearch"
        version = next(iter(json.loads(answer.read())["nodes"].values()))["version"]
    seen = BIN / "servers" / f"{name.lower()}-{version}"
    seen.parent.mkdir(exist_ok=True)
    seen.write_text(f"{name} {version} asked by the tests\n")
    return server


class Case(unittest.TestCase):
    """A test with a prefix and a folder of its own."""

    longMessage = True
    server = None  # set by the class

    def setUp(self):
        self.prefix = "fl-" + self.id().rsplit(".", 1)[1].replace("test_", "", 1).lower() + "-"
        self.server.forget(self.prefix)
        self.addCleanup(self.server.forget, self.prefix)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def command(self, *flags):
        defaults = {"--url": self.server.url, "--index-prefix": self.prefix}
        given = [word for flag, value in defaults.items() if flag not in flags
                 for word in (flag, value)]
        return [BIN / "funload", *given, *flags]

    def load(self, stdin, *flags, code=0):
        """Loads the bytes `stdin`; returns standard error, which must hold no canary."""
        done = subprocess.run(self.command(*flags), input=stdin, capture_output=True, timeout=300)
        return self.ended(done.returncode, done.stdout, done.stderr, code)

    def ended(self, returncode, stdout, stderr, code):
        words = stderr.decode()
        self.assertEqual(returncode, code, words)
        self.assertEqual(stdout, b"")
        self.assertNotIn(CANARY, words)
        for file in self.folder.glob("*summary*"):
            self.assertNotIn(CANARY, file.read_text())
        for line in words.splitlines():
            self.assertTrue(line.startswith("funload: "), line)
        return words

    def start(self, *flags, stdin):
        process = subprocess.Popen(self.command(*flags), stdin=stdin, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        return process

    def wait(self, process, code=0, timeout=300):
        stdout, stderr = process.communicate(timeout=timeout)
        return self.ended(process.returncode, stdout, stderr, code)

    def until(self, is_true, seconds=60):
        """Waits until the server says so."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if is_true():
                    return
            except (urllib.error.URLError, ConnectionError):
                pass
            time.sleep(0.1)
        self.fail("waited too long")

    def interrupt(self, process):
        process.send_signal(signal.SIGINT)
