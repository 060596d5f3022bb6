"""What the platform reports about problems, grades, enrolment and certificates."""

from generator.envelope import bus, server
from generator.marks import join, text
from generator.phrases import GIVE, sentences


def give(scene, kind, mark):
    """A sentence in which somebody gives away an address or a number."""
    return text(scene.chance.pick(GIVE[kind]), mark)


def contact(scene):
    """One such sentence about the person of the scene."""
    person = scene.person
    mark = scene.chance.pick((person.contact, person.contact_phone, person.contact_ip))
    return give(scene, mark.kind, mark)


def _module(problem):
    return {"module": {"display_name": problem.display_name, "usage_key": problem.usage}, "asides": {}}


def _answer(scene, problem):
    """An answer is now and then a text, and sometimes says too much."""
    if scene.chance.one_in(40):
        return join(sentences(scene.chance, 2), contact(scene))
    if scene.chance.one_in(4):
        return sentences(scene.chance, 2)
    return scene.chance.pick(problem.choices)


def _correctness(problem, verdict):
    return {
        problem.input: {
            "hint": "",
            "hintmode": None,
            "correctness": verdict,
            "npoints": None,
            "answervariable": None,
            "msg": "",
            "queuestate": None,
        }
    }


def problem_check(scene):
    problem = scene.problem()
    answer = _answer(scene, problem)
    right = scene.chance.one_in(2)
    verdict = "correct" if right else "incorrect"
    event = {
        "submission": {
            problem.input: {
                "input_type": problem.input_type,
                "question": problem.question,
                "response_type": problem.response_type,
                "answer": answer,
                "variant": "",
                "correct": right,
            }
        },
        "success": verdict,
        "grade": int(right),
        "correct_map": _correctness(problem, verdict),
        "state": {
            "student_answers": {problem.input: answer} if scene.chance.one_in(2) else {},
            "seed": 1,
            "done": True,
            "correct_map": _correctness(problem, verdict) if scene.chance.one_in(2) else {},
            "input_state": {problem.input: {}},
        },
        "answers": {problem.input: answer},
        "attempts": scene.chance.between(1, 5),
        "max_grade": 1,
        "problem_id": problem.usage,
    }
    path = problem.handler(scene.course, "problem_check")
    return server(scene, "problem_check", event, path, "x_module", problem.page, _module(problem))


def showanswer(scene):
    problem = scene.problem()
    path = problem.handler(scene.course, "problem_show")
    event = {"problem_id": problem.usage}
    return server(scene, "showanswer", event, path, "x_module", problem.page, _module(problem))


def _transaction(scene, kind):
    return {"event_transaction_id": scene.chance.uuid(), "event_transaction_type": kind}


def grade_submitted(scene):
    problem = scene.problem()
    event = {
        "user_id": scene.person.id_text,
        "course_id": scene.course.key,
        "problem_id": problem.usage,
        **_transaction(scene, "edx.grades.problem.submitted"),
        "weighted_earned": scene.chance.below(2),
        "weighted_possible": 1,
    }
    path = problem.handler(scene.course, "problem_check")
    return server(scene, "edx.grades.problem.submitted", event, path, extra=_module(problem))


def grade_calculated(scene):
    """Reported by a worker: only event.user_id says whose grade it is."""
    event = {
        "user_id": scene.person.id_text,
        "course_id": scene.course.key,
        "course_version": scene.chance.hexadecimal(24),
        "percent_grade": round(scene.chance.random(), 2),
        "letter_grade": "",
        **_transaction(scene, "edx.grades.problem.submitted"),
        "grading_policy_hash": scene.chance.token(27) + "=",
    }
    record = server(scene, "edx.grades.course.grade_calculated", event, "")
    del record["context"]["user_id"]
    for member in ("username", "session", "ip", "agent", "referer", "accept_language"):
        if member in record:
            record[member] = ""
    return record


def enrollment(scene):
    course = scene.course
    change = scene.chance.pick(("activated", "activated", "activated", "deactivated"))
    event = {"course_id": course.key, "user_id": scene.person.user_id, "mode": "honor"}
    return server(scene, f"edx.course.enrollment.{change}", event, "/change_enrollment")


def certificate(scene):
    """The certificate's address names a user by id, but only a hidden one."""
    person, course = scene.person, scene.course
    event = {
        "course_id": course.key,
        "user_id": person.user_id,
        "certificate_id": scene.chance.hexadecimal(),
        "certificate_url": f"https://{scene.chance.hexadecimal(8)}.example.org/cert.pdf",
        "enrollment_mode": "honor",
        "generation_mode": "batch",
    }
    if person.hidden:
        address = "https://mooc.example.org/certificates/user/{}/course/" + course.key
        event["certificate_url"] = text(address, person.id_text, form="path")
    return server(scene, "edx.certificate.created", event, f"{course.path}/instructor/api/start")


def team(scene):
    event = {
        "team_id": f"equipe-{scene.chance.hexadecimal(8)}",
        "user_id": scene.person.user_id,
        "add_method": "joined_from_team_view",
    }
    return server(scene, "edx.team.learner_added", event, "/api/team/v0/team_membership/")


def settings(scene):
    """A changed setting: an e-mail in plain sight, or nothing of interest."""
    person = scene.person
    setting, old, new = scene.chance.pick(
        (
            ("email", person.former, person.contact),
            ("gender", None, "f"),
            ("country", "FR", "CH"),
            ("pref-lang", "en", "fr"),
        )
    )
    event = {
        "old": old,
        "new": new,
        "setting": setting,
        "table": "auth_user" if setting == "email" else "auth_userprofile",
        "truncated": [],
        "user_id": person.user_id,
    }
    return server(scene, "edx.user.settings.changed", event, "/api/user/v1/accounts/")


def bus_enrollment(scene):
    """`data` names the user once more: for hidden people only."""
    person = scene.person
    data = {
        "course_id": scene.course.key,
        "mode": "audit",
        "user_id": person.user_id,
        "username": person.username,
    }
    return bus(scene, "edx.course.enrollment.activated", data, "/change_enrollment")


def bus_completion(scene):
    problem = scene.problem()
    data = {"block_id": problem.usage, "block_type": "problem", "completion": 1.0, "is_new": False}
    name = "edx.completion.block_completion.changed"
    return bus(scene, name, data, problem.handler(scene.course, "problem_check"))


def timestamp_only(scene):
    """A server event whose time stands under `timestamp`: newer courses only."""
    record = grade_submitted(scene)
    if scene.course.old:
        return record
    return {("timestamp" if key == "time" else key): value for key, value in record.items()}
