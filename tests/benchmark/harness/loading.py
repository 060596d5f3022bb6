"""The table "loading": funload, a floor and other loaders, in turns on the same warm nodes.

All load the same documents under the same template into the same indices, which are empty
at the start of each run; a run counts when the server holds every document in the end."""

import contextlib
import dataclasses
import datetime
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from harness import cost_report, measure, programs
from harness.report import shown

NODE = programs.PEERS.parent.parent / "elasticsearch" / "node"
PEERS = programs.PEERS / "loading"
PREFIX = "bench-load-"
CLIENT = "elasticsearch==8.19.0"
ELASTICDUMP = "elasticdump@6.125.1"
SERVERS = {"elasticsearch": 9394, "opensearch": 9395}
PATIENCE = 600  # seconds for one run


@dataclasses.dataclass(frozen=True)
class Loader:
    id: str
    title: str
    server: str
    command: tuple
    bar: str = ""  # of funload's wall time divided by this one's
    ends: bool = True  # by itself; else when the server has taken all


@dataclasses.dataclass(frozen=True)
class Input:
    """One log as each program takes it."""

    log: object  # anonymized
    bodies: object  # a folder
    documents: object  # a document a line
    dump: object  # with index, as elasticdump writes it
    count: int  # documents


class Node:
    def __init__(self, server, name="benchmark", port=None):
        folder = "/var/cache" if os.geteuid() == 0 else os.path.expanduser("~/.cache")
        self.home = Path(folder, f"fun-{server}-{name}")
        self.at = ("--home", str(self.home), "--server", server)
        port = ("--port", str(port or SERVERS[server]))
        done = subprocess.run((NODE, "start", *self.at, *port), capture_output=True, text=True)
        if done.returncode != 0:
            raise programs.Missing(f"{server} does not start")
        self.url = done.stdout.strip()

    def ask(self, method, path):
        request = urllib.request.Request(self.url + path, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=60) as answer:
            return json.loads(answer.read())

    def empty(self):
        for index in self.ask("GET", f"/{PREFIX}*/_settings"):
            self.ask("DELETE", f"/{index}")

    def count(self):
        self.ask("POST", f"/{PREFIX}*/_refresh")
        return self.ask("GET", f"/{PREFIX}*/_count")["count"]

    def taken(self):
        """Documents that were indexed, searchable or not."""
        found = self.ask("GET", f"/{PREFIX}*/_stats/indexing?filter_path=_all.primaries.indexing.index_total")
        return found.get("_all", {}).get("primaries", {}).get("indexing", {}).get("index_total", 0)

    def cpu(self):
        """Seconds that its processes have used; they share the group that the file names."""
        group, used = (self.home / "group").read_text().strip(), 0
        for file in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = file.read_text(errors="replace").rpartition(")")[2].split()  # of proc(5), from the third on
                used += int(fields[11]) + int(fields[12]) if fields[2] == group else 0
        return used / os.sysconf("SC_CLK_TCK")

    def wipe(self):
        subprocess.run((NODE, "wipe", *self.at), capture_output=True)


def funload(place, *words):
    return (str(place.build / "funload"), "--quiet", "--index-prefix", PREFIX, *words)


def make_input(place, data, lines):
    """What is loaded: the first `lines` of `data`, anonymized; events without a time are left out."""
    folder = place.cache / "loading"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    made = Input(folder / "clean.ndjson", folder / "bodies", folder / "documents.ndjson", folder / "dump.ndjson", 0)
    raw = folder / "raw"
    with open(raw, "wb") as out:
        subprocess.run(("head", "-n", str(lines), str(data)), stdout=out, check=True)
    with open(raw, "rb") as source, open(made.log, "wb") as sink:
        command = programs.funanon(place, "standard", "--closure", "off")
        subprocess.run(command, stdin=source, stdout=sink, check=False)
    raw.unlink()
    subprocess.run(funload(place, "--dry-run", "-o", str(made.bodies), str(made.log)), check=False)
    count = 0
    with open(made.documents, "wb") as documents, open(made.dump, "wb") as dump:
        for body in sorted(made.bodies.iterdir()):
            pairs = body.read_bytes().splitlines()
            for action, document in zip(pairs[::2], pairs[1::2], strict=True):
                name = json.loads(action)["create"]["_index"].encode()
                documents.write(document + b"\n")
                dump.write(b'{"_index":"' + name + b'","_source":' + document + b"}\n")
                count += 1
    return dataclasses.replace(made, count=count)


def elasticdump(place):
    folder = place.cache / "elasticdump"
    folder.mkdir(exist_ok=True)
    programs.run_logged(place, "elasticdump", "npm", "install", "--silent", "--no-audit", "--prefix", str(folder), ELASTICDUMP)
    return str(folder / "node_modules" / ".bin" / "elasticdump")


def rsyslog(place, url, made):
    program = shutil.which("rsyslogd") or "/usr/sbin/rsyslogd"
    if not os.path.exists(program):
        raise programs.Missing("rsyslog and rsyslog-elasticsearch are not installed")
    folder = place.cache / "loading" / "rsyslog"
    folder.mkdir(exist_ok=True)
    host, port = url.removeprefix("http://").split(":")
    words = {"FOLDER": folder, "PREFIX": PREFIX, "DOCUMENTS": made.documents, "HOST": host, "PORT": port}
    text = (PEERS / "rsyslog.conf").read_text()
    for name, value in words.items():
        text = text.replace(name, str(value))
    (folder / "rsyslog.conf").write_text(text)
    return program, "-n", "-f", str(folder / "rsyslog.conf"), "-i", str(folder / "pid")


def loaders(place, urls, made):
    """Returns the programs to be had, and {title: why not} of the rest."""
    es, search = urls.get("elasticsearch"), urls.get("opensearch")
    dump = ("--input=" + str(made.dump), "--type=data", "--limit=1000", "--noRefresh", "--quiet")
    rows = (
        ("floor", "floor: ready bodies, two connections", "elasticsearch", "≤ 1.15",
         lambda: (sys.executable, str(PEERS / "floor.py"), es, str(made.bodies))),
        ("funload", "funload", "elasticsearch", "",
         lambda: funload(place, "--url", es, str(made.log))),
        ("client", "elasticsearch-py parallel_bulk", "elasticsearch", "≤ 1/2.3",
         lambda: (programs.python_with(place, CLIENT), str(PEERS / "parallel_bulk.py"), es, PREFIX, str(made.documents))),
        ("rsyslog", "rsyslog omelasticsearch", "elasticsearch", "≤ 1/1.4", lambda: rsyslog(place, es, made)),
        ("floor-opensearch", "floor: ready bodies, two connections", "opensearch", "",
         lambda: (sys.executable, str(PEERS / "floor.py"), search, str(made.bodies))),
        ("funload-opensearch", "funload", "opensearch", "",
         lambda: funload(place, "--url", search, str(made.log))),
        ("elasticdump", "elasticdump", "opensearch", "≤ 1/3",
         lambda: (elasticdump(place), "--output=" + search, *dump)),
    )  # fmt: skip
    found, missing = [], {}
    for name, title, server, bar, make in rows:
        try:
            if server not in urls:
                raise programs.Missing(f"{server} does not start")
            found.append(Loader(name, title, server, tuple(map(str, make())), bar, name != "rsyslog"))
        except programs.Missing as reason:
            missing[f"{title}, {server}"] = str(reason)
    return found, missing


def run(place, node, loader, made):
    """One load into empty indices."""
    node.empty()
    subprocess.run(funload(place, "--url", node.url, "--setup"), check=True, capture_output=True)
    shutil.rmtree(place.cache / "loading" / "rsyslog" / "state", ignore_errors=True)
    for state in (place.cache / "loading").glob("rsyslog/imfile-state*"):
        state.unlink()  # else it would think that it had read the file
    begin = time.monotonic()
    result = place.cache / "result"
    result.unlink(missing_ok=True)
    command = (place.cache / "launch", result, *loader.command)
    with open(place.cache / f"{loader.id}.stderr", "wb") as words:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=words, stderr=words, start_new_session=True)
    if not loader.ends:
        while node.taken() < made.count and process.poll() is None and time.monotonic() - begin < PATIENCE:
            time.sleep(0.1)
        wall = time.monotonic() - begin
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)  # the launcher stays
    process.wait()
    used, _ = measure.used_of(result)
    count = node.count()
    if count != made.count:
        raise measure.Failed(f"{loader.title}: {count:,} of {made.count:,} documents, see {loader.id}.stderr in the cache")
    return used if loader.ends else dataclasses.replace(used, wall=wall)


def rounds(place, nodes, found, made, count):
    runs = {loader.id: [] for loader in found}
    for number in range(-1, count):  # the first warms the server
        for loader in found:
            one = run(place, nodes[loader.server], loader, made)
            if number >= 0:
                runs[loader.id].append(one)
        print(f"benchmark: round {number + 1} of {count} done", file=sys.stderr)
    return runs


def ratio(runs, ours, other):
    pairs = zip(runs[ours], runs[other], strict=True)
    return statistics.median(one.wall / peer.wall for one, peer in pairs)


def row(loader, runs, made):
    series = runs[loader.id]
    ours = "funload" if loader.server == "elasticsearch" else "funload-opensearch"
    bar = shown(ratio(runs, ours, loader.id)) + f" ({loader.bar})" if loader.bar and ours in runs else "–"
    cells = (
        loader.title, loader.server,
        cost_report.spread([one.wall for one in series], ".1f"),
        f"{made.count / statistics.median(one.wall for one in series) / 1000:.1f}",
        cost_report.spread([one.cpu * 1e6 / made.count for one in series], ".1f"),
        f"{max(one.peak for one in series):.0f}", bar,
    )  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def document(found, missing, runs, made, command, count):
    return "\n".join([
        "## Loading", "",
        f"{made.count:,} documents, {made.log.stat().st_size / 1e6:.0f} MB of anonymized log; all load the same documents under the same "
        f"template into the same empty indices of one node on the same machine, which is warm; {count} interleaved rounds; funload "
        f"reads, judges (policy `standard`, no list of people), transforms and sends, the others get ready documents; "
        f"rsyslog ends when the server has taken all. `{command}`, {datetime.date.today().isoformat()}.", "",
        "| program | server | wall s: min / median / max | 1,000 documents/s | CPU s per 1 M documents: min / median / max "
        "| peak RSS MiB | funload's wall ÷ this one's (bar) |",
        "|---|---|---|---|---|---|---|",
        *(row(loader, runs, made) for loader in found),
        *(f"| {title} | missing: {why} | | | | | |" for title, why in missing.items()),
    ])  # fmt: skip


def table(place, data, command, lines, count):
    """Starts the nodes, loads in turns; the words of the table."""
    made = make_input(place, data, lines)
    nodes = {}
    for server in SERVERS:
        try:
            nodes[server] = Node(server)
        except programs.Missing as reason:
            print(f"benchmark: {reason}", file=sys.stderr)
    try:
        found, missing = loaders(place, {server: node.url for server, node in nodes.items()}, made)
        runs = rounds(place, nodes, found, made, count)
    finally:
        for node in nodes.values():
            node.wipe()
    return document(found, missing, runs, made, command, count)
