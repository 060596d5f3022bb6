"""Numbers that pass their check and belong to nobody: phone, IBAN, card, NIR, JWT.

French numbers are of the ranges that the regulator keeps for fiction, Canadian
ones are 555-01xx.  Belgium and Switzerland keep none: theirs are valid and made
up.  Bank 99999 does not exist, nor department 99 or commune 999.
"""

import base64

_FICTION = ("019900", "026191", "035301", "046571", "053649", "063998")
_CANADA = ("514", "438", "418", "613", "819", "416", "604", "450", "581", "873")


class Phone:
    """One number: its country's code, and groups as people write them."""

    def __init__(self, index):
        place, country = divmod(index, 8)
        tag = f"{place % 10000:04d}"
        if country == 5:
            self.code, self.trunk, self.groups = "32", "0", ["47" + "89"[place % 2], "11", tag[:2], tag[2:]]
        elif country == 6:
            self.code, self.trunk, self.groups = "41", "0", ["79", "555", tag[:2], tag[2:]]
        elif country == 7:
            area = _CANADA[place // 100 % len(_CANADA)]
            self.code, self.trunk, self.groups = "1", "", [area, "555", f"01{place % 100:02d}"]
        else:
            start = _FICTION[index % 6]
            self.code, self.trunk = "33", "0"
            self.groups = [start[1:2], start[2:4], start[4:6], tag[:2], tag[2:]]
        self.national = "".join(self.groups)
        self.bare = self.trunk + self.national

    def written(self, style):
        """As in a sentence; style 0 is without separators."""
        first, rest = self.trunk + self.groups[0], self.groups[1:]
        return (
            self.bare,
            " ".join([first, *rest]),
            ".".join([first, *rest]),
            "-".join([first, *rest]),
            f"+{self.code} " + " ".join(self.groups),
            f"+{self.code}{self.national}",
            f"00{self.code} " + " ".join(self.groups),
            f"+{self.code} (0) " + " ".join(self.groups) if self.trunk else f"({first}) " + "-".join(rest),
            "\u00a0".join([first, *rest]),
        )[style % 9]


def _modulo97(text):
    return int("".join(str(int(c, 36)) for c in text)) % 97


def iban(index):
    """French, Belgian or Swiss; ISO 13616 check digits."""
    if index % 4 == 1:
        account = f"999{index:07d}"
        country, rest = "BE", account + f"{int(account) % 97 or 97:02d}"
    elif index % 4 == 2:
        country, rest = "CH", f"99999{index:012d}"
    else:
        country, rest = "FR", f"9999900001{index:08d}X4T" + f"{index % 97:02d}"
    return f"{country}{98 - _modulo97(rest + country + '00'):02d}{rest}"


def grouped(text, size, glue=" "):
    return glue.join(text[i : i + size] for i in range(0, len(text), size))


def card(index):
    """Sixteen digits, or fifteen, with Luhn's check digit."""
    body = f"37{9990000000 + index:012d}" if index % 9 == 4 else f"49709{99 * 10**8 + index:010d}"
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def nir(index):
    """Sex, year, month, department, commune, order, key; some of Corsica."""
    department = ("99", "99", "99", "2A", "2B")[index % 5]
    body = f"{1 + index % 2}{40 + index % 60:02d}{1 + index % 12:02d}{department}999{1 + index % 999:03d}"
    number = int(body.replace("2A", "19").replace("2B", "18"))
    return f"{body}{97 - number % 97:02d}"


def spaced_nir(text):
    return " ".join((text[0], text[1:3], text[3:5], text[5:7], text[7:10], text[10:13], text[13:]))


def jwt(chance, index):
    """A JSON Web Token that nobody signed."""
    parts = ('{"alg":"HS256","typ":"JWT"}', f'{{"sub":"k{index}","iat":1427500800}}')
    encoded = [base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts]
    return ".".join((*encoded, chance.token(43)))
