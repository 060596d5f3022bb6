"""Lines that name nobody: no byte of them may change (encodings.md, section 3)."""

from generator.courses import PHONE_IN_KEY, SITE
from generator.envelope import anonymous, browser, server
from generator.events_browser import load_video, page_close, play_video, problem_show, seek_video, sequence
from generator.events_social import thread
from generator.phrases import ENGLISH, FRENCH, JARGON, TITLES
from planter.encode import as_json

# Shapes that look personal and are not.
HARD = JARGON + (
    "Le compte FR00 9999 9000 0100 0000 01X4 T01 est un exemple faux.",
    "Carte d'exercice 4970 1012 3456 7890, clé de Luhn fausse.",
    "Matrice [[0.12, 3.45], [6.78, 9.01]], erreur 1e-12.",
    "Encodez 100% en 100%25 et l'espace en %20.",
    "En HTML, &amp; et &lt;b&gt; s'écrivent ainsi, =3D en MIME.",
    "Une expression : \\n \\t \\u00e9 dans le code source.",
    "Image data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNg",
    "sha256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "library-v1:ExempleX+Lib1 et asset-v1:ExempleX+10001+session01+type@asset+block@plan.pdf",
    "Voir i4x://ExempleX/10001/problem/a1b2c3 et la page 12 345 678.",
    "La vidéo dure 01:02:03, le quiz 00:12:45 ; rendez-vous à 18h30.",
    "Les versions 4.4.4, 10.0.19041.1 et Chrome/116.0.5845.96 conviennent.",
    "module_id: i4x://Org/CS101/problem/q3, input_i4x-Org-CS101-problem-q3_2_1",
    "x=1&y=2+3&z=a%2Bb",
    "Les réponses 06, 12, 34, 56 et 78 sont justes ; la 90 est fausse.",
)


def _nobody(record, vary):
    record = anonymous(record)
    for members in (record, record["context"]):
        members.pop("enterprise_uuid", None)
        if "session" in members:
            members["session"] = ""
    record["ip"] = ("", "192.0.2.0", "203.0.113.0")[vary % 3]
    return record


def _played(maker):
    return lambda scene: _nobody(maker(scene), scene.vary)


def _forum(scene):
    content = " ".join((scene.chance.pick(FRENCH), scene.chance.pick(HARD), scene.chance.pick(ENGLISH)))
    return _nobody(thread(scene, content, title=scene.chance.pick(TITLES)), scene.vary)


def _graded(scene):
    block = scene.problem()
    event = {
        "problem_id": block.usage, "answers": {block.input: scene.chance.pick(HARD)}, "attempts": 2,
        "grade": 0.5, "max_grade": 1, "success": "incorrect", "state": {"seed": 1, "done": None},
        "submission": {block.input: {"answer": "3.1415926", "correct": False, "variant": ""}},
        "correct_map": {block.input: {"hint": "", "npoints": None, "queuestate": None}},
    }  # fmt: skip
    return _nobody(
        server(scene, "problem_check", event, f"{scene.course.path}/xblock", "x_module"), scene.vary
    )


def _strings(scene):
    """Jargon in JSON in JSON, with spaces, escapes and numbers as nobody prints them."""
    inner = as_json(
        {
            "texte": scene.chance.pick(HARD),
            "grade": 1.0,
            "id": f"aa{PHONE_IN_KEY}bb{scene.chance.hexadecimal(18)}",
        }
    )
    event = as_json({"answer": inner, "state": '{"position": 3}'}, scene.vary)
    return _nobody(browser(scene, "problem_save", event, scene.problem()), scene.vary)


def _page(scene):
    record = _nobody(browser(scene, "page_close", "{}", scene.video()), scene.vary)
    record["page"] = (
        f"{SITE}{scene.course.path}/courseware/{scene.chance.hexadecimal()}/?page=2&sort=date"
    )
    return record


MAKERS = [
    *map(_played, (play_video, load_video, seek_video, sequence, page_close, problem_show)),
    _forum, _graded, _strings, _page,
]  # fmt: skip
