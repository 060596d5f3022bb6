"""What an input costs funaudit: the tables of costs.py on the anonymized log, and two of its own."""

import dataclasses
import hashlib
from pathlib import Path

from harness import costs, inputs, programs, scanning
from harness.costs import SEED, STANDARD, Bar, Table

PROGRAM, FAULTS = "`funaudit -j2`", "findings"


def cleaned(setting):
    """The setting of funaudit: its log is the anonymized one, kept as long as the log and funanon are the same."""
    files = (setting.log, Path(programs.built(setting.place, "funanon")))
    state = " ".join(f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files)
    target = setting.place.cache / f"clean-{hashlib.sha256(state.encode()).hexdigest()[:8]}.ndjson"
    if not target.exists():
        for old in setting.place.cache.glob("clean-*.ndjson*"):
            old.unlink()
        partial = target.with_name(target.name + ".partial")
        scanning.anonymize(setting.place, setting.log, partial)
        partial.rename(target)
    more = {"tool": programs.funaudit, "policies": (STANDARD,), "folder": "audited"}
    return dataclasses.replace(setting, log=target, **more)


def of_funaudit(table, **more):
    more = {"name": f"audit-{table.name}", "title": f"funaudit: {table.title.lower()}", **more}
    return dataclasses.replace(table, program=PROGRAM, faults=FAULTS, **more)


def by_size(setting):
    return of_funaudit(costs.by_size(cleaned(setting)), rounds=2)


def by_identities(setting):
    return of_funaudit(costs.by_identities(cleaned(setting)), rounds=3)


def by_encoding(setting):
    audit = cleaned(setting)
    words = inputs.ordinary_words(inputs.events(audit.log))
    if not words:
        raise programs.Missing("the log holds no text of which to take words")
    points = []
    for percent in (0, 1, 10, 50):
        data = audit.derived(f"encoded-{percent}", lambda source, percent=percent: inputs.encoded(source, percent, words))
        points += audit.points(f"{percent} %", percent, data)
    note = (
        "Every event has a text of 100 ordinary words. In so many of a hundred it is encoded: percent, base64, entities and"
        " JSON in a string in turns, which makes it longer."
    )
    table = Table("encoded", "By share of encoded texts", note, points, "% of events with an encoded text", logarithmic=False)
    return of_funaudit(table)


def ratios(programs_of):
    """Of each program what a second thread gives, and what it takes."""
    for title, one, two in programs_of:
        yield Bar(f"{title}, wall: -j1 ÷ -j2", one, "", two, "", "wall")
        yield Bar(f"{title}, CPU: -j2 ÷ -j1", two, "", one, "")


def by_jobs(setting):
    audit, points, pairs = cleaned(setting), [], []
    for name, made, policy in (("funanon", setting, SEED), ("funanon", setting, STANDARD), ("funaudit", audit, STANDARD)):
        both = [made.point(f"{name} -j{jobs}", jobs, policy, made.log, f"-j{jobs}") for jobs in (1, 2)]
        points += [dataclasses.replace(point, series=f"{policy} ({name})") for point in both]
        pairs.append((f"{name} {policy}", *(point.case.id for point in both)))
    note = "The whole log, as it was made for funanon, anonymized for funaudit."
    table = Table("jobs", "By number of threads", note, points, bars=tuple(ratios(pairs)))
    table.program, table.faults = "`funanon` and `funaudit`", "ended with 1"
    return table


TABLES = {
    "jobs": by_jobs,
    "audit-size": by_size,
    "audit-identities": by_identities,
    "audit-encoded": by_encoding,
}
