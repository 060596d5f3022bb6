"""What a maker of events is given: who acts, where, when, and the dice."""

from generator.clock import iso
from generator.courses import make_courses
from generator.people import People


class Scene:
    """Set anew for each line; makers read it and change nothing."""

    def __init__(self, seed, users, chance):
        self.people = People(seed, users)
        self.courses = make_courses(seed)
        self.chance = chance
        self.person = self.course = self.seat = None
        self.moment = 0
        self.time = ""

    def set(self, pool, moment):
        chance = self.chance
        self.person = self.people.pick(chance, pool)
        self.seat = self.person.seats[(moment // 43_200_000_000 + self.person.index) % 2]
        # People follow one or two courses.
        self.course = self.courses[(self.person.index + chance.below(2)) % len(self.courses)]
        self.moment = moment
        self.time = iso(moment, "Z" if chance.one_in(2000) else "+00:00")

    def another(self):
        """Somebody else, of the hidden people."""
        return self.people.pick(self.chance, "hidden")

    def video(self):
        return self.chance.pick(self.course.videos)

    def problem(self):
        return self.chance.pick(self.course.problems)
