"""Writes the planted log and the papers that say what is in it."""

import csv
import os
import sys

from generator.run import Paper
from generator.writing import written
from planter import fields, schedule, who
from planter.people import MOST_PEOPLE, Person, Poison
from planter.scene import FIXED, Scene, row

RAW_SHARE = 10  # one line of so many has its accents as UTF-8
BLOCK = 500  # lines
EXIT_DONE, EXIT_INCOMPLETE = 0, 4


def _identities(path, people):
    paper = Paper(path)
    if paper.file:
        writer = csv.writer(paper.file, lineterminator="\n")
        writer.writerow(("user_id", "username", "email", "name"))
        for person in people:
            writer.writerow((person.user_id, person.username, person.email, person.name))
    paper.close()


def _untouched(number, record, is_clean):
    if is_clean:
        return {"line": number, "whole": True}
    where = list(FIXED)
    if "/" not in record["event_type"]:
        where.append("/event_type")
    return {"line": number, "where": [pointer for pointer in where if _has(record, pointer)]}


def _has(record, pointer):
    for name in pointer.split("/")[1:]:
        record = record.get(name) if isinstance(record, dict) else None
    return record is not None


class Log:
    """Makes the lines one after the other."""

    def __init__(self, options, people):
        self.people = people
        self.scene = Scene(options.seed, people)
        self.ledger, self.untouched = Paper(options.ledger), Paper(options.untouched)
        self.line = 0

    def make(self, person, step):
        """The bytes of the next line, its end included."""
        _, chain, maker, vary = step
        scene = self.scene
        self.line += 1
        scene.set(person, chain, vary)
        record = maker(scene)
        start = record.pop("prefix", "")
        if self.ledger.file:
            self.ledger.add(row(self.line, scene, plant) for plant in scene.rows)
        if self.untouched.file:
            self.untouched.add([_untouched(self.line, record, step[0] is None)])
        return (start + written(record, vary % RAW_SHARE == 0) + "\n").encode()

    def close(self):
        self.ledger.close()
        self.untouched.close()


def _poison_steps():
    """What an account does that is called like an ordinary word: fields only."""
    yield None, ("raw",), who.envelope, 1
    for group in range(2):
        yield None, ("raw",), fields.field(group), 1
        yield None, ("json",), fields.field(group), 2
    yield None, ("raw",), who.named(who._names), 2


def _lines(log, steps, poison):
    for step in steps:
        yield log.make(log.people[step[0] or 0], step)
    for person in poison:
        for step in _poison_steps():
            yield log.make(person, (-1, *step[1:]))


def _write(lines, output):
    block = []
    for line in lines:
        block.append(line)
        if len(block) == BLOCK:
            output.write(b"".join(block))
            block.clear()
    output.write(b"".join(block))
    output.flush()


def run(options, output):
    if not 2 <= options.persons <= MOST_PEOPLE:
        raise SystemExit(f"plant: --persons must be from 2 to {MOST_PEOPLE}")
    people = [Person(options.seed, index) for index in range(options.persons)]
    poison = Poison.people(options.seed, options.persons) if options.poison else []
    _identities(options.identities, people + poison)
    full, least = schedule.need(options.persons)
    if options.lines < least:
        print(
            f"plant: {options.lines} lines do not hold every place and chain: {least} would", file=sys.stderr
        )
    log = Log(options, people)
    try:
        _write(_lines(log, schedule.plan(options.seed, options.persons, options.lines), poison), output)
    except BrokenPipeError:  # the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())
        return EXIT_INCOMPLETE
    finally:
        log.close()
    return EXIT_DONE
