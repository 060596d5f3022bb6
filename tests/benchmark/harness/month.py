"""The table "month": a release of many days, from raw logs to a loaded index, each stage by itself.

The days are those of the log that is measured on, again and again under earlier dates: each is
another day for the loader, and only the dates differ.  Once, without rounds: it takes minutes."""

import dataclasses
import datetime
import os
import re
import shutil
import subprocess

from harness import loading, measure, programs, texts

HOME, PORT = "month", 9396
NEEDED = 2.5  # times the raw logs: they, the release and the index at once
TIME = re.compile(rb'"(?:time|timestamp)": ?"(\d{4}-\d\d-\d\d)[T ]')
DATE = re.compile(r"\d{4}-\d\d-\d\d[T ]")
NEARLY = 0.85  # of what there is: the rest is start, end and figures of 10 ms


@dataclasses.dataclass(frozen=True)
class Stage:
    """What a stage used, and what else used the machine meanwhile; CPU in seconds."""

    title: str
    run: measure.Run
    server: float  # CPU of the node
    others: float  # CPU of everything else
    disk: float  # seconds in which a core had nothing to do but to wait for a disk


@dataclasses.dataclass(frozen=True)
class Raw:
    folder: object
    size: int
    events: int  # that a load must find
    days: int


def day_of(line):
    """YYYY-MM-DD as the line says it, or None."""
    found = TIME.search(line)
    return found[1].decode() if found else None


def days_of(log):
    """{day: its lines}; a line that says none goes where the one before it went."""
    days, day = {}, None
    with open(log, "rb") as source:
        for line in source:
            day = day_of(line) or day
            days.setdefault(day, []).append(line)
    early = days.pop(None, [])
    if not days:
        raise programs.Missing("no line of the log says its day")
    first = next(iter(days))
    return {**days, first: early + days[first]}


def earlier(day, days):
    return (datetime.date.fromisoformat(day) - datetime.timedelta(days)).isoformat()


def shifted(lines, known, days):
    """The lines with every day of `known` so many days earlier: none, or at least as many as `known` spans,
    else a day would be shifted twice."""
    block = b"".join(lines)
    for day in known if days else ():
        block = block.replace(day.encode(), earlier(day, days).encode())
    return block


def is_loaded(line):
    """By Python: is it an event that says when it was?"""
    event = texts.event_of(line)
    return event is not None and DATE.match(str(event.get("time") or event.get("timestamp"))) is not None


def make_raw(log, folder, copies):
    """A file for each day of each copy."""
    days = days_of(log)
    known = sorted(days)
    span = (datetime.date.fromisoformat(known[-1]) - datetime.date.fromisoformat(known[0])).days + 1
    folder.mkdir()
    size = 0
    for copy in range(copies):
        for day in known:
            name = "tracking.log-" + earlier(day, copy * span).replace("-", "")
            size += (folder / name).write_bytes(shifted(days[day], known, copy * span))
    events = sum(is_loaded(line.decode("utf-8", "replace")) for lines in days.values() for line in lines)
    os.sync()  # what is still to be written to the disk is not the first stage's
    return Raw(folder, size, copies * events, copies * len(known))


def waited():
    """Seconds since the machine started in which a core only waited for a disk."""
    with open("/proc/stat", encoding="ascii") as file:
        return int(file.readline().split()[5]) / os.sysconf("SC_CLK_TCK")


class Stages:
    """Runs one after the other, and remembers what each used."""

    def __init__(self, launcher, cache):
        self.launcher, self.cache, self.done, self.node = launcher, cache, [], None

    def server(self):
        return self.node.cpu() if self.node else 0

    def run(self, title, *command):
        program = programs.Program(title, title, tuple(map(str, command)), programs.NOTHING)
        busy, server, disk = measure.busy_seconds(), self.server(), waited()
        used = measure.launch(self.launcher, self.cache / "result", program, os.devnull, self.cache / "month.stdout")
        server = self.server() - server
        others = max(0.0, measure.busy_seconds() - busy - used.cpu - server)
        self.done.append(Stage(title, used, server, others, waited() - disk))
        if used.rejected:
            raise measure.Failed(f"{title} ended with 1, see month.stdout and result.stderr in the cache")
        os.sync()  # what it wrote is not the next one's


def bound(stage, cores):
    """What a stage could not be faster for, by its figures."""
    wall = stage.run.wall
    used = {"its own": stage.run.cpu, "the server's": stage.server, "other programs'": stage.others}
    busy = sum(used.values())
    idle = max(0.0, cores * wall - busy)
    if busy >= NEARLY * cores * wall:
        name = max(used, key=used.get)
        return f"CPU, {used[name] / busy:.0%} of it {name}".replace("%", " %")
    if stage.disk >= idle / 2:
        return "disk"
    if NEARLY <= stage.run.cpu / wall <= 2 - NEARLY:
        return "CPU of one thread"
    return f"none alone: {idle / wall:.1f} cores idle"


def make_release(stages, place, raw, folder):
    """Anonymize, audit, sign, verify, as docs/guide.md says it."""
    made, keys = folder / "release", [folder / "audit.key", folder / "officer.key"]
    people = ("--identities", place.identities) if place.identities else ()
    tools = {name: programs.built(place, name) for name in ("funanon", "funaudit", "funkey")}
    for key in keys:
        subprocess.run((tools["funkey"], "generate", "--signing", "-o", key), check=True, capture_output=True)
    anonymize = (tools["funanon"], "--key", place.key, "--quiet", "-j0", "--release", "month", *people)
    stages.run("anonymize", *anonymize, "-o", f"{made}/", raw.folder)
    shutil.rmtree(raw.folder)
    stages.run("audit, sign", tools["funaudit"], "--quiet", "-j0", *people, "--sign", keys[0], made)
    stages.run("second signature", tools["funkey"], "approve", made, "--signing-key", keys[1], "--note", "benchmark")
    trust = [word for key in keys for word in ("--trust", f"{key}.pub")]
    stages.run("verify", tools["funkey"], "verify", made, *trust, "--require", "2")
    return made, trust


def measured(setting, stages, folder, copies):
    """Runs all stages; the raw logs."""
    place = setting.place
    raw = make_raw(setting.log, folder / "raw", copies)
    release, trust = make_release(stages, place, raw, folder)
    stages.node = loading.Node("elasticsearch", HOME, PORT)
    try:
        load = loading.funload(place, "--url", stages.node.url)
        subprocess.run((*load, "--setup"), check=True, capture_output=True)
        stages.run("load", *load, *trust, release)
        count = stages.node.count()
    finally:
        stages.node.wipe()
    if count != raw.events:
        raise measure.Failed(f"month: the server holds {count:,} of {raw.events:,} documents")
    return raw


def row(title, run, server, size, what):
    cells = (
        title, f"{run.wall:.1f}", f"{run.cpu:.1f}", f"{server:.1f}" if server else "–",
        f"{size / 1e6 / run.wall:.0f}", f"{run.peak:.0f}", f"{(run.cpu + server) / run.wall:.2f}", what,
    )  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def in_all(done):
    runs = [stage.run for stage in done]
    return measure.Run(sum(run.cpu for run in runs), sum(run.wall for run in runs), max(run.peak for run in runs), False)


def document(raw, done, cores, command):
    whole = in_all(done)
    rows = [row(stage.title, stage.run, stage.server, raw.size, bound(stage, cores)) for stage in done]
    others = sum(stage.others for stage in done) / whole.wall / cores
    return "\n".join([
        "## A month, end to end", "",
        f"{raw.size / 1e9:.2f} GB of raw log in {raw.days} files, one a day: the measured log again and again under earlier dates. A release"
        " as docs/guide.md makes it (closure on, known people where there is a list, packed), each stage by itself, once, without"
        " rounds; the node of Elasticsearch is started for the load, not warm, on the same machine, and in the end it held all"
        f" {raw.events:,} events that Python counts in the raw logs. The page cache held what a stage reads, if the memory is large"
        f" enough. Other programs used {100 * others:.0f} % of the machine. `{command}`, {datetime.date.today().isoformat()}.", "",
        "| stage | wall s | CPU s | CPU s of the server | MB/s of raw log | peak RSS MiB | cores busy, own and server's | bound by |",
        "|---|---|---|---|---|---|---|---|",
        *rows,
        row("all", whole, sum(stage.server for stage in done), raw.size, ""), "",
        f"Bound by: CPU, when {NEARLY * 100:.0f} % of the {cores} cores' time was used; else the disk, when half of what was left was waiting for one"
        " (iowait); else one thread, when the stage itself used one core's time; else none of them alone.",
    ])  # fmt: skip


def table(setting, launcher, command, copies):
    """The words of the table.  Raises Missing, Failed."""
    cache = setting.place.cache
    folder = cache / "month"
    shutil.rmtree(folder, ignore_errors=True)
    size = copies * setting.log.stat().st_size
    if shutil.disk_usage(cache).free < NEEDED * size:
        raise programs.Missing(f"it needs {NEEDED * size / 1e9:.0f} GB of free disk")
    folder.mkdir(mode=0o700)
    stages = Stages(launcher, cache)
    try:
        raw = measured(setting, stages, folder, copies)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return document(raw, stages.done, os.cpu_count() or 1, command)
