"""Fields that are put back into an anonymized line: what the policy dropped or made a pseudonym of.

A field leaks by where it stands, so the value need not look like anything.
"""

import sys
from typing import NamedTuple

sys.dont_write_bytecode = True

from put_back import encode, full_ipv4, full_ipv6, word  # noqa: E402

USERNAMES = ("username", "target_username", "student", "instructor", "user", "requester", "unique_student_identifier")
USER_IDS = ("user_id", "instructor_id", "attempt_user_id", "learner_id")
SESSIONS = ("session", "session_id")
ANONYMOUS = ("anonymous_student_id", "external_user_id", "student_id", "device_id", "file_key")
ADDRESSES = ("ip", "client_ip", "REMOTE_ADDR")
DROPPED = ("email", "mail", "name", "full_name", "first_name", "last_name", "mailing_address", "address", "city",
           "phone_number", "year_of_birth", "gender", "level_of_education", "goals", "bio", "password", "password2",
           "new_password1", "csrfmiddlewaretoken", "access_token", "sessionid", "SAMLResponse", "lis_person_name_full",
           "confirm_email", "dateOfBirth", "identifiers", "certificate_url", "activation_key")  # fmt: skip


class Field(NamedTuple):
    name: str
    rule: str
    keys: tuple
    values: tuple  # (chance) -> a JSON value


FIELDS = (
    Field("username", "username", USERNAMES,
          (word, lambda c: c.randrange(10**7), lambda c: [word(c)], lambda c: {"a": word(c)}, lambda c: word(c, 64),
           lambda c: f"{c.getrandbits(256):064X}", lambda c: f"{c.getrandbits(252):063x}", lambda c: " ")),
    Field("user id", "pseudonym", USER_IDS,
          (lambda c: c.randrange(10**7), lambda c: str(c.randrange(10**7)), lambda c: [c.randrange(10**7)], word)),
    Field("session", "pseudonym", SESSIONS, (lambda c: f"{c.getrandbits(128):032x}", word)),
    Field("anonymous id", "pseudonym", ANONYMOUS, (lambda c: f"{c.getrandbits(128):032x}", lambda c: c.randrange(10**7))),
    Field("address", "ip-field", ADDRESSES,
          (lambda c: full_ipv4(c, 0), lambda c: full_ipv6(c, 0), lambda c: [full_ipv4(c, 0)],
           lambda c: c.randrange(2**24, 2**32), lambda c: {"a": full_ipv4(c, 0)})),
    Field("dropped", "dropped-field", DROPPED,
          (word, lambda c: "", lambda c: None, lambda c: [word(c)], lambda c: {}, lambda c: c.randrange(1920, 2010),
           lambda c: True, lambda c: {"a": [word(c)]})),
    Field("old or new", "grammar", ("old", "new"), (word, lambda c: c.randrange(1920, 2010), lambda c: {"a": word(c)})),
)  # fmt: skip


# -- places: each puts a member into an event; `key` may be written with escapes

def _as_object(record):
    payload = record.get("event")
    record["event"] = payload if isinstance(payload, dict) else {}
    return record["event"]


def in_event(record, key, value):
    _as_object(record)[key] = value


def in_context(record, key, value):
    record.setdefault("context", {})[key] = value


def deep(record, key, value):
    _as_object(record)["state"] = [{"n": 1}, {"a": {"b": [[{"c": 2, key: value}]]}}]


def in_string(record, key, value):
    record["event"] = encode.as_json({"n": 1, key: value, "m": 2})


def in_string_in_string(record, key, value):
    record["event"] = encode.as_json({"state": encode.as_json({"list": [{key: value}]})})


def in_post(record, key, value):
    record["event"] = encode.as_json({"GET": {}, "POST": {"q": ["a"], key: [value]}})


def in_cut_post(record, key, value):
    record["event"] = encode.cut_payload({key: [value]})


def in_key(record, key, value):
    record["event"] = encode.as_json({"POST": {encode.as_json({key: value}): [""]}})


PLACES = (in_event, in_context, deep, in_string, in_string_in_string, in_post, in_cut_post, in_key)


def escaped(key, vary):
    """The key; of three spellings two are plain."""
    return "".join(encode._escape(c) for c in key) if vary % 3 == 2 else key


def put(field, chance, record, vary):
    """Puts one value of the field into the record."""
    place = PLACES[vary % len(PLACES)]
    value = field.values[vary // len(PLACES) % len(field.values)](chance)
    key = escaped(field.keys[vary // 3 % len(field.keys)], vary)
    place(record, key, value)
    return place.__name__


def with_prefix(line, vary):
    """The line as a logger wrote it."""
    return ("Feb  1 10:00:00 lms1 tracking[77]: ",
            "2023-05-23 13:53:13,461 INFO 20 [tracking] [user 6] [ip 192.0.2.1] logger.py:41 - ")[vary % 2] + line
