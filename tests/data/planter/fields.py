"""Places of encodings.md 1.2: members that are a person's by their key."""

import json
import urllib.parse

from generator.envelope import anonymous, browser, implicit, server
from generator.marks import ESCAPED, LITERAL, PAYLOAD_LIMIT
from planter import encode

# (key, kind, attribute of the person), in groups that one line holds.
GROUPS = (
    (
        ("email", "email", "email"), ("username", "username", "username"), ("name", "name", "name"),
        ("phone", "phone", "phone"), ("address", "address", "address"), ("city", "city", "city"),
        ("gender", "gender", "gender"), ("year_of_birth", "year_of_birth", "year"),
        ("password", "password", "password"),
    ),
    (
        ("mail", "email", "email"), ("user_id", "user_id", "id_text"), ("full_name", "name", "name"),
        ("phone_number", "phone", "phone"), ("mailing_address", "address", "address"),
        ("password1", "password", "password"), ("password2", "password", "password"),
        ("csrfmiddlewaretoken", "token", "csrf"), ("access_token", "token", "access"),
    ),
    (
        ("first_name", "name", "first_name"), ("last_name", "name", "last_name"),
        ("new_password1", "password", "password"), ("password_confirmation", "password", "password"),
        ("id_token", "token", "jwt"), ("sessionid", "session", "anonymous"),
        ("client_secret", "token", "access"), ("activation_key", "token", "activation"),
        ("api_key", "token", "unsubscribe"),
    ),
)  # fmt: skip
NUMBERS = (
    ("user_id", "user_id", "user_id"),
    ("phone_number", "phone", "phone"),
    ("year_of_birth", "year_of_birth", "year"),
)

CHAINS = (
    "raw escape escaped-key duplicate-key number json json>json json>escape json>escaped-key"
    " json>duplicate-key json>number json>json>json json>json>json>json json>json>json>json>json form"
    " json>form json>form>json form>json base64>json base64url>json base64>form base64>json>escape"
    " json>base64>json percent>json json>percent>json percent>percent>json form>base64>json key>json"
    " json>key>json"
).split() + [">".join(["json"] * 8)]
CUT_CHAINS = "cut cut>form cut>key>json cut-tail".split()
_LAST = frozenset(["escape", "escaped-key", "duplicate-key", "number"])
_JSON_ONLY = frozenset(["raw", "json"])


def _value(person, attribute, vary):
    value = getattr(person, attribute)
    return value.written(vary) if attribute == "phone" else value


def _resolvable(chain):
    return all(name in _JSON_ONLY or name in _LAST for name in chain)


def _note(scene, keys, where, numbers=False):
    in_key_or_bytes = not _resolvable(scene.chain)
    for key, kind, attribute in keys:
        value = _value(scene.person, attribute, scene.vary)
        if numbers:
            value = str(_number(scene.person, attribute))
        if kind in ("gender", "year_of_birth") and in_key_or_bytes:
            continue  # nothing could tell them from other letters and digits
        scene.note(f"field.{key}", kind, value, f"{where}/{key}", common=key == "first_name")


def _number(person, attribute):
    if attribute == "phone":
        return int(person.phone.code + person.phone.national)
    return int(getattr(person, attribute))


def _members(scene, keys, last):
    """The object that holds the fields, spelled as the chain's last element says."""
    person, vary = scene.person, scene.vary
    if last == "number":
        return {key: _number(person, attribute) for key, _, attribute in keys}
    made = {key: _value(person, attribute, vary) for key, _, attribute in keys}
    if last == "escape":
        return {key: encode.LEAVES["escape"](value, vary) for key, value in made.items()}
    if last == "escaped-key":
        place = vary % 3
        return {
            key[:place] + chr(ESCAPED + ord(key[place])) + key[place + 1 :]: value
            for key, value in made.items()
        }
    if last == "duplicate-key":
        made.update({chr(LITERAL + ord(key[0])) + key[1:]: value for key, value in made.items()})
    return made


def field(group):
    def make(scene):
        chain, vary = scene.chain, scene.vary
        last = chain[-1]
        keys = NUMBERS if last == "number" else GROUPS[group]
        members = _members(scene, keys, last)
        outer = chain[:-1] if last in _LAST else chain
        if not outer or outer == ("raw",):
            _note(scene, keys, "/event/profile", last == "number")
            return server(
                scene, "edx.user.profile.viewed", {"profile": members, "count": 2}, "/api/user/v1/me"
            )
        text = form_of(members) if outer[-1] == "form" else encode.as_json(members, vary)
        where = "/event" + ">" * (1 if outer[-1] == "json" else 0)
        if _resolvable(outer):
            where = "/event" + ">/answer" * (len(outer) - 1) + ">"
        _note(scene, keys, where, last == "number")
        return placed(scene, outer[:-1], text)

    return make


def implicit_whole(scene, path, post):
    """An implicit event of a platform that did not cut it."""
    record = implicit(scene, path, post={"id": ["7"]})
    record["event"] = encode.as_json({"GET": {}, "POST": post})
    return record


def form_of(members):
    return "&".join(f"{key}={urllib.parse.quote_plus(str(value))}" for key, value in members.items())


def placed(scene, outer, text):
    """The event whose payload holds `text` under the rest of the chain."""
    as_key, vary = False, scene.vary
    for index in range(len(outer) - 1, -1, -1):
        name = outer[index]
        if name == "key":
            as_key = True
        elif name == "json" and index == 0 and as_key:
            return implicit_whole(scene, "/api/team/v0/team_membership/", {text: [""]})
        elif name == "json":
            text = encode.as_json({"answer": text, "version": 2}, vary)
        else:
            text = encode.WRAPPERS[name](text, vary)
    if as_key:
        return server(scene, "edx.bulk.sent", {"bodies": {text: "sent"}}, "/api/bulk")
    return browser(scene, "edx.user.profile.sent", text, scene.video())


def cut_field(scene):
    """One to four fields, whole before the cut; or the last one broken by it."""
    chain, vary = scene.chain, scene.vary
    group = GROUPS[vary % 3]
    start = vary // 3 % len(group)
    if chain[-1] == "cut-tail":
        return _cut_tail(scene, group[start])
    keys = [group[(start + step) % len(group)] for step in range(3)]
    members = _members(scene, keys, "")
    _note(scene, keys, "/event>/POST")
    if chain[-1] == "cut":
        post = {key: [value] for key, value in members.items()}
    else:
        text = form_of(members) if chain[-1] == "form" else encode.as_json(members, vary)
        post = {text: [""]} if "key" in chain else {"data": [text]}
    record = implicit(scene, "/user_api/v1/account/registration/", post={"id": ["7"]})
    record["event"] = encode.cut_payload(post)
    return anonymous(record)


def _cut_tail(scene, field_):
    key, kind, attribute = field_
    value = _value(scene.person, attribute, scene.vary)
    spelling = json.dumps(value)[1:-1]
    # So much of it is left; a short value is left whole.
    reach = min(9 + (scene.vary + scene.person.index) % max(len(spelling) - 8, 1), len(spelling))
    frame = f'{{"GET": {{}}, "POST": {{"goals": [""], "{key}": ["'
    goals = (encode.FILLER * 4)[: PAYLOAD_LIMIT - len(frame) - reach]
    whole = json.dumps({"GET": {}, "POST": {"goals": [goals], key: [value]}}) + " "
    record = implicit(scene, "/user_api/v1/account/registration/", post={"id": ["7"]})
    record["event"] = whole[:PAYLOAD_LIMIT]
    _note_tail(scene, field_, value, spelling[:reach])
    return anonymous(record)


def _note_tail(scene, field_, value, left):
    key, kind, _ = field_
    for end in range(len(left), 0, -1):  # an escape may be broken
        try:
            shown = json.loads(f'"{left[:end]}"')
        except ValueError:
            continue
        if shown == value or len(shown) >= 8:
            scene.note(f"field.{key}", kind, shown, f"/event>/POST/{key}/0", partial=shown != value)
        return
