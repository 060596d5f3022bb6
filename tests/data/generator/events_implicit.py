"""Events that stand for requests: pages, handlers, login and registration."""

import json

from generator import names
from generator.envelope import anonymous, implicit
from generator.marks import Layer, Mark
from generator.phrases import sentences

MASK = ["********"]  # what the platform writes for most password fields

REGISTRATION = "/user_api/v1/account/registration/"

# Longer than what is before it may be: then the cut falls into what follows.
SAFE_LENGTH = 480


def page(scene):
    """Somebody looks at a page."""
    video, course = scene.video(), scene.course
    path = scene.chance.pick(
        (
            video.page.partition("?")[0].removeprefix("https://mooc.example.org"),
            video.page.partition("?")[0].removeprefix("https://mooc.example.org"),
            f"{course.path}/info",
            f"{course.path}/progress",
            f"{course.path}/discussion/forum",
            "/dashboard",
            "/jsi18n/",
        )
    )
    get = {}
    if path.endswith("forum"):
        get = {"ajax": ["1"], "page": [str(scene.chance.below(9))], "sort_key": ["date"]}
    elif "/courseware/" in path and not course.old:
        get = {"activate_block_id": [video.sequential]}
    return implicit(scene, path, get, referer=video.referer)


def handler(scene):
    """A page's script calls a block of the course."""
    block = scene.problem()
    name, post = scene.chance.pick(
        (
            ("save_user_state", {"saved_video_position": [f"00:0{scene.chance.below(10)}:31"]}),
            ("save_user_state", {"speed": ["1.25"]}),
            ("goto_position", {"position": [str(scene.chance.below(9) + 1)]}),
            ("problem_get", {}),
            ("problem_check", {f"input_{block.input}": [scene.chance.pick(block.choices)]}),
        )
    )
    return implicit(scene, block.handler(scene.course, name), post=post, referer=block.referer)


def submission(scene):
    """A long answer as a JSON body: the platform makes a key of it, and cuts it."""
    body = Layer('{"submission": ["' + sentences(scene.chance, 9) + '"]}')
    body.inner = {}
    path = scene.problem().handler(scene.course, "submit")
    return implicit(scene, path, post={body: [""]})


def csrf(scene):
    return Mark(scene.chance.token(32), "token")


def login(scene):
    post = {
        "email": [scene.person.email],
        "password": MASK,
        "remember": ["false"],
        "csrfmiddlewaretoken": [csrf(scene)],
    }
    return anonymous(implicit(scene, "/user_api/v1/account/login_session/", post=post))


def name_fields(person):
    if person.split_name:
        return {"first_name": [person.first_name], "last_name": [person.last_name]}
    return {"name": [person.name]}


def _who(person):
    """The personal part of a registration; the address only if it fits."""
    fields = {
        "email": [person.email],
        "username": [person.username],
        **name_fields(person),
        "gender": [person.gender],
        "year_of_birth": [person.year],
        "city": [person.city],
    }
    with_address = {**fields, "mailing_address": [person.address]}
    fits = len(json.dumps({"GET": {}, "POST": with_address})) < SAFE_LENGTH
    return with_address if fits else fields


def registration(scene):
    """Open people's payload is cut after the personal part, a hidden one's anywhere."""
    person = scene.person
    fields = _who(person)
    rest = {
        "password": MASK,
        "level_of_education": [scene.chance.pick(names.LEVELS)],
        "country": [scene.chance.pick(names.COUNTRIES)],
        "goals": [sentences(scene.chance, 3)],
        "honor_code": ["true"],
        "csrfmiddlewaretoken": [csrf(scene)],
    }
    if person.hidden:
        fields, rest = rest, fields
        fields["goals"] = [sentences(scene.chance, 2)[: scene.chance.below(140)]]
    return anonymous(implicit(scene, REGISTRATION, post={**fields, **rest}))


def short_registration(scene):
    """Few fields: the payload is whole."""
    person = scene.person
    post = {"username": [person.username], "email": [person.email], "password": MASK}
    return anonymous(implicit(scene, "/create_account", post=post))


def new_password(scene):
    """Two spellings that the platform does not mask."""
    post = {
        "old_password": MASK,
        "password1": [scene.person.password],
        "password2": [scene.person.password],
    }
    return implicit(scene, "/password_change/", post=post)
