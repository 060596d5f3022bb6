"""What people write: French, English, and the jargon of courses.

The jargon looks like personal data and is none (versions, times, DOI, ISBN,
coordinates, keys): it has to survive anonymization untouched.
"""

FRENCH = (
    "Bonjour à tous et merci pour cette semaine très riche.",
    "Je n'ai pas compris la différence entre la moyenne et la médiane dans la vidéo.",
    "Quelqu'un a-t-il réussi à télécharger le corrigé de l'exercice précédent ?",
    "La date limite du devoir est-elle bien fixée à dimanche soir ?",
    "Le sous-titre de la deuxième séquence est décalé de quelques secondes.",
    "À mon avis, l'énoncé est ambigu : faut-il arrondir à l'entier supérieur ?",
    "Merci beaucoup, c'est désormais très clair.",
    "J'ai obtenu la même réponse mais elle est comptée comme fausse.",
    "Où peut-on trouver la bibliographie complète du cours ?",
    "Il me semble que l'œuvre citée dans le quiz n'est pas du bon siècle.",
    "Je suis infirmière et je découvre ce domaine avec plaisir.",
    "Pouvez-vous rouvrir le questionnaire ? J'ai été coupé par une panne de réseau.",
    "Je rejoins l'avis précédent, l'exemple du cœur artificiel est remarquable.",
    "Le forum est un peu difficile à suivre sur téléphone.",
)
ENGLISH = (
    "Hello everyone, greetings from a rainy afternoon.",
    "Could someone explain why the second answer is not accepted?",
    "I think the transcript and the slides do not agree here.",
    "Thanks a lot, that helped me understand the proof.",
    "Is there a way to get the certificate after the deadline?",
    "The video stops near the end, whatever the browser I use.",
    "I would love to join a study group about this chapter.",
    "My team is still looking for one more member.",
    "Please see the syllabus, the grading policy is explained on the first page.",
    "Great course so far \U0001f600 especially the interviews.",
)
JARGON = (
    "Voir doi:10.1016/j.compedu.2014.10.002 et l'article suivant.",
    "Livre conseillé : ISBN 978-2-07-061275-8, chapitre 12.",
    "Le direct commence à 14:30:15 et finit vers 16h05.",
    "Les coordonnées du site sont 48.858370, 2.294481 (WGS 84).",
    "Mesurez à 43°36'16\"N 1°26'38\"E, altitude 146 m.",
    "La constante vaut environ 6.02214076e23, pas 602 214.",
    "Regardez le passage entre 00:12:45 et 00:13:10.",
    "Testé avec Chrome/116.0.0.0 et Firefox 36.0.4.",
    "Rendez-vous le 29/03/2015, salle B-204, créneau 08-10.",
    "Le budget passe de 1 250 000 à 1 475 300 euros.",
    "Norme ISO 8601-1:2019, paragraphe 4.2.1.",
    "Use type@video+block@intro as the anchor of the link.",
    "See arXiv:1403.6652v2, section 3.1.4.",
    "Question 10.4.2 : x = 12.5, y = 0.75, z = -3.1416.",
)
TITLES = (
    "Question sur l'exercice de la semaine 2",
    "Présentez-vous !",
    "Erreur dans le corrigé ?",
    "Problème d'affichage de la vidéo",
    "Help with the second assignment",
    "Étude de cas : vos réactions",
    "Certificate and deadlines",
)
ANSWERS = (
    "choice_0", "choice_1", "choice_2", "choice_3", "42", "3.14", "la médiane",
    "l'écart-type", "photosynthèse", "1789", "x^2+1", "Voltaire",
)  # fmt: skip

# How people give their coordinates, by the kind of the planted value.
GIVE = {
    "email": (
        "Écrivez-moi à {} pour former un groupe.",
        "You can reach me at {} (any time).",
        "Mon adresse : {}.",
        "contact <{}>",
    ),
    "phone": (
        "Mon numéro : {} (le soir).",
        "Call me on {}, please.",
        "Joignable au {}.",
    ),
    "ip": (
        "Mon adresse {} est refusée par le serveur.",
        "Blocked from {} since yesterday.",
    ),
}


def sentences(chance, count):
    """Some sentences of one language, now and then with jargon."""
    language = FRENCH if chance.random() < 0.7 else ENGLISH
    parts = [chance.pick(language) for _ in range(count)]
    if chance.one_in(3):
        parts.append(chance.pick(JARGON))
    return " ".join(parts)
