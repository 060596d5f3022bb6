"""Values of each kind in many spellings: what people type, mistakes and all."""

import base64
import json

import checked_numbers as numbers

NAMES = ("ada", "jean.dupre", "m_curieux", "zoé", "o'brien", "li-wei", "x99", "a.b.c", "François.Lenoir", "nom+mooc")
HOSTS = ("example.org", "mail.example.com", "univ-exemple.fr", "école.example", "x.co.uk", "example.museum", "exemple.gouv.fr")
STREETS = ("rue de la Paix", "rue Victor Hugo", "rue victor hugo", "avenue des Ternes", "bd Voltaire", "boulevard Saint-Michel",
           "impasse des Lilas", "chemin du Moulin", "allée des Tilleuls", "place de la République", "quai d'Orsay",
           "rue de l'Église", "route de Lyon", "av. Foch", "rue du 8 Mai 1945", "square des Batignolles", "Rue des Fleurs",
           "lotissement Les Pins", "cours Gambetta", "RUE DE LA GARE", "rés. du Parc", "cité des Fleurs", "lieu-dit Kerblouch")
TOWNS = ("Paris", "LYON", "Aix-en-Provence", "Saint-Denis", "paris", "Le Havre", "Marseille cedex 02", "Fort-de-France")
ENGLISH = ("Baker Street", "Elm St", "Main Street", "King's Road", "Park Avenue", "Sunset Blvd", "5th Avenue", "Oak Lane",
           "Abbey Rd.", "Evergreen Terrace", "Rose Close", "Castle Hill", "Maple Drive", "High Street", "Station Way")
ENDS = (", London NW1 6XE", ", Springfield, IL 62704", ", Dublin 2", ", Apt 4", ", Toronto, ON M5V 2T6", "")
WORDS = ("Soleil2015!", "hunter2", "p@ssw0rd", "azerty", "correcthorse", "Zx81-Qq", "motdepasse1", "tr0ub4dor&3", "éléphant7")


def email(chance):
    local = chance.choice(NAMES) + chance.choice(("", "", str(chance.randint(1, 99))))
    host = chance.choice(HOSTS)
    return chance.choice((f"{local}@{host}", f"{local}@{host}", f"{local}@{host}", f"{local}@{host}".upper(),
                          f'"{local} x"@{host}', f"{local}@[192.0.2.{chance.randint(1, 254)}]", f"{local}@xn--caf-dma.fr"))


def spoken_email(chance):
    local, host = chance.choice(NAMES[:3] + NAMES[5:8]), chance.choice(("example.org", "mail.example.com", "univ-exemple.fr"))
    at = chance.choice(("[at]", "(at)", " [at] ", " (at) ", " {at} ", "[AT]", " (arobase) ", "[arobase]", " arobase ",
                        " at ", " AT ", " @ ", "(a)", "_at_", " chez ", " [@] "))
    dots = (" dot ", " DOT ", "[dot]", " (dot) ") if at in (" at ", " AT ") else (".", ".", "[dot]", "(point)", " point ", " (point) ", " [.] ")
    return local + at + host.replace(".", chance.choice(dots))


def address(chance):
    octets = [str(chance.randint(1, 223))] + [str(chance.randint(0, 255)) for _ in range(2)] + [str(chance.randint(1, 254))]
    groups = [f"{chance.randint(0x1000, 0xffff):x}" for _ in range(8)]
    dotted = ".".join(octets)
    return chance.choice((dotted, dotted, dotted, "2001:db8:" + ":".join(groups[:6]), "2001:db8::" + groups[0],
                          "::ffff:" + dotted, "fe80::" + groups[0] + "%eth0", "2A01:CB00:" + ":".join(groups[:6]).upper()))


def iban(chance):
    value = numbers.iban(chance)
    return chance.choice((value, numbers.by_fours(value, " "), numbers.by_fours(value, "-"), value.lower(),
                          numbers.by_fours(value.lower(), " "), numbers.by_fours(value, "\u00a0"), numbers.by_fours(value, ".")))


def card(chance):
    value = numbers.card(chance)
    if len(value) == 16:
        return chance.choice((value, numbers.by_fours(value, " "), numbers.by_fours(value, "-"), numbers.by_fours(value, "\u00a0")))
    return chance.choice((value, numbers.grouped(value, (4, 6), " "))) if len(value) < 16 and len(value) > 13 else value


def nir(chance):
    value = numbers.nir(chance)
    groups = (1, 2, 2, 2, 3, 3)
    return chance.choice((value, numbers.grouped(value, groups, " "), numbers.grouped(value, groups, "."),
                          numbers.grouped(value[:13], groups, " ") + " / " + value[13:], numbers.grouped(value, (13,), " "),
                          numbers.grouped(value, groups, "\u00a0"), numbers.grouped(value.lower(), groups, " ")))


def company(chance):
    value = chance.choice((numbers.siret, numbers.siren))(chance)
    groups = (3, 3, 3) if len(value) == 14 else (3, 3)
    if chance.random() < 0.5:
        return "", numbers.grouped(value, groups, chance.choice((" ", "\u00a0")))
    return chance.choice(("SIRET ", "n° siren : ", "mon entreprise, ", "RCS Paris ", "Siret: ")), value


def french_address(chance):
    number = str(chance.randint(2, 180)) + chance.choice(("", "", "", " bis", " ter", "B", " B"))
    street = chance.choice(STREETS)
    town = f"{chance.randint(1, 95):02d}{chance.randint(0, 9)}00 {chance.choice(TOWNS)}"
    return chance.choice((f"{number} {street}, {town}", f"{number}, {street} {town}", f"{number} {street}\n{town}",
                          f"{number} {street}", f"{number} {street}", f"{street}, {town}", f"BP {number[:2]}, {town}", f"{number} {street} - {town}"))


def english_address(chance):
    return f"{chance.randint(2, 9999)}{chance.choice(('', '', '', 'B'))} {chance.choice(ENGLISH)}{chance.choice(ENDS)}"


def jwt(chance):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value, separators=chance.choice(((",", ":"), (", ", ": ")))).encode()).decode().rstrip("=")
    return ".".join((part({"alg": chance.choice(("HS256", "RS256", "none")), "typ": "JWT"}), part({"sub": chance.choice(NAMES)}),
                     part(numbers.digits(chance, 20))))


def secret(chance):
    """What stands before the secret, the secret, and what stands behind."""
    word, hexes = chance.choice(WORDS), f"{chance.getrandbits(128):032x}"
    return chance.choice((
        ("password=", word, ""), ("mot de passe : ", word, ""), ("mdp: ", word, ""), ("pwd=", word, ""), ('"password": "', word, '"'),
        ("Password: ", word, ""), ("api_key=", hexes, ""), ("API key: ", hexes, ""), ("Authorization: Bearer ", hexes, ""),
        ("sessionid=", hexes, "; path=/"), ("csrftoken=", hexes, ""), ("Cookie: ", "a=" + hexes + "; b=1", ""), ("access_token=", hexes, "&x=1"),
        ("https://", "ada:" + word.replace("&", "").replace("@", "").replace("!", ""), "@example.org/"), ("", jwt(chance), ""), ("", "ghp_" + hexes + "abcd", ""),
        ("", "AKIA" + hexes.upper()[:16], ""), ("", "xoxb-" + numbers.digits(chance, 12) + "-" + hexes[:12], ""), ("client_secret: ", hexes, ""),
        ("", "-----BEGIN RSA PRIVATE KEY-----\n" + hexes + "\n-----END RSA PRIVATE KEY-----", ""), ("my password is ", word, ""), ("le code secret est ", word, "")))
