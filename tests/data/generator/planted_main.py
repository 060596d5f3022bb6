"""Planted forms that the first release has to find (stage "main").

One maker a form.  What stands under `email`, `username` and the other known
names belongs to the person of the scene; what stands in plain sight is the
person's contact, which stands nowhere else.
"""

from generator.envelope import browser, implicit, mobile, server
from generator.events_server import give
from generator.events_social import assessment, forum_event, thread
from generator.marks import browser_layer, escaped, join, layer, text
from generator.phrases import TITLES, sentences

PROFILE_PATH = "/api/user/v1/me"


def email_in_forum(scene):
    return thread(scene, give(scene, "email", scene.person.contact))


def phone_in_forum(scene):
    return thread(scene, give(scene, "phone", scene.person.contact_phone))


def ip_in_forum(scene):
    return thread(scene, give(scene, "ip", scene.person.contact_ip))


def email_in_title(scene):
    title = text(scene.chance.pick(TITLES).replace("{", "") + " ({})", scene.person.contact)
    return thread(scene, title=title)


def email_with_escape(scene):
    """The at sign is written \\u0040 in the raw line."""
    return thread(scene, give(scene, "email", escaped(scene.person.contact)))


def email_with_inner_escape(scene):
    """The escape is in the inner JSON: its backslash is doubled."""
    block = scene.video()
    event = {"target_url": "mailto:", "label": escaped(scene.person.contact, "@.")}
    return browser(scene, "edx.ui.lms.link_clicked", layer(event), block)


def profile(scene):
    """Every dropped member by name, two levels down."""
    person = scene.person
    person_name = {"name": person.name, "full_name": person.name}
    if person.split_name:
        person_name = {"first_name": person.first_name, "last_name": person.last_name}
    event = {
        "profile": {
            **person_name,
            "mail": person.email,
            "address": person.address,
            "phone": person.phone,
            "contact": [{"phone_number": person.phone, "display_name": "Domicile"}],
            "city": person.city,
            "year_of_birth": int(person.year),
            "gender": person.gender,
            "country": "FR",
        },
        "user_id": person.user_id,
    }
    return server(scene, "edx.user.profile.viewed", event, PROFILE_PATH)


def profile_in_json(scene):
    """The same in a string, with spaces around the member names' colons."""
    person = scene.person
    event = {"email": person.email, "username": person.username, "mailing_address": person.address}
    return browser(scene, "edx.user.profile.sent", layer(event), scene.video())


def email_three_layers_down(scene):
    inner = layer({"parts": [{"text": join(sentences(scene.chance, 1), scene.person.contact)}]})
    event = layer({"answer": inner, "version": 2})
    return browser(scene, "openassessment.save", event, scene.problem())


def dropped_three_layers_down(scene):
    person = scene.person
    inner = layer({"user": {"email": person.email, "username": person.username}})
    return browser(scene, "edx.ui.export", layer({"answer": inner}), scene.problem())


def email_as_key(scene):
    event = {"recipients": {scene.person.contact: "sent", "course-staff": "sent"}, "count": 2}
    return server(scene, "edx.bulk_email.sent", event, f"{scene.course.path}/instructor/api/send")


def json_body_as_key(scene):
    """A JSON request body becomes the name of a member."""
    body = layer({"email": scene.person.contact, "active": True})
    return implicit(scene, f"{scene.course.path}/invite", post={body: [""]})


def email_in_path(scene):
    path = text("/api/enrollment/v1/roster/{}/", scene.person.contact, form="path")
    return implicit(scene, path)


def email_in_referer(scene):
    referer = text("https://mooc.example.org/search?user={}&page=2", scene.person.contact, form="path")
    return implicit(scene, "/dashboard", referer=referer)


def email_in_get(scene):
    get = {"unique_student_identifier": [scene.person.contact], "rolename": ["beta"]}
    return implicit(scene, f"{scene.course.path}/instructor/api/modify_access", get)


def email_in_cut(scene):
    """Whole members before the cut, then a long text that is broken."""
    person = scene.person
    post = {"identifiers": [text("{}\n{}", person.contact, person.former)], "action": ["enroll"]}
    post["message"] = [sentences(scene.chance, 9)]
    return implicit(scene, f"{scene.course.path}/instructor/api/students_update", post=post)


def username_in_cut(scene):
    post = {"username": [scene.person.username], "message": [sentences(scene.chance, 9)]}
    return implicit(scene, f"{scene.course.path}/message", post=post)


def email_in_form(scene):
    """A form-encoded string, its at sign not encoded."""
    event = text("subject=Bonjour&to={}&copy=true", scene.person.contact)
    return browser(scene, "edx.ui.mail", event, scene.video())


def email_as_session(scene):
    record = implicit(scene, "/dashboard")
    record["session"] = scene.person.contact
    return record


def address_of_device(scene):
    video = scene.video()
    event = browser_layer({"code": "mobile", "id": video.html_id, "currentTime": 12})
    record = mobile(scene, "edx.video.played", "play_video", event, video)
    record["context"]["client"]["ip"] = scene.person.contact_ip
    return record


def traits(scene):
    person = scene.person
    record = server(scene, "edx.bi.identify", {"category": "conversion"}, "/segment/identify")
    record["context"]["traits"] = {"email": person.email, "username": person.username}
    return record


def nested_usernames(scene):
    person = scene.person
    event = {"members": [{"username": person.username, "role": "lead"}, {"username": None}]}
    event["username"] = [person.username, ""]
    return server(scene, "edx.team.listed", event, "/api/team/v0/teams/")


def phone_in_answer(scene):
    return assessment(scene, give(scene, "phone", scene.person.contact_phone))


def comment_by_script(scene):
    """Forum text in a string: accents are raw inside, escaped outside."""
    address = give(scene, "email", scene.person.contact)
    event = forum_event(scene, join(sentences(scene.chance, 3), address))
    return browser(scene, "edx.forum.comment.draft", browser_layer(event), scene.video())


def clear_password(scene):
    """The masked spelling beside two that are not, in a whole payload."""
    post = {"password": ["********"], "password_confirmation": [scene.person.password]}
    return implicit(scene, "/account/password", post=post)


def body_text(scene):
    """A POST whose only value is a JSON object in a string."""
    inner = layer({"email": scene.person.email, "ok": True})
    return implicit(scene, "/api/data", post={"payload": [inner]})


MAKERS = [
    email_in_forum, phone_in_forum, ip_in_forum, email_in_title, email_with_escape,
    email_with_inner_escape, profile, profile_in_json, email_three_layers_down,
    dropped_three_layers_down, email_as_key, json_body_as_key, email_in_path, email_in_referer,
    email_in_get, email_in_cut, username_in_cut, email_in_form, email_as_session,
    address_of_device, traits, nested_usernames, phone_in_answer, comment_by_script,
    clear_password, body_text,
]  # fmt: skip
