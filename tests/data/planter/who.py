"""Places of encodings.md 1.1 and 1.3: the envelope, and keys that name somebody."""

import base64
import json

from generator.envelope import browser, implicit, mobile, server
from generator.prefixes import prefix
from planter import encode, fields

ENVELOPE_CHAINS = ("raw", "escape", "number")
WHO_CHAINS = (
    "raw escape json json>escape json>json json>json>json form json>form form>json base64>json json>base64>json"
    " key>json json>key>json cut"
).split()
SAML_CHAINS = ("base64", "json>base64", "form>base64", "base64-unpadded")
SETTINGS_CHAINS = ("raw", "escape", "json", "json>json")


def _spelled(scene, value):
    return encode.LEAVES["escape"](value, scene.vary) if scene.chain[-1] == "escape" else value


def envelope(scene):
    """Every field around the event, and somebody's device."""
    person, seat, note = scene.person, scene.seat, scene.note
    event = {
        "user_id": person.user_id if scene.chain == ("number",) else _spelled(scene, person.id_text),
        "count": 1,
    }
    record = server(scene, "edx.bi.user.account.viewed", event, "/account/settings")
    context = record["context"]
    context["username"] = record["username"] = _spelled(scene, person.username)
    context["session"] = record["session"] = _spelled(scene, seat.session)
    context["user_id"] = event["user_id"]
    record["ip"] = _spelled(scene, seat.ip)
    note("env.user-id", "user_id", person.id_text, "/context/user_id")
    note("env.event-user-id", "user_id", person.id_text, "/event/user_id")
    if scene.chain != ("number",):
        note("env.username", "username", person.username, "/username")
        note("env.context-username", "username", person.username, "/context/username")
        note("env.session", "session", seat.session, "/session")
        note("env.ip", "ip", seat.ip, "/ip")
    return record


def odd_envelope(scene):
    """Values where nobody expects them: session, agent, languages, host."""
    person, note, kind = scene.person, scene.note, scene.vary % 3
    record = implicit(scene, "/dashboard")
    record["session"] = _spelled(scene, person.email)
    note("env.session-email", "email", person.email, "/session")
    given = (("email", person.email), ("phone", person.phone.written(4)), ("username", person.username))[kind]
    record["agent"] += f" (mail: {_spelled(scene, given[1])})"
    note("env.agent", given[0], given[1], "/agent")
    given = (("username", person.username), ("email", person.email))[kind % 2]
    record["accept_language"] = f"fr-FR,fr;q=0.9; from={_spelled(scene, given[1])}"
    note("env.accept-language", given[0], given[1], "/accept_language")
    record["host"] = f"{_spelled(scene, person.username)}.mooc.example.org"
    note("env.host", "username", person.username, "/host")
    return record


def device(scene):
    person, note = scene.person, scene.note
    record = mobile(
        scene, "edx.video.played", "play_video", {"code": "mobile", "currentTime": 12}, scene.video()
    )
    client = record["context"]["client"]
    client["ip"] = _spelled(scene, person.ip)
    owner = _spelled(scene, person.name)
    client["device"] = {
        "id": person.device,
        "name": f"iPad de {owner}",
        "model": "iPad4,1",
        "advertisingId": person.external,
    }
    note("env.client-ip", "ip", person.ip, "/context/client/ip")
    note("env.device", "token", person.device, "/context/client/device/id", chain="raw")
    note("env.device", "token", person.external, "/context/client/device/advertisingId", chain="raw")
    note("env.device-name", "name", person.name, "/context/client/device/name")
    return record


def prefixed(scene):
    """A line behind a logger's words; they are written before the JSON."""
    record = implicit(scene, "/dashboard")
    record["prefix"] = str(prefix(scene, "python", record))
    scene.note("env.prefix", "user_id", scene.person.id_text, "prefix")
    scene.note("env.prefix", "ip", scene.seat.ip, "prefix")
    return record


def _names(scene):
    person = scene.person
    student = (("username", person.username), ("email", person.email))[scene.vary % 2]
    user = (student, ("user_id", person.id_text))[scene.vary % 3 == 1]
    return {
        "target_username": (person.username, [("who.target-username", "username", person.username)]),
        "instructor": (person.username, [("who.instructor", "username", person.username)]),
        "student": (student[1], [("who.student", *student)]),
        "user": (user[1], [("who.user", *user)]),
        "usernames": ([person.username], [("who.usernames", "username", person.username)]),
        "members": ([person.username], [("who.usernames", "username", person.username)]),
    }


def _ids(scene):
    person = scene.person
    keys = ("student_id", "requesting_student_id", "instructor_id", "attempt_user_id")
    made = {key: (person.id_text, [("who.student-id", "user_id", person.id_text)]) for key in keys}
    path = f"{person.id_text}/{scene.course.key}/devoir.pdf"
    made["file_key"] = (path, [("who.file-key", "user_id", person.id_text)])
    made["file_keys"] = ([path], [("who.file-key", "user_id", person.id_text)])
    sourced = f"{scene.course.key}:mooc.example.org-{scene.chance.hexadecimal()}:{person.id_text}"
    made["lis_result_sourcedid"] = (sourced, [("who.sourcedid", "user_id", person.id_text)])
    return made


def _mixed(scene):
    person = scene.person
    one = (("email", person.email), ("username", person.username))[scene.vary % 2]
    several = f"{person.email},{person.username}" if scene.vary % 3 else f"{person.email}\n{person.username}"
    usage = scene.problem().usage
    both = [("who.identifiers", "email", person.email), ("who.identifiers", "username", person.username)]
    return {
        "unique_student_identifier": (one[1], [("who.identifier", *one)]),
        "identifiers": (several, both),
        "report_url": (
            f"https://mooc.example.org/reports/u/{person.username}",
            [("who.report-url", "username", person.username)],
        ),
        "bookmark_id": (f"{person.username},{usage}", [("who.bookmark", "username", person.username)]),
        "external_user_id": (person.external, [("who.external", "token", person.external)]),
        "anonymous_student_id": (person.anonymous, [("who.external", "token", person.anonymous)]),
    }


def _lti(scene):
    person = scene.person
    return {
        "lis_person_name_full": (person.name, [("who.lti", "name", person.name)]),
        "lis_person_name_given": (person.first_name, []),
        "lis_person_name_family": (person.last_name, [("who.lti", "name", person.last_name)]),
        "lis_person_contact_email_primary": (person.email, [("who.lti", "email", person.email)]),
        "lis_person_sourcedid": (person.username, [("who.lti", "username", person.username)]),
    }


def _fit(members, chain):
    """As many members as stand whole before a cut; all, where nothing cuts."""
    if chain[0] != "cut":
        return members
    kept, used = {}, 60
    for key, (value, notes) in members.items():
        used += len(json.dumps({key: value})) + 6
        if used < 480:
            kept[key] = (value, notes)
    return kept


def named(members_of):
    def make(scene):
        chain, vary = scene.chain, scene.vary
        members = _fit(members_of(scene), chain)
        for key, (_, notes) in members.items():
            for plant in notes:
                scene.note(*plant, f"/event/{key}" if chain[0] in ("raw", "escape") else "/event")
        event = {key: _all_spelled(scene, value) for key, (value, _) in members.items()}
        if chain[0] in ("raw", "escape"):
            return server(scene, "edx.instructor.action", event, "/instructor_api")
        if chain == ("cut",):
            record = implicit(scene, "/instructor/api", post={"id": ["7"]})
            post = {key: value if isinstance(value, list) else [value] for key, value in event.items()}
            record["event"] = encode.cut_payload(post)
            return record
        return _wrapped(scene, chain[:-1] if chain[-1] == "escape" else chain, event, vary)

    return make


def _all_spelled(scene, value):
    if isinstance(value, list):
        return [_spelled(scene, element) for element in value]
    return _spelled(scene, value)


def _wrapped(scene, chain, event, vary):
    flat = {key: value[0] if isinstance(value, list) else value for key, value in event.items()}
    text = fields.form_of(flat) if chain[-1] == "form" else encode.as_json(event, vary)
    return fields.placed(scene, chain[:-1], text)


def task(scene):
    """`task_input` is JSON in a string itself."""
    person, usage = scene.person, scene.problem().usage
    given = {"student": _spelled(scene, person.username), "problem_url": usage}
    event = {"task_type": "rescore_problem", "task_input": encode.as_json(given)}
    scene.note(
        "who.task-input",
        "username",
        person.username,
        "/event/task_input" if scene.chain[:2] != ("json", "json") else "/event",
    )
    if scene.chain[:2] == ("json", "json"):
        return browser(scene, "edx.instructor.task", encode.as_json(event, scene.vary), scene.video())
    return server(scene, "edx.instructor.task", event, "/instructor_api")


def traits(scene):
    person = scene.person
    record = server(scene, "edx.bi.identify", {"category": "conversion"}, "/segment/identify")
    given = {"email": person.email, "username": person.username, "name": person.name}
    record["context"]["traits"] = {key: _spelled(scene, value) for key, value in given.items()}
    for key, value in given.items():
        scene.note("who.traits", key, value, f"/context/traits/{key}")
    return record


def settings(scene):
    """The old and the new value of a field that `setting` names."""
    person, chain = scene.person, scene.chain
    setting, kind, value = (
        ("email", "email", person.email), ("name", "name", person.name),
        ("mailing_address", "address", person.address), ("city", "city", person.city),
    )[scene.vary % 4]  # fmt: skip
    event = {
        "setting": setting,
        "old": None,
        "new": _spelled(scene, value),
        "truncated": [],
        "table": "auth_userprofile",
    }
    if scene.vary % 8 > 3:
        event["old"], event["new"] = event["new"], "x"
    name = "edx.user.settings.changed"
    scene.note("who.settings", kind, value, "/event/new" if chain[0] != "json" else "/event")
    if chain[0] != "json":
        return server(scene, name, event, "/account/settings")
    text = encode.as_json(event)
    for _ in chain[1:]:
        text = encode.as_json({"data": text})
    return browser(scene, name, text, scene.video())


def saml(scene):
    person, chain = scene.person, scene.chain
    subject = f"<saml2:NameID>{person.email}</saml2:NameID><saml2:Attribute>{person.name}</saml2:Attribute>"
    text = base64.b64encode(f"<saml2p:Response>{subject}</saml2p:Response>".encode()).decode()
    text = text.rstrip("=") if chain[-1] == "base64-unpadded" else text
    scene.note("who.saml", "email", person.email, "/event")
    scene.note("who.saml", "name", person.name, "/event")
    path = "/auth/complete/tpa-saml/"
    if chain[0] == "json":
        return fields.implicit_whole(scene, path, {"SAMLResponse": [text], "RelayState": ["/dashboard"]})
    if chain[0] == "form":
        return browser(
            scene, "edx.ui.form", "RelayState=%2F&SAMLResponse=" + encode.percent(text), scene.video()
        )
    return server(scene, "edx.saml.received", {"SAMLResponse": text}, path)


def _people(scene):
    return {**_names(scene), **_ids(scene)}


def _accounts(scene):
    return {**_mixed(scene), **_lti(scene)}


NAMED = (_people, _accounts)
