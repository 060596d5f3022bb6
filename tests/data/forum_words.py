#!/usr/bin/env python3
"""Measures the guard for names that are ordinary words, on invented forum posts.

Every word of the posts is taken for the username of an account, as somebody who wants to spoil a
log might do; nobody's name stands in the posts, so every change is damage.  Prints how many
of the running words would change: with no guard, with the list of ordinary words, and with the
1 % guard as well.  docs/limits.md quotes its output.

    FUN_BIN_DIR=build python3 tests/data/forum_words.py [POSTS]
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

sys.dont_write_bytecode = True

from generator.chance import Chance  # noqa: E402
from generator.phrases import ENGLISH, FRENCH, JARGON, TITLES  # noqa: E402

MORE_FRENCH = (
    "Je reprends l'étude de cas sur la ville de {place} et je bloque sur le tableau croisé.",
    "Le tuteur a précisé hier que {thing} ne serait pas noté.",
    "Quelle différence faites-vous entre {thing} et {thing} ?",
    "J'habite près de {place}, quelqu'un voudrait-il réviser ensemble le {day} ?",
    "Attention, l'intervenante se trompe de signe à la minute {number}.",
    "Dans mon entreprise on utilise {thing} depuis {number} ans sans souci.",
    "Le lien vers {thing} renvoie une page blanche sous Linux.",
    "Il faudrait ajouter un glossaire, le vocabulaire juridique me décourage.",
    "Bravo à l'équipe pédagogique, les schémas sont limpides.",
    "Je trouve la correction sévère : {number} points pour un simple oubli d'unité.",
    "Peut-on considérer que {thing} relève de la philosophie morale ?",
    "Les abeilles et les pesticides : un sujet brûlant dans ma région.",
    "Ma connexion coupe sans arrêt, puis-je obtenir un délai jusqu'à {day} ?",
    "Comment installer le logiciel libre conseillé sans droits administrateur ?",
    "Le théorème énoncé suppose une fonction continue, pas seulement bornée.",
    "En tant que bibliothécaire, je recommande vivement cet ouvrage.",
    "On parle trop vite pour un public étranger, des sous-titres aideraient.",
    "Mon chat a marché sur le clavier et validé mon quiz !",
)
MORE_ENGLISH = (
    "The lecturer from {place} mentioned {thing} without defining it.",
    "My spreadsheet gives {number} where the answer key claims otherwise.",
    "Does anybody meet on {day} to revise {thing} together?",
    "I believe gravity should point downwards in that diagram.",
    "As a nurse I see these symptoms every winter, the chapter is spot on.",
    "Peer grading felt harsh: {number} out of twenty for a typo.",
    "Subtitles in Spanish would help my colleagues in {place}.",
    "Is {thing} covered by the final exam or merely optional?",
    "The quote attributed to the philosopher seems apocryphal.",
    "Using a tablet, the drag and drop puzzle never snaps into place.",
    "Bees, pesticides and farming subsidies make a tangled story.",
    "My router dropped during the quiz, could a moderator reset my attempt?",
    "We compile the code with warnings enabled and it still crashes.",
    "Lovely interviews, although the microphone hums a little.",
)
SLOTS = {
    "place": "Limoges Besançon Dakar Montréal Liège Rabat Kyoto Oslo Bristol Perpignan".split(),
    "thing": (
        "la régression linéaire;le bilan carbone;la photosynthèse;l'amortissement;le droit "
        "d'auteur;the control group;entropy;le théorème central limite;the carbon cycle;"
        "l'analyse de variance;open data;la mise en abyme;supply chains;le rythme cardiaque"
    ).split(";"),
    "day": "lundi mardi jeudi samedi Tuesday Friday Sunday".split(),
    "number": "3 7 12 18 25 40".split(),
}
LEAST = 3  # characters; a shorter name is never looked for


def post(chance):
    french = chance.random() < 0.6
    pool = FRENCH + MORE_FRENCH * 2 if french else ENGLISH + MORE_ENGLISH * 2
    parts = [chance.pick(pool) for _ in range(chance.between(1, 4))]
    if chance.one_in(5):
        parts.append(chance.pick(JARGON))
    if chance.one_in(8):
        parts.insert(0, chance.pick(TITLES))
    fill = lambda match: chance.pick(SLOTS[match[1]])  # noqa: E731
    return re.sub(r"\{(\w+)\}", fill, " ".join(parts))


def folded(word):
    word = word.lower().replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def words_in(text):
    """The words that an account of that name would take, folded."""
    words = map(folded, re.findall(r"[^\W_]+", text))
    return [w for w in words if len(w) >= LEAST and not w.isdigit()]


def run(*command):
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())


def changed(tools, people, log, report):
    """How many places of the log hold a known identity."""
    run(tools / "funaudit", "-q", "--identities", people, "--json", report, log)
    return json.loads(report.read_text())["rules"].get("identity", 0)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    tools = pathlib.Path(os.environ.get("FUN_BIN_DIR", "build")).resolve()
    chance = Chance("forum words 20240607")
    posts = [post(chance) for _ in range(count)]
    running = [w for p in posts for w in words_in(p)]
    words = sorted(set(running))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        log, accounts = folder / "log", folder / "accounts"
        log.write_text("".join(json.dumps({"event": {"body": p}}) + "\n" for p in posts))
        accounts.write_text("".join(json.dumps({"username": w}) + "\n" for w in words))
        everybody, guarded = folder / "people", folder / "gathered"
        everybody.write_text("username\n" + "\n".join(words) + "\n")
        run(tools / "funanon", "-q", "--gather", guarded, log, accounts)
        listed = changed(tools, everybody, log, folder / "report")
        rest = changed(tools, guarded, log, folder / "report")
        left_out = len(words) + 1 - guarded.read_text().count("\n")
    print(f"{count} posts of {len(running)} words, {len(words)} accounts called like them")
    print(f"no guard:           {len(running)} words change, 100 %")
    print(f"list of words:      {listed} words change, {share(listed, len(running))}")
    print(f"list and 1 % guard: {rest} words change, {share(rest, len(running))}; "
          f"{left_out} accounts are not applied")


def share(part, whole):
    return f"{100 * part / whole:.1f} %"


if __name__ == "__main__":
    main()
