"""Places of encodings.md 1.4: what people write, under every chain."""

from generator.envelope import browser, implicit, server
from generator.events_social import assessment, thread
from generator.phrases import FRENCH
from planter import encode
from planter.numbers import grouped, spaced_nir

_ALONE = (
    "raw escape json form percent html-named html-decimal html-hex written-u written-x base64 base64url"
    " base64-unpadded base64-glued full-width zero-width quoted-printable spelled"
).split()
_TWO = (
    "json>json json>escape json>key json>form json>percent json>html-named json>html-decimal json>html-hex"
    " json>written-u json>written-x json>base64 json>base64url json>base64-unpadded json>base64-glued"
    " json>full-width json>zero-width json>quoted-printable json>spelled key key>json key>percent"
    " percent>percent percent>json percent>base64 percent>html-decimal percent>full-width percent>zero-width form>json"
    " form>percent form>base64 form>html-named html-named>percent html-decimal>base64 html-hex>full-width"
    " base64>json base64>percent base64>html-decimal base64>zero-width base64>form base64>base64 base64url>json"
    " written-u>percent written-u>full-width quoted-printable>html-decimal"
).split()
_MORE = (
    "json>json>json json>json>base64 json>json>percent json>json>html-hex json>json>key json>key>json"
    " json>percent>percent json>form>json json>form>percent json>base64>json json>percent>json"
    " json>base64>percent form>json>percent form>base64>json percent>percent>json"
    " percent>percent>percent base64>json>html-decimal base64>json>escape base64>form>percent"
    " json>json>json>json json>form>json>percent json>base64>json>html-named form>base64>json>percent"
    " json>json>json>json>json json>form>base64>json>percent json>json>form>percent>base64"
).split()
CHAINS = tuple(_ALONE + _TWO + _MORE) + (">".join(["json"] * 12),)
CUT_CHAINS = tuple("cut cut>percent cut>form cut>base64 cut>html-decimal cut>key>json".split())

_CARRY = {
    "email": ("Écrivez-moi à {} pour former un groupe.", "You can reach me at {} any time."),
    "phone": ("Mon tél : {} le soir.", "Please call my phone {} after six."),
    "username": ("Merci à @{} pour la réponse.", "As {} said above, it is clear."),
    "name": ("Cordialement, {}", "I worked on this with {} last week."),
    "ip": ("Mon adresse {} est refusée par le serveur.", "Blocked from {} since yesterday."),
    "address": ("J'habite au {}.", "Please send the book to {} if you can."),
    "iban": ("Mon IBAN : {} merci.", "Please pay to IBAN {} today."),
    "card": ("Carte bancaire {} refusée.", "I paid with card {} yesterday."),
    "nir": ("Mon numéro de sécurité sociale est {}.", "NIR : {}"),
    "token": ("Le jeton {} ne marche plus.", "Authorization: Bearer {}"),
}
# What one text holds; a text that is to be cut holds one value only.
KINDS = (("email", "phone", "username", "name", "ip"), ("address", "iban", "card", "nir", "token"))
SINGLE = tuple((kind,) for group in KINDS for kind in group)


def value_of(scene, kind):
    """The person's value in one of the spellings of its kind."""
    person, vary = scene.person, scene.vary
    if kind == "phone":
        return person.phone.written(vary)
    if kind == "token":
        return person.jwt
    value = getattr(person, kind)
    if kind == "iban":
        return (value, grouped(value, 4), value.lower(), grouped(value, 4, "-"))[vary % 4]
    if kind == "card":
        return (value, grouped(value, 4), grouped(value, 4, "-"))[vary % 3]
    return spaced_nir(value) if kind == "nir" and vary % 2 else value


def _around(scene, kind, value):
    """What may stand around a value of its kind: port, zone, mapping."""
    if kind != "ip" or scene.chain[-1].startswith("base64"):
        return value
    if ":" in scene.person.ip:
        return (value, f"[{value}]:443", f"{value}%eth0")[scene.vary % 3]
    return (value, f"{value}:8080", f"::ffff:{value}")[scene.vary % 3]


def _forum_body(scene, text):
    return thread(scene, text)


def _forum_title(scene, text):
    return thread(scene, "Bonjour à tous.", title=text)


def _answer_part(scene, text):
    return assessment(scene, text)


def _problem_answer(scene, text):
    block = scene.problem()
    event = {
        "problem_id": block.usage,
        "answers": {block.input: text},
        "attempts": 1,
        "grade": 0,
        "max_grade": 1,
    }
    event["submission"] = {block.input: {"question": "?", "answer": text, "correct": False}}
    return server(scene, "problem_check", event, block.handler(scene.course, "problem_check"), "x_module")


def _query(scene, text):
    event = {"query": text, "page": 0, "total_results": 3, "corrected_text": None}
    return server(scene, "edx.forum.searched", event, f"{scene.course.path}/discussion/search")


def _bio(scene, text):
    event = {"setting": "bio", "old": "", "new": text, "truncated": [], "table": "auth_userprofile"}
    return server(scene, "edx.user.settings.changed", event, "/account/settings")


def _team(scene, text):
    event = {"team_id": "equipe-7", "description": text, "course_id": scene.course.key}
    return server(scene, "edx.team.created", event, "/api/team/v0/teams/")


def _unknown(scene, text):
    return server(scene, "edx.ui.plugin.saved", {"remarque_7": text, "count": 2}, "/plugin/save")


def _list(scene, text):
    return server(scene, "edx.ui.tags.saved", {"tags": ["à revoir", text], "count": 2}, "/plugin/tags")


# place -> (pointer of the text, maker).  In these the text is a string of the line.
DIRECT = {
    "text.forum-body": ("/event/body", _forum_body),
    "text.forum-title": ("/event/title", _forum_title),
    "text.answer-part": ("/event/answer/parts/0/text", _answer_part),
    "text.problem-answer": ("/event/answers", _problem_answer),
    "text.query": ("/event/query", _query),
    "text.bio": ("/event/new", _bio),
    "text.team": ("/event/description", _team),
    "text.unknown": ("/event/remarque_7", _unknown),
    "text.list": ("/event/tags/1", _list),
}
# In these the event is a string with JSON: the first element of the chain is theirs.
STRINGS = ("text.note", "text.message", "text.goals")
_PATHS = {"text.message": "/instructor/api/send_email", "text.goals": "/user_api/v1/account/registration/"}


def places_for(chain, place_names):
    """The places that can hold this chain."""
    first = chain.partition(">")[0]
    if first == "key":
        return ("text.key",)
    if first == "cut":
        return STRINGS[1:]
    return tuple(
        name
        for name in place_names
        if name in DIRECT or (first == "json" and chain not in ("json>key", "json>key>json"))
    )


PLACES = (*DIRECT, *STRINGS)


def _text(scene, kinds):
    """The sentences, and what they hold."""
    parts, held = [], []
    for kind in kinds:
        if scene.chain[-1] == "spelled" and kind != "email":
            continue
        value = value_of(scene, kind)
        held.append((kind, value))
        spelling = _around(scene, kind, encode.leaf(scene.chain, value, scene.vary))
        parts.append(_CARRY[kind][scene.vary // 3 % 2].format(spelling))
    if len(kinds) > 1 and scene.vary % 4 == 0:
        parts.insert(1, scene.chance.pick(FRENCH))
    return " ".join(parts), held


def written(place, kinds):
    """A maker of texts with these kinds at this place."""

    def make(scene):
        chain = scene.chain
        text, held = _text(scene, kinds)
        record, where = _placed(scene, place, chain, text)
        for kind, value in held:
            scene.note(place, kind, value, where)
        return record

    return make


def _placed(scene, place, chain, text):
    if place == "text.key":
        text, _ = encode.build(chain, text, scene.vary)
        event = {"recipients": {text: "sent", "course-staff": "sent"}, "count": 2}
        return server(scene, "edx.bulk_email.sent", event, "/instructor/api/send"), "/event/recipients#0"
    if place in DIRECT:
        text, _ = encode.build(chain, text, scene.vary)
        where, make = DIRECT[place]
        return make(scene, text), where
    if chain[0] == "cut":
        record = implicit(scene, _PATHS[place], post={"id": ["7"]})
        record["event"], _ = encode.build(chain, text, scene.vary)
        return record, "/event"
    if len(chain) > 1:  # the first element is the event's own
        text, _ = encode.build(chain[1:], text, scene.vary)
    if place == "text.note":
        event = {"note_id": scene.chance.hexadecimal(20), "note_text": text, "tags": ["à revoir"]}
        name = "edx.course.student_notes.added"
        return browser(scene, name, encode.as_json(event, scene.vary), scene.video()), "/event"
    key = "message" if place == "text.message" else "goals"
    post = {"subject": ["Semaine 2"], "send_to": ["all"], key: [text]}
    record = implicit(scene, _PATHS[place], post={"id": ["7"]})
    record["event"] = encode.as_json({"GET": {}, "POST": post})
    return record, "/event"


def cookie(scene):
    person = scene.person
    session, csrf = (encode.leaf(scene.chain, value, 0) for value in (scene.seat.session, person.csrf))
    text = f"lang=fr; sessionid={session}; csrftoken={csrf}"
    scene.note("text.cookie", "session", scene.seat.session, "/event/headers/cookie")
    scene.note("text.cookie", "token", person.csrf, "/event/headers/cookie")
    return server(scene, "edx.debug.request", {"headers": {"cookie": text, "dnt": "1"}}, "/debug")
