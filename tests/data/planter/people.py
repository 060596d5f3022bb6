"""The planted people: each owns one value of every kind.

No username, name or local part is a word of another value, of the platform or
of a language's common words, so finding one means that it was left.
"""

from generator import names
from generator.agents import AGENTS, LANGUAGES
from generator.chance import Chance
from planter.numbers import Phone, card, iban, jwt, nir

FIRST_USER_ID = 57_300_000  # see generator/chance.py: ID_DIGITS
MOST_PEOPLE = 7_000  # Canada has so few numbers for fiction

# Words of a dictionary that no course here says.
_WORDS = (
    "marmotte tournesol libellule capybara hirondelle pamplemousse ornithorynque troubadour quetzal"
    " coquelicot gargouille nightingale butterscotch thunderbolt marzipan dragonfly tourmaline"
).split()
_ENGLISH = "Oliver Harriet Siobhán Mary-Ann Duncan Rosalind Gwendolyn Angus Beatrix Percival".split()
_FRENCH = (
    "Lucie Théo Hélène Étienne Noémie Gaël Solène Bastien Clémence Zoé Loïc Maëlle Jérôme Agnès"
    " Anne-Sophie Jean-Baptiste Marie-Ève François Inès Cœline"
).split()
_PARTICLES = ("", "", "", "de ", "d'", "de La ", "van der ", "O'", "Mac", "Le ")
_TOWNS = ("31999 Valmirande", "97499 Saint-Orens-le-Faux", "75999 Brézoules", "29999 Kermadoc")
_ROADS = ("rue des Arbousiers", "avenue du Vieux Lavoir", "bis chemin de la Grange Haute", "quai de l'Écluse")
_STREETS = ("Larkspur Avenue, Fairmere QC H0H 0H0", "Old Mill Road, Dunmarrow ON K0K 0K0")


class Person:
    """What one person owns, all of it plain strings."""

    def __init__(self, seed, index):
        chance = Chance(f"planted {seed} {index}")
        self.index = index
        self.user_id = FIRST_USER_ID + index * 3
        self.id_text = str(self.user_id)
        self._name(chance, index)
        self._contacts(chance, index)
        self._secrets(chance, index)
        self.phone = Phone(index)
        self.iban, self.card, self.nir = iban(index + 1), card(index + 1), nir(index + 1)
        self.language = chance.pick(LANGUAGES)
        self.seats = [Seat(chance), Seat(chance)]

    def _name(self, chance, index):
        first = chance.pick(_FRENCH if index % 3 else _ENGLISH)
        root = _spelled(index).capitalize()
        family = (
            _PARTICLES[index % len(_PARTICLES)] + root + chance.pick(("vrel", "ndau", "skiv", "rtaz", "mère"))
        )
        self.first_name, self.last_name = first, family
        self.name = f"{first} {family}"
        nick = _spelled(index + 50_000) + chance.pick(("lino", "brac", "tosk", "puy"))
        short = first.split("-")[0]
        self.username = (
            nick, f"{_plain(short).lower()}.{nick}", f"{nick}-{_plain(short).lower()}",
            f"{_plain(short)}{nick.title()}",
            f"{nick}_{index:04d}", f"{short.lower()}_é{nick}", nick.upper(), f"{nick}.{_plain(short)[0].lower()}",
            f"Ægir{nick}", f"{nick}{10 + index % 90}",
        )[index % 10]  # fmt: skip
        if index % 10 == 0 and index // 10 < len(_WORDS):
            self.username = _WORDS[index // 10]

    def _contacts(self, chance, index):
        local = (
            chance.pick(names.NICKNAMES) + ".-_+"[index % 4] + chance.pick(names.NICKNAMES) + f"{index:05d}"
        )
        domain = chance.pick(names.DOMAINS)
        if index % 20 == 7:
            domain = "bücher.example"
        elif index % 20 == 13:
            domain = "[192.0.2.7]"
        elif index % 20 == 17:
            local = f'"{local[:5]} {local[5:]}"'
        elif index % 20 == 3:
            domain = "xn--bcher-kva.example"
        self.email = f"{local}@{domain}"
        self.ip = _ip(chance, index)
        number = 101 + index % 797  # three digits: none is the end of another
        if index % 3:
            self.address = f"{number} {_ROADS[index % 4]}, {_TOWNS[index // 4 % 4]}"
        else:
            self.address = f"{number} {_STREETS[index % 2]}"
        self.city = chance.pick(names.CITIES)
        self.gender, self.year = chance.pick(names.GENDERS), str(chance.between(1940, 2002))

    def _secrets(self, chance, index):
        self.password = f"{chance.pick(names.NICKNAMES).title()}!{index:05d}-{chance.token(5)}"
        self.jwt = jwt(chance, index)
        self.csrf, self.access = chance.token(32), chance.token(40)
        self.activation, self.device = chance.hexadecimal(), chance.hexadecimal(16)
        self.reset, self.unsubscribe = "4fv-" + chance.hexadecimal(20), chance.token(48)
        self.external, self.anonymous = chance.uuid(), chance.hexadecimal()


class Seat:
    def __init__(self, chance):
        self.session, self.ip = chance.hexadecimal(), _ip(chance, chance.below(8))
        self.agent = chance.pick(AGENTS)


class Poison:
    """Accounts that are called like ordinary words; all else of them is a person's."""

    USERNAMES = ("video", "play_video", "France", "course-v1", "problem")

    @staticmethod
    def people(seed, count):
        made = []
        for index, username in enumerate(Poison.USERNAMES):
            person = Person(seed, count + index)
            person.username = username
            made.append(person)
        return made


def _spelled(index):
    """Four syllables of two letters, others for each index; the strides are prime."""
    letters, number = "", index * 10_007 + 4_242
    for _ in range(3):
        number, digit = divmod(number, len(names.LATIN))
        letters += names.LATIN[digit]
    return letters


def _plain(name):
    return name.translate(str.maketrans("éèêëàáïîôöûüçÉœ", "eeeeaaiioouucEo")).replace("-", "")


def _ip(chance, index):
    if index % 6 == 1:
        groups = [f"{chance.between(0x1000, 0xFFFF):x}" for _ in range(6)]
        if index % 12 == 1:
            groups[2] = groups[3] = ""
            return f"{chance.pick(names.IPV6_PREFIXES)}:{groups[0]}:{groups[1]}::{groups[4]}:{groups[5]}"
        return f"{chance.pick(names.IPV6_PREFIXES)}:" + ":".join(groups)
    middle = f"{chance.between(1, 254)}.{chance.between(1, 254)}"
    return f"{chance.pick(names.FIRST_OCTETS)}.{middle}.{chance.between(100, 254)}"
