"""What the documents say of all policies: facts, no logic.

Source: design 3, 4 (infos), 5; docs/format/policy.md.  What one policy does
with which field stands in policies/*.toml and is read from there (policy.py).
"""

# `name` under `seed`: the line's own top-level one is the event name and stays;
# beside one of these keys it is a person's and must go; elsewhere either is
# accepted.
NAME_KEY = "name"
NAME_LEEWAY = ("seed",)
NAME_MUST_GO_BESIDE = frozenset({
    "email", "username", "password", "first_name", "last_name",
    "mailing_address", "year_of_birth"})

# In these domains a JSON number counts as its text (42 and "42" are one).
NUMBERS_TOO = frozenset({"user_id", "anonymous_id"})
DOMAINS = ("username", "user_id", "session", "anonymous_id")

IPV4_KEPT_BITS = 24
IPV6_KEPT_BITS = 48

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
KNOWN_SEGMENTS = frozenset({
    "email", "mail", "address", "mailing_address", "full_name", "first_name",
    "last_name", "phone", "phone_number", "city", "year_of_birth", "gender",
    "accept_language", "agent", "answer", "answers", "attempts", "body",
    "client", "client_id", "code", "content", "context", "correct_map",
    "course_id", "course_user_tags", "current_url", "currentTime", "data",
    "description", "device", "display_name", "event", "event_source",
    "event_type", "external_user_id", "GET", "goals", "grade", "headers",
    "host", "id", "input_state", "ip", "max_grade", "message", "module",
    "name", "new", "note_text", "old", "options", "org_id", "page", "parts",
    "password", "path", "POST", "problem_id", "properties", "q", "query",
    "referer", "response", "session", "setting", "settings", "state",
    "student", "student_answers", "subject", "submission", "success", "tags",
    "target_url", "target_username", "task_input", "text", "time",
    "timestamp", "title", "traits", "truncated", "url", "usage_key", "user",
    "user_course_tags", "user_id", "username", "value"})
