"""What is put back into an anonymized log: one value of one kind, at one place, in one disguise.

Every value is made up: numbers as tests/data/planter makes them, words of seeded chance, people of
tests/data/generate.  The disguises are those of tests/data/encodings.md, section 2.
"""

import json
import os
import sys
import urllib.parse
from typing import NamedTuple

sys.dont_write_bytecode = True

from session import ROOT  # noqa: E402

sys.path.insert(0, os.path.join(ROOT, "tests", "data"))

from planter import encode, numbers  # noqa: E402

PHONES = frozenset({"phone-fr", "phone-intl", "phone-local"})
IPS = frozenset({"ipv4", "ipv6"})
ID_IN_SEGMENT = frozenset(["phone-bare", "phone-intl", "phone-local", "card", "card-grouped", "nir", "nir-spaced",
                           "siren", "siret", "address-fr", "address-en"])  # fmt: skip
SENTENCES = ("{}", "Bonjour, {} et merci", "please use {} from now on", "({})", "Voici : {}.", "a :\n{}\n- b")


class Kind(NamedTuple):
    """`rules`: any of these is the right answer."""

    name: str
    rules: frozenset
    make: object        # (chance, index) -> text
    alone: bool = True    # what it is is seen without the words around it
    number: bool = False  # a JSON number can hold it
    text: bool = True     # so can a string


def word(chance, size=9):
    return "".join(chance.choices("bcdfghjklmnpqrstvwz", k=size))


def mixed(chance, size):
    """Small and capital letters and digits, of each one at least."""
    rest = chance.choices("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=size - 3)
    return "k" + "".join(rest) + "7Q"


def luhn(body):
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def email(chance, index):
    name = word(chance) + (("", ".", "_", "+")[index % 4] + word(chance, 4) if index % 4 else "")
    return f"{name}@{('example.org', 'mail.example.com', 'école.example', 'xn--cole-9oa.example')[index // 4 % 4]}"


def french_phone(_chance, index):
    return numbers.Phone(index * 8 % 10_000 + index % 5).written(1 + index % 6)


def foreign_phone(_chance, index):
    return numbers.Phone(index * 8 + 5 + index % 2).written(4 + index % 3)


def address(chance, index):
    street = word(chance, 7).capitalize()
    return (f"{2 + index % 90} rue {street}, 75{index % 20 + 1:03} {word(chance, 6).capitalize()}",
            f"{index % 90 + 3} bis, avenue de la {street}, 69003 Lyon")[index % 2]


def full_ipv4(chance, _index):
    return f"{chance.choice(('192.0.2', '198.51.100', '203.0.113'))}.{chance.randrange(1, 255)}"


def full_ipv6(chance, index):
    return (f"2001:db8:{chance.randrange(1, 9999):x}:2::{chance.randrange(1, 65535):x}",
            f"fe80::{chance.randrange(1, 65535):x}%eth0")[index % 5 == 4]


def secret_key(chance, _index):
    return f"-----BEGIN PRIVATE KEY-----\n{mixed(chance, 40)}\n-----END PRIVATE KEY-----"


def kinds(people):
    """`people`: (username, e-mail, name) of whom `--identities` names."""
    def known(column):
        return lambda _chance, index: people[index % len(people)][column]

    def rules(*names):
        return frozenset(names)

    return (
        Kind("email", rules("email"), email),
        Kind("email-spoken", rules("email-spoken"),
             lambda c, i: f"{word(c)} {('(arobase)', '[at]', 'arobase')[i % 3]} example (point) org"),
        Kind("phone-fr", PHONES, french_phone),
        Kind("phone-bare", PHONES, lambda c, i: f"tel {numbers.Phone(i * 8).bare}", alone=False),
        Kind("phone-intl", PHONES, foreign_phone),
        Kind("phone-local", rules("phone-local"), lambda c, i: numbers.Phone(i * 8 + 7).written((3, 7)[i % 2])),
        Kind("phone-number", PHONES, lambda c, i: f"33{6 + i % 2}99{i % 1000000:06}", number=True, text=False),
        Kind("ipv4", rules("ipv4"), full_ipv4),
        Kind("ipv6", rules("ipv6"), full_ipv6),
        Kind("iban", rules("iban"), lambda c, i: numbers.grouped(numbers.iban(i), 4, (" ", "", "-")[i % 3])),
        Kind("card", rules("card"), lambda c, i: numbers.card(i), number=True),
        Kind("card-grouped", rules("card"), lambda c, i: numbers.grouped(numbers.card(i * 9), 4, " -"[i % 2])),
        Kind("nir", rules("nir"), lambda c, i: numbers.nir(i * 5 % 900), number=True),
        Kind("nir-spaced", rules("nir"), lambda c, i: numbers.spaced_nir(numbers.nir(i))),
        Kind("siren", rules("siren"), lambda c, i: "SIREN " + luhn(f"99{i % 999999:06}"), alone=False),
        Kind("siret", rules("siret"),
             lambda c, i: ("SIRET " if i % 2 else "siret n° ") + luhn(luhn(f"99{i % 999999:06}") + "0001"), alone=False),
        Kind("address-fr", rules("address-fr"), address),
        Kind("address-en", rules("address-en"),
             lambda c, i: f"{i % 300 + 2} {word(c, 6).capitalize()} Street, Springfield, OR 97{i % 999:03}"),
        Kind("secret", rules("secret"),
             lambda c, i: f"{('password=', 'mot de passe : ', 'api_key = ', 'mdp: ')[i % 4]}{mixed(c, 12)}", alone=False),
        Kind("authorization", rules("authorization"), lambda c, i: f"Authorization: Bearer {mixed(c, 24)}", alone=False),
        Kind("cookie", rules("cookie"), lambda c, i: f"Cookie: lang=fr; id={mixed(c, 16)}", alone=False),
        Kind("jwt", rules("jwt"), lambda c, i: f"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.{mixed(c, 30)}"),
        Kind("private-key", rules("private-key"), secret_key),
        Kind("token", rules("token"), lambda c, i: (f"ghp_{mixed(c, 36)}", f"sk_live_{mixed(c, 24)}")[i % 2]),
        Kind("userinfo", rules("userinfo"), lambda c, i: f"https://{word(c)}:{mixed(c, 9)}@host.example/x", alone=False),
        Kind("known-username", rules("identity"), known(0)),
        Kind("known-email", rules("identity", "email"), known(1)),
        Kind("known-name", rules("identity"), known(2)),
    )  # fmt: skip


# Chains: from the outside in; section 2.3 of encodings.md, without those of a key or a number.
CHAINS = tuple(tuple(chain.split(">")) for chain in """
raw escape percent percent>percent html-named html-decimal html-hex written-u written-x base64 base64url base64-unpadded
base64-glued full-width zero-width quoted-printable form json json>json json>form json>percent json>html-decimal
json>written-u json>written-x json>base64 json>base64-unpadded json>full-width json>zero-width json>quoted-printable
percent>json percent>base64 percent>html-decimal percent>full-width percent>zero-width form>json form>percent
form>base64 form>html-named html-named>percent html-decimal>base64 html-hex>full-width base64>json base64>percent
base64>html-decimal base64>zero-width base64>form base64>base64 base64url>json written-u>percent written-u>full-width
quoted-printable>html-decimal json>json>json json>json>base64 json>json>percent json>json>html-hex json>percent>percent
json>form>json json>form>percent json>base64>json json>percent>json json>base64>percent form>json>percent
form>base64>json percent>percent>json percent>percent>percent base64>json>html-decimal base64>json>escape
base64>form>percent json>json>json>json json>form>json>percent json>base64>json>html-named form>base64>json>percent
json>json>json>json>json json>form>base64>json>percent json>json>form>percent>base64
""".split())
WRAPPERS = ("percent", "html-named", "html-decimal", "html-hex", "written-u", "written-x", "base64", "base64url",
            "base64-unpadded", "full-width", "zero-width", "form", "json")  # fmt: skip


def any_chain(chance):
    """A chain of up to five that the list need not have.

    Without the encoding of mails: its line breaks cut the escapes of the others in half, and
    behind the `=` of a form two digits are read as one of its bytes.
    """
    return tuple(chance.choice(WRAPPERS) for _ in range(chance.randrange(2, 6)))


def disguised(kind, text, chain, sentence, vary):
    """The text that goes into the line."""
    if kind.alone and chain[-1] not in encode.CONTAINERS:
        return encode.build(chain, sentence.format(encode.leaf(chain, text, vary)), vary)[0]
    whole = sentence.format(text)
    if chain[-1] not in encode.CONTAINERS:
        whole = encode.leaf(chain, whole, vary)
    return encode.build(chain, whole, vary)[0]


# -- places: each puts a text into an event

def _event(record):
    """The event's payload as an object; one is made where there is none."""
    payload = record.get("event")
    if isinstance(payload, str) and payload.startswith("{"):
        try:
            payload = json.loads(payload)
        except ValueError:
            payload = None
    if not isinstance(payload, dict):
        payload = {}
    record["event"] = payload
    return payload


def in_text(record, text, _vary):
    _event(record)["body"] = text


def in_list(record, text, vary):
    _event(record)["tags"] = ["intro", text, {"n": vary}][vary % 2:]


def in_key(record, text, _vary):
    _event(record)["recipients"] = {"7": 1, text: "sent"}


def in_nested_string(record, text, _vary):
    payload = _event(record)
    payload["remarque_7"] = {"parts": [{"text": text}]}
    record["event"] = encode.as_json(payload)


def in_payload(record, text, vary):
    record["event"] = encode.as_json({"GET": {}, "POST": {"q": [text]}} if vary % 2 else {"POST": {text: [""]}, "GET": {}})


def in_cut_payload(record, text, _vary):
    """The 512 characters end behind the text: it must be short enough."""
    record["event"] = encode.cut_payload({"subject": [text]})


def in_path(record, text, _vary):
    path = "/plugin/x/" + urllib.parse.quote(text, safe="") + "/view"
    record["event_type"] = record["name"] = path
    record.setdefault("context", {})["path"] = path


def in_query(record, text, vary):
    query = urllib.parse.quote(text, safe="") if vary % 2 else urllib.parse.quote_plus(text)
    record["page"] = f"https://mooc.example.org/search?lang=fr&q={query}&n=2"


def in_fragment(record, text, _vary):
    record["referer"] = "https://mooc.example.org/courses#" + urllib.parse.quote(text, safe="")


def in_envelope(record, text, vary):
    record[("agent", "host", "remarque", "accept_language")[vary % 4]] = text


def in_string_that_is_there(record, text, vary):
    """Behind what stands in some string of the line; a pseudonym stays whole."""
    strings = [(holder, key) for holder, key in strings_of(record)
               if len(holder[key]) != 64 and holder[key][:1] not in ("{", "[", '"')]
    holder, key = strings[vary % len(strings)]
    holder[key] += ". Bonjour : " + text


def strings_of(value):
    """(container, key) of each string, in objects and lists."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(items):
        if isinstance(inner, str):
            yield value, key
        else:
            yield from strings_of(inner)


PLACES = (in_text, in_list, in_key, in_nested_string, in_payload, in_cut_payload, in_path, in_query, in_fragment,
          in_envelope, in_string_that_is_there)  # fmt: skip

IN_URLS = frozenset([in_path, in_query, in_fragment])
MOST_BEFORE_CUT = 400


def place_for(kind, text, chain, place, sentence):
    """`place`, or another where the text cannot stand there or, by docs/limits.md, is not seen."""
    fits = True
    if place in IN_URLS:  # whose percent-encoding leaves no JSON escapes
        fits = "escape" not in chain
    if place is in_path:  # a number that fills a segment is an id
        fits = fits and (kind.name not in ID_IN_SEGMENT or sentence != "{}")
    if place is in_cut_payload:
        fits = len(json.dumps(encode.as_json(text))) <= MOST_BEFORE_CUT
    if place is in_string_that_is_there:  # one form field in a sentence is a sum
        fits = "form" not in chain
    return place if fits else in_text


def in_number(record, text, vary):
    (_event(record), record)[vary % 2]["remarque"] = [int(text)] if vary % 3 else int(text)
