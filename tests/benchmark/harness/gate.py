"""The table "gate": what judging each line costs a load, without a server.

The same signed release twice, as a stranger's and as one that is trusted: of the first each line is
judged, and nothing else differs."""

import datetime
import shutil
import statistics
import subprocess

from harness import cost_report, loading, measure, programs

BAR = 3.0  # CPU seconds for a million lines
TIMES_THE_ROUNDS = 3  # of other tables: a difference has the noise of both figures


def make_release(place, log, folder):
    """Returns (release, what trusts it)."""
    made, key = folder / "release", folder / "audit.key"
    raw = subprocess.DEVNULL
    for command in (
        (programs.built(place, "funkey"), "generate", "--signing", "-o", key),
        (*programs.funanon(place, "standard", "--closure", "off", "-j0"), "--release", "gate", "-o", f"{made}/", log),
        (programs.built(place, "funaudit"), "--quiet", "-j0", "--sign", key, made),
    ):  # fmt: skip
        done = subprocess.run(tuple(map(str, command)), stdin=raw, stdout=raw, stderr=subprocess.PIPE, text=True)
        if done.returncode not in (0, 1):  # 1: lines were rejected
            raise measure.Failed(f"gate: {command[0]} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    return made, ("--trust", f"{key}.pub")


def cases_of(place, release, trust):
    load = loading.funload(place, "--dry-run", str(release))
    return [
        measure.Case(name, programs.Program(name, f"funload --dry-run, {title}", (*load, *words), programs.NOTHING), "/dev/null")
        for name, title, words in (("judged", "each line judged", ()), ("trusted", "trusted", trust))
    ]


def document(runs, count, command):
    costs = {name: [run.cpu * 1e6 / count for run in series] for name, series in runs.items()}
    gate = [judged - trusted for judged, trusted in zip(costs["judged"], costs["trusted"], strict=True)]
    rows = (
        ("`funload --dry-run`, each line judged", costs["judged"], ""),
        ("the same, trusted", costs["trusted"], ""),
        ("the gate: their difference, round by round", gate, f"≤ {BAR:g}"),
    )
    return "\n".join([
        "## The gate", "",
        f"A signed release of a log of {count:,} lines, packed, without a server: as a stranger's, of which each line is judged (policy"
        f" `standard`, no list of people), and as one that is trusted. {len(gate)} interleaved rounds; `{command}`,"
        f" {datetime.date.today().isoformat()}.", "",
        "| | CPU s per 1 M lines: min / median / max | bar |",
        "|---|---|---|",
        *(f"| {title} | {cost_report.spread(series, '.2f')} | {bar} |" for title, series, bar in rows), "",
        f"Judged ÷ trusted: {statistics.median(a / b for a, b in zip(costs['judged'], costs['trusted'], strict=True)):.2f}×.",
    ])  # fmt: skip


def table(setting, launcher, command, count):
    """The words of the table.  Raises Failed."""
    folder = setting.place.cache / "gate"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        release, trust = make_release(setting.place, setting.log, folder)
        runs = measure.turns(launcher, setting.place.cache, cases_of(setting.place, release, trust), TIMES_THE_ROUNDS * count)
        with open(setting.log, "rb") as log:
            lines = sum(1 for _ in log)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return document(runs, lines, command)
