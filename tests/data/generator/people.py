"""The invented people of a log, made when they are first needed.

A person depends on the seed and on its index alone, so a log of few lines may
draw from a million people.  Most people are open: what they own stands only
where the first release has to find it.  The hidden ones stand in URLs, in free
text and in other places of the stage "anonymizer" too.
"""

from generator import names
from generator.agents import AGENTS, LANGUAGES
from generator.chance import Chance, zipf
from generator.marks import Mark, Number
from generator.phones import bare_phone, written_phone

FIRST_USER_ID = 57_000_000  # eight digits; see chance.ID_DIGITS
MOST_PEOPLE = 1_000_000
KEPT_PEOPLE = 20_000

_STRIDE = 10_007  # prime: steps through every tag and every family name once


def is_hidden(index):
    return index % 7 == 3


class Person:
    """What one person owns; every attribute of it that is personal is a mark."""

    def __init__(self, seed, index, width):
        chance = Chance(f"person {seed} {index}")
        self.index = index
        self.hidden = is_hidden(index)
        # These have their first and family name in separate fields, and their
        # full name nowhere: else the one would occur inside the other.
        # (Not the shortest family names: they are too short to search for.)
        self.script = "cyrillic" if index % 23 == 5 else "cjk" if index % 23 == 11 else "latin"
        self.split_name = index % 5 == 1 and not self.hidden and self.script != "cjk"
        self.user_id = Number(FIRST_USER_ID + index, "user_id")
        self.id_text = Mark(str(self.user_id), "user_id")
        self._name(chance, index, width)
        self._addresses(chance, index, width)
        self.seats = [Seat(chance), Seat(chance)]

    def _name(self, chance, index, width):
        firsts, syllables, endings = names.SCRIPTS[self.script]
        first = chance.pick(firsts)
        family = (_spell(index, syllables, 10**width) + chance.pick(endings)).capitalize()
        tag = f"{index * _STRIDE % 10**width:0{width}d}"
        nick = chance.pick(syllables) + chance.pick(syllables)
        short = first.split("-")[0]
        pattern = ("{f}_{n}{t}", "{n}.{f}{t}", "{F}{N}{t}", "{n}-{f}{t}")[index % 4]
        name = pattern.format(f=short.lower(), n=nick, F=short, N=nick.title(), t=tag)
        if index % 11 and self.script == "latin":
            name = _without_accents(name)
        self.username = Mark(name, "username")
        self.name = Mark(f"{first} {family}", "name")
        self.first_name = Mark(first, "name", distinctive=False)
        self.last_name = Mark(family, "name")

    def _addresses(self, chance, index, width):
        places = (index * _STRIDE + shift for shift in (3, 33_331, 77_773))
        tags = [f"{place % 10**width:0{width}d}" for place in places]
        self.email = Mark(_email(chance, tags[0], "."), "email")  # in fields
        self.contact = Mark(_email(chance, tags[1], "-"), "email")  # in plain sight
        self.former = Mark(_email(chance, tags[2], "_"), "email")  # as the contact
        self.phone = Mark(bare_phone(chance, tags[2]), "phone")
        self.contact_phone = Mark(written_phone(chance, tags[1]), "phone")
        self.contact_ip = Mark(_ip(chance), "ip")
        street, village = chance.pick(names.STREETS), chance.pick(names.VILLAGES)
        self.address = Mark(
            f"{chance.between(1, 199)} {street}, bât. K{tags[0]}, {village}", "address"
        )
        # Cities are shared, but not between open and hidden people.
        self.city = Mark(chance.pick(names.CITIES[self.hidden :: 2]), "city")
        nick = chance.pick(names.NICKNAMES).title()
        self.password = Mark(f"{nick}!{tags[2]}-{chance.token(4)}", "password")
        self.gender = Mark(chance.pick(names.GENDERS), "gender", distinctive=False)
        self.year = Mark(str(chance.between(1940, 2002)), "year_of_birth", distinctive=False)
        self.language = chance.pick(LANGUAGES)


class Seat:
    """Where a person sits: session, address and browser stay together."""

    def __init__(self, chance):
        self.session = Mark(chance.hexadecimal(), "session")
        self.ip = Mark(_ip(chance), "ip")
        self.agent = chance.pick(AGENTS)


class People:
    """All people of a log; picks them so that few do much and many little."""

    def __init__(self, seed, count):
        self.seed, self.count = seed, count
        self.width = max(5, len(str(count)))
        self.made = {}
        self.hidden = [index for index in range(count) if is_hidden(index)]
        self.wheels = {"any": zipf(count), "hidden": zipf(len(self.hidden))}

    def person(self, index):
        found = self.made.get(index)
        if found is None:
            if len(self.made) >= KEPT_PEOPLE:
                self.made.clear()  # they come back the same when needed
            found = self.made[index] = Person(self.seed, index, self.width)
        return found

    def pick(self, chance, pool):
        """Somebody of the pool "any", "hidden" or "open"."""
        index = self.wheels["hidden" if pool == "hidden" else "any"].spin(chance)
        if pool == "hidden":
            index = self.hidden[index]
        elif pool == "open" and is_hidden(index):
            index -= 1
        return self.person(index)

    def all(self):
        """Everybody, in order of user id, none of them kept in memory."""
        return (Person(self.seed, index, self.width) for index in range(self.count))


def _spell(index, syllables, most):
    """Other syllables for each index below `most`, as many of them for all."""
    base, letters, reach = len(syllables), "", 1
    number = index * _STRIDE
    while reach < most:
        number, digit = divmod(number, base)
        letters += syllables[digit]
        reach *= base
    return letters


def _without_accents(name):
    return name.translate(str.maketrans("éèêëàïîôöûüçÉœ", "eeeeaiioouucEo"))


def _email(chance, tag, glue):
    first, second = chance.pick(names.NICKNAMES), chance.pick(names.NICKNAMES)
    return f"{first}{glue}{second}{tag}@{chance.pick(names.DOMAINS)}"


def _ip(chance):
    kind = chance.below(12)
    if kind == 0:
        groups = ":".join(f"{chance.between(0x1000, 0xFFFF):x}" for _ in range(6))
        return f"{chance.pick(names.IPV6_PREFIXES)}:{groups}"
    if kind < 4:
        return f"{chance.pick(names.DOCUMENTATION_NETWORKS)}.{chance.between(100, 254)}"
    middle = f"{chance.between(1, 254)}.{chance.between(1, 254)}"
    return f"{chance.pick(names.FIRST_OCTETS)}.{middle}.{chance.between(100, 254)}"
