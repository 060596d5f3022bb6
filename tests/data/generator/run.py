"""Writes the log, and beside it what the tests need to know about it."""

import csv
import dataclasses
import datetime
import json
import os

from generator.catalogue import Programme
from generator.chance import Chance
from generator.clock import Clock
from generator.dirty import BOM, DIRTY_EVERY, Dirt
from generator.ledger import rows_of
from generator.people import MOST_PEOPLE, People
from generator.prefixes import prefix
from generator.scene import Scene
from generator.writing import RAW_SHARE, written

MEAN_LINE = 1200  # bytes, to know in advance how many lines --bytes will take
BLOCK = 1 << 20

EXIT_DONE, EXIT_USAGE, EXIT_INCOMPLETE = 0, 2, 4


@dataclasses.dataclass
class Plan:
    """What the log has to be."""

    seed: int
    lines: int | None  # exactly so many, or
    bytes: int | None  # whole lines until there are so many
    start: datetime.date
    days: int
    users: int
    prefix: str
    dirty: bool

    def expected_lines(self):
        return self.lines or self.bytes // MEAN_LINE * 21 // 20 + 1


@dataclasses.dataclass
class Files:
    """Where the papers go; None for nowhere."""

    ledger: str | None
    identities: str | None
    faults: str | None


class Paper:
    """One file of rows, readable by its owner only; without a path it does nothing."""

    def __init__(self, path):
        self.file = None
        if path:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.fchmod(descriptor, 0o600)  # also when the file was there before
            self.file = open(descriptor, "w", encoding="utf-8", newline="")

    def add(self, rows):
        for row in rows:
            self.file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def close(self):
        if self.file:
            self.file.close()


class Log:
    """Makes lines one after the other."""

    def __init__(self, plan, files):
        chance = Chance(f"log {plan.seed}")
        self.plan = plan
        self.scene = Scene(plan.seed, plan.users, chance)
        self.clock = Clock(plan.start, plan.days, plan.expected_lines(), chance)
        self.programme = Programme(chance)
        self.dirt = Dirt(self.scene)
        self.ledger, self.faults = Paper(files.ledger), Paper(files.faults)
        self.line = 0

    def next(self):
        """The bytes of the next line, without its end."""
        self.line += 1
        if self.plan.dirty and self.line % DIRTY_EVERY == 0 and self.line != self.plan.lines:
            return self.dirty_line()
        pool, maker = self.programme.next()
        self.scene.set(pool, self.clock.next())
        record = maker(self.scene)
        start = prefix(self.scene, self.plan.prefix, record)
        if self.ledger.file:
            self.ledger.add(rows_of(record, start, self.line))
        return (start + written(record, self.scene.chance.one_in(RAW_SHARE))).encode()

    def dirty_line(self):
        self.scene.set("open", self.clock.next())
        kind, verdict, record, raw = self.dirt.next()
        if self.ledger.file:
            self.ledger.add(rows_of(record, "", self.line))
        if self.faults.file:
            self.faults.add([{"line": self.line, "kind": kind, "verdict": verdict}])
        return raw

    def blocks(self):
        """The whole log in large pieces."""
        plan, block, held, total = self.plan, [], 0, 0
        if plan.dirty:
            block.append(BOM)
        while self.line < plan.lines if plan.lines else total < plan.bytes:
            raw = self.next()
            block += (raw, b"\n")
            held += len(raw) + 1
            total += len(raw) + 1
            if held >= BLOCK:
                yield b"".join(block[:-1])
                block, held = [b"\n"], 0  # the end of the last line may have to go
        yield b"".join(block[:-1] if plan.dirty else block)

    def close(self):
        self.ledger.close()
        self.faults.close()


def write_identities(plan, path):
    paper = Paper(path)
    writer = csv.writer(paper.file, lineterminator="\n")
    writer.writerow(("user_id", "username", "email", "name"))
    for person in People(plan.seed, plan.users).all():
        writer.writerow((person.user_id.value, person.username, person.email, person.name))
    paper.close()


def run(plan, files, output):
    """Writes everything; `output` None for no log."""
    if not 10 <= plan.users <= MOST_PEOPLE:
        raise SystemExit(f"generate: --users must be from 10 to {MOST_PEOPLE}")
    if files.identities:
        write_identities(plan, files.identities)
    if output is None:
        return EXIT_DONE
    log = Log(plan, files)
    try:
        for block in log.blocks():
            output.write(block)
        output.flush()
    except BrokenPipeError:  # the reader has seen enough: no word, but say so
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())
        return EXIT_INCOMPLETE
    finally:
        log.close()
    return EXIT_DONE
