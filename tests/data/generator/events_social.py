"""What people tell each other: forum, openassessment; and examinations."""

from generator.courses import SITE
from generator.envelope import browser, server
from generator.events_server import contact
from generator.marks import browser_layer, join
from generator.phrases import TITLES, sentences


def body(scene, often=12):
    """A contribution; one of so many gives an address or a number away."""
    start = sentences(scene.chance, scene.chance.between(2, 6))
    if scene.chance.one_in(often):
        return join(start, contact(scene), sentences(scene.chance, 1))
    return start


def forum_event(scene, content, **more):
    """The members that all forum events have."""
    commentable, identifier = scene.chance.hexadecimal(), scene.chance.hexadecimal(24)
    return {
        "commentable_id": commentable,
        "id": identifier,
        "body": content,
        "truncated": False,
        "options": {"followed": False},
        "user_course_roles": [],
        "user_forums_roles": ["Student"],
        "url": f"{SITE}{scene.course.path}/discussion/forum/{commentable}/threads/{identifier}",
        **more,
    }


def thread(scene, content=None, title=None):
    event = forum_event(
        scene,
        content or body(scene),
        title=title or scene.chance.pick(TITLES),
        thread_type="discussion",
        category_name="Semaine 2",
        category_id=scene.chance.hexadecimal(),
        group_id=None,
        anonymous=False,
        anonymous_to_peers=False,
    )
    path = f"{scene.course.path}/discussion/{event['commentable_id']}/threads/create"
    return server(scene, "edx.forum.thread.created", event, path)


def response(scene):
    event = forum_event(scene, body(scene), discussion={"id": scene.chance.hexadecimal(24)})
    path = f"{scene.course.path}/discussion/threads/{event['discussion']['id']}/reply"
    return server(scene, "edx.forum.response.created", event, path)


def comment(scene):
    event = forum_event(
        scene,
        body(scene),
        discussion={"id": scene.chance.hexadecimal(24)},
        response={"id": scene.chance.hexadecimal(24)},
    )
    path = f"{scene.course.path}/discussion/comments/{event['response']['id']}/reply"
    return server(scene, "edx.forum.comment.created", event, path)


def search(scene):
    event = {
        "query": scene.chance.pick(("médiane", "certificat", "sous-titres", "deadline")),
        "page": 0,
        "total_results": scene.chance.below(50),
        "corrected_text": None,
        "group_id": None,
    }
    return server(scene, "edx.forum.searched", event, f"{scene.course.path}/discussion/search")


def assessment(scene, content=None):
    event = {
        "submission_uuid": scene.chance.uuid(),
        "answer": {"parts": [{"text": content or body(scene)}]},
        "attempt_number": 1,
        "created_at": scene.time,
        "submitted_at": scene.time,
    }
    path = scene.problem().handler(scene.course, "submit")
    return server(scene, "openassessmentblock.create_submission", event, path, "x_module")


def note(scene):
    """A learner's note on a passage."""
    block = scene.video()
    event = {
        "note_id": scene.chance.hexadecimal(20),
        "note_text": sentences(scene.chance, 2),
        "tags": ["à revoir"],
        "highlighted_content": sentences(scene.chance, 1),
        "truncated": [],
        "component_usage_id": block.usage,
    }
    return browser(scene, "edx.course.student_notes.added", browser_layer(event), block)


def exam(scene):
    """`attempt_user_id` is no place that the first release knows: for hidden people."""
    event = {
        "exam_id": scene.chance.below(90),
        "exam_content_id": scene.problem().sequential,
        "exam_name": "Examen final",
        "exam_default_time_limit_mins": 90,
        "attempt_id": scene.chance.below(9000),
        "attempt_user_id": scene.person.user_id,
        "attempt_status": "submitted",
        "attempt_started_at": scene.time,
        "attempt_code": scene.chance.uuid().upper(),
    }
    path = "/api/edx_proctoring/v1/proctored_exam/attempt"
    return server(scene, "edx.special_exam.proctored.attempt.submitted", event, path)
