"""Planted forms of a later release (stage "anonymizer"): hidden people only.

One maker a form: URLs, encodings, free text, and usernames or ids under names
that do not say so.
"""

from generator.envelope import browser, implicit, server
from generator.events_implicit import REGISTRATION, csrf
from generator.events_social import body, forum_event, thread
from generator.marks import (
    PAYLOAD_LIMIT, Mark, Number, browser_layer, entities, in_base64, in_path, join, layer, percent,
    text,
)  # fmt: skip
from generator.phrases import sentences


def _path(pattern, *marks):
    return text(pattern, *(in_path(mark) for mark in marks), form="path")


# URL paths, by the attributes of the person that fill them.
_PATHS = (
    ("/u/{}", "username"),
    ("/api/user/v1/accounts/{}", "username"),
    ("/api/user/v1/preferences/{}/pref-lang", "username"),
    ("/notifier_api/v1/users/{}/", "id_text"),
    ("/api/mobile/v0.5/users/{}/course_enrollments/", "username"),
    ("/api/badges/v1/assertions/user/{}/", "username"),
    ("/api/profile_images/v1/{}/upload", "username"),
)


def _implicit_path(pattern, attribute):
    def make(scene):
        return implicit(scene, _path(pattern, getattr(scene.person, attribute)))

    return make


def progress(scene):
    return implicit(scene, _path(scene.course.path + "/progress/{}/", scene.another().id_text))


def enrollment(scene):
    path = _path("/api/enrollment/v1/enrollment/{}," + scene.course.key, scene.person.username)
    return implicit(scene, path)


def reset_link(scene):
    token = Mark("4fv-" + scene.chance.hexadecimal(20), "token")
    return implicit(scene, _path("/password_reset_confirm/1k2-{}/", token))


def activation_link(scene):
    return implicit(scene, _path("/activate/{}", Mark(scene.chance.hexadecimal(), "token")))


def email_percent(scene):
    referer = text("https://mooc.example.org/login?next=/&email={}", percent(scene.person.email))
    return implicit(scene, "/login", referer=referer)


def access_token(scene):
    token = Mark(scene.chance.token(40), "token")
    return implicit(scene, "/oauth2/user_info", {"access_token": [token], "scope": ["profile"]})


def email_entities(scene):
    content = text("<p>Écrire à <b>{}</b>, merci.</p>", entities(scene.person.email))
    return thread(scene, content)


def email_base64(scene):
    state = in_base64('{{"next": "/dashboard", "email": "{}"}}', scene.person.email)
    return implicit(scene, "/auth/complete/oauth", {"state": [state]})


def saml(scene):
    xml = '<saml2p:Response><saml2:NameID>{}</saml2:NameID></saml2p:Response>'
    response = in_base64(xml, scene.person.email)
    return implicit(scene, "/auth/complete/tpa-saml/", post={"SAMLResponse": [response]})


def lti_launch(scene):
    person = scene.person
    post = {
        "lis_person_name_full": [person.name],
        "lis_person_contact_email_primary": [person.email],
        "user_id": [person.id_text],
        "lis_result_sourcedid": [text(scene.course.key + ":{}", person.id_text)],
        "roles": ["Student"],
    }
    return implicit(scene, "/lti_provider/launch", post=post)


def name_in_forum(scene):
    pattern = "Merci {} pour cette réponse, et merci à @{} aussi !"
    return thread(scene, text(pattern, scene.another().name, scene.another().username))


def address_in_forum(scene):
    return thread(scene, text("Envoyez le livre au {} s'il vous plaît.", scene.person.address))


def hidden_email_in_forum(scene):
    """An e-mail that stands in URLs elsewhere."""
    return thread(scene, text("Mon mail : {}", scene.person.email))


def wide_email(scene):
    """With a full-width at sign."""
    email = Mark(scene.person.email.replace("@", "\uff20"), "email", later=True)
    return thread(scene, text("Contact : {}", email))


def zero_width_email(scene):
    """With a zero-width space before the at sign."""
    email = Mark(scene.person.email.replace("@", "\u200b@"), "email", later=True)
    return thread(scene, text("Contact : {}", email))


def bare_phone(scene):
    """Digits without separators: only the word before them says what they are."""
    person = scene.person
    phone = Mark(person.phone, "phone", later=True)
    return thread(scene, text("tél : {} après 18h", phone))


def phone_number_as_number(scene):
    """A JSON number under a name that does not say so."""
    number = Number(int("33" + scene.person.phone[1:]), "phone")
    return server(scene, "edx.ui.callback.requested", {"reach": number, "slot": 3}, "/callback")


def forum_target(scene):
    event = forum_event(scene, body(scene), target_username=scene.another().username)
    return server(scene, "edx.forum.comment.edited", event, f"{scene.course.path}/discussion/update")


def instructor(scene):
    event = {
        "type": "reset_attempts",
        "instructor": scene.person.username,
        "student": scene.another().username,
        "user": scene.another().id_text,
        "problem": scene.problem().usage,
        "course": scene.course.key,
    }
    return server(scene, "edx.instructor.report.requested", event, "/instructor_api")


def task_input(scene):
    task = layer({"student": scene.another().username, "problem_url": scene.problem().usage})
    event = {"task_type": "rescore_problem", "task_input": task}
    return server(scene, "edx.instructor.task", event, "/instructor_api")


def bookmark(scene):
    usage = scene.problem().usage
    event = {
        "bookmark_id": text("{}," + usage, scene.person.username),
        "component_usage_id": usage,
        "course_id": scene.course.key,
    }
    return server(scene, "edx.bookmark.added", event, "/api/bookmarks/v1/bookmarks/")


def form_encoded(scene):
    person = scene.person
    event = text(
        "username={}&email={}&csrfmiddlewaretoken={}",
        in_path(person.username), percent(person.email), csrf(scene),
    )  # fmt: skip
    return browser(scene, "edx.ui.form", event, scene.video())


def cut_in_value(scene):
    """The cut falls into the last member, at a place that varies."""
    person = scene.person
    last, mark = scene.chance.pick(
        (("email", person.email), ("username", person.username), ("name", person.name),
         ("mailing_address", person.address), ("csrfmiddlewaretoken", csrf(scene)))
    )  # fmt: skip
    frame = len('{"GET": {}, "POST": {"goals": [""], "": ["') + len(last)
    reach = scene.chance.between(2, 40)  # characters left of the value
    goals = sentences(scene.chance, 20).encode("ascii", "ignore").decode()
    goals = goals[: PAYLOAD_LIMIT - frame - reach]
    return implicit(scene, REGISTRATION, post={"goals": [goals], last: [mark]})


def minted_ids(scene):
    """Pseudonyms that others have minted."""
    event = {
        "anonymous_student_id": Mark(scene.chance.hexadecimal(), "token"),
        "external_user_id": Mark(scene.chance.uuid(), "token"),
        "saved_files": layer({"file_key": text("{}/cours/devoir.pdf", scene.person.id_text)}),
    }
    return server(scene, "openassessment.upload_file", event, "/xblock/handler/upload")


def username_in_page(scene):
    """A browser event from somebody's profile page, its accents percent-encoded."""
    record = browser(scene, "page_close", "{}", scene.video())
    record["page"] = _path("https://mooc.example.org/u/{}", scene.another().username)
    return record


def search_for_somebody(scene):
    wanted = scene.another()
    event = browser_layer({"q": join("profil de", wanted.name), "user": wanted.username})
    return browser(scene, "edx.course.search", event, scene.video())


def body_as_key(scene):
    """A username in a JSON request body, which is the name of a member."""
    body_key = layer({"username": scene.person.username, "course": scene.course.key})
    return implicit(scene, "/api/team/v0/team_membership/", post={body_key: [""]})


MAKERS = [_implicit_path(*row) for row in _PATHS] + [
    progress, enrollment, reset_link, activation_link, email_percent, access_token, email_entities,
    email_base64, saml, lti_launch, name_in_forum, address_in_forum, hidden_email_in_forum,
    wide_email, zero_width_email, bare_phone, phone_number_as_number, forum_target, instructor,
    task_input, bookmark, form_encoded, cut_in_value, minted_ids, username_in_page,
    search_for_somebody, body_as_key,
]  # fmt: skip
