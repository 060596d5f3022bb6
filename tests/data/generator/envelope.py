"""The members around every event, in the orders in which the platform wrote them."""

from generator import marks
from generator.agents import DEVICES, MOBILE_AGENTS
from generator.courses import HOST


def _context(scene, path, extra):
    course = scene.course
    context = {
        "course_id": course.key,
        "course_user_tags": {},
        "user_id": scene.person.user_id,
        "path": path,
        "org_id": course.org,
    }
    if extra:
        context.update(extra)
    return context


def server(scene, name, event, path, page=None, referer=None, extra=None):
    """An event that the platform itself reports."""
    if scene.course.old and name[0] != "/":
        return _old_server(scene, name, event, path, page, referer, extra)
    person, seat = scene.person, scene.seat
    context = _context(scene, path, extra)
    context["enterprise_uuid"] = ""
    return {
        "name": name,
        "context": context,
        "username": person.username,
        "session": seat.session,
        "ip": seat.ip,
        "agent": seat.agent,
        "host": HOST,
        "referer": referer or scene.video().page,
        "accept_language": person.language,
        "event": event,
        "time": scene.time,
        "event_type": name,
        "event_source": "server",
        "page": page,
    }


def _old_server(scene, name, event, path, page, referer, extra):
    """As before 2015: no name, no session."""
    person, seat = scene.person, scene.seat
    return {
        "username": person.username,
        "event_type": name,
        "ip": seat.ip,
        "agent": seat.agent,
        "host": HOST,
        "referer": referer or scene.video().page,
        "accept_language": person.language,
        "event": event,
        "event_source": "server",
        "context": _context(scene, path, extra),
        "time": scene.time,
        "page": page,
    }


def browser(scene, name, event, block, event_type=None):
    """An event that a page's script reports; `event` is most often a string."""
    person, seat = scene.person, scene.seat
    context = _context(scene, "/event", None)
    if scene.course.old:
        return {
            "event_source": "browser",
            "event": event,
            "time": scene.time,
            "referer": block.referer,
            "accept_language": person.language,
            "event_type": event_type or name,
            "session": seat.session,
            "agent": seat.agent,
            "page": block.page,
            "username": person.username,
            "ip": seat.ip,
            "context": context,
            "host": HOST,
        }
    record = server(scene, name, event, "/event", block.page, block.referer)
    record["event_type"] = event_type or name
    record["event_source"] = "browser"
    return record


def implicit(scene, path, get=None, post=None, referer=None):
    """The event that stands for a request: its type is the request's path."""
    event = marks.payload(get or {}, post or {})
    return server(scene, path, event, path, referer=referer)


def anonymous(record):
    """The same line of somebody who has not logged in."""
    record["username"] = ""
    record["context"]["user_id"] = None
    record["session"] = ""
    return record


def mobile(scene, name, event_type, event, block):
    """From the mobile application; context.client describes the device."""
    device = scene.chance.pick(DEVICES)
    client = {
        "network": {"wifi": True, "carrier": "Mobile Imaginaire", "cellular": False},
        "locale": "fr-FR",
        "app": {"name": "edX", "packageName": "org.example.mooc", "version": "2.26.3"},
        "device": {**device, "id": scene.chance.hexadecimal(16)},
        "os": {"version": "4.4.4", "name": "REL", "sdk": 19},
        "ip": scene.seat.ip,
    }
    extra = {"component": "videoplayer", "received_at": scene.time, "client": client}
    extra["application"] = {"name": "edx.mobileapp.android", "version": "2.26.3"}
    record = server(scene, name, event, "/segment/event", block.page, extra=extra)
    for member in ("referer", "accept_language"):
        record.pop(member)
    record.update(name=name, session=scene.seat.session, event_type=event_type)
    record.update(event_source="mobile", agent=scene.chance.pick(MOBILE_AGENTS))
    return record


def bus(scene, name, data, path):
    """As the event bus hands events on: `data` and `timestamp`, all else in context."""
    person, seat = scene.person, scene.seat
    context = {
        "course_id": scene.course.key,
        "course_user_tags": {},
        "session": seat.session,
        "user_id": person.user_id,
        "username": person.username,
        "ip": seat.ip,
        "host": HOST,
        "agent": seat.agent,
        "path": path,
        "referer": scene.video().referer,
        "accept_language": person.language,
        "client_id": None,
        "org_id": scene.course.org,
        "enterprise_uuid": "",
    }
    return {"name": name, "timestamp": scene.time, "data": data, "context": context}
