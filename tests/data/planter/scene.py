"""What a maker is given: who acts, where, when, the dice, and a place to note plants."""

from generator.chance import Chance
from generator.clock import iso
from generator.courses import make_courses

START = 1_678_100_000_000_000  # microseconds: March 2023
STEP = 730_000

# Members that no rule touches, in every line.
FIXED = ("/event_source", "/time", "/context/course_id", "/context/org_id")


class Scene:
    """Set anew for each line; generator/envelope.py reads it too."""

    def __init__(self, seed, people):
        self.chance = Chance(f"plant {seed}")
        self.people = people
        self.courses = make_courses(seed)
        self.person = self.course = self.seat = None
        self.moment, self.time, self.vary = START, "", 0
        self.chain, self.name = (), ""
        self.rows = []

    def set(self, person, chain, vary):
        self.person, self.chain, self.vary = person, chain, vary
        self.seat = person.seats[vary % 2]
        self.course = self.courses[(person.index + vary) % len(self.courses)]
        self.moment += 1 + self.chance.below(2 * STEP)
        self.time = iso(self.moment)
        self.name = ">".join(chain)
        self.rows = []

    def note(self, place, kind, value, where, **more):
        """Says that a value was planted; `chain` where it is not the scene's."""
        self.rows.append((place, kind, value, where, more))

    def another(self):
        return self.people[(self.person.index + 1 + self.vary % 7) % len(self.people)]

    def video(self):
        return self.chance.pick(self.course.videos)

    def problem(self):
        return self.chance.pick(self.course.problems)


def row(line, scene, plant):
    """The row of the ledger, as README.md defines it."""
    place, kind, value, where, more = plant
    chain = more.get("chain") or scene.name
    made = {
        "value": value, "kind": kind, "line": line, "where": where,
        "form": chain.rpartition(">")[2], "chain": chain, "place": place, "person": scene.person.index,
        "stage": "anonymizer", "policies": ("standard",),
    }  # fmt: skip
    if more.get("partial"):
        made["partial"] = True
    if more.get("partial") or kind in ("gender", "year_of_birth") or more.get("common"):
        made["distinctive"] = False
    return made
