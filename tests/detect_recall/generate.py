#!/usr/bin/env python3
"""Writes labelled texts: kind, tab, text with each value in [[…]]; \\n for a line break.

    generate.py [--count N] [--seed N]

Deterministic.  Values are invented; they follow the definitions of their kinds, in
spellings that people use, some of which no rule claims to know.  Kind "none" holds
what must not be found.
"""

import argparse
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import kinds  # noqa: E402
import phones  # noqa: E402
from negatives import negative  # noqa: E402

FRAMES = ("Bonjour, {} merci d'avance", "{}", "Voici : {}.", "Je laisse ceci ({}) pour le groupe", "Hello, {} thanks", "You can use {}, ok?",
          "Et voilà\n{}\nA bientôt", "see {} please", "c'est {} et pas autre chose", "It is {}!", "info: {}; fin", "« {} »")


def framed(chance, value, before="", behind=""):
    return chance.choice(FRAMES).replace("{}", before + "[[" + value + "]]" + behind)


def simple(make):
    return lambda chance: framed(chance, make(chance))


def with_lead(make):
    def labelled(chance):
        before, value = make(chance)
        return framed(chance, value, before)
    return labelled


def secret(chance):
    before, value, behind = kinds.secret(chance)
    return framed(chance, value, before, behind)


KINDS = {
    "address-en": simple(kinds.english_address), "address-fr": simple(kinds.french_address), "card": simple(kinds.card),
    "company": with_lead(kinds.company), "email": simple(kinds.email), "email-spoken": simple(kinds.spoken_email),
    "iban": simple(kinds.iban), "ip": simple(kinds.address), "nir": simple(kinds.nir), "phone-bare-alone": simple(phones.french),
    "phone-bare-told": with_lead(phones.told_french), "phone-fr": simple(phones.written_french),
    "phone-intl": simple(phones.international), "phone-national": simple(phones.national), "secret": secret,
    "none": lambda chance: chance.choice(FRAMES).replace("{}", negative(chance)),
}


def labelled_lines(count, seed):
    chance = random.Random(seed)
    for kind, make in KINDS.items():
        for _ in range(count * 10 if kind == "none" else count):
            yield kind + "\t" + make(chance).replace("\n", "\\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=400, help="texts of each kind; ten times as many without")
    parser.add_argument("--seed", type=int, default=20240607)
    options = parser.parse_args()
    for line in labelled_lines(options.count, options.seed):
        sys.stdout.buffer.write(line.encode() + b"\n")


if __name__ == "__main__":
    main()
