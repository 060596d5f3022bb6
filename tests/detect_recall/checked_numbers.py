"""Numbers with check digits, each made from its definition and not from a pattern."""

IBAN_SHAPES = {"FR": "n" * 10 + "c" * 11 + "n" * 2, "BE": "n" * 12, "DE": "n" * 18,
               "GB": "a" * 4 + "n" * 14, "ES": "n" * 20, "CH": "n" * 5 + "c" * 12,
               "NL": "a" * 4 + "n" * 10, "IT": "a" + "n" * 10 + "c" * 12,
               "LU": "n" * 3 + "c" * 13, "MA": "", "NO": "n" * 11, "PT": "n" * 21}
ISSUERS = (("4", 16), ("51", 16), ("55", 16), ("2221", 16), ("34", 15), ("37", 15), ("6011", 16),
           ("36", 14), ("3530", 16), ("4", 13), ("6220", 19))


def digits(chance, count):
    return "".join(chance.choice("0123456789") for _ in range(count))


def luhn_digit(body):
    total = 0
    for place, character in enumerate(reversed(body)):
        value = int(character) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def card(chance):
    prefix, size = chance.choice(ISSUERS)
    body = prefix + digits(chance, size - len(prefix) - 1)
    return body + luhn_digit(body)


def siren(chance):
    body = chance.choice("345789") + digits(chance, 7)
    return body + luhn_digit(body)


def siret(chance):
    body = siren(chance) + "000" + digits(chance, 1)
    return body + luhn_digit(body)


def iban(chance):
    country = chance.choice([name for name, shape in IBAN_SHAPES.items() if shape])
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    pools = {"n": "0123456789", "a": letters, "c": letters + "0123456789" * 5}
    account = "".join(chance.choice(pools[kind]) for kind in IBAN_SHAPES[country])
    number = "".join(str(int(character, 36)) for character in account + country + "00")
    return f"{country}{98 - int(number) % 97:02d}{account}"


def nir(chance):
    """Fifteen characters: sex, year, month, department, commune, order, key."""
    department = chance.choice(["75", "13", "69", "33", "2A", "2B", "01", "97"])
    head = (chance.choice("12") + digits(chance, 2) + f"{chance.randint(1, 12):02d}" + department
            + f"{chance.randint(1, 900):03d}" + f"{chance.randint(1, 900):03d}")
    number = int(head.replace("2A", "19").replace("2B", "18"))
    return head + f"{97 - number % 97:02d}"


def grouped(text, sizes, separator):
    pieces, at = [], 0
    for size in sizes:
        pieces.append(text[at:at + size])
        at += size
    return separator.join(pieces + ([text[at:]] if text[at:] else []))


def by_fours(text, separator):
    return separator.join(text[at:at + 4] for at in range(0, len(text), 4))
