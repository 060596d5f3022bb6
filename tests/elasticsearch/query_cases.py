"""Invented events, queries of Elasticsearch 1.x over them, the same for today's servers, and the same in Python.

The three know nothing of each other: the old query goes through funquery, the one of today straight to the
server, and the Python is asked of the events as they were before they were loaded.
"""

import json
from typing import NamedTuple, Optional

from loading import event

COUNT = 1200
COURSES = ("UnivA/10001/s1", "UnivB/10002/s2", "course-v1:UnivC+10003+s3")
USERS = tuple(pair * 32 for pair in ("ab", "cd", "ef", "fa", "ce", "bd"))
SESSIONS = tuple(pair * 32 for pair in ("ba", "dc", "fe"))
KINDS = ("play_video", "problem_check", "seq_goto", "page_close", "/courses/UnivA/10001/s1/about")


class Event(NamedTuple):
    n: int
    kind: str
    user: str
    course: Optional[str]
    session: Optional[str]
    day: int
    hour: int
    video: Optional[float]
    grade: Optional[int]

    @property
    def univ(self):
        return self.course and self.course.replace("course-v1:", "").replace("+", "/").split("/")[0]

    @property
    def source(self):
        return "server" if self.kind in ("problem_check", KINDS[4]) else "browser"

    @property
    def success(self):
        return self.grade is not None and ("correct" if self.grade == 3 else "incorrect")

    @property
    def payload(self):
        if self.video is not None:
            return json.dumps({"id": "v1", "code": "abc", "currentTime": self.video})
        if self.grade is not None:
            return {"grade": self.grade, "max_grade": 3, "attempts": 1, "success": self.success, "problem_id": "p"}
        return '{"old": 1, "new": 2, "id": "s"}' if self.kind == "seq_goto" else "{}"

    def line(self):
        context = {"user_id": self.user, "path": "/event"}
        if self.course:
            context["course_id"] = self.course
        time = f"2015-02-0{self.day}T{self.hour:02}:{self.n % 60:02}:00.000000+00:00"
        return event(self.n, username=self.user, event_type=self.kind, event_source=self.source, time=time,
                     event=self.payload, session=self.session or ..., context=context)


def made(n):
    kind = KINDS[n % 5]
    return Event(n, kind, USERS[n * 7 % 6], COURSES[n // 5 % 3] if n % 7 else None, SESSIONS[n % 3] if n % 4 else None,
                 n % 3 + 1, n * 5 % 24, n / 2 if kind == "play_video" else None, n // 3 % 4 if kind == "problem_check" else None)


EVENTS = [made(n) for n in range(COUNT)]


def term(field, value):
    return {"term": {field: value}}


def old(filter_, **query):
    return {"query": {"filtered": {"filter": filter_, **query}}}


def new(**of_bool):
    return {"query": {"bool": of_bool}}


VIDEO, CHECK = term("event_type", "play_video"), term("event_type", "problem_check")
UNIV_A = term("university", "UnivA")
# What the platform's documentation of 2015 gives as its example, with its trailing comma (FUN's hackathon, "Analytics").
DOCUMENTED = """{
  "size": 500,
  "sort": {"@timestamp": "desc"},
  "query": {"filtered": {"query": {"query_string": {"query": "*", "analyze_wildcard": true, }}}}
}"""

# The same dialect with more of it, and more commas.
COMMAS = """{
  "query": {
    "filtered": {
      "query": { "match": { "event_type": "problem_check" } },
      "filter": { "term": { "university.raw": "UnivA" }, },
    }
  },
  "fields": ["n"], "size": 10000,
}"""

# what it shows: (of 1.x, of today, in Python)
QUERIES = {
    "and": (old({"and": [VIDEO, term("username.raw", USERS[0])]}), new(filter=[VIDEO, term("username", USERS[0])]),
            lambda e: e.kind == "play_video" and e.user == USERS[0]),
    "or": (old({"or": {"filters": [VIDEO, UNIV_A], "_cache": True}}, query=CHECK), new(must=[CHECK, UNIV_A]),
           lambda e: e.kind == "problem_check" and e.univ == "UnivA"),
    "not": (old({"not": {"filter": {"or": [VIDEO, CHECK]}}}), new(must_not=[VIDEO, CHECK]),
            lambda e: e.kind not in KINDS[:2]),
    "missing": (old({"missing": {"field": "session", "existence": True, "null_value": True}}),
                new(must_not={"exists": {"field": "session"}}), lambda e: e.session is None),
    "exists": (old({"bool": {"must": {"exists": {"field": "session.raw"}}, "must_not": {"missing": {"field": "university"}}}}),
               new(filter=[{"exists": {"field": "session"}}, {"exists": {"field": "university"}}]),
               lambda e: e.session and e.course),
    "range": (old({"range": {"@timestamp": {"from": "2015-02-01T12:00:00Z", "to": "2015-02-02T12:00:00Z", "include_upper": False}}}),
              new(filter={"range": {"@timestamp": {"gte": "2015-02-01T12:00:00Z", "lt": "2015-02-02T12:00:00Z"}}}),
              lambda e: (1, 12) <= (e.day, e.hour) < (2, 12)),
    "numeric_range": (old({"numeric_range": {"event_video.currentTime": {"from": 50, "to": 300, "include_lower": False}, "_cache": False}}),
                      new(filter={"range": {"event_video.currentTime": {"gt": 50, "lte": 300}}}),
                      lambda e: e.video is not None and 50 < e.video <= 300),
    "in": (old({"in": {"hour_of_day": [0, 5, 23], "execution": "bool"}}), new(filter={"terms": {"hour_of_day": [0, 5, 23]}}),
           lambda e: e.hour in (0, 5, 23)),
    "terms and": (old({"terms": {"username": [USERS[1]], "execution": "and"}}), new(filter=term("username", USERS[1])),
                  lambda e: e.user == USERS[1]),
    "prefix": (old({"prefix": {"event_type": "/courses/", "_cache": True}}), new(filter={"prefix": {"event_type": "/courses/"}}),
               lambda e: e.kind.startswith("/courses/")),
    "query filter": (old({"and": [{"query": {"query_string": {"query": "event_source:browser AND NOT event_type:seq_goto",
                                                              "lowercase_expanded_terms": False}}}]}),
                     new(filter=term("event_source", "browser"), must_not=term("event_type", "seq_goto")),
                     lambda e: e.source == "browser" and e.kind != "seq_goto"),
    "fquery": (old({"fquery": {"query": {"filtered": {"query": VIDEO, "filter": UNIV_A}}, "_cache": True}}),
               new(filter=[VIDEO, UNIV_A]), lambda e: e.kind == "play_video" and e.univ == "UnivA"),
    "bool filter": (old({"bool": {"must": term("event_source", "server"), "should": [UNIV_A, term("university", "UnivB")]}}),
                    new(filter=[term("event_source", "server"), {"terms": {"university": ["UnivA", "UnivB"]}}]),
                    lambda e: e.source == "server" and e.univ in ("UnivA", "UnivB")),
    "constant_score": ({"query": {"constant_score": {"query": {"text": {"username": USERS[2]}}}}}, {"query": term("username", USERS[2])},
                       lambda e: e.user == USERS[2]),
    "filter": ({"query": VIDEO, "filter": {"not": UNIV_A}}, new(must=VIDEO, must_not=UNIV_A),
               lambda e: e.kind == "play_video" and e.univ != "UnivA"),
    "text": ({"query": {"match": {"event_type": {"query": "problem_check", "type": "phrase"}}}}, {"query": CHECK},
             lambda e: e.kind == "problem_check"),
    "_missing_": ({"query": {"query_string": {"query": "_missing_:session AND event_source:server"}}},
                  new(must=term("event_source", "server"), must_not={"exists": {"field": "session"}}),
                  lambda e: e.session is None and e.source == "server"),
    "type": (old({"and": [{"type": {"value": "logs"}}, {"limit": {"value": 5}}]}, query=VIDEO), {"query": VIDEO},
             lambda e: e.kind == "play_video"),
    "raw": (old(term("session.raw", SESSIONS[1])), {"query": term("session", SESSIONS[1])}, lambda e: e.session == SESSIONS[1]),
    "empty": (old({"and": [{}, {"bool": {}}]}), {"query": {"match_all": {}}}, lambda e: True),
    "wildcard": ({"query": {"bool": {"should": [{"wildcard": {"event_type": {"wildcard": "*_video"}}}, {"ids": {"type": "logs", "values": []}}],
                                     "minimum_number_should_match": 1}}}, {"query": VIDEO}, lambda e: e.kind == "play_video"),
    "regexp": (old({"regexp": {"university": "Univ[BC]", "_cache": True, "_cache_key": "k"}}),
               {"query": {"terms": {"university": ["UnivB", "UnivC"]}}}, lambda e: e.univ in ("UnivB", "UnivC")),
    "leaf": (old(term("event.success.raw", "correct")), {"query": term("event_problem.success", "correct")},
             lambda e: e.success == "correct"),
    "dis_max": ({"query": {"dis_max": {"queries": [old({"not": {"not": VIDEO}})["query"], {"in": {"university": ["UnivC"]}}]}}},
                new(should=[VIDEO, term("university", "UnivC")]), lambda e: e.kind == "play_video" or e.univ == "UnivC"),
}
