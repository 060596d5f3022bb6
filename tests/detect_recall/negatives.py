"""What looks like personal data and is none: ids, versions, times, sums, prose."""

from checked_numbers import digits

PROSE = (
    "Le point est à l'angle de la rue ; il y a {n} rues et {n} places.", "Il reste {n} places de parking, et 1 place au fond.",
    "1 chemin de longueur {n} dans le graphe.", "{n} cours de mathématiques par semaine.", "Look at the dot product of a and b.",
    "Chapter {n} Wall Street, then Module {n} Silk Road.", "Meet at {n}.30 at example.org for the talk.", "Appelez le 15 ou le 112.",
    "The password must be {n} characters long.", "Mot de passe : au moins {n} caractères.", "Il y a {n} 000 000 habitants en France.",
    "En {n} avenue rime avec revenue.", "token: a unit of text, {n} of them", "x = {n} + {n} - 06 + 12", "The secret: practice {n} hours",
    "Les nombres 02 04 06 08 10 et 01 02 03 04 05.", "Figure {n} Mean Square Error", "numéro de téléphone obligatoire", "RT @example: 06/12/2015",
    "from {n} rue can be read", "max_tokens={n}, temperature=0.7", "def f(password=None): return input()", "Prenez la rue, puis l'avenue, au point {n}.",
    "@property and @app.route('/x')", "In 1950 Main Street had no light.", "a call to f({n}) returns {n}.{n}", "Il habite rue de Rivoli depuis {n} ans.")


def _hex(chance, size):
    return "".join(chance.choice("0123456789abcdef") for _ in range(size))


def _time(chance):
    return (f"{chance.randint(2012, 2024)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
            f"{chance.choice('T ')}{chance.randint(0, 23):02d}:{chance.randint(0, 59):02d}:{chance.randint(0, 59):02d}"
            + chance.choice(("", "." + digits(chance, 6), "." + digits(chance, 6) + "+00:00")))


def _isbn(chance):
    body = "978" + chance.choice(("0", "1", "2")) + digits(chance, 8)
    total = sum(int(c) * (3 if at % 2 else 1) for at, c in enumerate(body))
    number = body + str(-total % 10)
    return chance.choice((number, f"{number[:3]}-{number[3]}-{number[4:7]}-{number[7:12]}-{number[12]}",
                          f"{number[3]}-{number[4:7]}-{number[7:12]}-{number[12]}"))


SHAPES = (
    lambda c: "block-v1:FUN+00204+s01+type@video+block@" + _hex(c, 32), lambda c: f"i4x-FUN-00204-problem-{_hex(c, 32)}_2_1",
    lambda c: "course-v1:ENS+" + digits(c, 8) + "+2015", lambda c: "asset-v1:FUN+1+s+type@asset+block@plan." + digits(c, 2) + ".pdf",
    lambda c: _hex(c, 32), lambda c: "-".join((_hex(c, 8), _hex(c, 4), _hex(c, 4), _hex(c, 4), _hex(c, 12))), lambda c: _hex(c, 64),
    _time, _time, lambda c: f"{c.uniform(-90, 90):.6f}, {c.uniform(-180, 180):.6f}", lambda c: f"({c.random():.8f})",
    _isbn, lambda c: "ISSN " + digits(c, 4) + "-" + digits(c, 4), lambda c: f"10.{c.randint(1000, 9999)}/{digits(c, 4)}-{digits(c, 4)}({digits(c, 2)}){digits(c, 5)}-{digits(c, 1)}",
    lambda c: f"arXiv:{digits(c, 4)}.{digits(c, 5)}", lambda c: digits(c, c.randint(6, 12)), lambda c: digits(c, c.randint(13, 19)),
    lambda c: f"{c.randint(1, 999)} {digits(c, 3)} {digits(c, 3)}", lambda c: f"{c.randint(1, 999)},{digits(c, 3)},{digits(c, 3)}.{digits(c, 2)}",
    lambda c: f"Mozilla/5.0 (X11) Chrome/{c.randint(40, 120)}.0.{c.randint(0, 255)}.{c.randint(0, 255)} Safari/537.36",
    lambda c: f"version {c.randint(1, 9)}.{c.randint(0, 20)}.{c.randint(0, 20)}.{c.randint(0, 20)}", lambda c: f"0000-000{digits(c, 1)}-{digits(c, 4)}-{digits(c, 4)}",
    lambda c: f"{c.randint(1, 28):02d}/{c.randint(1, 12):02d}/2015 - {c.randint(1, 28):02d}/{c.randint(1, 12):02d}/2016",
    lambda c: "FR" + digits(c, 2) + " " + digits(c, 4) + " " + digits(c, 4), lambda c: f"{digits(c, 9)}.{digits(c, 10)}",
    lambda c: f"{c.randint(0, 9)}:{digits(c, 2)}:{digits(c, 2)},{digits(c, 3)} --> 0:{digits(c, 2)}:{digits(c, 2)},{digits(c, 3)}",
    lambda c: "watch?v=" + "".join(c.choice("abcXYZ0123456789_-") for _ in range(11)), lambda c: f"icon@{c.randint(2, 3)}x.png",
    lambda c: r"\frac{" + digits(c, 2) + "}{" + digits(c, 2) + r"} \approx " + digits(c, 1) + "." + digits(c, 9),
    lambda c: "00:" + ":".join(_hex(c, 2) for _ in range(5)), lambda c: c.choice(PROSE).format(n=c.randint(2, 99)),
    lambda c: c.choice(PROSE).format(n=c.randint(2, 99)), lambda c: c.choice(PROSE).format(n=c.randint(2, 99)))


def negative(chance):
    return chance.choice(SHAPES)(chance)
