"""What the built-in policies do in this release: facts, no logic.

Source: design 4 (infos), 5 (policy table) and the lead's word on what this
release does.  Everything that compare.py knows about policies stands here.
"""

# A member with one of these keys (compared decoded, any depth, any JSON
# layer) is removed with its comma, whatever its value.
DROPPED_KEYS = frozenset({
    "email", "mail", "address", "mailing_address", "full_name", "first_name",
    "last_name", "phone", "phone_number", "city", "year_of_birth", "gender"})
DROPPED_KEY_PREFIXES = ("password",)

# `name`: the line's own top-level one is the event name and stays; beside one
# of these keys it is a person's and must go; elsewhere either is accepted.
NAME_KEY = "name"
NAME_MUST_GO_BESIDE = frozenset({
    "email", "username", "password", "first_name", "last_name",
    "mailing_address", "year_of_birth"})

# Key -> domain of the pseudonym, at any depth and in any JSON layer.
# "" and null stay; lists: each element; any other type: the member goes.
PSEUDONYM_KEYS = {
    "seed": {"username": "username"},
    "standard": {"username": "username", "user_id": "user_id",
                 "session": "session"},
}
# In these domains a JSON number counts as its text (42 and "42" are one).
NUMBERS_TOO = frozenset({"user_id", "session"})

# Members whose addresses lose their end (IPv4 /24, IPv6 /48).
IP_KEYS = {"seed": frozenset(), "standard": frozenset({"ip"})}
IPV4_KEPT_BITS = 24
IPV6_KEPT_BITS = 48

# Marks that may stand in place of a part of any other string or key.
MARKS = {"seed": (), "standard": ("<<EMAIL>>", "<<PHONE>>", "<<IP>>")}
# May a JSON number become a string that is one mark?  (Not in this release.)
NUMBERS_MAY_BECOME_MARKS = {"seed": False, "standard": False}

# A string whose JSON layers nest deeper may be dropped with its member.
LAYER_LIMIT = 16

# The platform's own envelope fields whose 64-hex value says "already
# anonymized": such a line is rejected unless pseudonyms are allowed.
ENVELOPE_USERNAMES = (("username",), ("context", "username"))

# The member that holds the payload, cut by the platform at times.
PAYLOAD_KEY = "event"

DOMAIN_INFO = b"fun/v1/domain/"
RELEASE_INFO = b"fun/v1/release/"

# Pointer segments that may be printed; every other one is data: "*".
KNOWN_SEGMENTS = DROPPED_KEYS | {
    "accept_language", "agent", "answer", "answers", "attempts", "body",
    "client", "client_id", "code", "content", "context", "correct_map",
    "course_id", "course_user_tags", "current_url", "currentTime", "data",
    "display_name", "event", "event_source", "event_type", "external_user_id",
    "GET", "goals", "grade", "host", "id", "input_state", "ip", "max_grade",
    "message", "module", "name", "new", "old", "options", "org_id", "page",
    "parts", "password", "path", "POST", "problem_id", "properties", "q",
    "query", "referer", "response", "session", "setting", "settings", "state",
    "student", "student_answers", "subject", "submission", "success",
    "target_url", "target_username", "task_input", "text", "time",
    "timestamp", "title", "truncated", "url", "usage_key", "user",
    "user_course_tags", "user_id", "username", "value"}
