"""Tables from which people are invented.  Nobody here exists.

Mail domains are reserved ones (example.*, RFC 2606) or plainly made up.  Family
names are syllables plus an ending that no language's dictionary has.
"""

FIRST_NAMES = (
    "Lucie Théo Hélène Karim Inès Mathilde Étienne Aïcha Noémie Gaël Solène Bastien"
    " Clémence Yanis Zoé Loïc Maëlle Fabrice Odile Jérôme Agnès Cédric Françoise Raphaël"
    " Emma Oliver Sofia Liam Nadia Mateo Ingrid Pavel Chiara Björn Fatou Moussa Linh"
    " Anouk Tristan Violette Sandrine Thierry Ségolène Corentin Margaux Ousmane Leïla Rémi"
    " Jeanne Amaury Célestine Ulysse Bérénice Hakim Priya Diego Grace Samir Eloïse Cœline"
).split()
CYRILLIC_FIRST_NAMES = "Юлия Андрей Ольга Павел Ирина Сергей Дарья Никита".split()
CJK_FIRST_NAMES = "太郎 花子 美咲 健一 雅子 小明 丽华 志强".split()


def _syllables(consonants, vowels):
    return [c + v for c in consonants for v in vowels]


LATIN = _syllables("bdfgklmnprstvz", "aeio")
CYRILLIC = _syllables("бвгдзклмнпрст", "аеио")
CJK = list("青石川北原西村松木橋岡島藤井林森黑白金銀海山谷東南高低長田野宮城崎")

# One script a row: first names, syllables, the endings of family names.
SCRIPTS = {
    "latin": (FIRST_NAMES, LATIN, ("vrel", "ndau", "skiv", "gnon", "rtaz")),
    "cyrillic": (CYRILLIC_FIRST_NAMES, CYRILLIC, ("врель", "ндоук")),
    "cjk": (CJK_FIRST_NAMES, CJK, ("",)),
}

DOMAINS = (
    "example.org example.com example.net example.fr example.be example.ch example.ca"
    " example.edu example.info example.eu example.co.uk mail.example.org"
    " etu.univ.example.fr students.example.edu courriel.example.com"
).split()

# A first and a second octet never start or end like another one with a digit
# more, and the last has three digits: no address is a part of another.
FIRST_OCTETS = (62, 77, 78, 80, 81, 82, 83, 86, 88, 90, 109, 176, 185, 193, 194)
DOCUMENTATION_NETWORKS = ("192.0.2", "198.51.100", "203.0.113")
IPV6_PREFIXES = ("2001:db8", "2a01:e0a", "2a02:842a", "2a04:cec0")

STREETS = (
    "rue des Arbousiers|avenue du Vieux Lavoir|chemin de la Grange Haute|impasse des Martinets"
    "|boulevard de l'Écluse|allée des Mûriers|place du Pressoir|quai des Tanneurs"
).split("|")
VILLAGES = "Valmirande|Toulvieille|Saint-Orens-le-Faux|Brézoules|Kermadoc|Pont-l'Abîme".split("|")
CITIES = (
    "Montvareil-sur-Ostre|Castelbrunac|Rochefautive|Villesèque-les-Ormes|Bourg-Tarnelle|Lannedoué"
    "|Aubersange|Port-Miradou|Grézelles-en-Vaubray|Champfleurine|Östervika|Nuevalarga|Tizi-Merzoug"
    "|Lac-Frimousse|Ouadassi|Keur-Fallène"
).split("|")
COUNTRIES = "FR FR FR FR BE CH CA MA SN DZ TN CI US DE".split()
LEVELS = "p m b a hs jhs el none other".split()
GENDERS = "m f o".split()

NICKNAMES = (
    "sunny tiger maths pixel plume comete saphir velo moka orage safran tempo nuage biblio atlas"
    " quartz rivage menthe"
).split()
