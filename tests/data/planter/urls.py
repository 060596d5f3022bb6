"""Places of encodings.md 1.5: paths of requests, and URLs in page, referer and text."""

import urllib.parse

from generator.courses import SITE
from generator.envelope import browser, implicit
from generator.events_social import forum_event
from generator.envelope import server
from planter import encode

CHAINS = ("raw", "percent", "percent>percent", "escape")

# place -> (pattern, kind, attribute); {c} is the course, {v} the value.
PATHS = {
    "path.u": ("/u/{v}", "username", "username"),
    "path.accounts": ("/api/user/v1/accounts/{v}", "username", "username"),
    "path.preferences": ("/api/user/v1/preferences/{v}/pref-lang", "username", "username"),
    "path.notifier": ("/notifier_api/v1/users/{v}/", "user_id", "id_text"),
    "path.progress": ("/courses/{c}/progress/{v}/", "user_id", "id_text"),
    "path.enrollment": ("/api/enrollment/v1/enrollment/{v},{c}", "username", "username"),
    "path.profile-image": ("/api/profile_images/v1/{v}/upload", "username", "username"),
    "path.mobile": ("/api/mobile/v0.5/users/{v}/course_enrollments/", "username", "username"),
    "path.forum-user": ("/courses/{c}/discussion/forum/users/{v}", "user_id", "id_text"),
    "path.reset": ("/password_reset_confirm/1k2-{v}/", "token", "reset"),
    "path.activate": ("/activate/{v}", "token", "activation"),
    "path.unsubscribe": ("/notification_prefs/unsubscribe/{v}/", "token", "unsubscribe"),
    "path.unknown": ("/plugin/x/{v}/view", "username", "username"),
}
_UNKNOWN = (("username", "username"), ("email", "email"))

# place -> patterns with what fills them; at most two fields a pattern.
URLS = {
    "url.query-known": (
        ("{s}/search?username={0}&page=2", ("username", "username")),
        ("{s}/login?next=%2F&email={0}", ("email", "email")),
        ("{s}/grades?user_id={0}", ("user_id", "id_text")),
    ),
    "url.query-secret": (
        ("{s}/oauth2/done?access_token={0}&scope=profile", ("token", "access")),
        ("{s}/complete?code={0}&state=x", ("token", "unsubscribe")),
        ("{s}/page?sessionid={0}", ("session", "anonymous")),
    ),
    "url.query-other": (
        ("{s}/search?next=/&q={0}", ("username", "username")),
        ("{s}/search?q={0}", ("email", "email")),
        ("{s}/search?q={0}&lang=fr", ("name", "name")),
        ("{s}/search?q={0}&lang=fr", ("phone", "phone")),
    ),
    "url.userinfo": (
        ("https://{0}:{1}@mooc.example.org/dashboard", ("username", "username"), ("password", "password")),
    ),
    "url.fragment": (
        ("{s}/dashboard#{0}", ("username", "username")),
        ("{s}/dashboard#mail={0}", ("email", "email")),
    ),
    "url.segment": (("{s}/u/{0}", ("username", "username")),),
}
URL_CHAINS = ("percent", "percent>percent", "escape", "raw", "form", "json")


def _value(scene, attribute):
    value = getattr(scene.person, attribute)
    return value.written(4) if attribute == "phone" else value


def _spelled(chain, value, vary):
    last = chain[-1]
    if chain == ("percent", "percent"):
        return urllib.parse.quote(encode.percent(value, vary), safe="")
    if last == "form":
        return urllib.parse.quote_plus(value)
    return encode.leaf(chain, value, vary)


def path(place):
    def make(scene):
        pattern, kind, attribute = PATHS[place]
        if place == "path.unknown":
            kind, attribute = _UNKNOWN[scene.vary % 2]
        value = _value(scene, attribute)
        spelling = _spelled(scene.chain, value, scene.vary)
        scene.note(place, kind, value, "/event_type")
        return implicit(scene, pattern.format(v=spelling, c=scene.course.key))

    return make


def _url(scene, place):
    """A URL of this place, and what it holds."""
    variants = URLS[place]
    pattern, *fields = variants[scene.vary % len(variants)]
    held = [(kind, _value(scene, attribute)) for kind, attribute in fields]
    spellings = [_spelled(scene.chain, value, scene.vary) for _, value in held]
    return pattern.format(*spellings, s=SITE), held


def url(place):
    """In page and referer, in a forum event's url, in a sentence; in turn."""

    def make(scene):
        if scene.chain in (("raw",), ("json",)) and place in ("url.query-other", "url.userinfo"):
            return _quoted(scene, place)
        address, held = _url(scene, place)
        record, where = _placed(scene, address)
        for kind, value in held:
            scene.note(place, kind, value, where)
        return record

    return make


def _quoted(scene, place):
    """Names have blanks, passwords have signs: no URL holds them raw."""
    chain = ("json", "percent") if scene.chain == ("json",) else ("percent",)
    scene.chain, scene.name = chain, ">".join(chain)
    address, held = _url(scene, place)
    record, where = _placed(scene, address)
    for kind, value in held:
        scene.note(place, kind, value, where)
    return record


def _placed(scene, address):
    turn = scene.vary // 2 % 4
    if scene.chain[0] == "json":
        text = encode.as_json({"target_url": address, "current_url": f"{SITE}/dashboard"}, scene.vary)
        return browser(scene, "edx.ui.lms.link_clicked", text, scene.video()), "/event"
    if turn == 0:
        record = browser(scene, "page_close", "{}", scene.video())
        record["page"] = address
        return record, "/page"
    if turn == 1:
        return implicit(scene, "/dashboard", referer=address), "/referer"
    if turn == 2:
        event = forum_event(scene, "Bonjour à tous.", title="Question")
        event["url"] = address
        return server(scene, "edx.forum.thread.viewed", event, "/discussion"), "/event/url"
    event = forum_event(scene, f"Tout est expliqué sur {address} je crois.", title="Question")
    return server(scene, "edx.forum.comment.created", event, "/discussion"), "/event/body"
